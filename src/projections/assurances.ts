/** What the Administrator attested and adopted: postings, procedures, monitoring, safeguards, hosting; and breaches. */
import type { BreachDuty } from '../domain/breach.js';
import type { Drift } from '../domain/posting.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

export type PostingView = {
  readonly id: string;
  readonly policy: string;
  readonly copy: string;
  readonly postedAt: string;
  readonly attestedBy: string;
  readonly attestAgainBy: string;
  /** What the last look found; null while it is as attested. */
  readonly drift: Drift | null;
  readonly driftAt: string | null;
  readonly url: string | null;
};

export type BreachView = {
  readonly id: string;
  readonly confirmedAt: string;
  readonly residents: number;
  readonly heldByVendor: boolean;
  readonly dueBy: string;
  readonly owed: readonly BreachDuty[];
  readonly sent: readonly { readonly duty: BreachDuty; readonly at: string; readonly document: string }[];
  readonly closedAt: string | null;
  readonly account: string | null;
};

const tables = `
  create table postings (
    posting_id text primary key, position integer not null, policy text not null, copy text not null,
    posted_at text not null, attested_by text not null, attest_again_by text not null, drift text, drift_at text,
    url text, kept integer
  ) without rowid;
  create table procedures (
    procedure_id text primary key, digest text not null, adopted_at text not null, adopted_by text not null,
    answered text not null, title text, kept integer
  ) without rowid;
  create table monitoring_plans (
    plan_id text primary key, position integer not null, adopted_at text not null, adopted_by text not null,
    detectors text not null, every_days integer not null, sample integer not null, reviewers text not null
  ) without rowid;
  create table weekly_reviews (
    review_id text primary key, plan_id text not null, reviewed_at text not null, reviewed_by text not null,
    looked integer not null, begins text not null, ends text not null, note text, kept integer
  ) without rowid;
  create table assurances (
    assurance_id text primary key, position integer not null, kind text not null, at text not null,
    by_id text not null, document text, again_by text, tree_size integer, root text, problems integer,
    first_at integer
  ) without rowid;
  create table breaches (
    incident_id text primary key, confirmed_at text not null, residents integer not null,
    held_by_vendor integer not null, due_by text not null, owed text not null, sent text not null, closed_at text,
    account text, kept integer
  ) without rowid;
`;

type Happened = {
  readonly position: bigint;
  readonly occurredAt: string;
  readonly actor: { readonly id: string };
};

const assure = (db: Sqlite, event: Happened, id: string, kind: string, more: Parameters<typeof insert>[2]): void => {
  const { position, occurredAt: at, actor } = event;
  insert(db, 'assurances', { assurance_id: id, position: Number(position), kind, at, by_id: actor.id, ...more });
};

const on: Projection['on'] = {
  PolicyPosted: (db, event) => {
    const { postingId, policy, copy, attestedBy, attestAgainBy } = event.data;
    const told = { posted_at: event.occurredAt, attested_by: attestedBy, attest_again_by: attestAgainBy };
    const where = { posting_id: postingId, position: Number(event.position) };
    insert(db, 'postings', { ...where, policy, copy, ...told, url: event.sealed?.url, kept: keptOn(event) });
  },
  PolicyPostingSeen: (db, { data: { postingId } }) =>
    update(db, 'postings', { drift: null, drift_at: null }, { posting_id: postingId }),
  PolicyPostingDriftDetected: (db, { occurredAt, data: { postingId, drift } }) =>
    update(db, 'postings', { drift, drift_at: occurredAt }, { posting_id: postingId }),
  ProcedureAdopted: (db, event) => {
    const { procedureId, digest, adoptedBy, answered } = event.data;
    const adopted = { digest, adopted_at: event.occurredAt, adopted_by: adoptedBy, answered: JSON.stringify(answered) };
    const told = { ...adopted, title: event.sealed?.title, kept: keptOn(event) };
    if (!insert(db, 'procedures', { procedure_id: procedureId, ...told }))
      update(db, 'procedures', told, { procedure_id: procedureId });
  },
  MonitoringPlanAdopted: (db, { position, occurredAt, data }) =>
    insert(db, 'monitoring_plans', {
      plan_id: data.planId,
      position: Number(position),
      adopted_at: occurredAt,
      adopted_by: data.adoptedBy,
      detectors: JSON.stringify(data.detectors),
      every_days: data.everyDays,
      sample: data.sample,
      reviewers: JSON.stringify(data.reviewers),
    }),
  WeeklyReviewCompleted: (db, event) => {
    const { reviewId, planId, reviewedBy, looked, from, to } = event.data;
    const period = { looked, begins: from, ends: to };
    const told = { reviewed_at: event.occurredAt, reviewed_by: reviewedBy, ...period };
    const noted = { note: event.sealed?.note, kept: keptOn(event) };
    insert(db, 'weekly_reviews', { review_id: reviewId, plan_id: planId, ...told, ...noted });
  },
  SafeguardAttested: (db, event) => {
    const { attestationId, safeguard, document, attestAgainBy } = event.data;
    assure(db, event, attestationId, `${safeguard}-safeguards`, { document, again_by: attestAgainBy });
  },
  HostingAttested: (db, event) => {
    const { attestationId, document, attestAgainBy } = event.data;
    assure(db, event, attestationId, 'hosting', { document, again_by: attestAgainBy });
  },
  IntegrityVerified: (db, event) => {
    const { verificationId, treeSize, root } = event.data;
    assure(db, event, verificationId, 'integrity-verified', { tree_size: treeSize, root, problems: 0 });
  },
  TamperSuspected: (db, event) => {
    const { verificationId, treeSize, root, problems, firstAt } = event.data;
    const found = { tree_size: treeSize, root, problems, first_at: firstAt };
    assure(db, event, verificationId, 'tamper-suspected', found);
  },
  BreachConfirmed: (db, event) => {
    const { incidentId, residents, heldByVendor, duties, dueBy } = event.data;
    insert(db, 'breaches', {
      incident_id: incidentId,
      confirmed_at: event.occurredAt,
      residents,
      held_by_vendor: heldByVendor ? 1 : 0,
      due_by: dueBy,
      owed: JSON.stringify(duties),
      sent: '[]',
      account: event.sealed?.account,
      kept: keptOn(event),
    });
  },
  BreachNoticeSent: (db, { occurredAt: at, data: { incidentId, duty, document } }) => {
    const known = one(db, 'select owed, sent from breaches where incident_id = ?', incidentId);
    if (!known) return;
    const owed = (JSON.parse(known.owed as string) as BreachDuty[]).filter((other) => other !== duty);
    const sent = [...(JSON.parse(known.sent as string) as BreachView['sent']), { duty, at, document }];
    const lists = { owed: JSON.stringify(owed), sent: JSON.stringify(sent) };
    update(db, 'breaches', lists, { incident_id: incidentId });
  },
  BreachProcedureClosed: (db, { occurredAt, data: { incidentId } }) =>
    update(db, 'breaches', { closed_at: occurredAt }, { incident_id: incidentId }),
};

export const assurances: Projection = {
  name: 'assurances',
  tables,
  on,
  sealed: [
    { table: 'postings', class: 'register', columns: ['url'], kept: 'kept', unit: 'posting_id' },
    { table: 'procedures', class: 'register', columns: ['title'], kept: 'kept', unit: 'procedure_id' },
    { table: 'weekly_reviews', class: 'access-record', columns: ['note'], kept: 'kept', unit: 'review_id' },
    { table: 'breaches', class: 'access-record', columns: ['account'], kept: 'kept', unit: 'incident_id' },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;
const list = (row: SqlRow, name: string): readonly unknown[] => JSON.parse(row[name] as string) as unknown[];

const postingOf = (row: SqlRow): PostingView => ({
  id: row.posting_id as string,
  policy: row.policy as string,
  copy: row.copy as string,
  postedAt: row.posted_at as string,
  attestedBy: row.attested_by as string,
  attestAgainBy: row.attest_again_by as string,
  drift: row.drift as Drift | null,
  driftAt: text(row, 'drift_at'),
  url: text(row, 'url'),
});

/** The postings attested, latest first; the first is the one that stands. */
export const allPostings = (db: Sqlite): PostingView[] =>
  many(db, 'select * from postings order by position desc').map(postingOf);

export const allProcedures = (db: Sqlite) =>
  many(db, 'select * from procedures order by adopted_at desc, procedure_id').map((row) => ({
    id: row.procedure_id as string,
    digest: row.digest as string,
    adoptedAt: row.adopted_at as string,
    adoptedBy: row.adopted_by as string,
    answered: list(row, 'answered'),
    title: text(row, 'title'),
  }));

/** The monitoring plans, the one in force first, and the reviews made under them. */
export const monitoringReviews = (db: Sqlite) => [
  ...many(db, 'select * from monitoring_plans order by position desc').map((row) => ({
    id: row.plan_id as string,
    kind: 'plan' as const,
    at: row.adopted_at as string,
    by: row.adopted_by as string,
    detectors: list(row, 'detectors') as readonly string[],
    everyDays: row.every_days as number,
    sample: row.sample as number,
    reviewers: list(row, 'reviewers') as readonly string[],
  })),
  ...many(db, 'select * from weekly_reviews order by ends desc, review_id').map((row) => ({
    id: row.review_id as string,
    kind: 'review' as const,
    planId: row.plan_id as string,
    at: row.reviewed_at as string,
    by: row.reviewed_by as string,
    looked: row.looked as number,
    from: row.begins as string,
    to: row.ends as string,
    note: text(row, 'note'),
  })),
];

/** Attestations and verifications, latest first. */
export const allAssurances = (db: Sqlite) =>
  many(db, 'select * from assurances order by position desc').map((row) => ({
    id: row.assurance_id as string,
    kind: row.kind as string,
    at: row.at as string,
    by: row.by_id as string,
    document: text(row, 'document'),
    attestAgainBy: text(row, 'again_by'),
    treeSize: row.tree_size as number | null,
    root: text(row, 'root'),
    problems: row.problems as number | null,
    firstAt: row.first_at as number | null,
  }));

export const allBreaches = (db: Sqlite): BreachView[] =>
  many(db, 'select * from breaches order by confirmed_at desc, incident_id').map((row) => ({
    id: row.incident_id as string,
    confirmedAt: row.confirmed_at as string,
    residents: row.residents as number,
    heldByVendor: row.held_by_vendor === 1,
    dueBy: row.due_by as string,
    owed: list(row, 'owed') as BreachDuty[],
    sent: list(row, 'sent') as BreachView['sent'],
    closedAt: text(row, 'closed_at'),
    account: text(row, 'account'),
  }));
