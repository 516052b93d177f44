/** The terminal: one command a file in `terminal/`. */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { complain } from './complaint.js';
import { proving } from './terminal/proving.js';
import { addAccount } from './terminal/account.js';
import { addAudit } from './terminal/audit.js';
import { addBackup } from './terminal/backup.js';
import { addBench } from './terminal/bench.js';
import { addDemo } from './terminal/demo.js';
import { addEvidence } from './terminal/evidence.js';
import { addHold } from './terminal/hold.js';
import { addHotList } from './terminal/hotlist.js';
import { addOpenapi } from './terminal/openapi.js';
import { addPolicy } from './terminal/policy.js';
import { addPurge } from './terminal/purge.js';
import { addRead } from './terminal/read.js';
import { addReplay } from './terminal/replay.js';
import { addReport } from './terminal/report.js';
import { addServe } from './terminal/serve.js';
import { addVerify } from './terminal/verify.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('alpr-ledger')
  .description('Every look, every stop and every deletion of licence-plate data, on a ledger that cites the policy.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('Add --help to see what may be given.');

/** How long data is kept, held, purged and booked. */
const custody = [addHold, addPurge, addEvidence, addBackup];

for (const add of [
  addServe,
  addDemo,
  addRead,
  addReplay,
  addReport,
  addVerify,
  ...proving,
  addAudit,
  addAccount,
  addPolicy,
  addOpenapi,
  addHotList,
  addBench,
  ...custody,
])
  add(program);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own message already; 64 is a wrong command line (sysexits.h).
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 64) : complain(error);
}
