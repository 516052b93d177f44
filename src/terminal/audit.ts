/** `alpr-ledger audit redraw ID`: draws the sample of an audit again, from the ledger alone; exit 0 the same, 1 not. */
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { drawFor, recordedDraw } from '../handlers/auditing.js';
import { Malformed } from '../handlers/errors.js';
import { openForReading } from '../house.js';
import { print } from './print.js';

const redraw = async (auditId: string, { json = false }: { json?: boolean }): Promise<void> => {
  if (!/^[0-9a-f-]{36}$/.test(auditId))
    throw new Malformed('That is not an audit', 'audit', 'Give its id, as the register of audits shows it.');
  const { ledger, close } = await openForReading(readConfig());
  try {
    const [again, recorded] = [await drawFor(ledger, auditId), await recordedDraw(ledger, auditId)];
    if (!again || !recorded)
      throw new Malformed('No sample was drawn for it', 'audit', 'Give the id of an audit whose sample was drawn.');
    const ids = again.items.map(({ itemId }) => itemId);
    const same =
      again.root === recorded.root &&
      again.population === recorded.population &&
      ids.join() === recorded.items.map(({ itemId }) => itemId).join();
    if (json) print(JSON.stringify({ same, ...again }));
    else {
      print(`seed: root ${again.root} over ${again.treeSize} events, the last of them the opening of the audit`);
      print(`population ${again.population}`);
      for (const { area, population, drawn } of again.strata) print(`${area}: ${drawn} of ${population}`);
      for (const { itemId, area } of again.items) print(`${itemId}  ${area}`);
      print(same ? 'the same as on the ledger' : 'NOT THE SAME AS ON THE LEDGER');
    }
    if (!same) process.exitCode = 1;
  } finally {
    await close();
  }
};

export const addAudit = (program: Command): void => {
  program
    .command('audit')
    .description('look behind an audit')
    .command('redraw')
    .description('draw the sample of an audit again, and compare it with the one on the ledger')
    .argument('<audit>', 'its id')
    .option('--json', 'one JSON object')
    .action(redraw);
};
