/** The ledger on EventStoreDB keeps the contract: against a node in this process, and a real server if there is one. */
import { openEventStoreLedger } from '../../src/ledger/eventstore.js';
import { Node } from '../support/eventstore-node/node.js';
import { ledgerContract } from './contract.js';

describe('the ledger on EventStoreDB, against the test node', () => {
  ledgerContract(async () => {
    const node = await Node.start();
    const ledger = await openEventStoreLedger(node.url());
    return {
      ledger,
      close: async () => {
        await ledger.close();
        node.kill();
      },
    };
  });
});

const url = process.env['EVENTSTORE_URL'];
const real = url ? describe : describe.skip;

real('the ledger on EventStoreDB, against the real server named by EVENTSTORE_URL', () => {
  ledgerContract(async () => {
    const ledger = await openEventStoreLedger(url ?? '');
    return { ledger, close: () => ledger.close() };
  });
});
