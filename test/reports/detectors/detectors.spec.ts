/** The detectors: each finds the abuse it was made for among ordinary days, and leaves ordinary days alone. */
import { defaults } from '../../../src/domain/policy/settings.js';
import { day, hour, minute } from '../../../src/domain/time.js';
import type { Consent } from '../../../src/projections/consents.js';
import type { Watched } from '../../../src/projections/watched.js';
import { circular } from '../../../src/reports/detectors/consent.js';
import { madeUp } from '../../../src/reports/detectors/habits.js';
import { detectors, sentenceOf } from '../../../src/reports/detectors/table.js';
import { act, ago, among, asActs, flags, hit, now, ordinary, person, search, watched } from './detecting.js';

const clean = ordinary();
const who = 'officer-0';
const iso = (at: number): string => new Date(at).toISOString();
const consent = (by: string, of: string, what = 'AccessApproved', at = ago(1)): Consent => ({
  id: `${by} ${what} ${of}`,
  at: iso(at),
  what,
  by,
  of,
});
const times = <T>(count: number, make: (n: number) => T): T[] => Array.from({ length: count }, (_, n) => make(n));

/** Abuse of each kind, and of whom it must be said; null where it is nobody's in particular. */
const abuse: Readonly<Record<string, { readonly planted: () => Partial<Watched>; readonly of?: string | null }>> = {
  'repeat-target': { planted: () => ({ searches: times(4, (n) => search(who, ago(n, 1), { plate: '9EXX111' })) }) },
  'related-targets': {
    planted: () => ({
      searches: times(3, (n) => n).flatMap((n) => [
        search(who, ago(n, 1), { plate: '9EXX111', sessionId: `s${n}` }),
        search(who, ago(n, 1, -5), { plate: '9MUM222', sessionId: `s${n}` }),
      ]),
    }),
  },
  'without-case': { planted: () => ({ searches: times(3, (n) => search(who, ago(2 * n + 1), { plate: '9EXX111' })) }) },
  'off-shift': {
    // officer-0 works from six; these are searches at eight in the evening on days off.
    planted: () => ({
      searches: times(3, (n) => search(who, ago(1, 11, n), { plate: `9OFF11${n}`, number: '26-417112' })),
    }),
  },
  'isolated-session': {
    planted: () => ({
      people: [person('loner')],
      acts: asActs([search('loner', ago(5), { number: '26-417112' })]),
      searches: [search('loner', ago(3), { plate: '9LON111' }), search('loner', ago(3, 0, -9), { plate: '9LON112' })],
    }),
  },
  'cloned-reason': {
    planted: () => ({
      searches: times(10, (n) => search(who, ago(3, n), { plate: `9CLO11${n}`, reason: 'patrol in the area' })),
    }),
  },
  'event-number': { planted: () => ({ searches: [search(who, ago(1), { plate: '9EVT111', number: '1234567' })] }) },
  'shared-credentials': {
    planted: () => ({ acts: times(4, (n) => act(who, 'SessionOpened', ago(1, 3, 10 * n), { kind: 'session' })) }),
  },
  burst: {
    planted: () => ({
      searches: times(15, (n) => search(who, ago(2, 1, 2 * n), { plate: `9BUR1${n}`, number: '26-417112' })),
    }),
  },
  fishing: {
    planted: () => ({
      searches: times(25, (n) =>
        search(who, ago(2, 2, 2 * n), { plate: `9FIS1${n}`, reason: 'looking at who is here' }),
      ),
    }),
  },
  'old-data': { planted: () => ({ oldReads: [{ id: 'old', at: ago(1), memberId: who, rows: 12 }] }) },
  'unconfirmed-action': {
    planted: () => ({
      hits: [hit('h', ago(1), { acted: { verified: true, confirmed: false, by: who } })],
      acts: [act(who, 'EnforcementActionRecorded', ago(1, 0, -5), { subject: 'h' })],
    }),
  },
  'exigency-habit': {
    planted: () => ({ acts: times(12, (n) => act(who, 'ExigencyDeclared', ago(n, 2), { subject: `h${n}` })) }),
  },
  'rubber-stamp': {
    planted: () => ({
      acts: times(5, (n) => n).flatMap((n) => [
        act(who, 'HitImageOpened', ago(n, 2), { kind: 'image', subject: `fast${n}` }),
        act(who, 'HitVisuallyVerified', ago(n, 2) + 700, { subject: `fast${n}` }),
      ]),
    }),
  },
  'correction-towards-list': {
    planted: () => ({
      hits: [hit('h', ago(1)), hit('rang', ago(0, 23), { detectionId: 'detection of h' })],
      acts: [act(who, 'PlateCorrected', ago(1, 0, -10), { subject: 'h' })],
    }),
  },
  'hot-list-self-service': {
    planted: () => ({
      entries: [{ entryId: 'own', addedBy: who, addedAt: ago(3), removedAt: ago(1) }],
      hits: [hit('h', ago(2), { entryId: 'own', acted: { verified: true, confirmed: true, by: who } })],
      acts: [
        act(who, 'HotListEntryAdded', ago(3), { subject: 'own' }),
        act(who, 'EnforcementActionRecorded', ago(2), { subject: 'h' }),
        act(who, 'HotListEntryRemoved', ago(1), { subject: 'own' }),
      ],
    }),
  },
  'bulk-view': {
    planted: () => ({ searches: [search(who, ago(1), { plate: '9BLK111', number: '26-417112', shown: 900 })] }),
  },
  'own-approval': { planted: () => ({ consents: [consent(who, who)] }) },
  'approval-circle': {
    planted: () => ({ consents: [consent('a', 'b'), consent('b', 'c'), consent('c', 'a')] }),
    of: null,
  },
  'dormant-account': {
    planted: () => ({
      people: [person('contractor', 'maintenance-contractor')],
      acts: [act('contractor', 'HitImageOpened', ago(1), { kind: 'image', subject: 'h' })],
    }),
    of: 'contractor',
  },
  'audit-log-access': {
    planted: () => ({
      acts: times(3, (n) => act(who, 'MakeQuery', ago(1, n), { kind: 'refusal', codes: ['R-QUESTION'] })),
    }),
  },
  'canary-plate': {
    planted: () => {
      const one = search(who, ago(1), { plate: '9CAN111', number: '26-417112' });
      return { searches: [one], canaries: [one] };
    },
  },
  'unreviewed-supervisor': {
    planted: () => ({
      people: [person('captain', 'police-captain', true)],
      searches: [search('captain', ago(40), { plate: '9SUP111', number: '26-417112' })],
    }),
    of: 'captain',
  },
};

it('there is planted abuse for every detector, and a detector for every planted abuse', () =>
  expect(Object.keys(abuse).toSorted()).toEqual(detectors.map(({ code }) => code).toSorted()));

describe.each(detectors.map((one) => [one.code, one] as const))('%s', (code, detector) => {
  const { planted, of } = abuse[code]!;
  const before = detector.watch(clean, defaults);

  it('finds what was planted, and names the events of it', () => {
    const rows = planted();
    const found = detector.watch(among(clean, rows), defaults);
    const fresh = found.filter((one) => !before.some((old) => old.events.join() === one.events.join()));
    expect(fresh.length).toBeGreaterThan(0);
    const mine = fresh.find(
      ({ memberId }) => memberId === (of === undefined ? (rows.people?.[0]?.memberId ?? who) : of),
    );
    expect(mine).toBeDefined();
    expect(mine!.events.length).toBeGreaterThan(0);
    const known = new Set(
      [rows.searches, rows.acts, rows.consents, rows.oldReads, rows.canaries].flatMap((all) =>
        (all ?? []).map(({ id }) => id),
      ),
    );
    expect(mine!.events.some((event) => known.has(event))).toBe(true);
  });

  it('says it in a sentence without a plate or a name', () => {
    const sentence = sentenceOf(code, 7);
    expect(sentence).toMatch(/^[A-Z0-9].*\.$/);
    expect(sentence).not.toMatch(/[A-Z0-9]{6,}|officer-/);
  });
});

describe('ordinary days', () => {
  it.each([430, 1, 2, 3, 4])('of department %d: not two in a hundred searches are flagged', (seed) => {
    const days = ordinary(seed);
    expect(days.searches.length).toBeGreaterThan(5_000);
    const flagged = new Set(detectors.flatMap((one) => one.watch(days, defaults).flatMap(({ events }) => events)));
    const searches = days.searches.filter(({ id }) => flagged.has(id)).length;
    expect(searches / days.searches.length).toBeLessThanOrEqual(0.02);
  });
});

describe('a detector leaves alone', () => {
  const quiet = (code: string, rows: Partial<Watched>): void =>
    expect(
      flags(
        detectors.find((one) => one.code === code)!,
        rows,
      ),
    ).toEqual([]);

  it('a plate that is searched ten times under one case', () =>
    quiet('repeat-target', {
      searches: times(10, (n) => search(who, ago(0, n), { plate: '9EXX111', number: '26-417112' })),
    }));

  it('two searches of one plate', () =>
    quiet('repeat-target', { searches: times(2, (n) => search(who, ago(n), { plate: '9EXX111' })) }));

  it('plates that others search too', () =>
    quiet('related-targets', {
      searches: times(3, (n) => n).flatMap((n) => [
        search(who, ago(n, 1), { plate: '9EXX111', sessionId: `s${n}` }),
        search(who, ago(n, 1), { plate: '9MUM222', sessionId: `s${n}` }),
        search('officer-1', ago(n, 2), { plate: '9MUM222' }),
      ]),
    }));

  it('a member who has not thirty searches yet, however many he makes in one hour', () =>
    quiet('burst', { searches: times(29, (n) => search(who, ago(0, 1, n), { plate: `9NEW1${n}` })) }));

  it('the only session of a member, of which nobody knows what came before', () =>
    quiet('isolated-session', { searches: [search(who, ago(1))] }));

  it('searches of a supervisor that an auditor has reviewed', () => {
    const one = search('captain', ago(40), { number: '26-417112' });
    quiet('unreviewed-supervisor', {
      searches: [one],
      people: [person('captain', 'police-captain')],
      reviewed: new Set([one.id]),
    });
  });

  it('an exigency now and then', () =>
    quiet('exigency-habit', { acts: times(4, (n) => act(who, 'ExigencyDeclared', ago(n))) }));

  it('an entry of one’s own that stays on the list', () =>
    quiet('hot-list-self-service', {
      entries: [{ entryId: 'own', addedBy: who, addedAt: ago(3), removedAt: null }],
      hits: [hit('h', ago(2), { entryId: 'own', acted: { verified: true, confirmed: true, by: who } })],
      acts: [act(who, 'EnforcementActionRecorded', ago(2), { subject: 'h' })],
    }));

  it('approvals that all go one way', () =>
    quiet('approval-circle', { consents: [consent('a', 'b'), consent('a', 'c'), consent('b', 'd')] }));

  it('consent of two kinds, as the Chief and the Administrator owe each other', () =>
    quiet('approval-circle', {
      consents: [consent('chief', 'administrator', 'ReportAcknowledged'), consent('administrator', 'chief')],
    }));

  it('a clock that runs forward', () =>
    quiet('audit-log-access', { acts: [act(who, 'LogOut', ago(2)), act(who, 'LogOut', ago(1))] }));
});

describe('the same', () => {
  it('two people who approve each other are a circle', () => {
    const edges = [consent('a', 'b'), consent('b', 'a'), consent('b', 'c')].map((one) => ({ ...one, at: ago(1) }));
    expect(circular(edges).map(({ by, of }) => `${by}${of}`)).toEqual(['ab', 'ba']);
  });

  it('critical from the fifteenth search on', () => {
    const [found] = flags(detectors[0]!, { searches: times(15, (n) => search(who, ago(n), { plate: '9EXX111' })) });
    expect(found).toMatchObject({ severity: 'critical', count: 15 });
  });

  it('searches under shifts: outside them they are odd, within they are not', () => {
    const shifts = times(6, (n) => ({ memberId: who, from: ago(n + 1, 3), to: ago(n + 1, -3) }));
    const inside = times(4, (n) => search(who, ago(1, 0, n)));
    const outside = times(4, (n) => search(who, ago(1, 9, n)));
    const offShift = detectors.find(({ code }) => code === 'off-shift')!;
    expect(flags(offShift, { shifts, searches: inside })).toEqual([]);
    expect(flags(offShift, { shifts, searches: outside })[0]?.count).toBe(4);
  });

  it('a machine keeps its time: gaps that are all alike', () => {
    const shared = detectors.find(({ code }) => code === 'shared-credentials')!;
    const every = times(25, (n) => search(who, ago(1, 2) + n * 30_000, { plate: `9BOT1${n}` }));
    expect(flags(shared, { searches: every })).toHaveLength(1);
    const byHand = times(25, (n) => search(who, ago(1, 2) + n * 30_000 + (n % 5) * 7_000, { plate: `9BOT1${n}` }));
    expect(flags(shared, { searches: byHand })).toEqual([]);
  });

  it('nobody works sixteen hours without a break of four', () => {
    const shared = detectors.find(({ code }) => code === 'shared-credentials')!;
    expect(flags(shared, { acts: times(18, (n) => act(who, 'QueryMade', ago(1) + n * hour)) })).toHaveLength(1);
    expect(flags(shared, { acts: times(10, (n) => act(who, 'QueryMade', ago(1) + n * hour)) })).toEqual([]);
  });

  it('an account wakes after a hundred days', () => {
    const dormant = detectors.find(({ code }) => code === 'dormant-account')!;
    const rows = watched({
      people: [person(who)],
      acts: [act(who, 'LogOut', now - 100 * day)],
      searches: [search(who, ago(0, 2))],
    });
    expect(dormant.watch(rows, defaults)).toMatchObject([{ memberId: who, severity: 'critical' }]);
    const untrained = {
      ...person(who),
      training: { CLETS: '2026-11-01T00:00:00.000Z', ALPR: '2027-01-01T00:00:00.000Z' },
    };
    expect(flags(dormant, { people: [untrained], searches: [search(who, ago(0, 2))] })).toHaveLength(1);
    expect(flags(dormant, { people: [person(who)], searches: [search(who, ago(0, 2))] })).toEqual([]);
  });

  it('a clock that went back by more than two seconds, and a ledger not whole', () => {
    const trail = detectors.find(({ code }) => code === 'audit-log-access')!;
    const acts = [act(who, 'LogOut', ago(1)), act(who, 'LogOut', ago(1) - 2 * minute)];
    // In ledger order, not in that of their times.
    expect(trail.watch({ ...watched({}), acts }, defaults)).toMatchObject([{ memberId: null, severity: 'critical' }]);
    expect(flags(trail, { tampering: [{ id: 'verification', at: ago(1) }] })).toHaveLength(1);
  });

  it('somebody who never finds a misread where one in ten is misread', () => {
    const stamp = detectors.find(({ code }) => code === 'rubber-stamp')!;
    const verified = times(60, (n) => act(who, 'HitVisuallyVerified', ago(0, 1, n), { subject: `h${n}` }));
    const rejected = times(10, (n) => act('officer-1', 'HitRejected', ago(0, 2, n), { subject: `r${n}` }));
    expect(flags(stamp, { acts: [...verified, ...rejected] })).toMatchObject([{ memberId: who, count: 60 }]);
    expect(flags(stamp, { acts: verified })).toEqual([]);
  });

  it.each([
    ['26-11-0417', false],
    ['26-11873', false],
    ['1', true],
    ['111111', true],
    ['123456', true],
    ['654321', true],
    ['n/a', true],
  ])('the number %s is made up: %s', (number, invented) => expect(madeUp(number)).toBe(invented));
});
