/** Who approved, reviewed or resolved what somebody else asked for: the edges of the graph of consent. */
import type { Sqlite } from '../vault/sqlite.js';
import type { DomainEvent, Handlers, Projection, Told } from './projection.js';
import { insert, many, one } from './statements.js';

/** One act of consent: who gave it, and to whose act or benefit. */
export type Consent = {
  /** Of the event on the ledger. */
  readonly id: string;
  readonly at: string;
  readonly what: string;
  readonly by: string;
  readonly of: string;
};

type Any = Told<DomainEvent['type']>;

/** Requests, whose author is remembered under the name of what is asked for. */
const asked: Readonly<Record<string, (event: Any) => string>> = {
  AuditOpened: ({ stream }) => stream,
  FindingRaised: ({ data }) => (data as { readonly findingId: string }).findingId,
  ReportSubmitted: ({ stream }) => stream,
  PurgeProposed: ({ stream }) => stream,
  HoldReleaseRequested: ({ stream }) => stream,
  ExigencyDeclared: ({ stream }) => stream,
  ReleaseRequested: ({ stream }) => stream,
};

/** Consent to what was asked for under that name. */
const answered: Readonly<Record<string, (event: Any) => string>> = {
  AuditClosed: ({ stream }) => stream,
  FindingResolved: ({ data }) => (data as { readonly findingId: string }).findingId,
  ReportAcknowledged: ({ stream }) => stream,
  PurgeApproved: ({ stream }) => stream,
  HoldReleased: ({ stream }) => stream,
  ExigencyReviewed: ({ stream }) => stream,
  ReleaseApproved: ({ stream }) => stream,
};

const consent = (db: Sqlite, { id, occurredAt: at, type: what, actor }: Any, of: unknown): void => {
  if (actor.kind === 'member' && typeof of === 'string')
    insert(db, 'consents', { event_id: id, at, what, by_id: actor.id, of_id: of });
};

/** Consent that names whom it benefits. */
const ofMember = (db: Sqlite, event: Any): void => consent(db, event, (event.data as { memberId?: unknown }).memberId);

const on: Record<string, (db: Sqlite, event: Any) => unknown> = {
  AccessApproved: ofMember,
  CivilUseApproved: ofMember,
  SearchApproved: ofMember,
  PersonalDevicePermissionGranted: ofMember,
  ItemReviewed: (db, event) => {
    const { auditId, itemId } = event.data as { readonly auditId: string; readonly itemId: string };
    const sql = 'select actor_id from audit_items where audit_id = ? and item_id = ?';
    consent(db, event, one(db, sql, auditId, itemId)?.actor_id);
  },
};
for (const [type, nameOf] of Object.entries(asked))
  on[type] = (db, event) => {
    if (event.actor.kind === 'member')
      insert(db, 'requests', { event_id: event.id, name: nameOf(event), by_id: event.actor.id });
  };
for (const [type, nameOf] of Object.entries(answered))
  on[type] = (db, event) => {
    const latest = 'select by_id from requests where name = ? order by rowid desc limit 1';
    consent(db, event, one(db, latest, nameOf(event))?.by_id);
  };

export const consents: Projection = {
  name: 'consents',
  tables: `
    create table requests (event_id text primary key, name text not null, by_id text not null);
    create index requests_by_name on requests(name);
    create table consents (
      event_id text primary key, at text not null, what text not null, by_id text not null, of_id text not null
    ) without rowid;
  `,
  on: on as Handlers,
};

/** Every consent since then, in order. */
export const consentsSince = (db: Sqlite, since: string): Consent[] =>
  many(db, 'select * from consents where at >= ? order by at, event_id', since).map((row) => ({
    id: row.event_id as string,
    at: row.at as string,
    what: row.what as string,
    by: row.by_id as string,
    of: row.of_id as string,
  }));
