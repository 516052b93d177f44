/** A member's sessions: opened with individual credentials, one at a time, locked after repeated failure. */
import type { Case, Command, Decider, Event } from './decider.js';
import { fresh, possessed, type Proof, type Showings, type Shown } from './factor.js';
import { type RefusalCode, rule, unless } from './policy/rule.js';
import type { Settings } from './policy/settings.js';
import { administration, session } from './standing.js';
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
  }
>;
export type BannerAccepted = Event<'BannerAccepted', { readonly memberId: string; readonly sessionId: string }>;
export type SessionClosed = Event<
  'SessionClosed',
  { readonly memberId: string; readonly sessionId: string; readonly why: 'logged-out' | 'superseded' }
>;
export type AccountReleased = Event<'AccountReleased', { readonly memberId: string }>;
/** Nobody had logged in for as long as CJIS AC-2 allows; the Administrator or the Chief may release the account. */
export type AccountDisabled = Event<'AccountDisabled', { readonly memberId: string; readonly unusedSince: string }>;
export type SessionEvent = SessionOpened | BannerAccepted | SessionClosed | AccountReleased | AccountDisabled;

export type LogIn = Command<
  'LogIn',
  Omit<SessionOpened['data'], 'openedAt' | 'factor'> & {
    /** Found by the shell. */
    readonly passwordVerified: boolean;
    /** Found by the shell: null where none was shown, or it was not the member's. */
    readonly factor: Proof | null;
  }
>;
export type AcceptBanner = Command<'AcceptBanner', BannerAccepted['data']>;
export type LogOut = Command<'LogOut', { readonly memberId: string; readonly sessionId: string }>;
export type ReleaseAccount = Command<'ReleaseAccount', AccountReleased['data']>;
export type DisableAccount = Command<'DisableAccount', AccountDisabled['data']>;
export type SessionCommand = LogIn | AcceptBanner | LogOut | ReleaseAccount | DisableAccount;

export type SessionState = {
  readonly sessionId: string | null;
  readonly token: string | null;
  readonly accepted: boolean;
  readonly departmentDevice: boolean;
  readonly openedAt: string | null;
  /** Times of the failed log-ins since the last success or release. */
  readonly failures: readonly string[];
  /** Since when nobody has used the account, once it was disabled for that. */
  readonly disabled: boolean;
  readonly lastOpenedAt: string | null;
  /** When each second factor was last shown. */
  readonly shown: Showings;
};

const none: SessionState = {
  sessionId: null,
  token: null,
  accepted: false,
  departmentDevice: false,
  openedAt: null,
  failures: [],
  disabled: false,
  lastOpenedAt: null,
  shown: {},
};

/** Failed log-ins remembered: more than any setting asks for. */
const REMEMBERED = 100;

/** Five failures within a quarter of an hour lock the account until an administrator releases it (CJIS, AC-7). */
export const locked = ({ failures }: SessionState, { lockoutAttempts, lockoutMinutes }: Settings): boolean => {
  const first = failures.at(-lockoutAttempts);
  const last = failures.at(-1);
  return first !== undefined && last !== undefined && between(first, last) <= lockoutMinutes * minute;
};

const closed = { sessionId: null, token: null, accepted: false, departmentDevice: false, openedAt: null } as const;

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

/** What counts as a failed log-in: a guess at the password, or at the second factor. */
const guesses: readonly RefusalCode[] = ['R-AUTH', 'R-SECOND-FACTOR', 'R-REPLAY'];

const ownSession = rule<Case<AcceptBanner | LogOut, SessionState>>(
  '430.6(i)',
  'R-AUTH',
  'the member acts in an open session of his own',
  ({ by, state, command }) => by.id === command.data.memberId && state.sessionId === command.data.sessionId,
  'Log in again.',
);

export const sessions: Decider<SessionCommand, SessionState, SessionEvent> = {
  category: 'session',
  stream: ({ data }) => `session-${data.memberId}`,
  initial: none,
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'SessionOpened': {
        const { sessionId, token, departmentDevice, openedAt } = data;
        const opened = { sessionId, token, departmentDevice, openedAt, lastOpenedAt: openedAt };
        return { ...state, ...opened, accepted: false, failures: [], shown: showing(state.shown, data.factor) };
      }
      case 'BannerAccepted':
        return { ...state, accepted: true };
      case 'SessionClosed':
        return data.sessionId === state.sessionId ? { ...state, ...closed } : state;
      case 'AccountReleased':
        return { ...state, failures: [], disabled: false };
      case 'AccountDisabled':
        return { ...state, disabled: true };
    }
  },
  refused: (state, { action, codes }, at) =>
    action === 'LogIn' && codes.some((code) => guesses.includes(code)) && !codes.includes('R-LOCKED')
      ? { ...state, failures: [...state.failures, at].slice(-REMEMBERED) }
      : state,
  on: {
    LogIn: {
      rules: [
        rule(
          '430.7(d)',
          'R-AUTH',
          'the credentials are the member’s own',
          ({ command }) => command.data.passwordVerified,
          'Check username and password.',
        ),
        rule(
          '430.6(i)',
          'R-LOCKED',
          'the account is not locked',
          ({ state, terms }) => !locked(state, terms.settings),
          'Ask the ALPR Administrator to release the account.',
        ),
        rule(
          '430.6(i)',
          'R-DISABLED',
          'the account has not been disabled for disuse',
          ({ state }) => !state.disabled,
          'Ask the ALPR Administrator to release the account.',
        ),
        possessed,
        fresh,
      ],
      events: ({ command: { data }, state, at }) => {
        const { memberId, sessionId, token, departmentDevice, factor } = data;
        const opened: SessionOpened = {
          type: 'SessionOpened',
          data: {
            memberId,
            sessionId,
            token,
            departmentDevice,
            openedAt: at,
            ...(factor && { factor: shownOf(factor) }),
          },
        };
        if (state.sessionId === null) return [opened];
        return [{ type: 'SessionClosed', data: { memberId, sessionId: state.sessionId, why: 'superseded' } }, opened];
      },
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
        ...session,
        ...unless<Case<ReleaseAccount, SessionState>>(
          ({ standing }) => standing.position === 'police-chief',
          administration.filter((one) => !session.includes(one)),
        ),
      ],
      events: ({ command, state }) =>
        state.failures.length > 0 || state.disabled ? [{ type: 'AccountReleased', data: command.data }] : [],
    },
    DisableAccount: {
      rules: [
        rule(
          '430.6(i)',
          'R-CLOCK',
          'an account is disabled for disuse by the system itself, when its time has come',
          ({ by }) => by.kind === 'clock',
          'Revoke the access, where it must end before that.',
        ),
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
