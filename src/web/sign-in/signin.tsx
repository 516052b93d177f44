/** The door: who comes finds the notice, and the form that lets him in. */
import { Anchor, Container, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Bands } from '../bands.tsx';
import { signIn, useSession } from '../session.ts';
import { Cast } from './cast.tsx';
import { Credentials } from './credentials.tsx';

export const Notice = (): ReactNode => {
  const { door } = useSession();
  return (
    <Paper withBorder p="sm" className="notice">
      <Text size="sm">{door.banner}</Text>
    </Paper>
  );
};

/** The whole page, while nobody is signed in. */
export const SignIn = (): ReactNode => {
  const { door } = useSession();
  useEffect(() => void (document.title = 'Sign in · alpr-ledger'), []);
  return (
    <div className="outside">
      <Bands />
      <Container size="xs" component="main" py="xl" id="content">
        <Stack gap="lg">
          <div>
            <Text size="sm" c="dimmed">
              {door.department}
            </Text>
            <Title order={1}>Licence plate readers: sign in</Title>
          </div>
          <Notice />
          <Cast />
          <Paper withBorder p="lg">
            <Credentials username={null} submit="Sign in" let={signIn} />
          </Paper>
          <Text size="sm" c="dimmed">
            <Anchor href="/app/policy">Policy 430</Anchor> · <Anchor href="/">What this is</Anchor>
          </Text>
        </Stack>
      </Container>
    </div>
  );
};
