/** The releases: each request with all that became of it; and the register of disclosures made of them. */
import type { AgencyClass } from '../domain/agency.js';
import type { Purpose } from '../domain/policy/purposes.js';
import type { ReleaseItem } from '../domain/releasefacts.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { nameOf } from './members.js';
import { flag, keptOn, type Projection, type Told } from './projection.js';
import { insert, many, one, update } from './statements.js';

export type ReleaseView = {
  readonly id: string;
  readonly releaseId: string;
  readonly status: 'requested' | 'prepared' | 'approved' | 'denied' | 'fulfilled';
  readonly agencyId: string;
  readonly agencyClass: AgencyClass;
  readonly california: boolean;
  readonly purpose: Purpose;
  readonly document: string;
  readonly courtOrder: string | null;
  readonly specialRequest: string | null;
  readonly requestedAt: string;
  readonly requestedBy: string;
  readonly requestedByName: string | null;
  readonly takenIn: boolean;
  /** Of the written request; null once its key was destroyed. */
  readonly agencyName: string | null;
  readonly personName: string | null;
  readonly contact: string | null;
  readonly reason: string | null;
  readonly caseNumber: string | null;
  readonly seeks: string | null;
  readonly escalated: string | null;
  readonly conflict: string | null;
  readonly opinion: { readonly permits: boolean; readonly immigration: boolean; readonly document: string } | null;
  readonly valuesAct: { readonly complies: boolean; readonly at: string; readonly basis: string | null } | null;
  readonly count: number | null;
  readonly root: string | null;
  readonly items: readonly ReleaseItem[] | null;
  readonly preparedBy: string | null;
  readonly preparedByName: string | null;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedByName: string | null;
  /** The documents kept on file with the approved request (430.10(c)); null while it is not approved. */
  readonly filed: readonly string[] | null;
  readonly deniedAt: string | null;
  readonly denial: string | null;
  readonly fulfilledAt: string | null;
  readonly fulfilledBy: string | null;
  readonly fulfilledByName: string | null;
  readonly contents: string | null;
  readonly recipients: readonly string[] | null;
  readonly collectedAt: string | null;
};

const change = (db: Sqlite, releaseId: string, set: Parameters<typeof update>[2]): void =>
  update(db, 'releases', set, { release_id: releaseId });

const request = (db: Sqlite, event: Told<'ReleaseRequested'>): void => {
  const { data } = event;
  const { agencyName, personName, contact, reason, caseNumber, seeks } = event.sealed ?? {};
  insert(db, 'releases', {
    release_id: data.releaseId,
    position: Number(event.position),
    status: 'requested',
    agency_id: data.agencyId,
    class: data.agencyClass,
    california: flag(data.california),
    purpose: data.purpose,
    document: data.document,
    court_order: data.courtOrder,
    special_request: data.specialRequest,
    requested_at: event.occurredAt,
    requested_by: data.requestedBy,
    taken_in: flag(data.takenIn),
    agency_name: agencyName,
    person_name: personName,
    contact,
    reason,
    case_number: caseNumber,
    seeks,
    kept: keptOn(event),
  });
};

export const releases: Projection = {
  name: 'releases',
  tables: `
    create table releases (
      release_id text primary key, position integer not null, status text not null, agency_id text not null,
      class text not null, california integer not null, purpose text not null, document text not null,
      court_order text, special_request text, requested_at text not null, requested_by text not null,
      taken_in integer not null, agency_name text, person_name text, contact text, reason text, case_number text,
      seeks text, kept integer, escalated text, conflict text,
      opinion text, permits integer, immigration integer, complies integer, determined_at text, basis text,
      basis_kept integer, count integer, root text, items text, items_kept integer, prepared_by text,
      approved_at text, approved_by text, filed text, denied_at text, denial text, denial_kept integer,
      fulfilled_at text, fulfilled_by text, contents text, recipients text, recipients_kept integer, collected_at text
    ) without rowid;
    create index releases_by_position on releases(position);
    create table policy_changes (position integer primary key, at text not null);
  `,
  on: {
    ReleaseRequested: request,
    ReleaseEscalated: (db, { data: { releaseId, why } }) => change(db, releaseId, { escalated: why }),
    StatutoryConflictRaised: (db, { data: { releaseId, why } }) => change(db, releaseId, { conflict: why }),
    CounselOpinionFiled: (db, { data: { releaseId, document, permits, immigration } }) =>
      change(db, releaseId, { opinion: document, permits: flag(permits), immigration: flag(immigration) }),
    ValuesActDetermined: (db, event) => {
      const { of, subject, complies } = event.data;
      if (of !== 'release') return;
      const told = { basis: event.sealed?.basis, basis_kept: keptOn(event) };
      change(db, subject, { complies: flag(complies), determined_at: event.occurredAt, ...told });
    },
    ReleasePrepared: (db, event) => {
      const { releaseId, count, root, preparedBy } = event.data;
      const items = event.sealed ? JSON.stringify(event.sealed.items) : null;
      const prepared = { status: 'prepared', count, root, prepared_by: preparedBy, items, items_kept: keptOn(event) };
      change(db, releaseId, { ...prepared, approved_at: null, approved_by: null });
    },
    ReleaseApproved: (db, { occurredAt, data: { releaseId, approver } }) =>
      change(db, releaseId, { status: 'approved', approved_at: occurredAt, approved_by: approver }),
    RecordFiled: (db, { data: { releaseId, documents } }) =>
      change(db, releaseId, { filed: JSON.stringify(documents) }),
    ReleaseDenied: (db, event) => {
      const told = { denial: event.sealed?.why, denial_kept: keptOn(event) };
      change(db, event.data.releaseId, { status: 'denied', denied_at: event.occurredAt, ...told });
    },
    ReleaseFulfilled: (db, event) => {
      const { releaseId, contents, fulfilledBy } = event.data;
      const recipients = event.sealed ? JSON.stringify(event.sealed.recipients) : null;
      const fulfilled = { status: 'fulfilled', fulfilled_at: event.occurredAt, fulfilled_by: fulfilledBy, contents };
      change(db, releaseId, { ...fulfilled, recipients, recipients_kept: keptOn(event) });
    },
    ReleaseCollected: (db, { occurredAt, data: { releaseId } }) => change(db, releaseId, { collected_at: occurredAt }),
    PolicyAdopted: (db, { position, occurredAt }) =>
      insert(db, 'policy_changes', { position: Number(position), at: occurredAt }),
    SharingNetworksAdopted: (db, { position, occurredAt }) =>
      insert(db, 'policy_changes', { position: Number(position), at: occurredAt }),
  },
  sealed: [
    {
      table: 'releases',
      class: 'release',
      columns: ['agency_name', 'person_name', 'contact', 'reason', 'case_number', 'seeks'],
      kept: 'kept',
      unit: 'release_id',
    },
    { table: 'releases', class: 'release', columns: ['basis'], kept: 'basis_kept', unit: 'release_id' },
    { table: 'releases', class: 'release', columns: ['items'], kept: 'items_kept', unit: 'release_id' },
    { table: 'releases', class: 'release', columns: ['denial'], kept: 'denial_kept', unit: 'release_id' },
    { table: 'releases', class: 'release', columns: ['recipients'], kept: 'recipients_kept', unit: 'release_id' },
  ],
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;
const parsed = <T>(row: SqlRow, name: string): T | null => JSON.parse((row[name] as string | null) ?? 'null') as T;

const viewOf = (db: Sqlite, row: SqlRow): ReleaseView => ({
  id: row.release_id as string,
  releaseId: row.release_id as string,
  status: row.status as ReleaseView['status'],
  agencyId: row.agency_id as string,
  agencyClass: row.class as AgencyClass,
  california: row.california === 1,
  purpose: row.purpose as Purpose,
  document: row.document as string,
  courtOrder: text(row, 'court_order'),
  specialRequest: text(row, 'special_request'),
  requestedAt: row.requested_at as string,
  requestedBy: row.requested_by as string,
  requestedByName: nameOf(db, row.requested_by),
  takenIn: row.taken_in === 1,
  agencyName: text(row, 'agency_name'),
  personName: text(row, 'person_name'),
  contact: text(row, 'contact'),
  reason: text(row, 'reason'),
  caseNumber: text(row, 'case_number'),
  seeks: text(row, 'seeks'),
  escalated: text(row, 'escalated'),
  conflict: text(row, 'conflict'),
  opinion:
    row.opinion === null
      ? null
      : { permits: row.permits === 1, immigration: row.immigration === 1, document: row.opinion as string },
  valuesAct:
    row.determined_at === null
      ? null
      : { complies: row.complies === 1, at: row.determined_at as string, basis: text(row, 'basis') },
  count: row.count as number | null,
  root: text(row, 'root'),
  items: parsed(row, 'items'),
  preparedBy: text(row, 'prepared_by'),
  preparedByName: nameOf(db, row.prepared_by),
  approvedAt: text(row, 'approved_at'),
  approvedBy: text(row, 'approved_by'),
  approvedByName: nameOf(db, row.approved_by),
  filed: parsed(row, 'filed'),
  deniedAt: text(row, 'denied_at'),
  denial: text(row, 'denial'),
  fulfilledAt: text(row, 'fulfilled_at'),
  fulfilledBy: text(row, 'fulfilled_by'),
  fulfilledByName: nameOf(db, row.fulfilled_by),
  contents: text(row, 'contents'),
  recipients: parsed(row, 'recipients'),
  collectedAt: text(row, 'collected_at'),
});

export const releaseById = (db: Sqlite, releaseId: string): ReleaseView | undefined => {
  const row = one(db, 'select * from releases where release_id = ?', releaseId);
  return row && viewOf(db, row);
};

/** The requests, the latest first; what data was sought may name a plate, and is shown to none but who opens it. */
export const allReleases = (
  db: Sqlite,
  limit = -1,
): (Omit<ReleaseView, 'seeks' | 'items'> & { readonly seeks: undefined; readonly items: undefined })[] =>
  many(db, 'select * from releases order by position desc limit ?', limit).map((row) => ({
    ...viewOf(db, row),
    seeks: undefined,
    items: undefined,
  }));

/** What was disclosed in a quarter, as the Vehicle Code asks of the CHP (2413): four figures. */
export type DisclosureView = {
  /** `2026-q4`. */
  readonly id: string;
  readonly disclosures: number;
  readonly items: number;
  readonly agencies: number;
  readonly purposes: Readonly<Record<string, number>>;
  readonly policyChanges: number;
};

const quarter = (column: string): string =>
  `substr(${column}, 1, 4) || '-q' || ((cast(substr(${column}, 6, 2) as integer) + 2) / 3)`;

/** The figures of each quarter in which something was disclosed or a policy changed, the latest first. */
export const disclosures = (db: Sqlite, limit = -1): DisclosureView[] => {
  const quarters = many(
    db,
    `select id from (select ${quarter('fulfilled_at')} as id from releases where fulfilled_at is not null
      union select ${quarter('at')} from policy_changes) order by id desc limit ?`,
    limit,
  );
  const counted = `
    select count(*) as disclosures, coalesce(sum(count), 0) as items, count(distinct agency_id) as agencies
    from releases where fulfilled_at is not null and ${quarter('fulfilled_at')} = ?`;
  const byPurpose = `
    select purpose, count(*) as releases from releases
    where fulfilled_at is not null and ${quarter('fulfilled_at')} = ? group by purpose order by purpose`;
  const changes = `select count(*) as changes from policy_changes where ${quarter('at')} = ?`;
  return quarters.map(({ id }) => {
    const row = one(db, counted, id) ?? {};
    return {
      id: id as string,
      disclosures: row.disclosures as number,
      items: row.items as number,
      agencies: row.agencies as number,
      purposes: Object.fromEntries(many(db, byPurpose, id).map((one) => [one.purpose, one.releases as number])),
      policyChanges: one(db, changes, id)?.changes as number,
    };
  });
};
