/** Gathers what proves one event, and checks it step by step in this browser. */
import { answered, api, Refusal } from '../calling.ts';
import {
  assertContinues,
  assertLine,
  type Checkpoint,
  checkReceipt,
  entriesPath,
  fromBase64,
  type Key,
  lineAt,
  listedKeys,
  namedWitnesses,
  NotProven,
  parseCheckpoint,
  parseKey,
  type Receipt,
  signedBy,
  stamps,
} from './proof.ts';

/** How one step came out: `none` is neither good nor bad, such as no witness being there. */
export type Step = {
  readonly what: string;
  readonly outcome: 'holds' | 'fails' | 'none';
  readonly detail: string;
};

export type Proven = { readonly receipt: Receipt & { readonly eventId: string }; readonly steps: readonly Step[] };

const textOf = async (path: string): Promise<string> => {
  const response = await fetch(path);
  if (!response.ok) throw new NotProven(`The server has no ${path}.`);
  return response.text();
};

/** @returns the step that fails, where checking it throws */
const step = async (what: string, check: () => Promise<Omit<Step, 'what'>>): Promise<Step> => {
  try {
    return { what, ...(await check()) };
  } catch (error) {
    if (error instanceof NotProven) return { what, outcome: 'fails', detail: error.message };
    if (error instanceof Refusal) return { what, outcome: 'fails', detail: error.problem.detail };
    throw error;
  }
};

/** Both are states of one ledger. @throws NotProven when neither continues the other */
const assertOneLedger = async (one: Checkpoint, other: Checkpoint): Promise<void> => {
  const [older, newer] = one.size <= other.size ? [one, other] : [other, one];
  const query = { from: String(older.size), to: String(newer.size) };
  const { proof } = await answered(api.GET('/ledger/consistency', { params: { query } }));
  await assertContinues(older, newer, proof.map(fromBase64));
};

const isNot = (detail: string): Omit<Step, 'what'> => ({ outcome: 'none', detail });

const witnessed = async (
  { index }: Receipt,
  checkpoint: Checkpoint,
  { policy, cosigned }: { readonly policy: string; readonly cosigned: string | null },
): Promise<Omit<Step, 'what'>> => {
  const witnesses = await Promise.all(namedWitnesses(policy).map(parseKey));
  if (witnesses.length === 0) return isNot('The Department has named no witness.');
  if (cosigned === null) return isNot('No witness has signed yet.');
  const seen = parseCheckpoint(cosigned);
  if (seen.size <= index) return isNot(`The witnesses have seen ${seen.size} events; this one came later.`);
  const signed = await signedBy(seen, witnesses);
  if (signed.length === 0) throw new NotProven('No witness that is named has signed it.');
  await assertOneLedger(checkpoint, seen);
  const who = signed.map(({ name, at }) => `${name} at ${at}`).join('; ');
  return { outcome: 'holds', detail: `${who}, at ${seen.size} events` };
};

type Stamp = { readonly size: number; readonly at: string; readonly token: string; readonly checkpoint: string };

const stamped = async (
  { index }: Receipt,
  checkpoint: Checkpoint,
  given: readonly Stamp[],
): Promise<Omit<Step, 'what'>> => {
  const stamp = given.find(({ size }) => size > index);
  if (!stamp) return isNot(given.length === 0 ? 'None was made yet.' : 'The last one was made before this event.');
  const over = parseCheckpoint(stamp.checkpoint);
  if (!(await stamps(fromBase64(stamp.token), over.text))) throw new NotProven('It stamps something else.');
  await assertOneLedger(checkpoint, over);
  const rest = 'Whose certificate signed it, a verifier says: openssl ts, or verify.mjs.';
  return { outcome: 'holds', detail: `${stamp.at}, at ${over.size} events. ${rest}` };
};

/** @param handed the verifier key that the auditor was given by another way; empty for none */
export const prove = async (eventId: string, handed: string): Promise<Proven> => {
  const [receipt, keysNote, anchors] = await Promise.all([
    answered(api.GET('/ledger/receipt/{eventId}', { params: { path: { eventId } } })),
    textOf('/ledger/keys'),
    answered(api.GET('/ledger/anchors')),
  ]);
  const { size } = parseCheckpoint(receipt.checkpoint);
  const vkeys = handed.trim() === '' ? listedKeys(keysNote, size) : [handed];
  let checkpoint: Checkpoint | null = null;
  const signed = await step('In the ledger, and signed', async () => {
    const keys: Key[] = await Promise.all(vkeys.map(parseKey));
    const checked = await checkReceipt(receipt, keys);
    checkpoint = checked.checkpoint;
    const whose = handed.trim() === '' ? 'the key that this server gives' : 'the key you were handed';
    const how = `${receipt.proof.length} hashes lead from it to the root of ${size} events, signed under ${whose}`;
    return { outcome: 'holds', detail: `Event ${receipt.index}. ${how}.` };
  });
  if (checkpoint === null) return { receipt, steps: [signed] };
  const under: Checkpoint = checkpoint;
  return {
    receipt,
    steps: [
      signed,
      await step('Seen by a witness', () => witnessed(receipt, under, anchors)),
      await step('Time-stamped', () => stamped(receipt, under, anchors.stamps)),
    ],
  };
};

/** The line itself, held to the digest that was proven. Asking is recorded. @throws NotProven, Refusal */
export const readLine = async ({ index, leaf, checkpoint }: Receipt): Promise<string> => {
  const { size } = parseCheckpoint(checkpoint);
  const response = await fetch(`/ledger/tile/entries/${entriesPath(index, size)}`);
  if (!response.ok) throw new NotProven('The lines are given to those who audit, and only so far as they were signed.');
  const line = lineAt(new Uint8Array(await response.arrayBuffer()), index % 256);
  await assertLine(line, leaf);
  return new TextDecoder().decode(line);
};
