/** A hold: what litigation needs is kept until its matter is resolved (430.8¶3.2–3.3, Gov. Code 34090.6). */
import type { Case, Command, Decider, Event } from './decider.js';
import { type Rule, rule } from './policy/rule.js';
import { session } from './standing.js';
import { between } from './time.js';

/** What a hold reaches: all that meets one of these. Times are of capture, or of the record. */
export type Scope = {
  readonly plates?: readonly string[];
  readonly caseNumbers?: readonly string[];
  readonly ids?: readonly string[];
  readonly cameraIds?: readonly string[];
  /** Captured or recorded at or after, and before. Alone they reach every read between them. */
  readonly from?: string;
  readonly to?: string;
};

/** How what was found stands in the days it lies in; `root` is the Merkle root over the ids in order. */
type Reached = {
  readonly holdId: string;
  readonly round: number;
  readonly units: number;
  readonly root: string;
  readonly buckets: number;
};

// Stored for good: never rename, only add.
/** A person ordered it; the units follow, day by day, and then `HoldPlaced` or `HoldScopeExtended`. */
export type HoldOrdered = Event<
  'HoldOrdered',
  {
    readonly holdId: string;
    readonly round: number;
    readonly custodian: string;
    readonly reviewAt: string;
    /** Names of the elements of the scope, in alphabetical order. */
    readonly elements: readonly string[];
  },
  { readonly matter: string; readonly authority: string; readonly scope: Scope }
>;
export type HoldPlaced = Event<'HoldPlaced', Reached>;
export type HoldScopeExtended = Event<'HoldScopeExtended', Reached>;
export type HoldReleaseRequested = Event<
  'HoldReleaseRequested',
  { readonly holdId: string; readonly memberId: string; /** SHA-256, hex. */ readonly resolution: string }
>;
export type HoldReleased = Event<
  'HoldReleased',
  { readonly holdId: string; readonly memberId: string; readonly resolution: string }
>;
/** The Custodian saw how much an order would reach: what was sought is on record, and nothing is kept by it. */
export type HoldPreviewed = Event<
  'HoldPreviewed',
  { readonly holdId: string; readonly memberId: string; readonly elements: readonly string[] },
  { readonly matter: string; readonly authority: string; readonly scope: Scope }
>;
export type HoldEvent =
  HoldPreviewed | HoldOrdered | HoldPlaced | HoldScopeExtended | HoldReleaseRequested | HoldReleased;

type Ordering = {
  readonly holdId: string;
  readonly matter: string;
  readonly authority: string;
  readonly reviewAt: string;
  readonly scope: Scope;
};
export type PreviewHold = Command<'PreviewHold', Ordering>;
export type PlaceHold = Command<'PlaceHold', Ordering>;
export type ExtendHold = Command<'ExtendHold', Ordering>;
export type SettleHold = Command<'SettleHold', Reached>;
export type RequestHoldRelease = Command<
  'RequestHoldRelease',
  { readonly holdId: string; readonly resolution: string }
>;
export type ReleaseHold = Command<'ReleaseHold', { readonly holdId: string; readonly resolution: string }>;
export type HoldCommand = PreviewHold | PlaceHold | ExtendHold | SettleHold | RequestHoldRelease | ReleaseHold;

export type HoldState = {
  readonly custodian: string | null;
  /** How often it was ordered or extended, and how often that was carried out. */
  readonly ordered: number;
  readonly settled: number;
  /** Who asked for the release, on which document. */
  readonly requested: { readonly memberId: string; readonly resolution: string } | null;
  readonly released: boolean;
};

type Rules<C> = readonly Rule<Case<C, HoldState>>[];

/** Asked of holds and of evidence. */
export const byCustodian = <C>(): Rule<C & Pick<Case<unknown, unknown>, 'standing'>> =>
  rule(
    '430.8¶3.3',
    'R-NOT-CUSTODIAN',
    'the Custodian of Records acts',
    ({ standing }) => standing.position === 'custodian-of-records',
    'Ask the Custodian of Records.',
  );

type Ordered = PreviewHold | PlaceHold | ExtendHold;

const complete: Rule<Case<Ordered, HoldState>> = rule(
  '430.8¶3.3',
  'R-HOLD-MATTER',
  'the hold names its matter, the authority behind it, what it reaches, and a day ahead on which it is reviewed',
  ({ command: { data }, at }) =>
    data.matter.trim() !== '' &&
    data.authority.trim() !== '' &&
    between(at, data.reviewAt) > 0 &&
    Object.values(data.scope).some((one) => one !== undefined && one.length > 0),
  'Give the matter, the order or demand behind it, a plate, case, time, camera or ids, and a date of review.',
);

const standing = (holds: (state: HoldState) => boolean): Rule<Case<unknown, HoldState>> =>
  rule(
    '430.8¶3.3',
    'R-HOLD-UNKNOWN',
    'the hold stands, at the step that is asked for',
    ({ state }) => holds(state),
    'Look at the register of holds; a hold is placed, extended and released once each.',
  );

const stands = standing(({ custodian, released }) => custodian !== null && !released);

const release = <C>(holds: (facts: Case<C, HoldState>) => boolean): Rule<Case<C, HoldState>> =>
  rule(
    '430.8¶3.3',
    'R-HOLD-RELEASE',
    'a release cites the document that resolved the matter, for the Custodian and then for the city attorney',
    holds,
    'The Custodian asks with the SHA-256 of the resolution; the city attorney, another person, grants it.',
  );

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

const ordering: Rules<Ordered> = [...session, byCustodian(), complete];

const ordered = ({ data }: PlaceHold | ExtendHold, round: number, custodian: string): HoldOrdered => ({
  type: 'HoldOrdered',
  data: {
    holdId: data.holdId,
    round,
    custodian,
    reviewAt: data.reviewAt,
    elements: Object.keys(data.scope).sort(),
  },
  sealed: { matter: data.matter, authority: data.authority, scope: data.scope },
  keep: { class: 'evidence', unit: data.holdId },
});

const evolve = (state: HoldState, event: HoldEvent): HoldState => {
  switch (event.type) {
    case 'HoldPreviewed':
      return state;
    case 'HoldOrdered':
      return { ...state, custodian: event.data.custodian, ordered: event.data.round, requested: null };
    case 'HoldPlaced':
    case 'HoldScopeExtended':
      return { ...state, settled: event.data.round };
    case 'HoldReleaseRequested':
      return { ...state, requested: { memberId: event.data.memberId, resolution: event.data.resolution } };
    case 'HoldReleased':
      return { ...state, released: true };
  }
};

export const hold: Decider<HoldCommand, HoldState, HoldEvent> = {
  category: 'hold',
  stream: ({ data }) => `hold-${data.holdId}`,
  initial: { custodian: null, ordered: 0, settled: 0, requested: null, released: false },
  evolve,
  on: {
    PreviewHold: {
      rules: [...ordering, standing(({ custodian }) => custodian === null)],
      events: ({ command: { data }, by }) => [
        {
          type: 'HoldPreviewed',
          data: { holdId: data.holdId, memberId: by.id, elements: Object.keys(data.scope).sort() },
          sealed: { matter: data.matter, authority: data.authority, scope: data.scope },
          keep: { class: 'access-record', unit: data.holdId },
        },
      ],
    },
    PlaceHold: {
      rules: [...ordering, standing(({ custodian }) => custodian === null)],
      events: ({ command, by }) => [ordered(command, 1, by.id)],
    },
    ExtendHold: {
      rules: [...ordering, stands],
      events: ({ command, state, by }) => [ordered(command, state.ordered + 1, by.id)],
    },
    SettleHold: {
      rules: [
        rule(
          '430.8¶3.3',
          'R-HOLD-ORDER',
          'units are held and let go by the system, as a hold that people ordered or released says',
          ({ by, state, command }) => by.kind === 'clock' && command.data.round === state.ordered,
          'Place or release a hold; the system then does this for every day it reaches.',
        ),
      ],
      events: ({ command: { data }, state }) =>
        state.settled >= data.round ? [] : [{ type: data.round === 1 ? 'HoldPlaced' : 'HoldScopeExtended', data }],
    },
    RequestHoldRelease: {
      rules: [...session, byCustodian(), stands, release(({ command }) => isDigest(command.data.resolution))],
      events: ({ command: { data }, by }) => [{ type: 'HoldReleaseRequested', data: { ...data, memberId: by.id } }],
    },
    ReleaseHold: {
      rules: [
        ...session,
        stands,
        release(
          ({ by, standing: { position }, command: { data }, state: { requested } }) =>
            position === 'city-attorney' &&
            requested !== null &&
            requested.memberId !== by.id &&
            requested.resolution === data.resolution,
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'HoldReleased', data: { ...data, memberId: by.id } }],
    },
  },
};
