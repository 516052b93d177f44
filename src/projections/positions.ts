/** Whom the Department lets in: positions and their training, windows of contractors, and its Administrators. */
import type { TrainingKind } from '../domain/actor.js';
import { authorisedPositions, type Position } from '../domain/positions.js';
import { leastTraining } from '../domain/standing.js';
import type { Sqlite } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { insert, many, one, update } from './statements.js';

const listed = (db: Sqlite, position: string, set: Readonly<Record<string, string | null>>): void => {
  insert(db, 'positions', { position });
  update(db, 'positions', set, { position });
};
const close = (db: Sqlite, memberId: string, at: string, why: string): void =>
  update(db, 'windows', { closed_at: at, why, standing: null }, { member_id: memberId, standing: 1 });

export const positions: Projection = {
  name: 'positions',
  tables: `
    create table positions (position text primary key, listed_at text, withdrawn_at text, required text) without rowid;
    create table windows (
      event_id text primary key, member_id text not null, opened_at text not null, until text not null,
      work text not null, closed_at text, why text, standing integer
    ) without rowid;
    create table designations (
      position integer primary key, event_id text not null, member_id text not null, begins text not null, named integer
    );
  `,
  on: {
    AuthorizedPositionListed: (db, { occurredAt, data }) =>
      listed(db, data.position, { listed_at: occurredAt, withdrawn_at: null }),
    AuthorizedPositionWithdrawn: (db, { occurredAt, data }) => listed(db, data.position, { withdrawn_at: occurredAt }),
    TrainingRequirementSet: (db, { data }) => listed(db, data.position, { required: data.trainings.join(' ') }),
    ContractorAccessOpened: (db, { id, occurredAt, data: { memberId, until, work } }) => {
      close(db, memberId, occurredAt, 'opened-anew');
      insert(db, 'windows', { event_id: id, member_id: memberId, opened_at: occurredAt, until, work, standing: 1 });
    },
    ContractorAccessClosed: (db, { occurredAt, data: { memberId, why } }) => close(db, memberId, occurredAt, why),
    AdministratorDesignated: (db, { position, id, occurredAt, data: { memberId } }) => {
      const row = { position: Number(position), event_id: id, member_id: memberId, begins: occurredAt };
      insert(db, 'designations', row);
      update(db, 'designations', { named: null }, { named: 1 });
    },
    AdministratorNamed: (db, { position, id, data: { memberId, from } }) => {
      update(db, 'designations', { named: null }, { named: 1 });
      const row = { position: Number(position), event_id: id, member_id: memberId, begins: from };
      insert(db, 'designations', { ...row, named: 1 });
    },
  },
};

export type PositionView = {
  readonly id: string;
  readonly position: Position;
  readonly listedAt: string | null;
  readonly withdrawnAt: string | null;
  readonly trainings: readonly TrainingKind[];
  /** Enforcement action, queries and hits are for members of the agency (CJIS IA-4(4)). */
  readonly agency: boolean;
};

/** What the Department requires of a position beyond the policy's least, or undefined. */
export const requirementOf = (db: Sqlite, position: string): readonly TrainingKind[] | undefined => {
  const required = one(db, 'select required from positions where position = ?', position)?.required;
  return typeof required === 'string' ? (required.split(' ') as TrainingKind[]) : undefined;
};

/** Every position the policy lists, with what the Department decided of it. */
export const allPositions = (db: Sqlite): PositionView[] =>
  authorisedPositions.map((position) => {
    const row = one(db, 'select * from positions where position = ?', position) ?? {};
    return {
      id: position,
      position,
      listedAt: (row.listed_at ?? null) as string | null,
      withdrawnAt: (row.withdrawn_at ?? null) as string | null,
      trainings: requirementOf(db, position) ?? leastTraining(position),
      agency: position !== 'maintenance-contractor',
    };
  });

export type WindowView = {
  readonly id: string;
  readonly memberId: string;
  readonly openedAt: string;
  readonly until: string;
  readonly work: string;
  readonly closedAt: string | null;
  readonly why: string | null;
};

const windows = (db: Sqlite, where: string, ...values: readonly (string | number)[]): WindowView[] =>
  many(db, `select * from windows ${where}`, ...values).map((row) => ({
    id: row.event_id as string,
    memberId: row.member_id as string,
    openedAt: row.opened_at as string,
    until: row.until as string,
    work: row.work as string,
    closedAt: row.closed_at as string | null,
    why: row.why as string | null,
  }));

/** Windows of contractors, open ones first. */
export const allWindows = (db: Sqlite, limit: number): WindowView[] =>
  windows(db, 'order by standing is null, opened_at desc, event_id limit ?', limit);

/** Windows whose time is over and which are not recorded as closed. */
export const openWindows = (db: Sqlite, now: string): WindowView[] =>
  windows(db, 'where standing = 1 and until <= ? order by event_id', now);

export type DesignationView = {
  readonly id: string;
  readonly memberId: string;
  readonly from: string;
  /** When the next one began; null for the one in office, and for one to come. */
  readonly until: string | null;
  readonly toCome: boolean;
};

/** Who was, is, and will be the ALPR Administrator; each ends where the next begins, so that no moment is without. */
export const allDesignations = (db: Sqlite, limit: number): DesignationView[] =>
  many(
    db,
    `select *, case when named is null then
      (select min(l.begins) from designations l where l.named is null and l.position > d.position) end as until
    from designations d where named = 1 or not exists
      (select 1 from designations n where n.event_id = d.event_id and n.position < d.position)
    order by position desc limit ?`,
    limit,
  ).map((row) => ({
    id: row.event_id as string,
    memberId: row.member_id as string,
    from: row.begins as string,
    until: row.until as string | null,
    toCome: row.named === 1,
  }));

/** Who was named for a day that has come. */
export const namedNow = (db: Sqlite, now: string): { readonly memberId: string; readonly from: string }[] =>
  many(db, 'select member_id, begins from designations where named = 1 and begins <= ?', now).map((row) => ({
    memberId: row.member_id as string,
    from: row.begins as string,
  }));
