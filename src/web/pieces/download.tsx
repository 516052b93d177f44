/** A paper that the server makes on demand: one click, the file, and what stands on the ledger of it. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import type { Key, Outcome } from '../calling.ts';
import { canReckon, sha256 } from './digest.ts';
import { ProofLink } from './proof.tsx';
import { RefusalPanel } from './refusal.tsx';
import { save } from './save.ts';
import { Status } from './status.tsx';

const Verdict = ({ agrees }: { readonly agrees: boolean }): ReactNode => (
  <Status kind={agrees ? 'good' : 'bad'}>
    {agrees ? 'the file agrees with the ledger' : 'the file does not agree with the ledger'}
  </Status>
);

const Made = ({ receipt }: { readonly receipt: string }): ReactNode => (
  <Text size="sm" c="dimmed" role="status">
    It is made, and its digest stands on the ledger. <ProofLink eventId={receipt} />
  </Text>
);

/** @param perform `(key) => api.POST('/reports/quarterly/{quarter}', { params: …, parseAs: 'blob' })` */
export const DownloadButton = ({
  label,
  of,
  file,
  perform,
  digest = null,
  then,
  primary = false,
  disabled = false,
}: {
  readonly label: string;
  /** What it is of, for who only hears the button. */
  readonly of?: string;
  /** Under which the browser keeps it; names nobody and no plate. */
  readonly file: string;
  readonly perform: (key: Key) => Promise<Outcome<unknown>>;
  /** SHA-256 that the ledger has of the file, hex: what came is held against it, and it is said whether it agrees. */
  readonly digest?: string | null;
  readonly then?: () => void;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}): ReactNode => {
  const [receipt, setReceipt] = useState<string | null>(null);
  const [agrees, setAgrees] = useState<boolean | null>(null);
  const { act, busy, problem } = useAct(async (_: null, key) => {
    const outcome = await perform(key);
    setReceipt(outcome.response.headers.get('receipt'));
    return outcome;
  });
  const fetchIt = async (): Promise<void> => {
    const came = await act(null);
    if (!(came instanceof Blob)) return;
    save(came, file);
    if (digest !== null && canReckon()) setAgrees((await sha256(came)) === digest);
    then?.();
  };
  return (
    <Stack gap="xs">
      <Group gap="sm">
        <Button
          variant={primary ? 'filled' : 'default'}
          loading={busy}
          disabled={disabled}
          onClick={() => void fetchIt()}
          {...(of && { 'aria-label': `${label}: ${of}` })}
        >
          {label}
        </Button>
        {receipt && !problem && <Made receipt={receipt} />}
        {agrees !== null && !problem && <Verdict agrees={agrees} />}
      </Group>
      {problem && <RefusalPanel problem={problem} />}
    </Stack>
  );
};
