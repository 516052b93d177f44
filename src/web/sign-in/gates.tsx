/** The gates: signing in, opening a locked session, accepting the notice; each over the page, which stays as it is. */
import { Anchor, Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Problem } from '../calling.ts';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { acceptBanner, type Gate, signIn, signOut, unlock, useSession } from '../session.ts';
import { Cast } from './cast.tsx';
import { Credentials } from './credentials.tsx';
import { Notice } from './signin.tsx';

const AcceptNotice = (): ReactNode => {
  const [problem, setProblem] = useState<Problem | null>(null);
  return (
    <Stack gap="md">
      <Notice />
      {problem && <RefusalPanel problem={problem} />}
      <Group>
        <Button onClick={() => void acceptBanner().then(setProblem)} data-autofocus>
          I consent, and go on
        </Button>
        <Button variant="default" onClick={() => void signOut()}>
          Sign out
        </Button>
      </Group>
    </Stack>
  );
};

const titles: Readonly<Record<Gate, string>> = {
  'sign-in': 'Your session has ended: sign in again',
  unlock: 'Your session is locked',
  banner: 'Before you go on',
};

const Inside = ({ gate }: { readonly gate: Gate }): ReactNode => {
  const { who } = useSession();
  if (gate === 'banner') return <AcceptNotice />;
  return (
    <Stack gap="md">
      {gate === 'sign-in' && <Text>What you typed is still there, and goes out once you are in.</Text>}
      {who?.username && <Cast only={who.username} />}
      <Credentials
        username={who?.username ?? null}
        submit={gate === 'unlock' ? 'Unlock' : 'Sign in again'}
        let={gate === 'unlock' ? (_, password, factor) => unlock(password, factor) : signIn}
      />
      <Text size="sm">
        Somebody else?{' '}
        <Anchor component="button" type="button" size="sm" onClick={() => void signOut()}>
          Sign out; what was typed here is dropped
        </Anchor>
      </Text>
    </Stack>
  );
};

/** Over the page: it stays mounted below, hidden from sight. */
export const GateDialog = (): ReactNode => {
  const { gate } = useSession();
  return (
    <Modal
      opened={gate !== null}
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      centered
      title={gate && titles[gate]}
      overlayProps={{ backgroundOpacity: 1, className: 'gate-overlay' }}
      transitionProps={{ duration: 0 }}
    >
      {gate && <Inside gate={gate} />}
    </Modal>
  );
};
