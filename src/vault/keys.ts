/** The key store: one wrapped key per retention class and UTC day, and a fence for each key that was destroyed. */
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { DataLoss, KeyDestroyed, Residue } from './errors.js';
import { unwrap, wrap } from './root.js';
import { unitKey } from './seal.js';
import { openSqlite, type Sqlite, type Statement } from './sqlite.js';

export type KeyStatus = 'live' | 'destroyed' | 'never';

/** What destroying one key left behind. `fingerprint` is SHA-256("alpr/kcv/1" ‖ key), null if no key ever existed. */
export type Shredded = {
  readonly kid: string;
  readonly fingerprint: string | null;
  readonly destroyedAt: string;
  /** Units whose own keys were kept because of a hold. */
  readonly kept: number;
};

/** A key that lives: of a whole day (`units` null), or of so many units of a day that was purged. */
export type Living = { readonly kid: string; readonly units: number | null };

const SCHEMA = `
  pragma secure_delete=ON;
  create table if not exists keys(kid text primary key, wrapped blob not null, made text not null) strict;
  create table if not exists units(kid text not null, unit text not null, wrapped blob not null,
    primary key(kid, unit)) strict, without rowid;
  create table if not exists fences(kid text primary key, fingerprint text, destroyed text not null) strict;`;

/** Keys in memory at once: more than a year of every class a city uses in a day. */
const CACHED = 4096;

const fingerprintOf = (key: Uint8Array): string => createHash('sha256').update('alpr/kcv/1').update(key).digest('hex');

const aad = (kid: string, unit = ''): Buffer => Buffer.from(`alpr/wrap/1\n${kid}\n${unit}`);

export class KeyStore {
  private readonly cached = new Map<string, Buffer>();
  private readonly wrappedKey: Statement;
  private readonly wrappedUnit: Statement;
  private readonly fence: Statement;

  private constructor(
    private readonly db: Sqlite,
    private readonly file: string,
    private root: Buffer,
  ) {
    this.wrappedKey = db.prepare('select wrapped from keys where kid = ?');
    this.wrappedUnit = db.prepare('select wrapped from units where kid = ? and unit = ?');
    this.fence = db.prepare('select fingerprint, destroyed from fences where kid = ?');
  }

  /** @param rootKey given whether keys already depend on a root key, answers it */
  static open(file: string, rootKey: (inUse: boolean) => Buffer): KeyStore {
    const db = openSqlite(file);
    try {
      db.exec(SCHEMA);
      // A key destroyed just before a crash may still stand in the write-ahead log.
      db.prepare('pragma wal_checkpoint(TRUNCATE)').all();
      const inUse = db.prepare('select 1 from keys union all select 1 from units limit 1').get() !== undefined;
      return new KeyStore(db, file, rootKey(inUse));
    } catch (error) {
      db.close();
      throw error;
    }
  }

  status(kid: string): KeyStatus {
    if (this.fence.get([kid])) return 'destroyed';
    return this.wrappedKey.get([kid]) ? 'live' : 'never';
  }

  /** The key under which `kid` seals, made and durable before it is answered. @throws KeyDestroyed behind a fence */
  forSealing(kid: string): Buffer {
    return this.cached.get(kid) ?? this.stored(kid) ?? this.made(kid);
  }

  /** The key of one unit, or null when it was destroyed. @throws DataLoss when it is missing without a fence */
  forOpening(kid: string, unit: string): Buffer | null {
    const bucket = this.cached.get(kid) ?? this.stored(kid);
    if (bucket) return unitKey(bucket, unit);
    if (!this.fence.get([kid])) throw new DataLoss(`DATA LOSS: the key ${kid} is missing and was never destroyed.`);
    const kept = this.wrappedUnit.get([kid, unit])?.wrapped as Uint8Array | undefined;
    return kept ? unwrap(this.root, kept, aad(kid, unit)) : null;
  }

  /** Every key that can still open something: whole days, and units that outlived theirs. */
  living(): Living[] {
    const days = this.db.prepare('select kid, made from keys order by kid').all();
    const units = this.db.prepare('select kid, count(*) as units from units group by kid order by kid').all();
    return [
      ...days.map(({ kid }) => ({ kid: kid as string, units: null })),
      ...units.map(({ kid, units: count }) => ({ kid: kid as string, units: count as number })),
    ];
  }

  /** Units with a key of their own under this one. */
  unitsUnder(kid: string): string[] {
    return this.db
      .prepare('select unit from units where kid = ? order by unit')
      .all([kid])
      .map(({ unit }) => unit as string);
  }

  /** SHA-256("alpr/kcv/1" ‖ key), hex, of a living key; null when there is none. */
  fingerprint(kid: string): string | null {
    const key = this.cached.get(kid) ?? this.stored(kid);
    return key ? fingerprintOf(key) : null;
  }

  /** The bytes that must be nowhere once everything under a key but `keep` is destroyed: keys, bare and wrapped. */
  bytesToGo(kid: string, keep: Iterable<string> = []): Buffer[] {
    const kept = new Set(keep);
    const wrapped = this.wrappedKey.get([kid])?.wrapped as Uint8Array | undefined;
    const units = this.db.prepare('select unit, wrapped from units where kid = ?').all([kid]);
    return [
      ...(wrapped ? [Buffer.from(wrapped), unwrap(this.root, wrapped, aad(kid))] : []),
      ...units.filter(({ unit }) => !kept.has(unit as string)).map((row) => Buffer.from(row.wrapped as Uint8Array)),
    ];
  }

  /**
   * Destroys everything under a key but the units in `keep`, and fences it, so that it is never made again; repeating
   * it is harmless. Units that are kept get keys of their own first, in the same transaction.
   * @throws Residue when the bytes could not be shown to be gone from the file
   */
  shred(kid: string, keep: Iterable<string> = []): Shredded {
    const kept = [...keep];
    const wrapped = this.wrappedKey.get([kid])?.wrapped as Uint8Array | undefined;
    const key = wrapped && unwrap(this.root, wrapped, aad(kid));
    this.db.transaction(() => {
      if (key) this.keepUnits(kid, key, kept);
      this.db
        .prepare('delete from units where kid = ? and unit not in (select value from json_each(?))')
        .run([kid, JSON.stringify(kept)]);
      this.db
        .prepare('insert into fences values(?, ?, ?) on conflict do nothing')
        .run([kid, key ? fingerprintOf(key) : null, new Date().toISOString()]);
      this.db.prepare('delete from keys where kid = ?').run([kid]);
    });
    this.cached.get(kid)?.fill(0);
    this.cached.delete(kid);
    key?.fill(0);
    this.assertGone(kid, wrapped);
    return this.receipt(kid);
  }

  /** Destroys the key of one unit that outlived its day under a hold. */
  shredUnit(kid: string, unit: string): void {
    const wrapped = this.wrappedUnit.get([kid, unit])?.wrapped as Uint8Array | undefined;
    this.db.prepare('delete from units where kid = ? and unit = ?').run([kid, unit]);
    this.assertGone(kid, wrapped);
  }

  /** Wraps a secret of the house under the root key. @param name binds it to its purpose */
  wrapSecret(name: string, secret: Uint8Array): Buffer {
    return wrap(this.root, secret, Buffer.from(`alpr/secret/1\n${name}`));
  }

  /** The reverse of `wrapSecret`. @throws when root key, name or bytes are not the ones they were */
  unwrapSecret(name: string, wrapped: Uint8Array): Buffer {
    return unwrap(this.root, wrapped, Buffer.from(`alpr/secret/1\n${name}`));
  }

  close(): void {
    for (const key of this.cached.values()) key.fill(0);
    this.cached.clear();
    this.root.fill(0);
    this.db.prepare('pragma wal_checkpoint(TRUNCATE)').all();
    this.db.close();
  }

  private receipt(kid: string): Shredded {
    const row = this.fence.get([kid]);
    const kept = this.db.prepare('select count(*) as n from units where kid = ?').get([kid])?.n;
    return {
      kid,
      fingerprint: (row?.fingerprint as string | null) ?? null,
      destroyedAt: row?.destroyed as string,
      kept: Number(kept),
    };
  }

  private keepUnits(kid: string, key: Buffer, keep: Iterable<string>): void {
    const insert = this.db.prepare('insert into units values(?, ?, ?) on conflict do nothing');
    for (const unit of keep) insert.run([kid, unit, wrap(this.root, unitKey(key, unit), aad(kid, unit))]);
  }

  private stored(kid: string): Buffer | undefined {
    const wrapped = this.wrappedKey.get([kid])?.wrapped as Uint8Array | undefined;
    return wrapped && this.remember(kid, unwrap(this.root, wrapped, aad(kid)));
  }

  private made(kid: string): Buffer {
    this.db.transaction(() => {
      if (this.fence.get([kid]))
        throw new KeyDestroyed(`The key ${kid} was destroyed; nothing can be sealed under it.`);
      this.db
        .prepare('insert into keys values(?, ?, ?) on conflict do nothing')
        .run([kid, wrap(this.root, randomBytes(32), aad(kid)), new Date().toISOString()]);
    });
    const key = this.stored(kid);
    if (!key) throw new DataLoss(`DATA LOSS: the key ${kid} was written and cannot be read back.`);
    return key;
  }

  private remember(kid: string, key: Buffer): Buffer {
    if (this.cached.size >= CACHED) this.cached.delete(this.cached.keys().next().value as string);
    this.cached.set(kid, key);
    return key;
  }

  /** Empties the write-ahead log and looks for the wrapped bytes, byte by byte (residue measured in the design). */
  private assertGone(kid: string, wrapped: Uint8Array | undefined): void {
    const [answer] = this.db.prepare('pragma wal_checkpoint(TRUNCATE)').all();
    if (answer?.busy !== 0) throw new Residue(`The key ${kid} is deleted, but a reader pins its bytes. Repeat this.`);
    if (!wrapped) return;
    for (const file of [this.file, `${this.file}-wal`])
      if (existsSync(file) && readFileSync(file).includes(Buffer.from(wrapped)))
        throw new Residue(`Bytes of the destroyed key ${kid} are still in ${file}.`);
  }
}
