/** The ledger itself: its newest signature, the proof of any line, its reading back, and the bundle for outsiders. */
import { Alert, Button, Code, Group, List, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { type Inquiry, useInquiry } from '../asking.tsx';
import { answered, api, freshId, type Problem, Refusal } from '../calling.ts';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { CheckIt } from '../public/check.tsx';
import { ProofButton } from './proofpanel.tsx';
import './auditor.css';

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode => (
  <section aria-label={title}>
    <Text component="h2" fw={650} size="lg" mb="xs">
      {title}
    </Text>
    {children}
  </section>
);

/** Hands bytes to the browser as a file. */
const save = (bytes: Blob, name: string): void => {
  const address = URL.createObjectURL(bytes);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
};

type Taken = { readonly name: string; readonly bytes: number };

/** @returns what was saved, or the problem the server had with it */
const takeBundle = async (why: Inquiry): Promise<Taken | Problem> => {
  const header = { 'Idempotency-Key': freshId() };
  const calling = api.POST('/ledger/bundle', { params: { header }, body: { ...why }, parseAs: 'blob' });
  try {
    const blob = (await answered(calling)) as unknown as Blob;
    const { response } = await calling;
    const disposition = response.headers.get('content-disposition') ?? '';
    const [, name = 'alpr-ledger-bundle.tar.gz'] = /filename="([^"]+)"/.exec(disposition) ?? [];
    save(blob, name);
    return { name, bytes: blob.size };
  } catch (error) {
    if (error instanceof Refusal) return error.problem;
    throw error;
  }
};

const folder = 'alpr-ledger-bundle-…';
const commands = [
  `tar xzf ${folder}.tar.gz`,
  `node verify.mjs ${folder} --vkey KEY`,
  `python3 verify.py ${folder} --vkey KEY`,
].join('\n');

const Bundle = (): ReactNode => {
  const why = useInquiry();
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<Taken | Problem | null>(null);
  const take = async (): Promise<void> => {
    setBusy(true);
    setSaid(await takeBundle(why!));
    setBusy(false);
  };
  if (why === null) return <InquiryForm />;
  return (
    <Stack gap="sm">
      <Text>
        One file with every line, all signatures, the keys, the rules and the verifiers. Nothing personal is in it. That
        you took it is recorded first, and stands in it.
      </Text>
      <Group>
        <Button loading={busy} onClick={() => void take()}>
          Take the bundle
        </Button>
      </Group>
      {said && 'detail' in said && <RefusalPanel problem={said} inquiry={<InquiryForm />} />}
      {said && 'bytes' in said && (
        <Alert variant="outline" color="green" title="The bundle was saved" role="status">
          {said.name}, {Math.ceil(said.bytes / 1024).toLocaleString()} KiB
        </Alert>
      )}
      <Text>What somebody outside does with it, with a verifier and a key that he did not get from it:</Text>
      <Code block className="wrapped" tabIndex={0} aria-label="Commands">
        {commands}
      </Code>
      <List spacing={4}>
        <List.Item>0: verified. 1: tampered; the first line that is wrong is named.</List.Item>
        <List.Item>2: whole, but nobody outside bears it out, or not lately. 3: wrong use.</List.Item>
      </List>
      <Text size="sm" c="dimmed">
        For a ledger of many millions of events take it at the server:{' '}
        <Code>alpr-ledger export-bundle --out FOLDER</Code>
      </Text>
    </Stack>
  );
};

const ReadBack = (): ReactNode => {
  const [found, setFound] = useState<string | null>(null);
  const { act, busy, problem } = useAct((_: null, key) =>
    api.POST('/assurances/verification', { params: { header: key } }),
  );
  const read = async (): Promise<void> => {
    const receipt = await act(null);
    if (receipt?.recorded[0]) setFound(receipt.recorded[0].id);
  };
  return (
    <Stack gap="sm">
      <Text>
        The server reads every line back, decides every act again, and records what it found. You need not believe it:
        that is what the bundle is for.
      </Text>
      <Group gap="sm">
        <Button variant="default" loading={busy} onClick={() => void read()}>
          Read the ledger back now
        </Button>
        {found && <ProofButton eventId={found}>What was found is recorded</ProofButton>}
      </Group>
      {problem && <RefusalPanel problem={problem} />}
    </Stack>
  );
};

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const AnyLine = (): ReactNode => {
  const [id, setId] = useState('');
  const given = id.trim().toLowerCase();
  return (
    <Group align="flex-end" gap="sm">
      <TextInput
        label="Id of an event"
        description="As it stands on a receipt or a report"
        miw="22rem"
        value={id}
        onChange={(event) => setId(event.currentTarget.value)}
        error={given !== '' && !uuid.test(given) && 'That is not the id of an event'}
      />
      {uuid.test(given) && <ProofButton key={given} eventId={given} />}
    </Group>
  );
};

export const LedgerPage = (): ReactNode => (
  <Stack gap="xl" maw={860}>
    <PageTitle>The ledger</PageTitle>
    <Part title="Signed now">
      <CheckIt />
    </Part>
    <Part title="Prove one line">
      <AnyLine />
    </Part>
    <Part title="The bundle">
      <Bundle />
    </Part>
    <Part title="Read it back here">
      <ReadBack />
    </Part>
  </Stack>
);
