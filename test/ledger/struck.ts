/** A short life of a ledger: founded, written to, signed, partly purged and closed; it says how far each step came. */
import { randomUUID } from 'node:crypto';
import { complain } from '../../src/complaint.js';
import { openSqliteLedger } from '../../src/ledger/sqlite.js';
import { writeLine } from '../../src/ledger/line.js';
import { kidOf, Vault } from '../../src/vault/vault.js';
import { proofOf, say } from './appender.js';
import { detection } from './facts.js';

/** Days, each with a key of its own, that is made in the key store with the first line of that day. */
const DAYS = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24'];

/** The first day, which is purged at the end. */
export const GONE = kidOf({ class: 'detection', day: DAYS[0]! });

/** What could not be done is said, and the next thing is tried. */
const tried = async (what: string, act: () => unknown): Promise<void> => {
  try {
    await act();
  } catch (error) {
    const { message, code = null } = error as Error & { code?: string };
    say({ refused: what, code, message });
  }
};

const main = async (dir: string): Promise<void> => {
  const vault = Vault.open(dir, { tell: () => undefined });
  const ledger = await openSqliteLedger(dir);
  const proof = await proofOf(dir, ledger, vault);
  /** One line alone goes to the writer of this thread, many go to the other. */
  const append = async (day: string, count: number): Promise<void> => {
    const stream = `detection-${randomUUID()}-${day.replaceAll('-', '')}`;
    let prev: string | null = null;
    const entries = Array.from({ length: count }, () => {
      const entry = writeLine(vault, detection(stream, { prev, occurredAt: `${day}T17:04:05.678Z` }));
      prev = Buffer.from(entry.leaf).toString('hex');
      return entry;
    });
    say({ sent: stream, expected: -1, count });
    const { revision, position } = await ledger.append(stream, -1, entries);
    say({ acked: stream, revision, position: Number(position), id: entries.at(-1)!.id });
  };
  for (const [n, day] of DAYS.entries()) {
    await tried('append', () => append(day, n % 2 === 0 ? 1 : 12));
    await tried('append', () => append(day, 2));
    await tried('sign', async () => {
      const { size, note } = await proof.checkpoints.sign();
      say({ signed: size, note });
    });
  }
  await tried('purge', async () => {
    vault.shred(GONE, []);
    await ledger.dropParts(GONE);
    say({ purged: GONE });
  });
  await proof.close();
  await proof.sequence.close();
  vault.close();
  await ledger.close();
};

if (process.argv[1]?.endsWith('struck.js'))
  main(process.argv[2]!).catch((error: unknown) => {
    // As the terminal does: whatever still ran would keep it from ending.
    process.exitCode = complain(error);
  });
