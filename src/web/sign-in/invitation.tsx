/** Taking up an invitation: a password of one's own, and a second factor that is shown to work. */
import { Anchor, Button, Code as Literal, Group, Paper, PasswordInput, Stack, Text } from '@mantine/core';
import { type FormEvent, type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { Loading } from '../pieces/loading.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { atDoor } from '../session.ts';
import { Code } from './credentials.tsx';
import { makePasskey, passkeysWork } from './passkey.ts';

type Offer = components['schemas']['FactorOfferBody'];
type Factor = components['schemas']['NewFactorBody'];

/** In the part of the address that is never sent to a server. */
const invitationHere = (): string => /invitation=([^&]+)/.exec(location.hash)?.[1] ?? '';

const Accepted = (): ReactNode => (
  <Paper withBorder p="lg">
    <Text>
      Your account is open. <Anchor href="/app">Sign in</Anchor> with your username, this password and a fresh code.
    </Text>
  </Paper>
);

const Secret = ({ secret, uri }: Offer['totp']): ReactNode => (
  <>
    <Text size="sm">
      Add this key to your authenticator, or open it there with <Anchor href={uri}>this link</Anchor>:
    </Text>
    <Literal block className="secret">
      {secret.replaceAll(/(.{4})/g, '$1 ').trim()}
    </Literal>
  </>
);

const Accept = ({ invitation, offer }: { readonly invitation: string; readonly offer: Offer }): ReactNode => {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [problem, setProblem] = useState<Problem | null>(null);
  const [done, setDone] = useState(false);
  const take = async (factor: Factor | null): Promise<void> => {
    if (!factor) return;
    const { problem: said } = await atDoor('POST', '/invitations/acceptance', { invitation, password, ...factor });
    setProblem(said);
    setDone(said === null);
  };
  const byCode = (event: FormEvent): void => {
    event.preventDefault();
    void take({ totp: { offer: offer.totp.offer, code } });
  };
  const byPasskey = async (): Promise<void> => {
    const passkey = await makePasskey(offer.passkey);
    await take(passkey ? ({ passkey } as Factor) : null);
  };
  if (done) return <Accepted />;
  return (
    <Paper withBorder p="lg">
      <form onSubmit={byCode} aria-label="Take up the invitation">
        <Stack gap="sm">
          <PasswordInput
            label="A password of your own"
            description="At least eight characters; none that everybody uses, and no name. Nobody else ever knows it."
            autoComplete="new-password"
            value={password}
            onChange={(event) => setPassword(event.currentTarget.value)}
            required
          />
          <Secret {...offer.totp} />
          <Code label="The code it shows now" value={code} onChange={setCode} />
          {problem && <RefusalPanel problem={problem} />}
          <Group>
            <Button type="submit">Open the account</Button>
            {passkeysWork() && (
              <Button variant="default" disabled={password === ''} onClick={() => void byPasskey()}>
                Use a passkey instead of codes
              </Button>
            )}
          </Group>
        </Stack>
      </form>
    </Paper>
  );
};

export const Invitation = (): ReactNode => {
  const [invitation] = useState(invitationHere);
  const [offer, setOffer] = useState<Offer | null>(null);
  const [problem, setProblem] = useState<Problem | null>(null);
  useEffect(() => {
    void atDoor<Offer>('POST', '/invitations/factors', { invitation }).then(({ body, problem: said }) => {
      setOffer(body);
      setProblem(said);
    });
  }, [invitation]);
  return (
    <Stack gap="md" maw={560}>
      <PageTitle>Your invitation</PageTitle>
      {problem && <RefusalPanel problem={problem} />}
      {!problem && !offer && <Loading what="Opening the invitation" />}
      {offer && <Accept invitation={invitation} offer={offer} />}
    </Stack>
  );
};
