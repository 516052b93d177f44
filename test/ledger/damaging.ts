/** Changing bytes of a ledger's file at random, and looking at what is noticed: for the spec and the campaign. */
import { randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Corrupt } from '../../src/ledger/ledger.js';
import { openSqliteLedger, type SqliteLedger } from '../../src/ledger/sqlite.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { Vault } from '../../src/vault/vault.js';
import { gather, newStream } from './contract.js';
import { chain } from './facts.js';

/**
 * What became of one damage: refused at the start, found by verifying, or harmless because every line and every
 * ciphertext still reads as it was written (the byte was in an index, or free). `missed` must never be.
 */
export type Noticed = 'refused' | 'found' | 'harmless' | 'missed';

const contents = async (ledger: SqliteLedger): Promise<string> => {
  const facts = await gather(ledger.readAll(-1n));
  const each = facts.map(({ stream, revision, id, type, line, parts }) => {
    const ciphertexts = parts.map(({ name, ciphertext }) => `${name} ${Buffer.from(ciphertext).toString('hex')}`);
    return [stream, revision, id, type, line, ...ciphertexts].join('\n');
  });
  return each.join('\n');
};

/** A ledger of about 200 events, its file and what it holds. */
const founded = async () => {
  const dir = mkdtempSync(join(tmpdir(), 'damaged-'));
  const vault = Vault.open(dir, { tell: () => {} });
  const ledger = await openSqliteLedger(dir, { inline: true });
  for (let n = 0; n < 20; n += 1) {
    const stream = newStream('detection');
    await ledger.append(stream, -1, chain(vault, stream, 10));
  }
  const held = await contents(ledger);
  await ledger.close();
  return { dir, vault, held, whole: readFileSync(join(dir, 'ledger.db')) };
};

const looked = async (dir: string, vault: Vault, held: string): Promise<Noticed> => {
  let ledger: SqliteLedger;
  try {
    ledger = await openSqliteLedger(dir, { inline: true });
  } catch (error) {
    if (error instanceof Corrupt) return 'refused';
    throw error;
  }
  try {
    if ((await verifyLedger(ledger, { vault })).problemCount > 0) return 'found';
    return (await contents(ledger)) === held ? 'harmless' : 'missed';
  } catch (error) {
    // SQLite noticed it while reading.
    if (error instanceof Corrupt) return 'found';
    throw error;
  } finally {
    await ledger.close();
  }
};

/** Changes one bit, or up to 64 bytes in a row, `count` times, each time in a whole file. */
export async function* damages(count: number): AsyncGenerator<Noticed> {
  const { dir, vault, held, whole } = await founded();
  try {
    for (let n = 0; n < count; n += 1) {
      const damaged = Buffer.from(whole);
      const at = randomInt(damaged.length);
      if (n % 2 === 0) damaged[at]! ^= 1 << randomInt(8);
      else for (let i = at; i < Math.min(at + 1 + randomInt(64), damaged.length); i += 1) damaged[i] = randomInt(256);
      writeFileSync(join(dir, 'ledger.db'), damaged);
      for (const suffix of ['-wal', '-shm']) rmSync(join(dir, `ledger.db${suffix}`), { force: true });
      yield await looked(dir, vault, held);
    }
  } finally {
    vault.close();
    rmSync(dir, { recursive: true, force: true });
  }
}
