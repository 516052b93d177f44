/** The proof of one line: what was checked in this browser, the line itself, and what to hand to somebody outside. */
import { Alert, Anchor, Button, Code, Group, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { Refusal } from '../calling.ts';
import { Dialog } from '../pieces/dialog.tsx';
import { Loading } from '../pieces/loading.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { visible } from '../pieces/said.tsx';
import { type Kind, Status } from '../pieces/status.tsx';
import { type Proven, prove, readLine, type Step } from './checking.ts';
import { canCheck, NotProven } from './proof.ts';

const kinds: Readonly<Record<Step['outcome'], Kind>> = { holds: 'good', fails: 'bad', none: 'quiet' };
const said: Readonly<Record<Step['outcome'], string>> = { holds: 'holds', fails: 'does not hold', none: 'not yet' };

const Steps = ({ steps }: Pick<Proven, 'steps'>): ReactNode => (
  <ul className="proof-steps" aria-label="What was checked">
    {steps.map(({ what, outcome, detail }) => (
      <li key={what}>
        <Group gap="xs">
          <Text fw={600}>{what}</Text>
          <Status kind={kinds[outcome]}>{said[outcome]}</Status>
        </Group>
        <Text size="sm">{detail}</Text>
      </li>
    ))}
  </ul>
);

/** Canonical JSON, spread out for reading; what nobody could see in it is made visible. */
const spread = (line: string): string => visible(JSON.stringify(JSON.parse(line), null, 2));

const Line = ({ receipt }: Pick<Proven, 'receipt'>): ReactNode => {
  const [line, setLine] = useState<string | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const read = async (): Promise<void> => {
    try {
      setLine(await readLine(receipt));
      setFailed(null);
    } catch (error) {
      if (!(error instanceof NotProven)) throw error;
      setFailed(error.message);
    }
  };
  if (line !== null)
    return (
      <Stack gap={4}>
        <Group gap="xs">
          <Text fw={600}>The line as it stands on the ledger</Text>
          <Status kind="good">its digest is the one proven</Status>
        </Group>
        <Code block className="wrapped proof-line" tabIndex={0} aria-label="The line">
          {spread(line)}
        </Code>
      </Stack>
    );
  return (
    <Group gap="xs">
      <Button variant="default" size="xs" onClick={() => void read()}>
        Read the line itself
      </Button>
      <Text size="sm" c="dimmed">
        {failed ?? 'It is read with the lines about it; that you read them is recorded.'}
      </Text>
    </Group>
  );
};

/** Kept for this page's life: a key is handed over once, not for each line. */
let lastHanded = '';

const Proof = ({ eventId }: { readonly eventId: string }): ReactNode => {
  const [handed, setHanded] = useState(lastHanded);
  const { data, error } = useQuery({
    queryKey: ['proof', eventId, handed],
    queryFn: () => prove(eventId, handed),
    gcTime: 0,
  });
  const hand = (vkey: string): void => {
    lastHanded = vkey;
    setHanded(vkey);
  };
  return (
    <Stack gap="md">
      <TextInput
        label="The verifier key you were handed"
        description="On paper, or by another way than this network. Without it, the key that this server gives is used."
        placeholder="name+0123abcd+…"
        value={handed}
        onChange={(event) => hand(event.currentTarget.value)}
      />
      {error instanceof Refusal && <RefusalPanel problem={error.problem} />}
      {error instanceof NotProven && <Alert color="red" variant="outline" title={error.message} role="alert" />}
      {!data && !error && <Loading what="Checking the proof" />}
      {data && (
        <>
          <Steps steps={data.steps} />
          <Line receipt={data.receipt} />
          <details>
            <summary>The proof in parts</summary>
            <Text size="sm">Digest of the line (SHA-256)</Text>
            <Code block className="wrapped">
              {data.receipt.leaf}
            </Code>
            <Text size="sm">Checkpoint</Text>
            <Code block className="wrapped">
              {data.receipt.checkpoint}
            </Code>
            <Text size="sm">Hashes, the leaf’s sibling first</Text>
            <Code block className="wrapped">
              {data.receipt.proof.join('\n')}
            </Code>
          </details>
          <Text size="sm">
            For somebody outside:{' '}
            <Anchor href={`/ledger/proof/${eventId}`} download={`${eventId}.tlog-proof`}>
              the proof as a file
            </Anchor>{' '}
            (C2SP tlog-proof). With the bundle, <Code>verify.mjs</Code> reads back the whole ledger.
          </Text>
        </>
      )}
    </Stack>
  );
};

/** Browsers keep their cryptography for pages that came over https, or from this machine. */
const WhereSecure = ({ eventId }: { readonly eventId: string }): ReactNode =>
  canCheck() ? (
    <Proof eventId={eventId} />
  ) : (
    <Text>
      This browser checks proofs over https only. <Anchor href={`/ledger/proof/${eventId}`}>The proof as text</Anchor>.
    </Text>
  );

/** A button that opens the proof of an event over the page. */
export const ProofButton = ({
  eventId,
  children = 'Prove it',
}: {
  readonly eventId: string;
  readonly children?: string;
}): ReactNode => {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="default" size="xs" onClick={() => setOpen(true)}>
        {children}
      </Button>
      <Dialog opened={open} onClose={() => setOpen(false)} size="xl" title="Proof of this line">
        <WhereSecure eventId={eventId} />
      </Dialog>
    </>
  );
};
