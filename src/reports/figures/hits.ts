/** Figures of the hits: what was looked at, what was confirmed, what was acted upon, and how long each took. */
import type { CorrectionRow, HitRow } from '../source.js';
import {
  byKey,
  count,
  grouped,
  secondsBetween,
  type Share,
  tally,
  type Waiting,
  waiting,
  wilson,
} from '../statistics.js';

export type CameraHits = {
  readonly cameraId: string;
  readonly raised: number;
  /** Looked at by a person, whatever he found. */
  readonly judged: number;
  readonly wrongState: number;
  /** Hits rejected because the characters were misread, of those judged. */
  readonly misread: Share;
};

export type HitStages = {
  readonly raised: number;
  /** Nobody has looked at it yet. */
  readonly unseen: number;
  readonly verified: number;
  readonly wrongState: number;
  readonly misread: number;
  readonly confirmed: number;
  readonly negative: number;
  /** Verified, and neither confirmed nor found negative. */
  readonly unasked: number;
  readonly exigent: number;
  readonly actioned: number;
  /** Acted upon without confirmation and without exigent circumstances: must be none (430.6(k).3). */
  readonly actionedUnconfirmed: number;
  /** Acted upon though nobody had compared the image: must be none, exigent or not (430.6(k).1). */
  readonly actionedUnverified: number;
};

export type HitFigures = HitStages & {
  readonly misreadRate: Share;
  readonly toVerdict: Waiting;
  readonly toConfirmation: Waiting;
  readonly byCategory: readonly (HitStages & { readonly category: string })[];
  readonly byMatch: readonly (HitStages & { readonly match: string })[];
  readonly byCamera: readonly CameraHits[];
  /** Ids of the hits acted upon against the policy, and of those declared exigent, for the reviewer to open. */
  readonly against: readonly string[];
  readonly exigencies: readonly string[];
};

export type CorrectionFigures = {
  readonly total: number;
  readonly stateChanged: number;
  /** Which character was read for which, most frequent first. */
  readonly pairs: readonly { readonly read: string; readonly corrected: string; readonly count: number }[];
  readonly byCamera: readonly { readonly cameraId: string; readonly count: number }[];
};

const before = (at: string | null, act: string): boolean => at !== null && Date.parse(at) <= Date.parse(act);
/** Without the ledger's word on the moment, times decide: a confirmation after the stop did not cover it. */
const unverified = ({ verdict, verdictAt, actionAt, whenActed }: HitRow): boolean =>
  actionAt !== null && !(whenActed ? whenActed.verified : verdict === 'verified' && before(verdictAt, actionAt));
const unconfirmed = ({ confirmation, confirmationAt, exigent, actionAt, whenActed }: HitRow): boolean =>
  actionAt !== null &&
  !exigent &&
  !(whenActed ? whenActed.confirmed : confirmation === 'confirmed' && before(confirmationAt, actionAt));

const stages = (hits: readonly HitRow[]): HitStages => ({
  raised: hits.length,
  unseen: count(hits, ({ verdict }) => verdict === null),
  verified: count(hits, ({ verdict }) => verdict === 'verified'),
  wrongState: count(hits, ({ verdict }) => verdict === 'wrong-state'),
  misread: count(hits, ({ verdict }) => verdict === 'misread'),
  confirmed: count(hits, ({ confirmation }) => confirmation === 'confirmed'),
  negative: count(hits, ({ confirmation }) => confirmation === 'negative'),
  unasked: count(hits, ({ verdict, confirmation }) => verdict === 'verified' && confirmation === null),
  exigent: count(hits, ({ exigent }) => exigent),
  actioned: count(hits, ({ actionAt }) => actionAt !== null),
  actionedUnconfirmed: count(hits, unconfirmed),
  actionedUnverified: count(hits, unverified),
});

const misreads = (hits: readonly HitRow[]): Share =>
  wilson(
    count(hits, ({ verdict }) => verdict === 'misread'),
    count(hits, ({ verdict }) => verdict !== null),
  );

const elapsed = (hits: readonly HitRow[], until: (hit: HitRow) => string | null): Waiting =>
  waiting(
    hits.flatMap((hit) => {
      const at = until(hit);
      return at === null ? [] : [secondsBetween(hit.raisedAt, at)];
    }),
  );

const ids = (hits: readonly HitRow[], answers: (hit: HitRow) => boolean): string[] =>
  hits
    .filter(answers)
    .map(({ hitId }) => hitId)
    .toSorted(byKey);

/** The hits raised in the quarter, and what had become of them when the report was made. */
export const hitFigures = (hits: readonly HitRow[]): HitFigures => ({
  ...stages(hits),
  misreadRate: misreads(hits),
  toVerdict: elapsed(hits, ({ verdictAt }) => verdictAt),
  toConfirmation: elapsed(hits, ({ confirmationAt }) => confirmationAt),
  byCategory: grouped(hits, ({ category }) => category ?? 'none').map(([category, rows]) => ({
    category,
    ...stages(rows),
  })),
  byMatch: grouped(hits, ({ match }) => match).map(([match, rows]) => ({ match, ...stages(rows) })),
  byCamera: grouped(hits, ({ cameraId }) => cameraId)
    .map(([cameraId, rows]) => ({
      cameraId,
      raised: rows.length,
      judged: count(rows, ({ verdict }) => verdict !== null),
      wrongState: count(rows, ({ verdict }) => verdict === 'wrong-state'),
      misread: misreads(rows),
    }))
    .toSorted((a, b) => b.raised - a.raised || byKey(a.cameraId, b.cameraId)),
  against: ids(hits, (hit) => unconfirmed(hit) || unverified(hit)),
  exigencies: ids(hits, ({ exigent }) => exigent),
});

/** The corrections made in the quarter, character by character. */
export const correctionFigures = (corrections: readonly CorrectionRow[]): CorrectionFigures => {
  const pairs = tally(
    corrections.flatMap((correction) =>
      correction.pairs.map(({ read, corrected }) => JSON.stringify([read, corrected])),
    ),
  );
  const cameras = tally(corrections.map(({ cameraId }) => cameraId));
  return {
    total: corrections.length,
    stateChanged: count(corrections, ({ stateChanged }) => stateChanged),
    pairs: pairs.ranked().map(({ key, count: n }) => {
      const [read, corrected] = JSON.parse(key) as [string, string];
      return { read, corrected, count: n };
    }),
    byCamera: cameras.ranked().map(({ key, count: n }) => ({ cameraId: key, count: n })),
  };
};
