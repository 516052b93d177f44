/** What a records request is given: figures, small ones withheld, or audit rows under pseudonyms of this request. */
import { recordsRequest, type RecordsRequestState } from '../domain/recordsrequest.js';
import { publicCounts, trailRows } from '../projections/publicrows.js';
import type { Views } from '../projections/views.js';
import { canonicalSealed } from '../vault/canonical.js';
import type { Vault } from '../vault/vault.js';
import type { AnyDecider } from './deciders.js';
import { Malformed } from './errors.js';
import { sha256 } from './ids.js';
import type { Streams } from './streams.js';

export type Period = { readonly requestId: string; readonly what: string; readonly from: string; readonly to: string };
export type PublicPackage = {
  readonly rows: readonly object[];
  /** Column → cells taken out, so that the recipient sees what is missing. */
  readonly redactions: Readonly<Record<string, number>>;
  /** First and last position on the ledger, and that nothing between them was left out. */
  readonly completeness: { readonly rows: number; readonly first: number | null; readonly last: number | null };
};

/** Audit rows in one package at most. */
const MOST_ROWS = 100_000;
/** Counts below this could point to somebody. */
const SMALLEST = 5;
/** Hexadecimal digits of a pseudonym. */
const PSEUDONYM = 16;

export class PublicPackages {
  constructor(
    private readonly views: Views,
    private readonly streams: Streams,
    private readonly vault: Vault,
  ) {}

  /** Found before a disclosure is judged: what it would hold. */
  async found(period: Period): Promise<{ rows: number; withheld: number; contents: string }> {
    await this.views.caughtUp();
    const made = await this.make(period);
    const withheld = Object.values(made.redactions).reduce((sum, cells) => sum + cells, 0);
    return { rows: made.rows.length, withheld, contents: sha256(canonicalSealed(made)) };
  }

  /** What would be given. @throws Malformed when the period holds too much for one package */
  async make({ requestId, what, from, to }: Period): Promise<PublicPackage> {
    if (what === 'audit-rows') return this.#trail(requestId, from, to);
    if (what === 'figures') return this.#figures(from, to);
    return { rows: [], redactions: {}, completeness: { rows: 0, first: null, last: null } };
  }

  #figures(from: string, to: string): PublicPackage {
    const counts = Object.entries(publicCounts(this.views.db, from, to));
    const small = counts.filter(([, count]) => count > 0 && count < SMALLEST).length;
    const rows = counts.map(([figure, count]) => ({ figure, count: count > 0 && count < SMALLEST ? null : count }));
    const completeness = { rows: rows.length, first: null, last: null };
    return { rows, redactions: { count: small }, completeness };
  }

  async #trail(requestId: string, from: string, to: string): Promise<PublicPackage> {
    const found = trailRows(this.views.db, from, to, MOST_ROWS + 1);
    if (found.length > MOST_ROWS)
      throw new Malformed('The period is too long for one package', 'to', `Take at most ${MOST_ROWS} rows at a time.`);
    const named = await this.#pseudonyms(requestId);
    const rows = found.map((row) => ({
      ...row,
      position: undefined,
      actor: named(`actor ${row.actor}`),
      plate: row.plate === null ? null : named(`plate ${row.plate}`),
    }));
    const redactions = {
      actor: rows.length,
      plate: found.filter(({ plate }) => plate !== null).length,
      reason: found.filter(({ reasonGiven }) => reasonGiven).length,
      eventNumber: found.filter(({ eventNumberGiven }) => eventNumberGiven).length,
    };
    const [first = null, last = null] = [found[0]?.position, found.at(-1)?.position];
    return { rows, redactions, completeness: { rows: rows.length, first, last } };
  }

  /** The same name within one request, another in every other; nobody can try a guess without the request’s key. */
  async #pseudonyms(requestId: string): Promise<(text: string) => string> {
    const stream = `recordsrequest-${requestId}`;
    const { state } = await this.streams.load(recordsRequest as unknown as AnyDecider, stream);
    const { loggedOn } = state as RecordsRequestState;
    if (loggedOn === '') return () => '';
    const where = { class: 'release', day: loggedOn, unit: requestId };
    const known = new Map<string, string>();
    return (text) => {
      const name = known.get(text) ?? this.vault.fingerprint(where, text).slice(0, PSEUDONYM);
      known.set(text, name);
      return name;
    };
  }
}
