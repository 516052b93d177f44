/** The screens begin here: the look and the door, which is shown at once; the rest is fetched behind it. */
import './first.css';
import './look.css';
import { MantineProvider } from '@mantine/core';
import { lazy, type ReactNode, StrictMode, Suspense } from 'react';
import { createRoot } from 'react-dom/client';
import { isOpen } from './open.ts';
import { Loading } from './pieces/loading.tsx';
import { held, look, useSession } from './session.ts';
import { SignIn } from './sign-in/signin.tsx';
import { theme } from './theme.ts';

const nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';
// Components that lock the page's scrolling make a style as they run, and look for the nonce here.
Object.assign(globalThis, { __webpack_nonce__: nonce });

const load = () => import('./screens.tsx').then(({ Screens }) => ({ default: Screens }));
const Screens = lazy(load);

/** Whoever came to a page for anyone does not come to the door. */
const begunOpen = isOpen(location.pathname);

/** Nobody waits for an answer to see the door; behind it everything waits for it. */
const Root = (): ReactNode => {
  const { state } = useSession();
  if (state === 'loading' && held && !begunOpen) return <Loading what="Opening" />;
  if (state !== 'in' && !begunOpen) return <SignIn />;
  return (
    <Suspense fallback={<Loading what="Opening" />}>
      <Screens />
    </Suspense>
  );
};

void look();
if (held || begunOpen) void load();
// Whoever types his name at the door finds the pages there when he is let in.
else addEventListener('input', () => void load(), { once: true });

createRoot(document.querySelector('#root')!).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={() => nonce}>
      <Root />
    </MantineProvider>
  </StrictMode>,
);
