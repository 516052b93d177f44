/** Reading the embedded ledger, page by page, beside its writer. */
import { openSqlite, type Sqlite, type SqlRow, type Statement } from '../vault/sqlite.js';
import type { FirstLine, Head, Part, Recorded } from './ledger.js';
import { onSound, readHead } from './schema.js';
import { type CompactRange, HASH } from './tree.js';

/** Lines held in memory at once, each at most 60 KB; of larger pages too much outlives the garbage of the young. */
const PAGE = 64;

/**
 * One row for each part of a line, and one for a line without parts; lines are cut before parts are joined.
 * Text is read as bytes: over a damaged one libsql would end the process instead of saying so. Names without spaces
 * come in one value with what they name, as each value of a row costs more than its bytes.
 */
const page = (where: string, order: string): string => `
  select l.position, l.revision, l.leaf,
    cast(l.stream || ' ' || l.id || ' ' || l.type || ' ' || l.line as blob) as told,
    cast(p.name || ' ' || p.kid as blob) as part, p.ciphertext
  from (select * from lines where ${where} order by ${order} limit ${PAGE}) l left join parts p using(position)
  order by l.${order}, p.name`;

const bytes = (value: unknown): Uint8Array => value as Uint8Array;

/** Bytes as text; what is no UTF-8 becomes U+FFFD, and no longer hashes to its leaf. */
export const text = (value: unknown): string => {
  const { buffer, byteOffset, byteLength } = bytes(value);
  return Buffer.from(buffer, byteOffset, byteLength).toString();
};

/** Text cut at its first `count` spaces. */
const cut = (all: string, count: number): string[] => {
  const pieces: string[] = [];
  let from = 0;
  for (let n = 0; n < count; n += 1) {
    const to = all.indexOf(' ', from);
    pieces.push(all.slice(from, to));
    from = to + 1;
  }
  return [...pieces, all.slice(from)];
};

const partOf = ({ part, ciphertext }: SqlRow): Part => {
  const [name, kid] = cut(text(part), 1) as [string, string];
  return { name, ciphertext: bytes(ciphertext), ...(kid.length > 0 && { kid }) };
};

/** Rows as facts: those of one position follow one another. */
const factsOf = (rows: readonly SqlRow[]): Recorded[] => {
  const facts: Recorded[] = [];
  let at: number | undefined;
  let parts: Part[] = [];
  for (const row of rows) {
    if (row.position !== at) {
      at = row.position as number;
      parts = [];
      const [stream, id, type, line] = cut(text(row.told), 3) as [string, string, string, string];
      const [position, revision] = [BigInt(at), row.revision as number];
      facts.push({ position, stream, revision, id, type, line, leaf: bytes(row.leaf), parts });
    }
    if (row.part !== null) parts.push(partOf(row));
  }
  return facts;
};

export class Reader {
  private readonly db: Sqlite;
  private readonly ofStream: Statement;
  private readonly ofAll: Statement;
  private readonly alone: Statement;
  private readonly underKey: Statement;
  private readonly reached: Statement;
  private readonly endOfStream: Statement;
  private readonly leavesBetween: Statement;

  constructor(private readonly file: string) {
    this.db = openSqlite(file);
    this.db.exec('pragma query_only=ON');
    this.ofStream = this.db.prepare(page('stream = ? and revision >= ?', 'revision'));
    this.ofAll = this.db.prepare(page('position > ? and position <= ?', 'position'));
    this.alone = this.db.prepare(`
      select position, revision, cast(stream || ' ' || id || ' ' || line as blob) as told
      from lines where position > ? and position < ? order by position limit ${PAGE}`);
    this.underKey = this.db.prepare(page('position > ? and position <= ? and instr(line, ?) > 0', 'position'));
    this.reached = this.db.prepare('select first, last from reach where kid = ?');
    this.endOfStream = this.db.prepare(
      'select revision, leaf from lines where stream = ? order by revision desc limit 1',
    );
    this.leavesBetween = this.db.prepare(
      'select leaf from lines where position >= ? and position < ? order by position',
    );
  }

  /** Up to a page of the stream's facts from revision `from` on; fewer than `PAGE` means that these are the last. */
  stream(stream: string, from: number): Recorded[] {
    return factsOf(onSound(this.file, () => this.ofStream.all([stream, from])));
  }

  /** Up to a page of facts after one position and up to another. */
  all(after: number, upTo: number): Recorded[] {
    return factsOf(onSound(this.file, () => this.ofAll.all([after, upTo])));
  }

  /** Up to a page of lines after one position and before another: in half the time of whole facts. */
  lines(after: number, before: number): FirstLine[] {
    return onSound(this.file, () => this.alone.all([after, before])).map(({ position, revision, told }) => {
      const [stream, id, line] = cut(text(told), 2) as [string, string, string];
      return { position: BigInt(position as number), stream, revision: revision as number, id, line };
    });
  }

  /** Up to a page of facts after one position that name a key; none when it was never used. */
  under(kid: string, after: number): Recorded[] {
    const reach = this.reached.get([kid]);
    if (!reach) return [];
    const from = Math.max(after, (reach.first as number) - 1);
    return factsOf(onSound(this.file, () => this.underKey.all([from, reach.last as number, `"kid":"${kid}"`])));
  }

  /** The streams whose names begin with a category. */
  streamsOf(category: string): string[] {
    const sql = 'select distinct cast(stream as blob) as stream from lines where stream >= ? and stream < ?';
    // The full stop follows the hyphen in ASCII.
    return this.db
      .prepare(sql)
      .all([`${category}-`, `${category}.`])
      .map(({ stream }) => text(stream));
  }

  /** The last position; -1 when there is none. */
  last(): number {
    return this.tree().size - 1;
  }

  /** Where a stream ends, or null. */
  head(stream: string): Head | null {
    const row = onSound(this.file, () => this.endOfStream.get([stream]));
    return row ? { revision: row.revision as number, leaf: bytes(row.leaf) } : null;
  }

  /** The tree over the whole ledger. */
  tree(): CompactRange {
    return readHead(this.db);
  }

  /** Leaves of the positions from `from` to before `to`. */
  leaves(from: number, to: number): Buffer[] {
    return this.leavesBetween.all([from, to]).map(({ leaf }) => Buffer.from(bytes(leaf)).subarray(0, HASH));
  }

  close(): void {
    this.db.close();
  }
}

export { PAGE };
