/** What was signed, kept apart from the ledger: checkpoints, the cosignatures of witnesses, and time-stamps. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite, type Sqlite, type SqlRow, type Statement } from '../vault/sqlite.js';
import type { Checkpoint, TreeHead } from './checkpoint.js';
import { parseHead } from './checkpoint.js';
import { parseNote } from './note.js';

/** A witness's line under a checkpoint; `at` is the time it states, POSIX seconds. */
export type Cosigned = { readonly name: string; readonly keyId: string; readonly line: string; readonly at: number };

/** A time-stamp over a checkpoint: the authority's whole answer (RFC 3161, DER), and the time it states (ISO 8601). */
export type Stamped = {
  readonly size: number;
  readonly authority: string;
  readonly token: Uint8Array;
  readonly at: string;
};

/** What is known of a witness: the size it last cosigned, and what went wrong since. */
export type WitnessState = { readonly size: number; readonly at: string | null; readonly trouble: string | null };

const TABLES = `
  create table if not exists checkpoints(origin text not null, size integer not null, root blob not null,
    note text not null, made text not null, kept integer not null, primary key(origin, size)) strict, without rowid;
  create table if not exists cosignatures(origin text not null, size integer not null, name text not null,
    key text not null, line text not null, at integer not null,
    primary key(origin, size, name, key)) strict, without rowid;
  create table if not exists timestamps(origin text not null, size integer not null, authority text not null,
    token blob not null, at text not null, primary key(origin, size, authority)) strict;
  create table if not exists witnesses(origin text not null, vkey text not null, size integer not null, at text,
    trouble text, primary key(origin, vkey)) strict;`;

/** Checkpoints that nobody asked to keep and nobody outside has seen go, but for the newest and one of each hour. */
const NEWEST = 1000;
/** Checkpoints between two clearings. */
const CLEAR = 256;

export class ProofStore {
  private readonly db: Sqlite;
  private readonly put: Statement;
  private added = 0;

  private constructor(
    file: string,
    private readonly origin: string,
  ) {
    this.db = openSqlite(file);
    this.db.exec(TABLES);
    this.put = this.db.prepare(
      `insert into checkpoints values(?, ?, ?, ?, ?, ?) on conflict do update set note = excluded.note,
        kept = max(kept, excluded.kept)`,
    );
  }

  /** Opens what is kept under one origin; another origin in the same file is left alone. */
  static open(dir: string, origin: string): ProofStore {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    return new ProofStore(join(dir, 'proofs.db'), origin);
  }

  /** @param kept that it stays, because a report, a release or a purge names it */
  putCheckpoint({ size, root, note }: TreeHead & { readonly note: string }, made: string, kept: boolean): void {
    // One that a power cut takes with it is signed again, to the byte: its lines are safe already.
    this.db.exec('pragma synchronous=NORMAL');
    this.put.run([this.origin, size, root, note, made, kept ? 1 : 0]);
    if ((this.added += 1) % CLEAR === 0) this.clear();
  }

  /** The newest checkpoint, with its cosignatures; null before the first. */
  newest(): Checkpoint | null {
    return this.one('select size, note from checkpoints where origin = ? order by size desc limit 1', [this.origin]);
  }

  /** The checkpoint of that size, or null. */
  at(size: number): Checkpoint | null {
    return this.one('select size, note from checkpoints where origin = ? and size = ?', [this.origin, size]);
  }

  /** The newest checkpoint that a witness has cosigned; null while there is none. */
  newestCosigned(): Checkpoint | null {
    const sql = 'select max(size) as size from cosignatures where origin = ?';
    const size = this.db.prepare(sql).get([this.origin])?.size;
    return typeof size === 'number' ? this.at(size) : null;
  }

  /** All of them from the smallest on, up to a size. */
  *all(upTo = Number.MAX_SAFE_INTEGER): Generator<Checkpoint> {
    const page = this.db.prepare(
      'select size, note from checkpoints where origin = ? and size > ? and size <= ? order by size limit 256',
    );
    for (let after = -1; ;) {
      const rows = page.all([this.origin, after, upTo]);
      for (const row of rows) yield this.complete(row);
      if (rows.length === 0) return;
      after = rows.at(-1)?.size as number;
    }
  }

  addCosignature(size: number, { name, keyId, line, at }: Cosigned): void {
    this.db.exec('pragma synchronous=FULL');
    this.db
      .prepare('insert or replace into cosignatures values(?, ?, ?, ?, ?, ?)')
      .run([this.origin, size, name, keyId, line, at]);
  }

  cosignatures(size: number): Cosigned[] {
    return this.db
      .prepare('select name, key, line, at from cosignatures where origin = ? and size = ? order by name, key')
      .all([this.origin, size])
      .map(({ name, key, line, at }) => ({
        name: name as string,
        keyId: key as string,
        line: line as string,
        at: at as number,
      }));
  }

  addTimestamp({ size, authority, token, at }: Stamped): void {
    this.db.exec('pragma synchronous=FULL');
    this.db
      .prepare('insert or replace into timestamps values(?, ?, ?, ?, ?)')
      .run([this.origin, size, authority, token, at]);
  }

  /** Time-stamps from the smallest checkpoint on, up to a size. */
  timestamps(upTo = Number.MAX_SAFE_INTEGER): Stamped[] {
    return this.db
      .prepare('select * from timestamps where origin = ? and size <= ? order by size, authority')
      .all([this.origin, upTo])
      .map(({ size, authority, token, at }) => ({
        size: size as number,
        authority: authority as string,
        token: token as Uint8Array,
        at: at as string,
      }));
  }

  /** How many checkpoints are kept. */
  count(): number {
    return this.db.prepare('select count(*) as n from checkpoints where origin = ?').get([this.origin])?.n as number;
  }

  /** The cosignature over the largest size, the latest of several. `at` is ISO 8601; null when there is none. */
  newestCosignature(): { readonly by: string; readonly size: number; readonly at: string } | null {
    const row = this.db
      .prepare('select name, size, at from cosignatures where origin = ? order by size desc, at desc limit 1')
      .get([this.origin]);
    if (!row) return null;
    const at = new Date((row.at as number) * 1000).toISOString();
    return { by: row.name as string, size: row.size as number, at };
  }

  witness(vkey: string): WitnessState {
    const row = this.db.prepare('select * from witnesses where origin = ? and vkey = ?').get([this.origin, vkey]);
    return {
      size: (row?.size as number | undefined) ?? 0,
      at: (row?.at as string | null | undefined) ?? null,
      trouble: (row?.trouble as string | null | undefined) ?? null,
    };
  }

  putWitness(vkey: string, { size, at, trouble }: WitnessState): void {
    this.db
      .prepare('insert or replace into witnesses values(?, ?, ?, ?, ?)')
      .run([this.origin, vkey, size, at, trouble]);
  }

  close(): void {
    this.db.close();
  }

  private one(sql: string, values: readonly (string | number)[]): Checkpoint | null {
    const row = this.db.prepare(sql).get(values);
    return row ? this.complete(row) : null;
  }

  private complete({ size, note }: SqlRow): Checkpoint {
    const { text } = parseNote(note as string);
    const lines = this.cosignatures(size as number).map(({ line }) => line);
    return { ...parseHead(text), text, note: `${note as string}${lines.join('')}` };
  }

  private clear(): void {
    this.db
      .prepare(
        `delete from checkpoints where origin = ?1 and kept = 0
          and size < (select size from checkpoints where origin = ?1 order by size desc limit 1 offset ${NEWEST})
          and size not in (select max(c.size) from checkpoints c left join cosignatures using(origin, size)
            where c.origin = ?1 group by substr(made, 1, 13), line is null)
          and size not in (select size from timestamps where origin = ?1)`,
      )
      .run([this.origin]);
    this.db
      .prepare(
        `delete from cosignatures where origin = ?1
          and not exists(select 1 from checkpoints c where c.origin = ?1 and c.size = cosignatures.size)`,
      )
      .run([this.origin]);
  }
}
