/** How long data is kept: the schedule, the time vouched for, downloads on clocks of their own, and every purge. */
import type { Clock } from '../domain/schedule.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { nameOf } from './members.js';
import { keptOn, type Projection, type Told } from './projection.js';
import { insert, many, one, run, update } from './statements.js';

export type ScheduleView = {
  readonly id: string;
  readonly scheduleId: string;
  readonly resolution: string;
  readonly consent: string;
  readonly clocks: readonly Clock[];
  readonly downloadDays: number;
  readonly adoptedAt: string;
};

export type PurgeView = {
  readonly id: string;
  readonly purgeId: string;
  readonly class: string;
  /** The UTC day, `yyyy-mm-dd`. */
  readonly date: string;
  readonly state: 'proposed' | 'approved' | 'committed' | 'completed' | 'blocked';
  readonly dueAt: string;
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly proposedByName: string | null;
  /** The time that was vouched for when it was proposed. */
  readonly vouchedAt: string;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
  readonly approvedByName: string | null;
  readonly committedAt: string | null;
  readonly completedAt: string | null;
  readonly blockedAt: string | null;
  /** Units there were when it was proposed, and units that stayed readable. */
  readonly units: number;
  readonly kept: number;
  readonly certificateId: string | null;
  /** SHA-256 of the certificate and of its paper, hex. */
  readonly certificate: string | null;
  readonly paper: string | null;
};

export type DownloadView = {
  readonly id: string;
  readonly downloadId: string;
  readonly detectionId: string;
  readonly memberId: string;
  readonly memberName: string | null;
  readonly at: string;
  /** Until when the read is kept; null while that is not known. */
  readonly until: string | null;
  /** Null once purged. */
  readonly caseNumber: string | null;
  readonly relevance: string | null;
};

const propose = (db: Sqlite, { data }: Told<'PurgeProposed'>): void => {
  insert(db, 'purges', {
    purge_id: data.purgeId,
    class: data.class,
    date: data.date,
    state: 'proposed',
    due_at: data.dueAt,
    proposed_at: data.proposedAt,
    proposed_by: data.memberId,
    vouched_at: data.vouchedAt,
    units: data.units,
    kept: data.kept,
  });
};

const goOn = (db: Sqlite, purgeId: string, set: Readonly<Record<string, string | number>>): void =>
  update(db, 'purges', set, { purge_id: purgeId });

export const retention: Projection = {
  name: 'retention',
  tables: `
    create table schedules (
      position integer primary key, schedule_id text not null, resolution text not null, consent text not null,
      clocks text not null, download_days integer not null, adopted_at text not null
    );
    create table ticks (position integer primary key, noted_at text not null, vouched_at text not null);
    create table purges (
      purge_id text primary key, class text not null, date text not null, state text not null, due_at text not null,
      proposed_at text not null, proposed_by text not null, vouched_at text not null, approved_at text,
      approved_by text, committed_at text,
      completed_at text, blocked_at text, units integer not null, kept integer not null, certificate_id text,
      certificate text, paper text
    ) without rowid;
    create index purges_by_bucket on purges(class, date);
    create table resurrections (position integer primary key, class text not null, date text not null, at text not null,
      keys integer not null);
    create table downloads (
      position integer primary key, download_id text not null, detection_id text not null, class text not null,
      date text not null, member_id text not null, at text not null, case_number text, relevance text,
      unit text, kept integer
    );
    create index downloads_by_case on downloads(case_number) where case_number is not null;
    create table clocks (unit text primary key, class text not null, date text not null, until text not null)
      without rowid;
  `,
  on: {
    RetentionScheduleAdopted: (db, { position, occurredAt, data }) => {
      insert(db, 'schedules', {
        position: Number(position),
        schedule_id: data.scheduleId,
        resolution: data.resolution,
        consent: data.consent,
        clocks: JSON.stringify(data.clocks),
        download_days: data.downloadDays,
        adopted_at: occurredAt,
      });
    },
    TimeNoted: (db, { position, data: { notedAt, vouchedAt } }) =>
      insert(db, 'ticks', { position: Number(position), noted_at: notedAt, vouched_at: vouchedAt }),
    TimeConfirmed: (db, { position, data: { vouchedAt } }) =>
      insert(db, 'ticks', { position: Number(position), noted_at: vouchedAt, vouched_at: vouchedAt }),
    DetectionDownloaded: (db, event) => {
      const { downloadId, detectionId, memberId, class: name, date } = event.data;
      const told = { case_number: event.sealed?.caseNumber, relevance: event.sealed?.relevance };
      const of = { download_id: downloadId, detection_id: detectionId, class: name, date, member_id: memberId };
      const own = event.sealed && { unit: downloadId, kept: keptOn(event) };
      insert(db, 'downloads', { position: Number(event.position), ...of, at: event.occurredAt, ...told, ...own });
    },
    RetentionClockSet: (db, { data: { unit, class: name, date, until } }) =>
      run(db, 'insert or replace into clocks values (?, ?, ?, ?)', unit, name, date, until),
    PurgeProposed: propose,
    PurgeApproved: (db, { occurredAt, data: { purgeId, memberId } }) =>
      goOn(db, purgeId, { state: 'approved', approved_at: occurredAt, approved_by: memberId }),
    PurgeCommitted: (db, { data: { purgeId, committedAt, kept } }) =>
      goOn(db, purgeId, { state: 'committed', committed_at: committedAt, kept }),
    PurgeBlockedByHold: (db, { occurredAt, data: { purgeId } }) =>
      goOn(db, purgeId, { state: 'blocked', blocked_at: occurredAt }),
    PurgeCompleted: (db, { occurredAt, data: { purgeId, certificateId, certificate, paper } }) =>
      goOn(db, purgeId, {
        state: 'completed',
        completed_at: occurredAt,
        certificate_id: certificateId,
        certificate,
        paper,
      }),
    PurgeResurrectionBlocked: (db, { position, occurredAt, data: { class: name, date, keys } }) =>
      insert(db, 'resurrections', { position: Number(position), class: name, date, at: occurredAt, keys }),
  },
  sealed: [
    {
      table: 'downloads',
      class: 'access-record',
      columns: ['case_number', 'relevance', 'unit'],
      kept: 'kept',
      unit: 'unit',
    },
  ],
};

const purgeOf = (db: Sqlite, row: SqlRow): PurgeView => ({
  id: row.purge_id as string,
  purgeId: row.purge_id as string,
  class: row.class as string,
  date: row.date as string,
  state: row.state as PurgeView['state'],
  dueAt: row.due_at as string,
  proposedAt: row.proposed_at as string,
  proposedBy: row.proposed_by as string,
  proposedByName: nameOf(db, row.proposed_by),
  vouchedAt: row.vouched_at as string,
  approvedAt: row.approved_at as string | null,
  approvedBy: row.approved_by as string | null,
  approvedByName: nameOf(db, row.approved_by),
  committedAt: row.committed_at as string | null,
  completedAt: row.completed_at as string | null,
  blockedAt: row.blocked_at as string | null,
  units: row.units as number,
  kept: row.kept as number,
  certificateId: row.certificate_id as string | null,
  certificate: row.certificate as string | null,
  paper: row.paper as string | null,
});

/** Every purge, latest first. */
export const allPurges = (db: Sqlite): PurgeView[] =>
  many(db, 'select * from purges order by proposed_at desc, purge_id').map((row) => purgeOf(db, row));

export const purgeById = (db: Sqlite, purgeId: string): PurgeView | undefined => {
  const row = one(db, 'select * from purges where purge_id = ?', purgeId);
  return row && purgeOf(db, row);
};

/** The schedules adopted, latest first. */
export const allSchedules = (db: Sqlite): ScheduleView[] =>
  many(db, 'select * from schedules order by position desc').map((row) => ({
    id: row.schedule_id as string,
    scheduleId: row.schedule_id as string,
    resolution: row.resolution as string,
    consent: row.consent as string,
    clocks: JSON.parse(row.clocks as string) as Clock[],
    downloadDays: row.download_days as number,
    adoptedAt: row.adopted_at as string,
  }));

/** Every download, latest first. */
export const allDownloads = (db: Sqlite): DownloadView[] =>
  many(
    db,
    'select d.*, c.until from downloads d left join clocks c on c.unit = d.detection_id order by position desc',
  ).map((row) => ({
    id: row.download_id as string,
    downloadId: row.download_id as string,
    detectionId: row.detection_id as string,
    memberId: row.member_id as string,
    memberName: nameOf(db, row.member_id),
    at: row.at as string,
    until: row.until as string | null,
    caseNumber: row.case_number as string | null,
    relevance: row.relevance as string | null,
  }));

/**
 * The latest that a fact at this position can have been recorded, by the time that was vouched for next; null when no
 * time was noted since.
 */
export const vouchedSince = (db: Sqlite, position: bigint): string | null => {
  const row = one(db, 'select vouched_at from ticks where position > ? order by position limit 1', Number(position));
  return (row?.vouched_at as string | undefined) ?? null;
};
