/** Where the built screens lie, and under which rules a browser may show them. */
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Made by `node bin/build-web.mjs`; the same place whether this runs from source or built. */
export const screensDir = fileURLToPath(new URL('../../dist/web/app/', import.meta.url));

/** What the page is told as it leaves, so that it can be shown before anything more is asked. */
export type Told = {
  /** Of this answer alone, for the styles that components make. */
  readonly nonce: string;
  /** What hangs at the door. */
  readonly door: object;
  /** The browser showed a session, whether it is open or not. */
  readonly held: boolean;
};

const within = (attribute: string): string =>
  attribute.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

/** The one page of the screens with what it is told put in; null while the screens were not built. */
export const screensPage = ({ nonce, door, held }: Told): string | null => {
  const file = `${screensDir}index.html`;
  if (!existsSync(file)) return null;
  return readFileSync(file, 'utf8')
    .replace('__DOOR__', () => within(JSON.stringify(door)))
    .replace('__SESSION__', held ? 'held' : 'none')
    .replaceAll('__NONCE__', nonce);
};

/** Scripts and styles of ours alone; a style that a component makes as it runs bears the nonce of the answer. */
export const policyOfScreens = (nonce: string): string =>
  `default-src 'none'; script-src 'self'; style-src 'self' 'nonce-${nonce}'; img-src 'self' data: blob:; ` +
  "connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
