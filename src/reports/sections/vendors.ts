/** A4: those who store the data for the Department, how their switches stood, and what their own records showed. */
import type { QuarterFigures } from '../figures.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section } from '../pdf/prose.js';
import { table, tally } from '../pdf/table.js';
import { minute, number, plural } from '../words.js';

const states = {
  approved: 'as approved',
  differ: 'DIFFER from what was approved',
  unapproved: 'seen, approved by nobody',
  unseen: 'never looked at',
} as const;

/** A4. */
export const vendors = (paper: Paper, { vendors: of, releases }: QuarterFigures): void => {
  section(paper, 'A4', 'Vendors and sharing settings', 180);
  answers(paper, ['430.8¶2.1', '430.10¶V.2'], ['430.8¶2.2']);
  table(paper, {
    caption: 'Vendors’ stores at the end of the period, and how their sharing switches stood at the last look.',
    columns: [
      { head: 'Store', width: 4 },
      { head: 'Settings', width: 2.6 },
      { head: 'Last look (UTC)', width: 2.2 },
      { head: 'For immigration enforcement: must be 0', width: 2.2, align: 'right' },
      { head: 'Attestations current', width: 1.6, align: 'right' },
    ],
    rows: of.vendors.map(({ dataStoreId, settings, settingsAt, immigration, attestations }) => [
      dataStoreId,
      states[settings],
      settingsAt === null ? 'never' : minute(settingsAt),
      settings === 'unseen' ? 'not known' : number(immigration),
      number(attestations),
    ]),
    empty: 'No vendor’s store is registered.',
  });
  const { findings, logs, reconciliations: held } = of;
  tally(paper, 'What was found of vendors in the period.', [
    ['Looks at the switches that found a drift from what was approved', findings.settings],
    ['switches for immigration enforcement in these: must be 0', of.immigrationDrift],
    ['Imports of the vendor’s own audit log', logs.imports],
    ['rows in them', logs.rows],
    ['imports in which earlier rows had vanished or changed', findings.log],
    ['rows vanished, and rows changed', `${number(logs.vanished)}, ${number(logs.changed)}`],
    ['Times the vendor’s reads were held against this ledger', held.made],
    ['reads the vendor returned', held.returned],
    ['of these older than the vendor may keep them', held.overdue],
    ['reads of this ledger that the vendor did not return', held.missing],
    ['such comparisons that did not agree', findings.purge],
  ]);
  paragraph(
    paper,
    `${plural(releases.agencies.withAccess.length, 'other agency', 'other agencies')} could search here under an ` +
      'agreement at the end of the period; A9 names them.',
  );
};
