/** What officers do beside the readers: canvasses, breaches reported, the data of others, court orders. */
import type { Source } from '../domain/external.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, type Handlers, keptOn, type Projection, type Told } from './projection.js';
import { insert, many, one, run, update } from './statements.js';

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const access = (db: Sqlite, event: Told<'ExternalAccessRecorded'> | Told<'OwnerLookupRecorded'>): void => {
  const { accessId, memberId, source } = event.data;
  const { reason, caseNumber } = event.sealed ?? {};
  const lookup = event.type === 'OwnerLookupRecorded' ? { hit_id: event.data.hitId, use: event.data.use } : {};
  const personal = { reason, case_number: caseNumber, kept: keptOn(event) };
  insert(db, 'external', {
    access_id: accessId,
    member_id: memberId,
    source,
    at: event.occurredAt,
    ...lookup,
    ...personal,
  });
};

const on: Handlers = {
  CanvassOpened: (db, event) => {
    const { canvassId, memberId, incident, from, until } = event.data;
    const { incidentNumber, area } = event.sealed ?? {};
    const opened = { canvass_id: canvassId, member_id: memberId, incident, begins: from, ends: until };
    insert(db, 'canvasses', { ...opened, incident_number: incidentNumber, area, kept: keptOn(event) });
  },
  CanvassClosed: (db, { occurredAt, data: { canvassId } }) =>
    update(db, 'canvasses', { closed_at: occurredAt }, { canvass_id: canvassId }),
  BreachReported: (db, event) => {
    const { incidentId, reporterId, subjectId, dueBy } = event.data;
    const reported = { incident_id: incidentId, reporter_id: reporterId, subject_id: subjectId, due_by: dueBy };
    const personal = { account: event.sealed?.account, kept: keptOn(event) };
    insert(db, 'incidents', { ...reported, reported_at: event.occurredAt, ...personal });
  },
  BreachForwarded: (db, { occurredAt, data: { incidentId, memberId, to, inTime } }) => {
    const passed = { passed_at: occurredAt, passed_by: memberId, passed_to: to, in_time: flag(inTime) };
    update(db, 'incidents', passed, { incident_id: incidentId });
  },
  SourceAuthorised: (db, { occurredAt, data: { memberId, source, validUntil, grantedBy } }) => {
    const sql = 'insert or replace into sources values (?, ?, ?, ?, ?, null)';
    run(db, sql, memberId, source, validUntil, grantedBy, occurredAt);
  },
  SourceWithdrawn: (db, { occurredAt, data: { memberId, source } }) =>
    update(db, 'sources', { withdrawn_at: occurredAt }, { member_id: memberId, source }),
  ExternalAccessRecorded: access,
  OwnerLookupRecorded: access,
  WarrantRegistered: (db, event) => {
    const { warrantId, cameraId, memberId, from, until, document } = event.data;
    const { orderNumber, court } = event.sealed ?? {};
    const registered = { warrant_id: warrantId, camera_id: cameraId, member_id: memberId, begins: from, ends: until };
    insert(db, 'warrants', { ...registered, document, order_number: orderNumber, court, kept: keptOn(event) });
  },
};

export const duties: Projection = {
  name: 'duties',
  tables: `
    create table canvasses (
      canvass_id text primary key, member_id text not null, incident text not null, begins text not null,
      ends text not null, closed_at text, incident_number text, area text, kept integer
    ) without rowid;
    create table incidents (
      incident_id text primary key, reporter_id text, subject_id text, reported_at text not null, due_by text not null,
      passed_at text, passed_by text, passed_to text, in_time integer, account text, kept integer
    ) without rowid;
    create table sources (
      member_id text not null, source text not null, valid_until text not null, granted_by text not null,
      granted_at text not null, withdrawn_at text, primary key (member_id, source)
    ) without rowid;
    create table external (
      access_id text primary key, member_id text not null, source text not null, at text not null, hit_id text,
      use text, reason text, case_number text, kept integer
    ) without rowid;
    create index external_by_time on external(at);
    create table warrants (
      warrant_id text primary key, camera_id text not null, member_id text not null, begins text not null,
      ends text not null, document text not null, order_number text, court text, kept integer
    ) without rowid;
    create index warrants_by_camera on warrants(camera_id);
  `,
  on,
  sealed: [
    {
      table: 'canvasses',
      class: 'access-record',
      columns: ['incident_number', 'area'],
      kept: 'kept',
      unit: 'canvass_id',
    },
    { table: 'incidents', class: 'access-record', columns: ['account'], kept: 'kept', unit: 'incident_id' },
    { table: 'external', class: 'access-record', columns: ['reason', 'case_number'], kept: 'kept', unit: 'access_id' },
    { table: 'warrants', class: 'evidence', columns: ['order_number', 'court'], kept: 'kept', unit: 'warrant_id' },
  ],
};

/** Homicides, shootings and major incidents before the others, those still open first (430.6(c)). */
export const canvassRows = (db: Sqlite, limit: number) =>
  many(
    db,
    `select * from canvasses order by closed_at is not null, incident = 'other', begins desc, canvass_id limit ?`,
    limit,
  ).map((row) => ({
    id: row.canvass_id as string,
    memberId: row.member_id as string,
    incident: row.incident as string,
    from: row.begins as string,
    until: row.ends as string,
    closedAt: text(row, 'closed_at'),
    incidentNumber: text(row, 'incident_number'),
    area: text(row, 'area'),
  }));

/** Canvasses whose window had ended by that time, and which nobody closed. */
export const endedCanvasses = (db: Sqlite, now: string): string[] =>
  many(db, 'select canvass_id as id from canvasses where closed_at is null and ends <= ?', now).map(
    ({ id }) => id as string,
  );

/** Reports of potential breaches, those not passed on first; the one about the reader himself is not among them. */
export const breachRows = (db: Sqlite, limit: number, reader: string) =>
  many(
    db,
    `select * from incidents where subject_id is not ? order by passed_at is not null, reported_at desc limit ?`,
    reader,
    limit,
  ).map((row) => ({
    id: row.incident_id as string,
    reporterId: text(row, 'reporter_id'),
    subjectId: text(row, 'subject_id'),
    reportedAt: row.reported_at as string,
    dueBy: row.due_by as string,
    passedAt: text(row, 'passed_at'),
    passedBy: text(row, 'passed_by'),
    passedTo: text(row, 'passed_to'),
    inTime: row.in_time === null ? null : row.in_time === 1,
    account: text(row, 'account'),
  }));

/** Who may use which source, and until when. */
export const sourceRows = (db: Sqlite, limit: number) =>
  many(db, 'select * from sources order by member_id, source limit ?', limit).map((row) => ({
    id: row.member_id as string,
    memberId: row.member_id as string,
    source: row.source as Source,
    validUntil: row.valid_until as string,
    grantedBy: row.granted_by as string,
    withdrawnAt: text(row, 'withdrawn_at'),
  }));

/** Accesses to the data of others, and owners looked up, latest first; what was found there is kept nowhere. */
export const externalRows = (db: Sqlite, limit: number) =>
  many(db, 'select * from external order by at desc, access_id limit ?', limit).map((row) => ({
    id: row.access_id as string,
    memberId: row.member_id as string,
    source: row.source as Source,
    at: row.at as string,
    ownerLookup: row.hit_id !== null,
    hitId: text(row, 'hit_id'),
    use: text(row, 'use'),
    reason: text(row, 'reason'),
    caseNumber: text(row, 'case_number'),
  }));

/** Court orders, latest first. */
export const warrantRows = (db: Sqlite, limit: number) =>
  many(db, 'select * from warrants order by begins desc, warrant_id limit ?', limit).map((row) => ({
    id: row.warrant_id as string,
    cameraId: row.camera_id as string,
    memberId: row.member_id as string,
    from: row.begins as string,
    until: row.ends as string,
    document: row.document as string,
    orderNumber: text(row, 'order_number'),
    court: text(row, 'court'),
  }));

/** Whether a court order covered this camera at that time (430.9P(a)). */
export const warranted = (db: Sqlite, cameraId: string, at: string): boolean =>
  one(db, 'select 1 from warrants where camera_id = ? and begins <= ? and ends > ?', cameraId, at, at) !== undefined;
