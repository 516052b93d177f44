/** The audit reports generated, each bound to the state of the ledger it was drawn from. */
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

export type ReportView = {
  readonly id: string;
  readonly reportId: string;
  readonly quarter: string;
  readonly kind: 'audit' | 'total-detection';
  /** SHA-256 of the PDF and of the figures embedded in it, hex. */
  readonly pdf: string;
  readonly figures: string;
  readonly treeSize: number;
  readonly root: string;
  readonly generatedAt: string;
  readonly generatedBy: string;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly acknowledgedAt: string | null;
  readonly acknowledgedBy: string | null;
};

export const reports: Projection = {
  name: 'reports',
  tables: `
    create table reports (
      report_id text primary key, quarter text not null, kind text not null, pdf text not null, figures text not null,
      tree_size integer not null, root text not null, generated_at text not null, generated_by text not null,
      submitted_at text, submitted_by text, acknowledged_at text, acknowledged_by text
    ) without rowid;
  `,
  on: {
    AuditReportGenerated: (db, { occurredAt, actor, data }) => {
      const { reportId, quarter, kind = 'audit', pdf, figures, treeSize, root } = data;
      const drawn = { report_id: reportId, quarter, kind, pdf, figures, tree_size: treeSize, root };
      insert(db, 'reports', { ...drawn, generated_at: occurredAt, generated_by: actor.id });
    },
    ReportSubmitted: (db, { occurredAt, data: { reportId, submittedBy } }) =>
      update(db, 'reports', { submitted_at: occurredAt, submitted_by: submittedBy }, { report_id: reportId }),
    ReportAcknowledged: (db, { occurredAt, data: { reportId, acknowledgedBy } }) =>
      update(db, 'reports', { acknowledged_at: occurredAt, acknowledged_by: acknowledgedBy }, { report_id: reportId }),
  },
};

const viewOf = (row: SqlRow): ReportView => ({
  id: row.report_id as string,
  reportId: row.report_id as string,
  quarter: row.quarter as string,
  kind: row.kind as ReportView['kind'],
  pdf: row.pdf as string,
  figures: row.figures as string,
  treeSize: row.tree_size as number,
  root: row.root as string,
  generatedAt: row.generated_at as string,
  generatedBy: row.generated_by as string,
  submittedAt: row.submitted_at as string | null,
  submittedBy: row.submitted_by as string | null,
  acknowledgedAt: row.acknowledged_at as string | null,
  acknowledgedBy: row.acknowledged_by as string | null,
});

/** Every report, latest first. */
export const allReports = (db: Sqlite): ReportView[] =>
  many(db, 'select * from reports order by generated_at desc, report_id').map(viewOf);

export const reportById = (db: Sqlite, reportId: string): ReportView | undefined => {
  const row = one(db, 'select * from reports where report_id = ?', reportId);
  return row && viewOf(row);
};
