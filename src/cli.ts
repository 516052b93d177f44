/** The terminal: one command a file in `terminal/`. */
import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { complain } from './complaint.js';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('alpr-ledger')
  .description('Every look, every stop and every deletion of licence-plate data, on a ledger that cites the policy.')
  .version(version)
  .exitOverride()
  .showHelpAfterError('Add --help to see what may be given.');

type Adding = (program: Command) => void;

const backup = async (): Promise<Adding> => (await import('./terminal/backup.js')).addBackup;

/** Each command and the file that adds it. Only that of the command asked for is loaded: all of them take a second. */
const commands: Readonly<Record<string, () => Promise<Adding>>> = {
  serve: async () => (await import('./terminal/serve.js')).addServe,
  demo: async () => (await import('./terminal/demo.js')).addDemo,
  read: async () => (await import('./terminal/read.js')).addRead,
  replay: async () => (await import('./terminal/replay.js')).addReplay,
  report: async () => (await import('./terminal/report.js')).addReport,
  verify: async () => (await import('./terminal/verify.js')).addVerify,
  keys: async () => (await import('./terminal/keys.js')).addKeys,
  'export-bundle': async () => (await import('./terminal/exportbundle.js')).addExportBundle,
  witness: async () => (await import('./terminal/witness.js')).addWitness,
  audit: async () => (await import('./terminal/audit.js')).addAudit,
  account: async () => (await import('./terminal/account.js')).addAccount,
  policy: async () => (await import('./terminal/policy.js')).addPolicy,
  openapi: async () => (await import('./terminal/openapi.js')).addOpenapi,
  hotlist: async () => (await import('./terminal/hotlist.js')).addHotList,
  bench: async () => (await import('./terminal/bench.js')).addBench,
  hold: async () => (await import('./terminal/hold.js')).addHold,
  purge: async () => (await import('./terminal/purge.js')).addPurge,
  evidence: async () => (await import('./terminal/evidence.js')).addEvidence,
  backup,
  restore: backup,
};

/** The file of the command asked for; of every command, once each, for help and for what is none. */
const wanted = async (asked: string | undefined): Promise<ReadonlySet<Adding>> => {
  const one = asked !== undefined && Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  return new Set(await Promise.all((one ? [one] : Object.values(commands)).map((load) => load())));
};

try {
  for (const add of await wanted(process.argv[2])) add(program);
  await program.parseAsync();
} catch (error) {
  // Commander has printed its own message already; 64 is a wrong command line (sysexits.h).
  process.exitCode = error instanceof CommanderError ? (error.exitCode === 0 ? 0 : 64) : complain(error);
}
