/** `alpr-ledger bench recognition`: how well and how fast the models read a folder of labelled photographs. */
import type { Command } from 'commander';
import { benchRecognition } from '../recognition/bench.js';
import { print } from './print.js';

type Options = { readonly photos: string; readonly labels: string; readonly json?: boolean };

const recognition = async ({ photos, labels, json = false }: Options): Promise<void> => {
  const report = await benchRecognition(photos, labels);
  if (!report) return print(`skipped: no plates at ${photos} and ${labels}`);
  if (json) return print(JSON.stringify(report));
  for (const [what, figure] of Object.entries(report)) print(`${what.padEnd(24)} ${JSON.stringify(figure)}`);
};

export const addBench = (program: Command): void => {
  program
    .command('bench')
    .description('measure')
    .command('recognition')
    .description('read labelled photographs and count what was right')
    .requiredOption('--photos <folder>', 'photographs or crops')
    .requiredOption('--labels <file>', 'tab-separated: file, x, y, width, height, plate; or file, state, plate')
    .option('--json', 'one JSON object')
    .action(recognition);
};
