/** Password and second factor, both each time: the fields of every form that lets somebody in (430.6(i)). */
import { Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { Problem } from '../calling.ts';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { atDoor, type Factor } from '../session.ts';
import { passkeysWork, showPasskey } from './passkey.ts';

type Given = {
  /** Who it is, where that is settled already. */
  readonly username: string | null;
  readonly submit: string;
  readonly let: (username: string, password: string, factor: Factor) => Promise<Problem | null>;
};

const noPasskey: Problem = {
  type: '',
  title: 'No passkey was shown',
  status: 0,
  detail: 'Choose one when the browser asks, or use the code of your authenticator.',
};

/** One code or one passkey at a time; a code that was tried is dropped, for it opens once. */
const useAttempt = (letIn: (factor: Factor) => Promise<Problem | null>) => {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const attempt = async (factor: Factor | null): Promise<boolean> => {
    setBusy(true);
    const said = factor ? await letIn(factor) : noPasskey;
    setProblem(said);
    setBusy(false);
    return said === null;
  };
  return { attempt, busy, problem };
};

const byPasskey = async (): Promise<Factor | null> => {
  const { body } = await atDoor<object>('POST', '/sessions/challenge');
  const passkey = body && (await showPasskey(body));
  return passkey ? { passkey } : null;
};

type Field = { readonly value: string; readonly onChange: (value: string) => void };

const Username = ({ value, onChange }: Field): ReactNode => (
  <TextInput
    label="Username"
    autoComplete="username"
    autoCapitalize="none"
    spellCheck={false}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value)}
    required
    data-autofocus
  />
);

/** The six figures of an authenticator. */
export const Code = ({ value, onChange, label }: Field & { readonly label: string }): ReactNode => (
  <TextInput
    label={label}
    description="Six figures; each opens once."
    inputMode="numeric"
    autoComplete="one-time-code"
    pattern="[0-9]{6}"
    maxLength={6}
    value={value}
    onChange={(event) => onChange(event.currentTarget.value.replaceAll(/\D/g, ''))}
    required
  />
);

export const Credentials = ({ username: known, submit, let: letIn }: Given): ReactNode => {
  const [username, setUsername] = useState(known ?? '');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const { attempt, busy, problem } = useAttempt((factor) => letIn(username, password, factor));
  const byCode = (event: FormEvent): void => {
    event.preventDefault();
    void attempt({ code }).then((opened) => opened || setCode(''));
  };
  return (
    <form onSubmit={byCode} aria-label={submit}>
      <Stack gap="sm">
        {known === null ? <Username value={username} onChange={setUsername} /> : <Text>Signed in as {known}</Text>}
        <PasswordInput
          label="Password"
          autoComplete="current-password"
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          required
        />
        <Code label="Code of your authenticator" value={code} onChange={setCode} />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy}>
            {submit}
          </Button>
          {passkeysWork() && (
            <Button
              variant="default"
              disabled={busy || username === '' || password === ''}
              onClick={() => void byPasskey().then(attempt)}
            >
              Use a passkey instead
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
};
