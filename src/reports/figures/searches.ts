/** Figures of the questions asked: by purpose, by member, with or without an event number; and of what was refused. */
import type { AccessRow, RefusalRow } from '../source.js';
import { byKey, count, grouped, type Share, tally, wilson } from '../statistics.js';

export type MemberSearches = {
  readonly memberId: string;
  readonly searches: number;
  readonly withEventNumber: number;
  /** Reads and images opened, rows exported. */
  readonly opened: number;
};

export type AccessFigures = {
  readonly searches: number;
  readonly withEventNumber: Share;
  readonly rowsAnswered: number;
  readonly byKind: Readonly<Record<AccessRow['kind'], number>>;
  readonly byPurpose: readonly {
    readonly purpose: string;
    readonly searches: number;
    readonly withEventNumber: number;
  }[];
  /** What the searches were of: reads, hits or hot-list entries. */
  readonly byQuestion: readonly { readonly key: string; readonly count: number }[];
  readonly byMember: readonly MemberSearches[];
  /** Looks at the audit trail, by the member who looked. */
  readonly replays: readonly { readonly memberId: string; readonly count: number }[];
};

export type RefusalFigures = {
  readonly total: number;
  readonly byActor: readonly { readonly key: string; readonly count: number }[];
  readonly byAction: readonly { readonly key: string; readonly count: number }[];
  /** A refusal counts once under each code and clause it failed, so these may add up to more than the total. */
  readonly byCode: readonly { readonly key: string; readonly count: number }[];
  readonly byClause: readonly { readonly key: string; readonly count: number }[];
  readonly reasonless: number;
};

const numbered = (rows: readonly AccessRow[]): number => count(rows, ({ eventNumber }) => eventNumber);

const ofMember = (memberId: string, rows: readonly AccessRow[]): MemberSearches => {
  const searches = rows.filter(({ kind }) => kind === 'search');
  return {
    memberId,
    searches: searches.length,
    withEventNumber: numbered(searches),
    opened: count(rows, ({ kind }) => kind === 'read' || kind === 'image' || kind === 'export'),
  };
};

/** The accesses of the quarter. */
export const accessFigures = (accesses: readonly AccessRow[]): AccessFigures => {
  const searches = accesses.filter(({ kind }) => kind === 'search');
  const replays = accesses.filter(({ kind }) => kind === 'replay');
  const kinds = tally(accesses.map(({ kind }) => kind));
  let rowsAnswered = 0;
  for (const { rows } of searches) rowsAnswered += rows;
  return {
    searches: searches.length,
    withEventNumber: wilson(numbered(searches), searches.length),
    rowsAnswered,
    byKind: {
      search: kinds.of('search'),
      read: kinds.of('read'),
      image: kinds.of('image'),
      export: kinds.of('export'),
      replay: kinds.of('replay'),
    },
    byPurpose: grouped(searches, ({ purpose }) => purpose ?? 'none')
      .map(([purpose, rows]) => ({ purpose, searches: rows.length, withEventNumber: numbered(rows) }))
      .toSorted((a, b) => b.searches - a.searches || byKey(a.purpose, b.purpose)),
    byQuestion: tally(searches.flatMap(({ question }) => (question === undefined ? [] : [question]))).ranked(),
    byMember: grouped(
      accesses.filter(({ kind }) => kind !== 'replay'),
      ({ memberId }) => memberId,
    )
      .map(([memberId, rows]) => ofMember(memberId, rows))
      .toSorted((a, b) => b.searches - a.searches || b.opened - a.opened || byKey(a.memberId, b.memberId)),
    replays: tally(replays.map(({ memberId }) => memberId))
      .ranked()
      .map(({ key, count: n }) => ({ memberId: key, count: n })),
  };
};

/** The refusals of the quarter. */
export const refusalFigures = (refusals: readonly RefusalRow[]): RefusalFigures => {
  const distinct = (pick: (ruling: RefusalRow['rulings'][number]) => string) =>
    tally(refusals.flatMap(({ rulings }) => [...new Set(rulings.map(pick))])).ranked();
  return {
    total: refusals.length,
    byActor: tally(refusals.map(({ by }) => by)).ranked(),
    byAction: tally(refusals.map(({ action }) => action)).ranked(),
    byCode: distinct(({ code }) => code),
    byClause: distinct(({ clause }) => clause),
    reasonless: count(refusals, ({ rulings }) => rulings.some(({ clause }) => clause === '430.7(g)')),
  };
};
