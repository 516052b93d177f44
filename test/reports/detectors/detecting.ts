/** A made-up department for the detectors: ninety ordinary days, and abuse planted into them. */
import type { Position } from '../../../src/domain/positions.js';
import { defaults } from '../../../src/domain/policy/settings.js';
import { day, hour, instant, minute } from '../../../src/domain/time.js';
import type { Person, Search, Watched, WatchedAct, WatchedHit } from '../../../src/projections/watched.js';
import type { Detector, Flag } from '../../../src/reports/detectors/flag.js';

export const now = instant('2026-11-23T09:00:00.000Z');
export const ago = (days: number, hours = 0, minutes = 0): number => now - days * day - hours * hour - minutes * minute;

/** The same numbers each time (mulberry32): the ordinary days are one and the same department in every run. */
export const lots = (seed: number) => {
  let state = seed;
  return (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 4_294_967_296) * below);
  };
};

let made = 0;
const id = (): string => `event-${(made += 1)}`;

export const search = (memberId: string, at: number, more: Partial<Search> = {}): Search => ({
  id: id(),
  at,
  memberId,
  sessionId: `${memberId} ${Math.floor(at / day)}`,
  plate: '7ABC123',
  number: null,
  reason: 'theft of a bicycle on Ramon Road',
  shown: 3,
  ...more,
});

export const act = (memberId: string, name: string, at: number, more: Partial<WatchedAct> = {}): WatchedAct => ({
  id: id(),
  at,
  act: name,
  kind: 'other',
  memberId,
  sessionId: `${memberId} ${Math.floor(at / day)}`,
  subject: null,
  codes: [],
  ...more,
});

/** Each search is also an act of the history. */
export const asActs = (searches: readonly Search[]): WatchedAct[] =>
  searches.map(({ id: same, at, memberId, sessionId }) => ({
    ...act(memberId, 'QueryMade', at),
    id: same,
    kind: 'query',
    sessionId,
  }));

export const hit = (hitId: string, raisedAt: number, more: Partial<WatchedHit> = {}): WatchedHit => ({
  hitId,
  detectionId: `detection of ${hitId}`,
  entryId: `entry of ${hitId}`,
  raisedAt,
  exigent: false,
  acted: null,
  ...more,
});

export const person = (memberId: string, position: Position = 'police-officer', administrator = false): Person => ({
  memberId,
  position,
  administrator,
  training: { CLETS: '2027-06-01T00:00:00.000Z', ALPR: '2027-06-01T00:00:00.000Z', POST: '2027-06-01T00:00:00.000Z' },
});

const nothing: Watched = {
  now,
  searches: [],
  acts: [],
  hits: [],
  entries: [],
  people: [],
  consents: [],
  shifts: [],
  oldReads: [],
  canaries: [],
  reviewed: new Set(),
  tampering: [],
};

/** What the detectors see: acts in ledger order, with every search among them. */
export const watched = (rows: Partial<Watched>): Watched => {
  const all = { ...nothing, ...rows };
  const searches = all.searches.toSorted((a, b) => a.at - b.at);
  const known = new Set(all.acts.map(({ id: one }) => one));
  const missing = asActs(searches.filter((one) => !known.has(one.id)));
  return { ...all, searches, acts: [...all.acts, ...missing].toSorted((a, b) => a.at - b.at) };
};

export const flags = (detector: Detector, rows: Partial<Watched>): readonly Flag[] =>
  detector.watch(watched(rows), defaults);

const OFFICERS = 20;
const letters = (below: (n: number) => number): string => String.fromCodePoint(...[1, 2, 3].map(() => 65 + below(26)));

/** One officer's shift: he logs in, works two to six calls, each with its number, one to three searches, its reason. */
const shift = (memberId: string, begins: number, below: (n: number) => number) => {
  const rows = { searches: [] as Search[], acts: [] as WatchedAct[], hits: [] as WatchedHit[] };
  rows.acts.push(act(memberId, 'SessionOpened', begins, { kind: 'session' }));
  rows.acts.push(act(memberId, 'BannerAccepted', begins + minute, { kind: 'session' }));
  const calls = 2 + below(5);
  for (let call = 0; call < calls; call += 1) {
    const at = begins + (1 + below(8)) * hour + below(50) * minute;
    const number = `26-${String(100 + below(900))}${String(100 + below(900))}`;
    for (let n = 1 + below(3); n > 0; n -= 1)
      rows.searches.push(
        search(memberId, at + n * (2 + below(5)) * minute + below(50) * 1000, {
          plate: `${1 + below(8)}${letters(below)}${100 + below(900)}`,
          // One call in six has no number yet; then the reason says what it is about.
          number: below(6) === 0 ? null : number,
          reason: `call ${number}, vehicle described by the caller`,
          shown: 1 + below(40),
        }),
      );
  }
  if (below(3) === 0) {
    const at = begins + 4 * hour;
    const hitId = `hit of ${memberId} at ${begins}`;
    const verified = below(10) > 0;
    const on = { subject: hitId };
    rows.acts.push(act(memberId, 'HitImageOpened', at, { ...on, kind: 'image' }));
    rows.acts.push(act(memberId, verified ? 'HitVisuallyVerified' : 'HitRejected', at + 4000 + below(20_000), on));
    if (verified) rows.acts.push(act(memberId, 'HitConfirmed', at + minute, on));
    if (verified) rows.acts.push(act(memberId, 'EnforcementActionRecorded', at + 5 * minute, on));
    const acted = verified ? { verified: true, confirmed: true, by: memberId } : null;
    rows.hits.push(hit(hitId, at - minute, { acted }));
  }
  return rows;
};

/** Ninety days of twenty officers who do nothing wrong, each on a shift of his own hours, four days in seven. */
export const ordinary = (seed = 430): Watched => {
  const below = lots(seed);
  const rows = { searches: [] as Search[], acts: [] as WatchedAct[], hits: [] as WatchedHit[] };
  for (let officer = 0; officer < OFFICERS; officer += 1) {
    const memberId = `officer-${officer}`;
    const begins = [6, 14, 22][officer % 3]!;
    for (let ago90 = 89; ago90 >= 1; ago90 -= 1) {
      if ((ago90 + officer) % 7 >= 4) continue;
      const midnight = Math.floor(now / day) * day - ago90 * day;
      const worked = shift(memberId, midnight + begins * hour + below(20) * minute, below);
      rows.searches.push(...worked.searches);
      rows.acts.push(...worked.acts);
      rows.hits.push(...worked.hits);
    }
  }
  const people = Array.from({ length: OFFICERS }, (_, n) => person(`officer-${n}`));
  const past = rows.searches.filter(({ at }) => at < now);
  return watched({ ...rows, searches: past, acts: rows.acts.filter(({ at }) => at < now), people });
};

/** Both together: the abuse among the ordinary days. */
export const among = (clean: Watched, planted: Partial<Watched>): Watched =>
  watched({
    ...clean,
    searches: [...clean.searches, ...(planted.searches ?? [])],
    acts: [...clean.acts, ...(planted.acts ?? [])],
    hits: [...clean.hits, ...(planted.hits ?? [])],
    entries: [...clean.entries, ...(planted.entries ?? [])],
    people: [...clean.people, ...(planted.people ?? [])],
    consents: [...clean.consents, ...(planted.consents ?? [])],
    shifts: [...clean.shifts, ...(planted.shifts ?? [])],
    oldReads: [...clean.oldReads, ...(planted.oldReads ?? [])],
    canaries: [...clean.canaries, ...(planted.canaries ?? [])],
    tampering: [...clean.tampering, ...(planted.tampering ?? [])],
  });
