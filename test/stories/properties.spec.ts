/** What holds of every story that could be told: thousands of them, made up of the commands and people of ours. */
import fc from 'fast-check';
import {
  type AnyEvent,
  type Case,
  type Command,
  decide,
  fold,
  type Past,
  type Situation,
  step,
} from '../../src/domain/decider.js';
import { hit, type HitCommand, type HitEvent } from '../../src/domain/hit.js';
import { after, between, dayOf, instant, iso8601, minute } from '../../src/domain/time.js';
import { administrator, camera, chief, clock, dispatcher, officer, partner, stranger, terminal } from './people.js';
import type { AnyDecider, Told } from './story.js';
import { allTold } from './told.js';

type Act = { readonly command: Command; readonly who: Situation };
type Acted = Act & { readonly past: readonly Past<AnyEvent>[] };

const everybody = [administrator, camera, chief, clock, dispatcher, officer, partner, stranger, terminal];
const time = fc.integer({ min: 0, max: 60 * 24 }).map((minutes) => after(officer.at, minutes * minute));

/** A command of some story, by the person who told it or by somebody else, then or later. */
const actOf = ({ stories }: Told): fc.Arbitrary<Act> => {
  const told = Object.values(stories);
  return fc
    .record({
      story: fc.constantFrom(...told),
      other: fc.option(fc.constantFrom(...everybody), { freq: 2 }),
      later: fc.option(time, { freq: 2 }),
    })
    .map(({ story, other, later }) => {
      const who = other ?? story.situation;
      return { command: story.when, who: { ...who, at: later ?? who.at } };
    });
};

const factsOf = (decider: AnyDecider, { command, who, past }: Acted): Case<Command, unknown> => ({
  command,
  state: fold(decider, past),
  ...who,
});

const add = (decider: AnyDecider, acted: Acted): readonly Past<AnyEvent>[] => [
  ...acted.past,
  ...decide(decider, factsOf(decider, acted)).map(({ event }) => ({ event, at: acted.who.at })),
];

const playedOut = (decider: AnyDecider, acts: readonly Act[]): readonly Past<AnyEvent>[] =>
  acts.reduce<readonly Past<AnyEvent>[]>((past, act) => add(decider, { ...act, past }), []);

/** Nothing a decision is made of may be changed by making it. */
const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.values(Object.freeze(value)).forEach(frozen);
  return value;
};

/** Commands that say themselves when there is nothing left to do; asked again they add nothing. */
const settled = new Set([
  'AdoptPolicy',
  'DesignateAdministrator',
  'EnrolMember',
  'AcceptInvitation',
  'RevokeAccess',
  'AcceptBanner',
  'LogOut',
  'ReleaseAccount',
  'InstallEquipment',
  'RetireEquipment',
  'RegisterHotList',
  'AddHotListEntry',
  'RemoveHotListEntry',
  'RaiseHitAlert',
  'CorrectPlate',
  'AdoptSharingNetworks',
  'EndReleaseDesignee',
  'RecordAgencyNetwork',
  'GrantAgencyAccess',
  'RevokeAgencyAccess',
  'ExpireMou',
]);

describe.each(allTold.map((told) => ({ name: told.decider.category, told })))('of $name', ({ told }) => {
  const { decider } = told;
  const acts = fc.array(actOf(told), { maxLength: 12 });

  it('the same decision is made twice, and changes nothing it is made of', () =>
    fc.assert(
      fc.property(acts, actOf(told), (before, act) => {
        const facts = frozen(factsOf(decider, { ...act, past: playedOut(decider, before) }));
        expect(decide(decider, facts)).toEqual(decide(decider, facts));
      }),
    ));

  it('any acts by anybody can be folded, and a refusal changes nothing but what counts refusals', () =>
    fc.assert(
      fc.property(acts, (all) => {
        const past = playedOut(decider, all);
        let state = decider.initial;
        for (const one of past) {
          const next = step(decider, state, one);
          if (one.event.type === 'ActionRefused' && !decider.refused) expect(next).toBe(state);
          state = next;
        }
        expect(fold(decider, past)).toEqual(state);
        if (decider.stateless) expect(state).toBe(decider.initial);
      }),
    ));

  it('a history whose keys were destroyed can still be folded', () =>
    fc.assert(
      fc.property(acts, (all) => {
        const opened = playedOut(decider, all);
        const shredded = opened.map(({ event, at }): Past<AnyEvent> => {
          const { type, data } = event as AnyEvent;
          return { event: { type, data, sealed: null }, at };
        });
        expect(() => fold(decider, shredded)).not.toThrow();
      }),
    ));

  const repeatable = Object.fromEntries(Object.entries(told.stories).filter(([, { when }]) => settled.has(when.type)));
  if (Object.keys(repeatable).length)
    it('what is settled is not recorded twice', () =>
      fc.assert(
        fc.property(acts, actOf({ decider, stories: repeatable }), (before, act) => {
          const once = add(decider, { ...act, past: playedOut(decider, before) });
          const twice = add(decider, { ...act, past: once });
          expect(twice.slice(once.length).filter(({ event }) => event.type !== 'ActionRefused')).toEqual([]);
        }),
      ));
});

describe('of a hit', () => {
  const hitId = 'hit-1';
  const raise = Object.values(allTold.find(({ decider }) => decider.category === 'hit')!.stories)[0]!
    .when as HitCommand;
  const onward = fc.constantFrom<HitCommand[]>(
    { type: 'OpenHitImage', data: { hitId, quarantined: false } },
    { type: 'CompareHit', data: { hitId, stateAgrees: true, charactersAgree: true } },
    { type: 'ConfirmHit', data: { hitId, channel: 'radio', confirmer: 'desk', active: true } },
    { type: 'RecordAction', data: { hitId, action: 'traffic-stop' } },
  );
  const astray = fc.constantFrom<HitCommand[]>(
    raise,
    { type: 'CompareHit', data: { hitId, stateAgrees: true, charactersAgree: false } },
    { type: 'CompareHit', data: { hitId, stateAgrees: false, charactersAgree: true } },
    { type: 'CompareHit', data: { hitId, charactersAgree: true } },
    { type: 'ConfirmHit', data: { hitId, channel: 'mdc', confirmer: 'desk', active: false } },
    { type: 'DeclareExigency', data: { hitId, narrative: 'shots fired at a bus, driver armed' } },
    { type: 'DeclareExigency', data: { hitId, narrative: 'hurry' } },
  );
  const found = { hitId, plateState: 'CA', namesMember: false, conflict: false } as const;
  const correction = fc
    .record({
      plate: fc.constantFrom('7ABC123', '7ABC128', '8XYZ999'),
      basis: fc.constantFrom('image', 'registration', 'memory'),
      meets: fc.constantFrom('same-entry' as const, 'other-entry' as const, 'nothing' as const),
      secondMemberId: fc.constantFrom(null, officer.by.id, partner.by.id),
    })
    .map((data): HitCommand => ({ type: 'CorrectPlate', data: { ...data, ...found } }));
  const command = fc.oneof(
    { weight: 7, arbitrary: onward },
    { weight: 2, arbitrary: astray },
    { weight: 1, arbitrary: correction },
  );
  const people = fc.oneof(
    { weight: 4, arbitrary: fc.constant(officer) },
    { weight: 1, arbitrary: fc.constantFrom(clock, partner, dispatcher, chief, stranger) },
  );

  /** What stands on the ledger before an action, as an auditor would read it, without the decider's own state. */
  const permitted = (before: readonly HitEvent[]): boolean => {
    const since = before.slice(before.findLastIndex(({ type }) => type === 'PlateCorrected') + 1);
    const last = (...types: readonly string[]) => since.findLast(({ type }) => types.includes(type))?.type;
    const looked = last('HitVisuallyVerified', 'HitRejected') === 'HitVisuallyVerified';
    const answered = last('HitConfirmed', 'HitConfirmationNegative');
    const voided = last('HitConfirmed', 'HitConfirmationNegative', 'HitRejected') === 'HitRejected';
    const confirmation = voided && answered === 'HitConfirmed' ? undefined : answered;
    const exigent = before.some(({ type }) => type === 'ExigencyDeclared');
    return looked && (confirmation === 'HitConfirmed' || (exigent && confirmation === undefined));
  };

  it('no action is recorded unless it was compared by eye since its last correction, and confirmed or exigent', () => {
    let actions = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(command, people), { minLength: 8, maxLength: 40, size: 'max' }), (all) => {
        const ledger: HitEvent[] = [];
        const past: Past<HitEvent>[] = [];
        for (const [one, who] of [[raise, clock] as const, ...all])
          for (const { event } of decide(hit, { command: one, state: fold(hit, past), ...who })) {
            past.push({ event, at: who.at });
            if (event.type === 'ActionRefused') continue;
            if (event.type === 'EnforcementActionRecorded') {
              actions += 1;
              if (!permitted(ledger)) throw new Error(`acted on after ${ledger.map(({ type }) => type).join(', ')}`);
            }
            ledger.push(event);
          }
      }),
      { numRuns: 500 },
    );
    // Were no stop ever recorded, the property would say nothing.
    expect(actions).toBeGreaterThan(50);
  });

  it('no action is recorded by anybody who is not sworn', () => {
    const verified = ['HitVisuallyVerified', 'HitConfirmed'].map((type) => ({
      event: { type, data: {} },
      at: officer.at,
    }));
    const state = fold(hit, [{ event: { type: 'HitAlertRaised', data: {} }, at: officer.at }, ...verified] as never);
    for (const who of [camera, clock, dispatcher, stranger, terminal])
      expect(
        decide(hit, { command: { type: 'RecordAction', data: { hitId, action: 'tow' } }, state, ...who })[0]!.event
          .type,
      ).toBe('ActionRefused');
  });
});

describe('of time', () => {
  const date = fc.date({
    min: new Date('0000-03-01T00:00:00.000Z'),
    max: new Date('9999-12-31T23:59:59.999Z'),
    noInvalidDate: true,
  });

  it('what JavaScript’s Date reads and writes, the domain reads and writes', () =>
    fc.assert(
      fc.property(date, (one) => {
        const text = one.toISOString();
        const whole = text.replace(/\.\d{3}Z$/, 'Z');
        return (
          instant(text) === one.getTime() &&
          iso8601(one.getTime()) === text &&
          instant(whole) === Math.floor(one.getTime() / 1000) * 1000 &&
          dayOf(text) === text.slice(0, 10).split('-').join('')
        );
      }),
      { numRuns: 10_000 },
    ));

  it('no month of the calendar’s four centuries ends or begins on another day', () => {
    const wrong: string[] = [];
    for (let month = 0; month <= 12 * 400; month += 1)
      for (const dayOfMonth of [1, 28, 29, 30, 31]) {
        const noon = Date.UTC(1600, month, dayOfMonth, 12);
        const text = new Date(noon).toISOString();
        if (iso8601(noon) !== text || instant(text) !== noon) wrong.push(text);
      }
    expect(wrong).toEqual([]);
  });

  it('a time is as far from another as Date says', () =>
    fc.assert(
      fc.property(date, date, (one, other) => {
        const apart = other.getTime() - one.getTime();
        return (
          after(one.toISOString(), apart) === other.toISOString() &&
          between(one.toISOString(), other.toISOString()) === apart
        );
      }),
      { numRuns: 5_000 },
    ));

  it('digits that are no day or no hour are no time', () => {
    const two = fc.integer({ min: 0, max: 99 }).map((n) => String(n).padStart(2, '0'));
    const digits = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.tuple(two, two, two, two, two));
    fc.assert(
      fc.property(digits, ([year, [month, day, hour, mins, secs]]) => {
        const text = `${String(year).padStart(4, '0')}-${month}-${day}T${hour}:${mins}:${secs}.000Z`;
        const read = new Date(text);
        const exists = !Number.isNaN(read.getTime()) && read.toISOString() === text;
        return Object.is(instant(text), exists ? read.getTime() : Number.NaN);
      }),
      { numRuns: 10_000 },
    );
  });

  it.each(['', 'at noon', '2026-01-05', '2026-01-05T12:00:00', '2026-01-05T12:00:00+01:00', '2026-02-30T12:00:00Z'])(
    '"%s" is no time',
    (text) => expect(instant(text)).toBeNaN(),
  );

  it('finer than a millisecond is cut off, not rounded', () =>
    expect(instant('2026-01-05T12:00:00.1239Z')).toBe(new Date('2026-01-05T12:00:00.123Z').getTime()));
});
