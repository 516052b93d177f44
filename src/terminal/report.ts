/** `alpr-ledger report quarter 2026-Q4`: the quarterly audit report as a PDF, and its figures as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { terminal } from '../domain/actor.js';
import { freshId } from '../handlers/ids.js';
import { Reporting } from '../handlers/reporting.js';
import { figuresText } from '../reports/figures.js';
import { withDepartment } from './department.js';
import { print } from './print.js';

const quarterly = (quarter: string, { out }: { out: string }): Promise<void> =>
  withDepartment(async ({ app }) => {
    const { pdf, figures, reportId } = await app.get(Reporting).quarterly(quarter.toUpperCase(), terminal, freshId());
    mkdirSync(out, { recursive: true });
    const file = join(out, `quarterly-audit-report-${quarter.toLowerCase()}`);
    writeFileSync(`${file}.pdf`, pdf);
    writeFileSync(`${file}.json`, figuresText(figures));
    print(`${file}.pdf`);
    print(`${file}.json`);
    print(`report ${reportId}, drawn from ${figures.ledger.events} events, root ${figures.ledger.root}`);
  });

export const addReport = (program: Command): void => {
  program
    .command('report')
    .description('make a report')
    .command('quarter')
    .description('the Quarterly ALPR System Audit Report (430.4A(h))')
    .argument('<quarter>', 'as 2026-Q4')
    .option('--out <folder>', 'where to put it', '.')
    .action(quarterly);
};
