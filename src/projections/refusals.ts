/** What the policy refused, each with every ruling that was not upheld. */
import type { Actor } from '../domain/actor.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import type { Projection } from './projection.js';
import { Conditions, insert, many, pages } from './statements.js';

export type RefusalView = {
  /** Of the event on the ledger. */
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly by: Actor['kind'];
  readonly actorId: string;
  readonly rulings: readonly { readonly clause: string; readonly code: string }[];
};

export const refusals: Projection = {
  name: 'refusals',
  tables: `
    create table refusals (
      position integer primary key, event_id text not null, at text not null, action text not null,
      actor_kind text not null, actor_id text not null, broken text not null
    );
    create table refused_clauses (
      clause text not null, position integer not null, primary key (clause, position)
    ) without rowid;
  `,
  on: {
    ActionRefused: (db, { position, id, occurredAt, data, actor, policy: { broken } }) => {
      const at = Number(position);
      const by = { actor_kind: actor.kind, actor_id: actor.id };
      const refused = { position: at, event_id: id, at: occurredAt, action: data.action, ...by };
      insert(db, 'refusals', { ...refused, broken: JSON.stringify(broken) });
      for (const { clause } of rulingsIn(broken)) insert(db, 'refused_clauses', { clause, position: at });
    },
  },
};

/** `430.6(k).3 R-UNCONFIRMED`, as a line keeps a ruling, taken apart. */
export const rulingsIn = (kept: readonly string[]): { clause: string; code: string }[] =>
  kept.map((text) => {
    const [clause = '', code = ''] = text.split(' ');
    return { clause, code };
  });

const viewOf = (row: SqlRow): RefusalView => ({
  id: row.event_id as string,
  at: row.at as string,
  action: row.action as string,
  by: row.actor_kind as RefusalView['by'],
  actorId: row.actor_id as string,
  rulings: rulingsIn(JSON.parse(row.broken as string) as string[]),
});

/** Refusals, latest first; under one clause when it is named. */
export const findRefusals = (db: Sqlite, asked: { readonly clause?: string }, limit: number): RefusalView[] => {
  const under = 'position in (select position from refused_clauses where clause = ?)';
  const conditions = new Conditions().add(under, asked.clause);
  const sql = `select * from refusals${conditions.where} order by position desc limit ?`;
  return many(db, sql, ...conditions.values, limit).map(viewOf);
};

/** Every refusal in ledger order; for the figures. */
export function* allRefusals(db: Sqlite): Generator<RefusalView> {
  const sql = 'select * from refusals where position > ? order by position limit ?';
  for (const row of pages(db, sql, 'position', -1)) yield viewOf(row);
}
