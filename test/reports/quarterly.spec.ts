/** The quarterly report as a file: what is on its pages, what is attached to it, and what cannot break it. */
import { hash } from 'node:crypto';
import { figuresText, type QuarterFigures, quarterFigures } from '../../src/reports/figures.js';
import { renderQuarterlyReport } from '../../src/reports/quarterly.js';
import { busyQuotes, busyRecords } from './busyrecords.js';
import { busyDepartment } from './department.js';
import {
  attached,
  attachments,
  cover,
  hostile,
  info,
  itWithPoppler,
  itWithQpdf,
  pagesOf,
  rawOf,
  spokenPages,
  textOf,
} from './paper.js';
import { noRows, type Rows, smallDepartment, sourceOf } from './rows.js';

const of = (rows: Rows, asOf?: string): QuarterFigures => quarterFigures(sourceOf(rows), { quarter: '2026-Q4', asOf });

const headings = [
  'The quarter on one page',
  'Policy register',
  'Authorized users',
  'Equipment and reads',
  'Vendors and sharing settings',
  'Hot lists',
  'Hits',
  'Searches',
  'Canvasses and partial plates',
  'Releases and requests',
  'Audit, sessions and looks at the audit trail',
  'Refusals and violations',
  'Incidents and breaches',
  'Retention',
  'Integrity of the ledger',
  'Notes on the text of the policy',
  'Signatures',
];

describe('the quarterly report of a busy department', () => {
  const figures = of(busyDepartment());
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await renderQuarterlyReport(figures, cover);
  });

  it('declares itself PDF/A-3a, tagged, in English, with nothing but embedded fonts', () => {
    const raw = rawOf(pdf);
    expect(raw).toMatch(/^%PDF-1\.7/);
    expect(raw).toContain('<pdfaid:part>3</pdfaid:part>');
    expect(raw).toContain('<pdfaid:conformance>A</pdfaid:conformance>');
    expect(raw).toContain('/Marked true');
    expect(raw).toContain('/Lang (en-US)');
    expect(raw).not.toContain('Helvetica');
  });

  it('is the same, byte for byte, whenever it is made of the same figures', async () => {
    const small = of(smallDepartment());
    const [first, second] = [await renderQuarterlyReport(small, cover), await renderQuarterlyReport(small, cover)];
    expect(Buffer.compare(first, second)).toBe(0);
  });

  itWithPoppler('is tagged and numbered', () => {
    const about = info(pdf);
    expect(about).toMatch(/Tagged:\s+yes/);
    expect(about).toMatch(/Title:\s+Quarterly ALPR System Audit Report 2026-Q4/);
    const pages = pagesOf(pdf);
    expect(pages.length).toBeGreaterThan(12);
    expect(pages.length).toBeLessThan(40);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
  });

  itWithPoppler('has every section where its contents say', () => {
    const pages = pagesOf(pdf);
    for (const heading of headings) {
      const line = pages[1]!.split('\n').find((text) => text.includes(heading));
      const page = Number(/(\d+)\s*$/.exec(line ?? '')?.[1]);
      expect([heading, pages[page - 1]?.includes(heading)]).toEqual([heading, true]);
    }
    for (let number = 1; number <= 15; number += 1) expect(pages[1]).toMatch(new RegExp(`^\\s*A${number}\\s`, 'm'));
  });

  itWithPoppler('prints the figures, the clauses, the checkpoint and the policy they rest on', () => {
    const text = textOf(pdf);
    const { reads, hits, refusals, ledger, policy } = figures;
    for (const count of [reads.total, hits.raised, hits.actioned, refusals.total, ledger.events]) {
      expect(text).toContain(count.toLocaleString('en-US'));
    }
    const together = text.replace(/\s+/g, '');
    expect(together).toContain(ledger.root);
    expect(together).toContain(policy.digest);
    expect(text).toContain('430.6(k).3');
    expect(text).toContain('System audits shall be conducted by the Operations Captain quarterly.');
    expect(text).toContain('Not kept:');
    for (const { hitId } of busyDepartment().hits.filter(({ exigent }) => exigent)) expect(text).toContain(hitId);
  });

  it('is read aloud with labels and figures apart, which stand side by side on paper', () => {
    const raw = rawOf(pdf);
    expect(raw).toContain('/ActualText (ALPR Administrator: A. Example, Police Captain, Operations Division)');
    expect(raw).toContain('/ActualText (Actions without confirmation: 0, must be 0. in order, clause 430.6\\(k\\).3.)');
    expect(raw).toContain('/ActualText (A15 Notes on the text of the policy)');
  });

  itWithQpdf('is read aloud in the order of its pages, and none is passed over', () => {
    const { pages, spoken } = spokenPages(pdf);
    expect(spoken).toEqual(spoken.toSorted((one, other) => one - other));
    expect([...new Set(spoken)]).toEqual(Array.from({ length: pages }, (_, page) => page));
  });

  itWithPoppler('carries its figures as JSON and CSV, the checkpoint, and lists too long to print', () => {
    expect(attached(pdf)).toBe(figuresText(figures));
    expect(attached(pdf, 'figures.csv')).toContain(`\r\nreads.total,${figures.reads.total}\r\n`);
    expect(attached(pdf, 'checkpoint.txt')).toBe(cover.checkpoint);
    const lists = attachments(pdf).filter((name) => name.startsWith('list-'));
    expect(lists).toEqual(['list-1-a5.csv', 'list-2-a13.csv']);
    const text = textOf(pdf).replace(/\s+/g, '');
    for (const [name, rows] of [
      [lists[0]!, figures.imports.local.length],
      [lists[1]!, figures.retention.purges.completed.length],
    ] as const) {
      const file = attached(pdf, name);
      expect(file.trimEnd().split('\r\n')).toHaveLength(rows + 1);
      expect(text).toContain(hash('sha256', file, 'hex'));
    }
  });

  itWithPoppler('prints what was none as 0, and what is not kept as not kept', async () => {
    const none = textOf(await renderQuarterlyReport(of(noRows()), cover));
    for (const line of [
      'Backups made',
      'Proposed',
      'Faults reported',
      'Requests made in the period',
      'Raised in the period',
    ])
      expect(none).toMatch(new RegExp(`${line}\\s+0\\b`));
    expect(none.match(/Not kept:/g)!.length).toBeGreaterThanOrEqual(3);
    expect(none).not.toMatch(/NaN|undefined|Infinity|\bnull\b/);
  });

  itWithPoppler('marks every page of a demonstration, and none of a report', async () => {
    for (const page of pagesOf(pdf)) expect(page).toContain('DEMONSTRATION DEPARTMENT');
    const real = await renderQuarterlyReport(of(smallDepartment()), { ...cover, demonstration: false });
    expect(textOf(real)).not.toContain('DEMONSTRATION');
  });
});

describe('the quarterly report of other departments', () => {
  itWithPoppler('says so when nothing happened, and that an interim report is not for signature', async () => {
    const pdf = await renderQuarterlyReport(of(noRows(), '2026-11-24T00:00:00.000Z'), cover);
    const text = textOf(pdf);
    expect(text).toContain('No hit was raised in this period.');
    expect(text).toContain('Nobody searched in this period.');
    expect(text).toContain('It is not for signature.');
    expect(text).not.toMatch(/NaN|undefined|Infinity|null/);
  });

  itWithPoppler('names an action that broke the rule', async () => {
    const text = textOf(await renderQuarterlyReport(of(smallDepartment()), cover)).replace(/\s+/g, ' ');
    expect(text).toContain('1 hit was acted upon against 430.6(k).');
    expect(text).toContain('hit-late');
  });

  itWithPoppler('keeps its pages and its lines whatever is typed', async () => {
    const rows = smallDepartment();
    const at = '2026-11-06T01:00:00.000Z';
    const odd: Rows = {
      ...rows,
      detections: rows.detections.map((row) => ({ ...row, cameraId: hostile })),
      hits: rows.hits.map((row) => ({ ...row, hitId: hostile, cameraId: hostile })),
      accesses: rows.accesses.map((row) => ({ ...row, memberId: hostile })),
      refusals: rows.refusals.map((row) => ({
        ...row,
        action: hostile,
        rulings: [{ clause: hostile, code: hostile }],
      })),
      corrections: [{ ...rows.corrections[0]!, pairs: [{ read: hostile, corrected: hostile }] }],
      records: { ...busyRecords(), canvasses: () => [{ incident: hostile, from: at, until: at, endedAt: at }] },
    };
    const administrator = { name: hostile, title: hostile };
    const endless = `${hostile} ${'word '.repeat(2000)}`;
    const told = (of: Readonly<Record<string, string>>) =>
      Object.fromEntries(Object.keys(of).map((id) => [id, endless]));
    const quoted = { explanations: told(busyQuotes.explanations), reasons: told(busyQuotes.reasons) };
    const pdf = await renderQuarterlyReport(of(odd), {
      ...cover,
      agency: hostile,
      reportId: hostile,
      administrator,
      quoted,
    });
    const pages = pagesOf(pdf);
    expect(pages.length).toBeLessThan(40);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
    expect(textOf(pdf)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200f]/);
    expect(rawOf(pdf)).not.toContain('<script>');
  });
});
