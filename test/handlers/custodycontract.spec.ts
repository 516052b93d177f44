/** Custody and proof keep their contract over the embedded ledger, and over EventStoreDB by its own protocol. */
import { join } from 'node:path';
import { openEventStoreLedger } from '../../src/ledger/eventstore.js';
import { Sequencer } from '../../src/ledger/sequencer.js';
import { Node } from '../support/eventstore-node/node.js';
import { custodyContract } from './custodycontract.js';

describe('over the embedded ledger', () => {
  custodyContract(async () => ({ store: undefined, deletes: true, end: () => undefined }));
});

describe('over EventStoreDB, against the test node', () => {
  custodyContract(async (file) => {
    const node = await Node.start({ file });
    const store = async (dir: string) => {
      const ledger = await openEventStoreLedger(node.url());
      const sequence = await Sequencer.open(ledger, join(dir, 'ledger'), { tell: () => undefined });
      sequence.start();
      return { ledger, sequence };
    };
    return { store, deletes: false, end: () => node.kill() };
  });
});
