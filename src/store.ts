/** Which store keeps the ledger, and what puts it in one order: decided by the settings, here and nowhere else. */
import { join } from 'node:path';
import type { Config } from './config.js';
import type { Ledger } from './ledger/ledger.js';
import type { Sequence } from './ledger/sequence.js';
import { Sequencer } from './ledger/sequencer.js';
import { openSqliteLedger, type SqliteSettings } from './ledger/sqlite.js';
import { SqliteSequence } from './ledger/sqlite-sequence.js';

export type Store = {
  readonly ledger: Ledger;
  /** The order of the ledger and its tree. Opened after the ledger, and closed before it. */
  readonly openSequence: (tell: (message: string) => void) => Promise<Sequence>;
};

/** @param how beside the process that writes (`readOnly`): for the embedded ledger only, which has one writer */
export const openStore = async (
  { eventStoreUrl, dataDir, debug }: Pick<Config, 'eventStoreUrl' | 'dataDir' | 'debug'>,
  how: Pick<SqliteSettings, 'readOnly' | 'unchecked'> = {},
): Promise<Store> => {
  const dir = join(dataDir, 'ledger');
  if (eventStoreUrl === null) {
    const ledger = await openSqliteLedger(dir, how);
    return { ledger, openSequence: async () => new SqliteSequence(ledger, dir) };
  }
  // Its client is loaded where it is used: a fifth of a second that the embedded ledger need not wait.
  const { openEventStoreLedger } = await import('./ledger/eventstore.js');
  const ledger = await openEventStoreLedger(eventStoreUrl, { debug: debug ?? '' });
  const openSequence = async (tell: (message: string) => void): Promise<Sequence> => {
    const sequencer = await Sequencer.open(ledger, dir, { tell });
    sequencer.start();
    return sequencer;
  };
  return { ledger, openSequence };
};
