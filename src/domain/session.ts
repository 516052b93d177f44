/** A member's sessions: opened with individual credentials, one at a time, locked after repeated failure. */
import { isTerminal } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import type { DeviceClass } from './device.js';
import type { Proof, Showings, Shown } from './factor.js';
import { rule, unless } from './policy/rule.js';
import { locks } from './sessionlock.js';
import { authenticated, byClock, isGuess, ownSession } from './sessionrules.js';
import { assigned, session } from './standing.js';
import { between, day, minute } from './time.js';

// Stored for good: never rename, only add.
export type SessionOpened = Event<
  'SessionOpened',
  {
    readonly memberId: string;
    readonly sessionId: string;
    /** SHA-256 of the bearer token, hex. */
    readonly token: string;
    readonly departmentDevice: boolean;
    readonly openedAt: string;
    /** The second factor that was shown; absent before there were any. */
    readonly factor?: Shown;
    /** The enrolled device it runs on; absent where it showed none. */
    readonly device?: string;
    readonly deviceClass?: DeviceClass;
  }
>;
export type BannerAccepted = Event<'BannerAccepted', { readonly memberId: string; readonly sessionId: string }>;
export type SessionClosed = Event<
  'SessionClosed',
  { readonly memberId: string; readonly sessionId: string; readonly why: 'logged-out' | 'superseded' }
>;
/** Left alone, or locked by hand; `idleSince` is null where the member locked it. */
export type SessionLocked = Event<
  'SessionLocked',
  { readonly memberId: string; readonly sessionId: string; readonly idleSince: string | null }
>;
export type SessionUnlocked = Event<
  'SessionUnlocked',
  { readonly memberId: string; readonly sessionId: string; readonly factor: Shown; readonly unlockedAt: string }
>;
/** A new log-in took the place of a session that was in use a moment before: two people, perhaps. */
export type ConcurrentUseDetected = Event<
  'ConcurrentUseDetected',
  { readonly memberId: string; readonly sessionId: string; readonly supersededBy: string; readonly activeAt: string }
>;
/** The token of a session that is closed, or of another device, was shown; it opened nothing. */
export type StrayTokenPresented = Event<
  'StrayTokenPresented',
  { readonly memberId: string; readonly sessionId: string; readonly how: 'closed-session' | 'other-device' }
>;
export type AccountReleased = Event<'AccountReleased', { readonly memberId: string }>;
/** Nobody had logged in for as long as CJIS AC-2 allows; the Administrator or the Chief may release the account. */
export type AccountDisabled = Event<'AccountDisabled', { readonly memberId: string; readonly unusedSince: string }>;
export type SessionEvent =
  | SessionOpened
  | BannerAccepted
  | SessionLocked
  | SessionUnlocked
  | SessionClosed
  | ConcurrentUseDetected
  | StrayTokenPresented
  | AccountReleased
  | AccountDisabled;

export type LogIn = Command<
  'LogIn',
  Omit<SessionOpened['data'], 'openedAt' | 'factor'> & {
    /** Found by the shell. */
    readonly passwordVerified: boolean;
    /** Found by the shell: null where none was shown, or it was not the member's. */
    readonly factor: Proof | null;
    /** Found by the shell: when the session that this one takes the place of was last used. */
    readonly earlierActiveAt?: string | null;
  }
>;
export type LockSession = Command<'LockSession', SessionLocked['data']>;
export type UnlockSession = Command<
  'UnlockSession',
  {
    readonly memberId: string;
    readonly sessionId: string;
    readonly passwordVerified: boolean;
    readonly factor: Proof | null;
  }
>;
export type ReportStrayToken = Command<'ReportStrayToken', StrayTokenPresented['data']>;
export type AcceptBanner = Command<'AcceptBanner', BannerAccepted['data']>;
export type LogOut = Command<'LogOut', { readonly memberId: string; readonly sessionId: string }>;
export type ReleaseAccount = Command<'ReleaseAccount', AccountReleased['data']>;
export type DisableAccount = Command<'DisableAccount', AccountDisabled['data']>;
export type SessionCommand =
  LogIn | AcceptBanner | LockSession | UnlockSession | LogOut | ReportStrayToken | ReleaseAccount | DisableAccount;

export type SessionState = {
  readonly sessionId: string | null;
  readonly token: string | null;
  readonly accepted: boolean;
  readonly departmentDevice: boolean;
  readonly device: string | null;
  readonly deviceClass: DeviceClass | null;
  readonly openedAt: string | null;
  readonly locked: boolean;
  /** When it was opened, or last unlocked. */
  readonly attendedAt: string | null;
  /** Times of the failed log-ins since the last success or release. */
  readonly failures: readonly string[];
  /** Since when nobody has used the account, once it was disabled for that. */
  readonly disabled: boolean;
  readonly lastOpenedAt: string | null;
  /** When each second factor was last shown. */
  readonly shown: Showings;
};

/** A session that is none. */
export const closed = {
  sessionId: null,
  token: null,
  accepted: false,
  departmentDevice: false,
  device: null,
  deviceClass: null,
  openedAt: null,
  locked: false,
  attendedAt: null,
} as const;

const none: SessionState = { ...closed, failures: [], disabled: false, lastOpenedAt: null, shown: {} };

/** Failed log-ins remembered: more than any setting asks for. */
const REMEMBERED = 100;

const unused = ({
  command: { data },
  state: { lastOpenedAt },
  at,
  terms,
}: Case<DisableAccount, SessionState>): boolean => {
  const since = lastOpenedAt !== null && lastOpenedAt > data.unusedSince ? lastOpenedAt : data.unusedSince;
  return between(since, at) >= terms.settings.inactiveDays * day;
};

const showing = (shown: Showings, factor: Shown | undefined): Showings =>
  factor ? { ...shown, [factor.factorId]: { madeAt: factor.madeAt, counter: factor.counter } } : shown;

const shownOf = ({ factorId, kind, madeAt, counter }: Proof): Shown => ({ factorId, kind, madeAt, counter });

const opening = ({ command: { data }, at }: Case<LogIn, SessionState>): SessionOpened => {
  const { memberId, sessionId, token, departmentDevice, factor, device, deviceClass } = data;
  return {
    type: 'SessionOpened',
    data: {
      memberId,
      sessionId,
      token,
      departmentDevice,
      openedAt: at,
      ...(factor && { factor: shownOf(factor) }),
      ...(device && { device }),
      ...(deviceClass && { deviceClass }),
    },
  };
};

/** One session at a time: what was open is closed, and noted where it was still in use. */
const superseding = ({ command: { data }, state, at, terms }: Case<LogIn, SessionState>): readonly SessionEvent[] => {
  const { memberId, sessionId: supersededBy, earlierActiveAt = null } = data;
  const { sessionId } = state;
  if (sessionId === null) return [];
  const closing: SessionClosed = { type: 'SessionClosed', data: { memberId, sessionId, why: 'superseded' } };
  const inUse =
    earlierActiveAt !== null &&
    !state.locked &&
    between(earlierActiveAt, at) < terms.settings.concurrentMinutes * minute;
  if (!inUse) return [closing];
  return [
    closing,
    { type: 'ConcurrentUseDetected', data: { memberId, sessionId, supersededBy, activeAt: earlierActiveAt } },
  ];
};

export const sessions: Decider<SessionCommand, SessionState, SessionEvent> = {
  category: 'session',
  stream: ({ data }) => `session-${data.memberId}`,
  initial: none,
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'SessionOpened': {
        const { sessionId, token, departmentDevice, openedAt, device = null, deviceClass = null } = data;
        const at = { openedAt, lastOpenedAt: openedAt, attendedAt: openedAt };
        const opened = { sessionId, token, departmentDevice, device, deviceClass, ...at, locked: false };
        return { ...state, ...opened, accepted: false, failures: [], shown: showing(state.shown, data.factor) };
      }
      case 'BannerAccepted':
        return { ...state, accepted: true };
      case 'SessionLocked':
        return { ...state, locked: true };
      case 'SessionUnlocked': {
        const shown = showing(state.shown, data.factor);
        return { ...state, locked: false, attendedAt: data.unlockedAt, failures: [], shown };
      }
      case 'ConcurrentUseDetected':
      case 'StrayTokenPresented':
        return state;
      case 'SessionClosed':
        return data.sessionId === state.sessionId ? { ...state, ...closed } : state;
      case 'AccountReleased':
        return { ...state, failures: [], disabled: false };
      case 'AccountDisabled':
        return { ...state, disabled: true };
    }
  },
  refused: (state, { action, codes }, at) =>
    isGuess(action, codes) ? { ...state, failures: [...state.failures, at].slice(-REMEMBERED) } : state,
  on: {
    ...locks,
    LogIn: {
      rules: authenticated,
      events: (facts) => [...superseding(facts), opening(facts)],
    },
    AcceptBanner: {
      rules: [ownSession],
      events: ({ command, state }) => (state.accepted ? [] : [{ type: 'BannerAccepted', data: command.data }]),
    },
    LogOut: {
      rules: [ownSession],
      events: ({ command: { data } }) => [
        { type: 'SessionClosed', data: { memberId: data.memberId, sessionId: data.sessionId, why: 'logged-out' } },
      ],
    },
    ReleaseAccount: {
      // Five wrong passwords must not leave the Department without anybody who can release an account.
      rules: [
        ...unless<Case<ReleaseAccount, SessionState>>(({ by }) => isTerminal(by), session),
        ...unless<Case<ReleaseAccount, SessionState>>(
          ({ by, standing }) => isTerminal(by) || standing.position === 'police-chief',
          assigned('accounts').filter((one) => !session.includes(one)),
        ),
        rule(
          '430.6(i)',
          'R-SELF-RELEASE',
          'nobody releases his own account',
          ({ by, command }) => by.id !== command.data.memberId,
          'The Chief releases the Administrator’s account, and the Administrator the Chief’s.',
        ),
      ],
      events: ({ command, state }) =>
        state.failures.length > 0 || state.disabled ? [{ type: 'AccountReleased', data: command.data }] : [],
    },
    DisableAccount: {
      rules: [
        byClock,
        rule(
          '430.6(i)',
          'R-IN-USE',
          'nobody has logged in to the account for as long as it may stand unused',
          unused,
          'An account in use is not disabled; access that must end is revoked.',
        ),
      ],
      events: ({ command: { data }, state }) => (state.disabled ? [] : [{ type: 'AccountDisabled', data }]),
    },
  },
};
