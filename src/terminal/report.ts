/** `alpr-ledger report quarter|detections 2026-Q4`: a report of the quarter as a PDF, and its figures as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { terminal } from '../domain/actor.js';
import { freshId } from '../handlers/ids.js';
import { Reporting } from '../handlers/reporting.js';
import { withDepartment } from './department.js';
import { print } from './print.js';

const make =
  (kind: 'quarterly' | 'totalDetection', name: string) =>
  (quarter: string, { out }: { out: string }): Promise<void> =>
    withDepartment(async ({ app }) => {
      const made = await app.get(Reporting)[kind](quarter.toUpperCase(), terminal, freshId());
      const { pdf, figures, reportId, treeSize, root } = made;
      mkdirSync(out, { recursive: true });
      const file = join(out, `${name}-${quarter.toLowerCase()}`);
      writeFileSync(`${file}.pdf`, pdf);
      writeFileSync(`${file}.json`, figures);
      print(`${file}.pdf`);
      print(`${file}.json`);
      print(`report ${reportId}, drawn from ${treeSize} events, root ${root}`);
    });

export const addReport = (program: Command): void => {
  const report = program.command('report').description('make a report');
  const of = (name: string, description: string) =>
    report
      .command(name)
      .description(description)
      .argument('<quarter>', 'as 2026-Q4')
      .option('--out <folder>', 'where to put it', '.');
  of('quarter', 'the Quarterly ALPR System Audit Report (430.4A(h))').action(
    make('quarterly', 'quarterly-audit-report'),
  );
  of('detections', 'the Total Detection Report (430.4A(h))').action(make('totalDetection', 'total-detection-report'));
};
