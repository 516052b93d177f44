/** What every opening of a session asks: own credentials, a second factor, and an account that is not closed. */
import type { Case } from './decider.js';
import { fresh, possessed, type Proof } from './factor.js';
import { type RefusalCode, type Rule, rule } from './policy/rule.js';
import type { Settings } from './policy/settings.js';
import type { SessionState } from './session.js';
import { between, minute } from './time.js';

/** Five failures within a quarter of an hour lock the account until an administrator releases it (CJIS, AC-7). */
export const locked = (
  { failures }: Pick<SessionState, 'failures'>,
  { lockoutAttempts, lockoutMinutes }: Settings,
): boolean => {
  const first = failures.at(-lockoutAttempts);
  const last = failures.at(-1);
  return first !== undefined && last !== undefined && between(first, last) <= lockoutMinutes * minute;
};

/** What counts as a failed log-in: a guess at the password, or at the second factor. */
const guesses: readonly RefusalCode[] = ['R-AUTH', 'R-SECOND-FACTOR', 'R-REPLAY'];
const guessing = ['LogIn', 'UnlockSession'];

/** True for a refusal that counts towards the lockout. */
export const isGuess = (action: string, codes: readonly RefusalCode[]): boolean =>
  guessing.includes(action) && codes.some((code) => guesses.includes(code)) && !codes.includes('R-LOCKED');

type Showing = { readonly data: { readonly passwordVerified: boolean; readonly factor: Proof | null } };

/** Password and second factor, both, each time. */
export const authenticated: readonly Rule<Case<Showing, SessionState>>[] = [
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
];

type Own = { readonly data: { readonly memberId: string; readonly sessionId: string } };

export const isOwn = ({ by, state, command }: Case<Own, SessionState>): boolean =>
  by.id === command.data.memberId && state.sessionId === command.data.sessionId;

export const ownSession = rule<Case<Own, SessionState>>(
  '430.6(i)',
  'R-AUTH',
  'the member acts in an open session of his own',
  isOwn,
  'Log in again.',
);

/** What ends with time, or is found by the system, is recorded by nobody else. */
export const byClock = rule<Case<unknown, SessionState>>(
  '430.6(i)',
  'R-CLOCK',
  'what ends with time is ended by the system itself, when its time has come',
  ({ by }) => by.kind === 'clock',
  'Revoke the access, where it must end before that.',
);
