/** `alpr-ledger replay`: the access history in ledger order; the replay is itself on the record (430.9(d)). */
import { QueryBus } from '@nestjs/cqrs';
import type { Command } from 'commander';
import { terminal } from '../domain/actor.js';
import type { Elements } from '../domain/query.js';
import { Ask, MOST_ROWS } from '../handlers/ask.js';
import { Malformed } from '../handlers/errors.js';
import { freshId } from '../handlers/ids.js';
import type { AccessView } from '../projections/history.js';
import { memberByUsername } from '../projections/members.js';
import { caughtUp, type Department, withDepartment } from './department.js';
import { print } from './print.js';
import { timeGiven } from './times.js';

type Options = {
  readonly member?: string;
  readonly plate?: string;
  readonly case?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: string;
  readonly json?: boolean;
};

const rowsOf = (text: string): number => {
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > MOST_ROWS)
    throw new Malformed('That is no number of rows', '--limit', `Give a whole number from 1 to ${MOST_ROWS}.`);
  return Number(text);
};

const elementsOf = ({ house }: Department, options: Options): Elements => {
  const member = options.member && memberByUsername(house.views.db, options.member);
  if (options.member && !member) throw new Malformed('Nobody bears that username', '--member', 'Check the spelling.');
  const given = {
    memberId: member ? member.memberId : undefined,
    plate: options.plate?.toUpperCase().replace(/[^A-Z0-9]/g, ''),
    caseNumber: options.case,
    from: timeGiven('--from', options.from),
    to: timeGiven('--to', options.to),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
};

const line = (row: AccessView): string =>
  [
    row.at,
    (row.username ?? row.actorKind).padEnd(16),
    row.act.padEnd(26),
    row.outcome.padEnd(8),
    row.outcome === 'refused' ? row.rulings.map(({ clause, code }) => `${clause} ${code}`).join(', ') : '',
    row.reason ? `“${row.reason}”` : '',
    row.eventNumber ?? '',
  ]
    .join('  ')
    .trimEnd();

const replay = (options: Options): Promise<void> => {
  const limit = rowsOf(options.limit);
  return withDepartment(async (department) => {
    const { app, house } = department;
    await caughtUp(house);
    const asked = {
      question: 'access-history',
      elements: elementsOf(department, options),
      purpose: 'audit',
      reason: 'replay of the access history at the department terminal',
      eventNumber: null,
      noEventNumberBecause: 'an audit of the whole trail concerns no single event',
      limit,
    } as const;
    const { rows, more } = await app.get(QueryBus).execute(new Ask(asked, terminal, freshId()));
    for (const row of rows as readonly AccessView[]) print(options.json ? JSON.stringify(row) : line(row));
    if (more && !options.json) print(`… and more: narrow it with --from, --to, --member, --case, or raise --limit.`);
  });
};

export const addReplay = (program: Command): void => {
  program
    .command('replay')
    .description('print the access history in the order of the ledger; the replay is recorded too')
    .option('--member <username>', 'only what this member did')
    .option('--plate <plate>', 'only what concerned this plate')
    .option('--case <number>', 'only what was done under this event or case number')
    .option('--from <time>', 'not before this time')
    .option('--to <time>', 'before this time')
    .option('--limit <rows>', 'rows at most (1,000)', '1000')
    .option('--json', 'one JSON object a line')
    .action(replay);
};
