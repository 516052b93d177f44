/** A paper that the server makes on demand: one click, the file, and what stands on the ledger of it. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import type { Key, Outcome } from '../calling.ts';
import { ProofLink } from './proof.tsx';
import { RefusalPanel } from './refusal.tsx';
import { save } from './save.ts';

/** @param perform `(key) => api.POST('/reports/quarterly/{quarter}', { params: …, parseAs: 'blob' })` */
export const DownloadButton = ({
  label,
  file,
  perform,
  then,
  primary = false,
  disabled = false,
}: {
  readonly label: string;
  /** Under which the browser keeps it; names nobody and no plate. */
  readonly file: string;
  readonly perform: (key: Key) => Promise<Outcome<unknown>>;
  readonly then?: () => void;
  readonly primary?: boolean;
  readonly disabled?: boolean;
}): ReactNode => {
  const [receipt, setReceipt] = useState<string | null>(null);
  const { act, busy, problem } = useAct(async (_: null, key) => {
    const outcome = await perform(key);
    setReceipt(outcome.response.headers.get('receipt'));
    return outcome;
  });
  const fetchIt = async (): Promise<void> => {
    const came = await act(null);
    if (!(came instanceof Blob)) return;
    save(came, file);
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
        >
          {label}
        </Button>
        {receipt && !problem && (
          <Text size="sm" c="dimmed" role="status">
            It is made, and its digest stands on the ledger. <ProofLink eventId={receipt} />
          </Text>
        )}
      </Group>
      {problem && <RefusalPanel problem={problem} />}
    </Stack>
  );
};
