/** A hit: an alert nobody may act on until it was compared by eye and confirmed (430.6(k)); it may be corrected (l). */
import type { Actor, Member } from './actor.js';
import type { Command, Decider, Event } from './decider.js';
import type { HotListCategory } from './hotlist.js';
import { acting, compared, confirming, correcting, exigent, opening, overdue, raising, reviewing } from './hitrules.js';
import { staleness } from './policy/categories.js';
import { content } from './standing.js';
import { after, between, hour } from './time.js';

/** How the plate met the hot list: letter for letter, but for look-alikes, or as a partial plate. */
export type MatchKind = 'exact' | 'confusable' | 'partial';
export type EnforcementAction = 'traffic-stop' | 'investigative-stop' | 'arrest' | 'tow' | 'citation' | 'other';

// Stored for good: never rename, only add.
export type HitAlertRaised = Event<
  'HitAlertRaised',
  {
    readonly hitId: string;
    readonly detectionId: string;
    readonly cameraId: string;
    readonly capturedAt: string;
    readonly entryId: string;
    readonly hotListId: string;
    readonly category: HotListCategory;
    readonly match: MatchKind;
    readonly verified: false;
    /** Of an imported list: the version in force when the plate was seen. */
    readonly versionId?: string;
    /** Whole hours since the source vouched for the list, where that is longer than it should be. */
    readonly staleHours?: number;
  },
  {
    readonly plate: string;
    readonly plateState: string;
    readonly entryPlate: string;
    readonly entryState: string;
    readonly reason: string;
    readonly reference?: string;
  }
>;
export type HitImageOpened = Event<
  'HitImageOpened',
  { readonly hitId: string; readonly memberId: string; readonly sessionId: string }
>;
export type HitVisuallyVerified = Event<
  'HitVisuallyVerified',
  { readonly hitId: string; readonly memberId: string; readonly sessionId: string }
>;
export type HitRejected = Event<
  'HitRejected',
  { readonly hitId: string; readonly memberId: string; readonly wrongState: boolean; readonly misread: boolean }
>;
export type HitConfirmed = Event<
  'HitConfirmed',
  { readonly hitId: string; readonly memberId: string; readonly channel: 'radio' | 'mdc' },
  { readonly confirmer: string }
>;
export type HitConfirmationNegative = Event<
  'HitConfirmationNegative',
  { readonly hitId: string; readonly memberId: string; readonly channel: 'radio' | 'mdc' },
  { readonly confirmer: string }
>;
export type ExigencyDeclared = Event<
  'ExigencyDeclared',
  {
    readonly hitId: string;
    readonly memberId: string;
    /** Absent from the first lines. */ readonly declaredAt?: string;
  },
  { readonly narrative: string }
>;
/** A supervisor looked at the exigency: whether circumstances were such, and whether he looked in time. */
export type ExigencyReviewed = Event<
  'ExigencyReviewed',
  {
    readonly hitId: string;
    readonly memberId: string;
    readonly declaredBy: string;
    readonly justified: boolean;
    readonly inTime: boolean;
  },
  { readonly note: string }
>;
/** Nobody has reviewed it in time: a finding. */
export type ExigencyReviewOverdue = Event<
  'ExigencyReviewOverdue',
  { readonly hitId: string; readonly declaredBy: string; readonly dueBy: string }
>;
export type EnforcementActionRecorded = Event<
  'EnforcementActionRecorded',
  {
    readonly hitId: string;
    readonly memberId: string;
    readonly action: EnforcementAction;
    readonly confirmed: boolean;
    readonly exigent: boolean;
  }
>;
export type PlateCorrected = Event<
  'PlateCorrected',
  {
    readonly hitId: string;
    readonly detectionId: string;
    readonly memberId: string;
    readonly basis: 'image' | 'registration';
    /** Whether the hit still stands: another entry that is met now raises an alert of its own. */
    readonly stillMatches: boolean;
    /** Who looked too, where somebody did. Absent from the first lines. */
    readonly secondMemberId?: string;
  },
  {
    readonly from: string;
    readonly to: string;
    readonly fromState: string;
    readonly toState: string;
    readonly note?: string;
  }
>;
export type HitEvent =
  | HitAlertRaised
  | HitImageOpened
  | HitVisuallyVerified
  | HitRejected
  | HitConfirmed
  | HitConfirmationNegative
  | ExigencyDeclared
  | ExigencyReviewed
  | ExigencyReviewOverdue
  | EnforcementActionRecorded
  | PlateCorrected;

type OfHit<Data = object> = { readonly hitId: string } & Data;
/** Found by the shell: the read was set aside, because the camera saw what is not exposed to public view. */
type Aside = { readonly quarantined: boolean };
export type RaiseHitAlert = Command<
  'RaiseHitAlert',
  Omit<HitAlertRaised['data'], 'verified' | 'versionId' | 'staleHours'> &
    Omit<NonNullable<HitAlertRaised['sealed']>, 'reference'> &
    Aside & {
      readonly reference?: string | null;
      readonly version?: { readonly versionId: string; readonly asOf: string } | null;
    }
>;
export type OpenHitImage = Command<'OpenHitImage', OfHit<Aside>>;
export type CompareHit = Command<
  'CompareHit',
  OfHit<{ readonly stateAgrees?: boolean | undefined; readonly charactersAgree?: boolean | undefined }>
>;
export type ConfirmHit = Command<
  'ConfirmHit',
  OfHit<{ readonly channel: 'radio' | 'mdc'; readonly confirmer: string; readonly active: boolean }>
>;
export type DeclareExigency = Command<'DeclareExigency', OfHit<{ readonly narrative: string }>>;
export type ReviewExigency = Command<'ReviewExigency', OfHit<{ readonly justified: boolean; readonly note: string }>>;
export type FlagOverdueReview = Command<'FlagOverdueReview', OfHit>;
export type RecordAction = Command<'RecordAction', OfHit<{ readonly action: EnforcementAction }>>;
export type CorrectPlate = Command<
  'CorrectPlate',
  OfHit<{
    readonly plate: string;
    readonly plateState: string;
    readonly basis: string;
    /** Found by the shell: what the corrected plate meets on the hot lists now. */
    readonly meets: 'same-entry' | 'other-entry' | 'nothing';
    /** A second member who looked too; needed when the correction meets another entry. */
    readonly secondMemberId: string | null;
    /** What else there is to say of the plate; nothing of a person. */
    readonly note?: string | null;
    /** Found by the shell: the note names a member of the Department. */
    readonly namesMember: boolean;
    /** Found by the shell: the plate, as read or as corrected, is one the member may not touch. */
    readonly conflict: boolean;
  }>
>;
export type HitCommand =
  | RaiseHitAlert
  | OpenHitImage
  | CompareHit
  | ConfirmHit
  | DeclareExigency
  | ReviewExigency
  | FlagOverdueReview
  | RecordAction
  | CorrectPlate;

export type HitState = {
  readonly raised: boolean;
  readonly detectionId: string;
  readonly plate: string | null;
  readonly plateState: string;
  /** Sessions in which the image was opened. */
  readonly opened: readonly string[];
  readonly verdict: 'none' | 'verified' | 'rejected';
  /** False once the plate was corrected to one that is on no hot list. */
  readonly matches: boolean;
  readonly confirmation: 'none' | 'positive' | 'negative';
  readonly exigent: boolean;
  /** The exigency last declared, until a supervisor has reviewed it. */
  readonly unreviewed: { readonly by: string; readonly at: string; readonly flagged: boolean } | null;
};

const kept = (hitId: string) => ({ class: 'hit', unit: hitId }) as const;
/** Only a member in a session of his own comes this far. */
const sessionOf = (by: Actor): string => (by as Member).sessionId!;

const evolve = (state: HitState, event: HitEvent): HitState => {
  switch (event.type) {
    case 'HitAlertRaised': {
      const { plate = null, plateState = 'unknown' } = event.sealed ?? {};
      return { ...state, raised: true, detectionId: event.data.detectionId, plate, plateState };
    }
    case 'HitImageOpened':
      return { ...state, opened: [...state.opened, event.data.sessionId] };
    case 'HitVisuallyVerified':
      return { ...state, verdict: 'verified' };
    case 'HitRejected':
      // What was confirmed before the eye said no was confirmed of something else; what was denied stays denied.
      return {
        ...state,
        verdict: 'rejected',
        confirmation: state.confirmation === 'positive' ? 'none' : state.confirmation,
      };
    case 'HitConfirmed':
      return { ...state, confirmation: 'positive' };
    case 'HitConfirmationNegative':
      return { ...state, confirmation: 'negative' };
    case 'ExigencyDeclared':
      return {
        ...state,
        exigent: true,
        unreviewed: { by: event.data.memberId, at: event.data.declaredAt ?? '', flagged: false },
      };
    case 'ExigencyReviewed':
      return { ...state, unreviewed: null };
    case 'ExigencyReviewOverdue':
      return { ...state, unreviewed: state.unreviewed && { ...state.unreviewed, flagged: true } };
    case 'PlateCorrected': {
      const { to: plate = null, toState: plateState = 'unknown' } = event.sealed ?? {};
      // A corrected alert is another comparison: what was verified or confirmed of the old text is void.
      const { stillMatches: matches } = event.data;
      const fresh = { verdict: matches ? 'none' : 'rejected', confirmation: 'none' } as const;
      return { ...state, plate, plateState, matches, ...fresh };
    }
    case 'EnforcementActionRecorded':
      return state;
  }
};

export const hit: Decider<HitCommand, HitState, HitEvent> = {
  category: 'hit',
  stream: ({ data }) => `hit-${data.hitId}`,
  initial: {
    raised: false,
    detectionId: '',
    plate: null,
    plateState: 'unknown',
    opened: [],
    verdict: 'none',
    matches: true,
    confirmation: 'none',
    exigent: false,
    unreviewed: null,
  },
  evolve,
  on: {
    RaiseHitAlert: {
      rules: raising,
      events: ({ command: { data }, state, terms }) => {
        if (state.raised) return [];
        const { plate, plateState, entryPlate, entryState, reason, ...more } = data;
        const { quarantined: _, reference, version, ...clear } = more;
        return [
          {
            type: 'HitAlertRaised',
            data: {
              ...clear,
              verified: false,
              ...(version && {
                versionId: version.versionId,
                ...staleness(version.asOf, data.capturedAt, terms.settings),
              }),
            },
            sealed: { plate, plateState, entryPlate, entryState, reason, ...(reference && { reference }) },
            keep: kept(data.hitId),
          },
        ];
      },
    },
    OpenHitImage: {
      rules: [...content, ...opening],
      events: ({ command: { data }, by }) => [
        { type: 'HitImageOpened', data: { hitId: data.hitId, memberId: by.id, sessionId: sessionOf(by) } },
      ],
    },
    CompareHit: {
      rules: [...content, ...compared],
      events: ({ command: { data }, by }) => {
        const { hitId, stateAgrees, charactersAgree } = data;
        if (stateAgrees && charactersAgree)
          return [{ type: 'HitVisuallyVerified', data: { hitId, memberId: by.id, sessionId: sessionOf(by) } }];
        const rejected = { hitId, memberId: by.id, wrongState: !stateAgrees, misread: !charactersAgree };
        return [{ type: 'HitRejected', data: rejected }];
      },
    },
    ConfirmHit: {
      rules: [...content, ...confirming],
      events: ({ command: { data }, by }) => [
        {
          type: data.active ? 'HitConfirmed' : 'HitConfirmationNegative',
          data: { hitId: data.hitId, memberId: by.id, channel: data.channel },
          sealed: { confirmer: data.confirmer },
          keep: kept(data.hitId),
        },
      ],
    },
    DeclareExigency: {
      rules: [...content, ...exigent],
      events: ({ command: { data }, by, at }) => [
        {
          type: 'ExigencyDeclared',
          data: { hitId: data.hitId, memberId: by.id, declaredAt: at },
          sealed: { narrative: data.narrative },
          keep: kept(data.hitId),
        },
      ],
    },
    ReviewExigency: {
      rules: [...content, ...reviewing],
      events: ({ command: { data }, state, by, at, terms }) => [
        {
          type: 'ExigencyReviewed',
          data: {
            hitId: data.hitId,
            memberId: by.id,
            declaredBy: state.unreviewed!.by,
            justified: data.justified,
            inTime: between(state.unreviewed!.at, at) <= terms.settings.exigencyReviewHours * hour,
          },
          sealed: { note: data.note },
          keep: kept(data.hitId),
        },
      ],
    },
    FlagOverdueReview: {
      rules: overdue,
      events: ({ command: { data }, state: { unreviewed }, terms }) =>
        unreviewed!.flagged
          ? []
          : [
              {
                type: 'ExigencyReviewOverdue',
                data: {
                  hitId: data.hitId,
                  declaredBy: unreviewed!.by,
                  dueBy: after(unreviewed!.at, terms.settings.exigencyReviewHours * hour),
                },
              },
            ],
    },
    RecordAction: {
      rules: [...content, ...acting],
      events: ({ command: { data }, state, by }) => [
        {
          type: 'EnforcementActionRecorded',
          data: {
            hitId: data.hitId,
            memberId: by.id,
            action: data.action,
            confirmed: state.confirmation === 'positive',
            exigent: state.exigent,
          },
        },
      ],
    },
    CorrectPlate: {
      rules: [...content, ...correcting],
      events: ({ command: { data }, state, by }) => [
        {
          type: 'PlateCorrected',
          data: {
            hitId: data.hitId,
            detectionId: state.detectionId,
            memberId: by.id,
            basis: data.basis as 'image' | 'registration',
            stillMatches: data.meets === 'same-entry',
            ...(data.secondMemberId !== null && { secondMemberId: data.secondMemberId }),
          },
          sealed: {
            from: state.plate ?? 'unknown',
            to: data.plate,
            fromState: state.plateState,
            toState: data.plateState,
            ...(data.note && { note: data.note }),
          },
          keep: kept(data.hitId),
        },
      ],
    },
  },
};
