/** A process that appends from four writers, and signs, until it is killed; it says what it sent and was answered. */
import { randomInt, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openSqliteLedger, type SqliteLedger } from '../../src/ledger/sqlite.js';
import { SqliteSequence } from '../../src/ledger/sqlite-sequence.js';
import { openProof, type Proof } from '../../src/proof/proof.js';
import { Vault } from '../../src/vault/vault.js';
import { chain } from './facts.js';

/** One line of its output. A batch that was sent and never answered may be there whole, or not at all. */
export type Said =
  | { readonly sent: string; readonly expected: number; readonly count: number }
  | { readonly acked: string; readonly revision: number; readonly position: number; readonly id: string }
  | { readonly signed: number; readonly note: string }
  | { readonly refused: string; readonly code: string | null; readonly message: string }
  | { readonly purged: string };

/** The stream of the ledger's own keys, which this ledger has none of. */
export const KEYS = 'signing-00000000-0000-4000-8000-000000000430';

export const proofOf = (dir: string, ledger: SqliteLedger, vault: Vault): Promise<Proof> =>
  openProof({
    ledger,
    vault,
    sequence: new SqliteSequence(ledger, dir),
    dir: join(dir, 'proofs'),
    origin: null,
    usualOrigin: 'killed/alpr-ledger',
    keyStream: KEYS,
    tell: () => undefined,
  });

/** Written through, and waited for: whoever reads may be busy, and the pipe full. */
export const say = (said: Said): void => {
  for (let rest = Buffer.from(`${JSON.stringify(said)}\n`); rest.length > 0;)
    try {
      rest = rest.subarray(writeSync(1, rest));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    }
};

const main = async (dir: string): Promise<void> => {
  const vault = Vault.open(dir, { tell: () => {} });
  const ledger = await openSqliteLedger(dir);
  const writer = async (): Promise<void> => {
    const stream = `detection-${randomUUID()}-20261123`;
    let prev: string | null = null;
    for (let expected = -1; ;) {
      const entries = chain(vault, stream, 1 + randomInt(12), prev);
      const last = entries.at(-1)!;
      say({ sent: stream, expected, count: entries.length });
      const { revision, position } = await ledger.append(stream, expected, entries);
      say({ acked: stream, revision, position: Number(position), id: last.id });
      expected = revision;
      prev = Buffer.from(last.leaf).toString('hex');
    }
  };
  const { checkpoints } = await proofOf(dir, ledger, vault);
  checkpoints.start();
  /** A checkpoint that left the house before the kill must still be true of what is found after it. */
  const signer = async (): Promise<void> => {
    for (;;) {
      const { size, note } = await checkpoints.sign();
      say({ signed: size, note });
      await sleep(randomInt(20));
    }
  };
  await Promise.all([writer(), writer(), writer(), writer(), signer()]);
};

// Imported by who looks at what was left, it starts nothing.
if (process.argv[1]?.endsWith('appender.js')) void main(process.argv[2]!);
