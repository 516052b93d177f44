/** The stores of a test house: the embedded ledger unless a spec brings another. */
import { join } from 'node:path';
import type { Ledger } from '../../src/ledger/ledger.js';
import type { Sequence } from '../../src/ledger/sequence.js';
import { openSqliteLedger } from '../../src/ledger/sqlite.js';
import { SqliteSequence } from '../../src/ledger/sqlite-sequence.js';

/** A store, and what puts it in one order. */
export type Stored = { readonly ledger: Ledger; readonly sequence: Sequence };

export const embedded = async (dir: string, threaded = false): Promise<Stored> => {
  const ledger = await openSqliteLedger(join(dir, 'ledger'), { inline: !threaded });
  return { ledger, sequence: new SqliteSequence(ledger, join(dir, 'ledger')) };
};
