/** `alpr-ledger hotlist check FILE`: says everything that is wrong with a hot-list file before it is sent. */
import { readFileSync, statSync } from 'node:fs';
import type { Command } from 'commander';
import { Malformed } from '../handlers/errors.js';
import { parseHotListCsv } from '../intake/hotlistcsv.js';
import { print, tell } from './print.js';

const check = (file: string): void => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Malformed('There is no such file', file, 'Check the path.');
  try {
    print(`${file}: ${parseHotListCsv(readFileSync(file)).length} entries, all well`);
  } catch (error) {
    if (error instanceof Malformed) for (const { line, what } of error.problems) tell(`${file}:${line}: ${what}`);
    throw error;
  }
};

export const addHotList = (program: Command): void => {
  program
    .command('hotlist')
    .description('hot-list files')
    .command('check')
    .description('say everything that is wrong with a hot-list file; nothing is recorded')
    .argument('<file>', 'CSV with the columns plate, state, category, reason, reference, expires')
    .action(check);
};
