/** Reading the embedded ledger, page by page, beside its writer. */
import { openSqlite, type Sqlite, type SqlRow, type Statement } from '../vault/sqlite.js';
import type { Head, Part, Recorded } from './ledger.js';
import { readHead } from './schema.js';
import { type CompactRange, HASH } from './tree.js';

/** Lines held in memory at once, each at most 60 KB. */
const PAGE = 256;

/** One row for each part of a line, and one for a line without parts; lines are cut before parts are joined. */
const page = (where: string, order: string): string => `
  select l.position, l.stream, l.revision, l.id, l.type, l.line, l.leaf, p.name, p.kid, p.ciphertext
  from (select * from lines where ${where} order by ${order} limit ${PAGE}) l left join parts p using(position)
  order by l.${order}, p.name`;

const bytes = (value: unknown): Uint8Array => value as Uint8Array;

const partOf = ({ name, kid, ciphertext }: SqlRow): Part => ({
  name: name as string,
  ciphertext: bytes(ciphertext),
  ...(kid !== '' && { kid: kid as string }),
});

/** Rows as facts: those of one position follow one another. */
const factsOf = (rows: readonly SqlRow[]): Recorded[] => {
  const facts: Recorded[] = [];
  let at: number | undefined;
  let parts: Part[] = [];
  for (const row of rows) {
    if (row.position !== at) {
      at = row.position as number;
      parts = [];
      facts.push({
        position: BigInt(at),
        stream: row.stream as string,
        revision: row.revision as number,
        id: row.id as string,
        type: row.type as string,
        line: row.line as string,
        leaf: bytes(row.leaf),
        parts,
      });
    }
    if (row.name !== null) parts.push(partOf(row));
  }
  return facts;
};

export class Reader {
  private readonly db: Sqlite;
  private readonly ofStream: Statement;
  private readonly ofAll: Statement;
  private readonly endOfStream: Statement;
  private readonly leavesBetween: Statement;

  constructor(file: string) {
    this.db = openSqlite(file);
    this.db.exec('pragma query_only=ON');
    this.ofStream = this.db.prepare(page('stream = ? and revision >= ?', 'revision'));
    this.ofAll = this.db.prepare(page('position > ? and position <= ?', 'position'));
    this.endOfStream = this.db.prepare(
      'select revision, leaf from lines where stream = ? order by revision desc limit 1',
    );
    this.leavesBetween = this.db.prepare(
      'select leaf from lines where position >= ? and position < ? order by position',
    );
  }

  /** Up to a page of the stream's facts from revision `from` on; fewer than `PAGE` means that these are the last. */
  stream(stream: string, from: number): Recorded[] {
    return factsOf(this.ofStream.all([stream, from]));
  }

  /** Up to a page of facts after one position and up to another. */
  all(after: number, upTo: number): Recorded[] {
    return factsOf(this.ofAll.all([after, upTo]));
  }

  /** The last position; -1 when there is none. */
  last(): number {
    return this.tree().size - 1;
  }

  /** Where a stream ends, or null. */
  head(stream: string): Head | null {
    const row = this.endOfStream.get([stream]);
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
