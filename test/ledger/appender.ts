/** A process that appends from four writers until it is killed, and says what it sent and what was answered. */
import { randomInt, randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { openSqliteLedger } from '../../src/ledger/sqlite.js';
import { Vault } from '../../src/vault/vault.js';
import { chain } from './facts.js';

/** One line of its output. A batch that was sent and never answered may be there whole, or not at all. */
export type Said =
  | { readonly sent: string; readonly expected: number; readonly count: number }
  | { readonly acked: string; readonly revision: number; readonly position: number; readonly id: string };

/** Written through, and waited for: whoever reads may be busy, and the pipe full. */
const say = (said: Said): void => {
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
  await Promise.all([writer(), writer(), writer(), writer()]);
};

void main(process.argv[2]!);
