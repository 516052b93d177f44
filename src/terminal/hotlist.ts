/** `alpr-ledger hotlist`: says what is wrong with a hot-list file before it is sent, and imports one by its mapping. */
import { readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import type { Command } from 'commander';
import { terminal } from '../domain/actor.js';
import { defaults, usualTerms } from '../domain/policy/settings.js';
import { Malformed } from '../handlers/errors.js';
import { HotVersions } from '../handlers/hotversions.js';
import { freshId } from '../handlers/ids.js';
import { judgeList, type Judged } from '../handlers/judging.js';
import { Alerting } from '../handlers/alerting.js';
import { parseHotListCsv } from '../intake/hotlistcsv.js';
import { withDepartment } from './department.js';
import { print, tell } from './print.js';

const fileOf = (file: string): Buffer => {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile())
    throw new Malformed('There is no such file', file, 'Check the path.');
  return readFileSync(file);
};

/** Each fault as `file:line: what`, as compilers do, so that an editor finds it. */
const telling = async <T>(file: string, work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Malformed) for (const { line, what } of error.problems) tell(`${file}:${line}: ${what}`);
    throw error;
  }
};

const timeOf = (text: string | undefined): string => {
  const time = text === undefined ? Date.now() : Date.parse(text);
  if (Number.isNaN(time))
    throw new Malformed('This is not a time', '--as-of', 'Write it as 2026-11-24T09:30:00-08:00.');
  return new Date(time).toISOString();
};

type Told = Pick<Judged, 'quarantine' | 'duplicates' | 'collisions'>;

const tellJudged = (file: string, { quarantine, duplicates, collisions }: Told): void => {
  for (const { clause, code, entries, lines } of quarantine) {
    print(`  ${entries} set aside: ${clause} ${code}`);
    for (const line of lines.slice(0, 10)) tell(`${file}:${line}: ${code}`);
  }
  print(`  ${duplicates} listed twice, ${collisions} beside a look-alike`);
};

type Options = { readonly mapping?: string; readonly asOf?: string };

const check = (file: string, { mapping, asOf }: Options): Promise<void> =>
  telling(file, async () => {
    if (mapping === undefined) return print(`${file}: ${parseHotListCsv(fileOf(file)).length} entries, all well`);
    const list = { bytes: fileOf(file), mapping: fileOf(mapping).toString(), asOf: timeOf(asOf) };
    // As a department would judge it that has every source file on which may be on.
    const judged = await judgeList(list, { at: timeOf(undefined), terms: usualTerms, filesOn: null });
    print(`${file}: ${judged.columns.size} entries that may be sought`);
    tellJudged(file, judged);
  });

const importList = (hotListId: string, file: string, { mapping = '', asOf }: Options): Promise<void> =>
  telling(file, () =>
    withDepartment(async ({ app }) => {
      const list = {
        bytes: fileOf(file),
        mapping: fileOf(mapping).toString(),
        name: basename(file),
        asOf: timeOf(asOf),
      };
      const made = await app.get(HotVersions).import(hotListId, list, terminal, freshId());
      const { number, entries, added, removed, unchanged } = made;
      print(`version ${number} is in force: ${entries} entries; ${added} new, ${removed} gone, ${unchanged} unchanged`);
      tellJudged(file, made);
      const alerting = app.get(Alerting);
      alerting.start();
      await alerting.reached(made.receipt.position);
    }),
  );

export const addHotList = (program: Command): void => {
  const hotlist = program.command('hotlist').description('hot-list files');
  hotlist
    .command('check')
    .description('say everything that is wrong with a hot-list file; nothing is recorded')
    .argument('<file>', 'CSV of our own columns; with --mapping, any file that the mapping describes')
    .option('--mapping <file>', 'how the file is laid out, as JSON; see demo/hotlists')
    .option('--as-of <time>', `when the source vouched for it; it is stale after ${defaults.staleHours} hours`)
    .action(check);
  hotlist
    .command('import')
    .description('bring a file into force as the next version of a list; a running server takes it by HTTP instead')
    .argument('<list>', 'id of the hot list')
    .argument('<file>', 'the file as the source wrote it')
    .requiredOption('--mapping <file>', 'how the file is laid out, as JSON; see demo/hotlists')
    .option('--as-of <time>', 'when the source vouched for it; now when absent')
    .action(importList);
};
