/** Audits with their samples, items and findings; the plan they follow; and what is explained of long retention. */
import type { Plan } from '../domain/auditplan.js';
import { defaults } from '../domain/policy/settings.js';
import type { Item, Severity, Stratum, Verdict } from '../domain/review.js';
import { day, instant, iso8601 } from '../domain/time.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { nameOf } from './members.js';
import { keptOn, type Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

export type AuditView = {
  readonly id: string;
  readonly kind: 'weekly' | 'quarterly';
  readonly status: 'open' | 'drawn' | 'closed';
  readonly from: string;
  readonly to: string;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly approver: string;
  /** The seed of the lot, and the population it was drawn from; null before. */
  readonly treeSize: number | null;
  readonly root: string | null;
  readonly population: string | null;
  readonly strata: readonly Stratum[];
  readonly items: number;
  readonly reviewed: number;
  readonly violations: number;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly papers: string | null;
};

const on: Projection['on'] = {
  AuditPlanAdopted: (db, { position, occurredAt, data: { planId, adoptedBy, ...plan } }) =>
    insert(db, 'audit_plans', {
      plan_id: planId,
      position: Number(position),
      adopted_at: occurredAt,
      adopted_by: adoptedBy,
      plan: JSON.stringify(plan),
    }),
  AuditOpened: (db, { occurredAt, data }) =>
    insert(db, 'audits', {
      audit_id: data.auditId,
      kind: data.kind,
      status: 'open',
      begins: data.from,
      ends: data.to,
      opened_at: occurredAt,
      opened_by: data.openedBy,
      approver: data.approver,
    }),
  SampleDrawn: (db, { data: { auditId, treeSize, root, population, strata, items } }) => {
    const drawn = { tree_size: treeSize, root, population, strata: JSON.stringify(strata) };
    update(db, 'audits', { status: 'drawn', ...drawn }, { audit_id: auditId });
    for (const { itemId, area, actorId } of items)
      insert(db, 'audit_items', { audit_id: auditId, item_id: itemId, area, actor_id: actorId });
  },
  ItemReviewed: (db, event) => {
    const { auditId, itemId, verdict, reviewedBy } = event.data;
    const noted = { note: event.sealed?.note, kept: keptOn(event) };
    const reviewed = { verdict, reviewed_by: reviewedBy, reviewed_at: event.occurredAt };
    update(db, 'audit_items', { ...reviewed, ...noted }, { audit_id: auditId, item_id: itemId });
  },
  FindingRaised: (db, event) => {
    const { auditId, findingId, severity, clause, itemId, raisedBy, dueBy } = event.data;
    insert(db, 'audit_findings', {
      finding_id: findingId,
      audit_id: auditId,
      severity,
      clause,
      item_id: itemId,
      raised_at: event.occurredAt,
      raised_by: raisedBy,
      due_by: dueBy,
      text: event.sealed?.text,
      kept: keptOn(event),
    });
  },
  FindingResolved: (db, event) => {
    const { findingId, resolvedBy } = event.data;
    const resolved = { resolved_at: event.occurredAt, resolved_by: resolvedBy };
    const told = { resolution: event.sealed?.resolution, resolution_kept: keptOn(event) };
    update(db, 'audit_findings', { ...resolved, ...told }, { finding_id: findingId });
  },
  AuditClosed: (db, { occurredAt, data: { auditId, closedBy, papers } }) =>
    update(
      db,
      'audits',
      { status: 'closed', closed_at: occurredAt, closed_by: closedBy, papers },
      { audit_id: auditId },
    ),
  RetentionExplained: (db, event) => {
    const { explanationId, class: name, from, to, explainedBy } = event.data;
    const days = { class: name, first_day: from, last_day: to };
    const told = { explained_at: event.occurredAt, explained_by: explainedBy };
    const text = { explanation: event.sealed?.explanation, kept: keptOn(event) };
    insert(db, 'explanations', { explanation_id: explanationId, ...days, ...told, ...text });
  },
};

export const audits: Projection = {
  name: 'audits',
  tables: `
    create table audit_plans (
      plan_id text primary key, position integer not null, adopted_at text not null, adopted_by text not null,
      plan text not null
    ) without rowid;
    create table audits (
      audit_id text primary key, kind text not null, status text not null, begins text not null, ends text not null,
      opened_at text not null, opened_by text not null, approver text not null, tree_size integer, root text,
      population text, strata text, closed_at text, closed_by text, papers text
    ) without rowid;
    create table audit_items (
      audit_id text not null, item_id text not null, area text not null, actor_id text, verdict text,
      reviewed_at text, reviewed_by text, note text, kept integer, primary key (audit_id, item_id)
    ) without rowid;
    create table audit_findings (
      finding_id text primary key, audit_id text not null, severity text not null, clause text not null, item_id text,
      raised_at text not null, raised_by text not null, due_by text not null, resolved_at text, resolved_by text,
      text text, kept integer, resolution text, resolution_kept integer
    ) without rowid;
    create table explanations (
      explanation_id text primary key, class text not null, first_day text not null, last_day text not null,
      explained_at text not null, explained_by text not null, explanation text, kept integer
    ) without rowid;
  `,
  on,
  sealed: [
    { table: 'audit_items', class: 'access-record', columns: ['note'], kept: 'kept', unit: 'item_id' },
    { table: 'audit_findings', class: 'access-record', columns: ['text'], kept: 'kept', unit: 'finding_id' },
    {
      table: 'audit_findings',
      class: 'access-record',
      columns: ['resolution'],
      kept: 'resolution_kept',
      unit: 'finding_id',
    },
    { table: 'explanations', class: 'register', columns: ['explanation'], kept: 'kept', unit: 'explanation_id' },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

/** The audit plans, the one in force first. */
export const allAuditPlans = (db: Sqlite) =>
  many(db, 'select * from audit_plans order by position desc').map((row) => ({
    id: row.plan_id as string,
    adoptedAt: row.adopted_at as string,
    adoptedBy: row.adopted_by as string,
    ...(JSON.parse(row.plan as string) as Omit<Plan, 'planId'>),
  }));

/** The plan that audits opened now follow. */
export const auditPlanInForce = (db: Sqlite): Plan | null => {
  const [latest] = allAuditPlans(db);
  if (!latest) return null;
  const { id: planId, adoptedAt: _, adoptedBy: __, ...plan } = latest;
  return { planId, ...plan };
};

const counted = `
  select a.*, count(i.item_id) as items, count(i.verdict) as reviewed,
    coalesce(sum(i.verdict = 'violation'), 0) as violations
  from audits a left join audit_items i on i.audit_id = a.audit_id`;

const auditOf = (row: SqlRow): AuditView => ({
  id: row.audit_id as string,
  kind: row.kind as AuditView['kind'],
  status: row.status as AuditView['status'],
  from: row.begins as string,
  to: row.ends as string,
  openedAt: row.opened_at as string,
  openedBy: row.opened_by as string,
  approver: row.approver as string,
  treeSize: row.tree_size as number | null,
  root: text(row, 'root'),
  population: text(row, 'population'),
  strata: JSON.parse(text(row, 'strata') ?? '[]') as Stratum[],
  items: row.items as number,
  reviewed: row.reviewed as number,
  violations: row.violations as number,
  closedAt: text(row, 'closed_at'),
  closedBy: text(row, 'closed_by'),
  papers: text(row, 'papers'),
});

/** Audits, latest first. */
export const allAudits = (db: Sqlite): AuditView[] =>
  many(db, `${counted} group by a.audit_id order by a.opened_at desc, a.audit_id`).map(auditOf);

/** What was drawn, those still open first. What each tells of is found in the access history by its id. */
export const allAuditItems = (db: Sqlite) =>
  many(
    db,
    `select i.*, a.opened_at, (select act from accesses where event_id = i.item_id) as act
    from audit_items i join audits a on a.audit_id = i.audit_id
    order by i.verdict is not null, a.opened_at desc, i.item_id`,
  ).map((row) => ({
    id: row.item_id as string,
    auditId: row.audit_id as string,
    area: row.area as Item['area'],
    act: text(row, 'act'),
    actorId: text(row, 'actor_id'),
    verdict: row.verdict as Verdict | null,
    reviewedAt: text(row, 'reviewed_at'),
    reviewedBy: text(row, 'reviewed_by'),
    note: text(row, 'note'),
  }));

/** Findings, open ones first. */
export const allFindings = (db: Sqlite) =>
  many(db, 'select * from audit_findings order by resolved_at is not null, due_by, finding_id').map((row) => ({
    id: row.finding_id as string,
    auditId: row.audit_id as string,
    severity: row.severity as Severity,
    clause: row.clause as string,
    itemId: text(row, 'item_id'),
    raisedAt: row.raised_at as string,
    raisedBy: row.raised_by as string,
    dueBy: row.due_by as string,
    resolvedAt: text(row, 'resolved_at'),
    resolvedBy: text(row, 'resolved_by'),
    text: text(row, 'text'),
    resolution: text(row, 'resolution'),
  }));

export const allExplanations = (db: Sqlite) =>
  many(db, 'select * from explanations order by explained_at desc, explanation_id').map((row) => ({
    id: row.explanation_id as string,
    class: row.class as string,
    from: row.first_day as string,
    to: row.last_day as string,
    explainedAt: row.explained_at as string,
    explainedBy: row.explained_by as string,
    explainedByName: nameOf(db, row.explained_by),
    explanation: text(row, 'explanation'),
  }));

const days = `
  select 'detection' as class, date(captured / 1000, 'unixepoch') as day, count(*) as kept
    from detections where captured < ?1 and kept is not null group by 2
  union all select 'hit', substr(captured_at, 1, 10), count(*) from hits
    where captured_at < ?2 and kept is not null group by 2`;

/** Days of ALPR data captured before then and still readable, with how much; `explained` when somebody said why. */
const longKept = (db: Sqlite, before: string) =>
  many(
    db,
    `select d.*, exists (select 1 from explanations e
      where e.class = d.class and d.day between e.first_day and e.last_day) as explained
    from (${days}) d order by d.class, d.day`,
    instant(before),
    before,
  ).map((row) => ({
    id: `${row.class as string}/${row.day as string}`,
    class: row.class as string,
    day: row.day as string,
    kept: row.kept as number,
    explained: row.explained === 1,
  }));

/** What is older than so many days at that time. */
export const longKeptAt = (db: Sqlite, at: string, ageDays: number) =>
  longKept(db, iso8601(instant(at) - ageDays * day));

/** What is older than two years at the time of the last access, which is the question for it. */
export const keptLongNow = (db: Sqlite) => {
  const now = text(one(db, 'select max(at) as now from accesses') ?? {}, 'now');
  return now ? longKeptAt(db, now, defaults.explainDays) : [];
};

/** What the report of a quarter still lacks. */
export const lackingFor = (
  db: Sqlite,
  reportId: string,
  { from, to }: { readonly from: string; readonly to: string },
  explainDays: number,
) => {
  const generated = text(
    one(db, 'select generated_at from reports where report_id = ?', reportId) ?? {},
    'generated_at',
  );
  const closed = `select 1 from audits where kind = 'quarterly' and status = 'closed' and begins <= ? and ends >= ?`;
  const open = `
    select count(*) as open from audit_items i join audits a on a.audit_id = i.audit_id
    where i.verdict is null and a.begins < ? and a.ends > ?`;
  return {
    drawnAfterQuarter: generated !== null && generated !== undefined && generated >= to,
    audited: one(db, closed, from, to) !== undefined,
    openItems: one(db, open, to, from)?.open as number,
    unexplained: longKeptAt(db, to, explainDays).filter(({ explained }) => !explained).length,
  };
};
