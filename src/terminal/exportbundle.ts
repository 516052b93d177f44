/** `alpr-ledger export-bundle`: a folder with which an outsider checks the whole history off-line. */
import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { enclosedWith, programVersion } from '../handlers/enclosing.js';
import { openForReading, type Reading } from '../house.js';
import { type Line, parseLine } from '../ledger/line.js';
import { type Enclosed, writeBundle } from '../proof/bundle.js';
import { Checkpoints, NotSigned } from '../proof/checkpoints.js';
import { print, tell } from './print.js';

/** The report whose figures these are; a file of which the ledger knows nothing is not enclosed. */
const reportOf = async ({ sequence }: Reading, file: string): Promise<Enclosed> => {
  const bytes = readFileSync(file);
  const digest = hash('sha256', bytes, 'hex');
  for await (const { type, line } of sequence.facts(0, sequence.tree().size)) {
    if (type !== 'AuditReportGenerated') continue;
    const { reportId, figures } = (parseLine(line) as Line & { data: { reportId: string; figures: string } }).data;
    if (figures === digest) return { path: `reports/${reportId}.json`, bytes };
  }
  throw Object.assign(new Error(`${file} holds the figures of no report on this ledger.`), { code: 'malformed' });
};

const exportBundle = async ({ out, report = [] }: { out: string; report?: string[] }): Promise<void> => {
  const config = readConfig();
  const reading = await openForReading(config);
  try {
    const { sequence, store, keys } = reading;
    if (sequence.trouble !== null) throw new NotSigned(sequence.trouble);
    const checkpoint = await new Checkpoints({ sequence, store, keys, tell }).sign();
    const brought = await Promise.all(report.map((file) => reportOf(reading, file)));
    const enclosed = await enclosedWith(reading, config, { size: checkpoint.size, brought });
    const progress = (events: number): void => tell(`${events} of ${checkpoint.size} events`);
    const made = new Date().toISOString();
    await writeBundle({ out, checkpoint, sequence, store, program: programVersion(), made, enclosed, progress });
    print(out);
    tell(`${checkpoint.size} events, root ${checkpoint.root.toString('hex')}. Nothing personal is in it.`);
  } finally {
    await reading.close();
  }
};

export const addExportBundle = (program: Command): void => {
  program
    .command('export-bundle')
    .description('write everything an outsider needs to check the ledger off-line')
    .requiredOption('--out <folder>', 'a new or empty folder')
    .option('--report <file...>', 'figures of reports made elsewhere, as JSON, to be checked along')
    .action(exportBundle);
};
