/** How anybody checks the ledger: its newest signature, looked at in this very browser, and where to go from there. */
import { Anchor, Code, List, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { canCheck, listedKeys, NotProven, parseCheckpoint, parseKey, signedBy } from '../auditor/proof.ts';
import { Loading } from '../pieces/loading.tsx';
import { Status } from '../pieces/status.tsx';

/** Text of the ledger; it is not JSON, so it is fetched apart from the typed API. @throws where it does not come */
const textOf = async (path: string): Promise<string> => {
  const response = await fetch(path, { credentials: 'omit' });
  if (!response.ok) throw new Error(`${path} was answered ${response.status}`);
  return response.text();
};

type Checked = {
  readonly note: string;
  readonly vkeys: readonly string[];
  /** Null where this browser cannot check. */
  readonly holds: boolean | null;
};

/** What is no checkpoint at all, or bears a false signature, is not signed. */
const isSigned = async (note: string, vkeys: readonly string[]): Promise<boolean> => {
  try {
    const checkpoint = parseCheckpoint(note);
    const signed = await signedBy(checkpoint, await Promise.all(vkeys.map(parseKey)));
    return signed.some(({ name }) => name === checkpoint.origin);
  } catch (error) {
    if (error instanceof NotProven) return false;
    throw error;
  }
};

const check = async (): Promise<Checked> => {
  const [note, keys] = await Promise.all([textOf('/ledger/checkpoint'), textOf('/ledger/keys')]);
  const vkeys = listedKeys(keys);
  if (!canCheck()) return { note, vkeys, holds: null };
  return { note, vkeys, holds: await isSigned(note, vkeys) };
};

const Verdict = ({ holds }: Pick<Checked, 'holds'>): ReactNode => {
  if (holds === null) return <Status kind="quiet">This browser can check it over https only</Status>;
  return holds ? (
    <Status kind="good">The signature holds: checked in this browser</Status>
  ) : (
    <Status kind="bad">The signature does not hold</Status>
  );
};

export const CheckIt = (): ReactNode => {
  const { data, error } = useQuery({ queryKey: ['checkpoint'], queryFn: check });
  if (error) return <Text>The ledger gave no checkpoint. Try again later, and say so if it stays like this.</Text>;
  if (!data) return <Loading what="Fetching the checkpoint" />;
  return (
    <Stack gap="sm">
      <Text>
        What is said here rests on a ledger that cannot be changed unnoticed. This is its newest signed state: its name,
        the number of events, and one digest over all of them.
      </Text>
      <div>
        <Verdict holds={data.holds} />
      </div>
      <Code block className="wrapped" tabIndex={0} aria-label="The newest checkpoint">
        {data.note}
      </Code>
      <Text>The public key it is signed under. Compare it with a copy that did not come from this server:</Text>
      {data.vkeys.map((vkey) => (
        <Code key={vkey} block className="wrapped">
          {vkey}
        </Code>
      ))}
      <List spacing={4}>
        <List.Item>
          Keep a copy of the checkpoint. A later one must continue it; if it does not, history was changed.
        </List.Item>
        <List.Item>
          Anybody may fetch the hashes and proofs under <Anchor href="/ledger/checkpoint">/ledger</Anchor>, a C2SP
          tlog-tiles log, and check them with tools of his own.
        </List.Item>
        <List.Item>
          An auditor hands out the whole ledger as a folder. <Code>node verify.mjs FOLDER --vkey KEY</Code> or{' '}
          <Code>python3 verify.py FOLDER --vkey KEY</Code> reads it back without this server, and without any plate in
          it.
        </List.Item>
      </List>
    </Stack>
  );
};
