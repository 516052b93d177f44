/** Stories of sessions: own credentials, one session at a time, and a lock after five failures in a quarter hour. */
import type { ActionRefused } from '../../src/domain/decider.js';
import type { Proof, Shown } from '../../src/domain/factor.js';
import {
  type AccountDisabled,
  type AccountReleased,
  type BannerAccepted,
  type SessionClosed,
  type SessionOpened,
  sessions,
} from '../../src/domain/session.js';
import {
  administrator,
  assignedTo,
  at,
  chief,
  clock,
  lacking,
  morning,
  noon,
  officer,
  partner,
  stranger,
  terminal,
} from './people.js';
import { lockStories } from './sessionlock.js';
import { tell, told } from './story.js';

const { given } = tell(sessions, officer);

const memberId = officer.by.id;
const sessionId = 'officer-today';
/** The code whose time step began at that time, as it is kept. */
const shown = (madeAt: string): Shown => ({ factorId: 'telephone', kind: 'totp', madeAt, counter: 0 });
const shownNow = { ...shown(noon), provedAt: '2025-01-01T00:00:00.000Z' };

const openedAt = (time: string, session = sessionId, madeAt = time): SessionOpened => ({
  type: 'SessionOpened',
  data: {
    memberId,
    sessionId: session,
    token: `token of ${session}`,
    departmentDevice: true,
    openedAt: time,
    factor: shown(madeAt),
  },
});
const opened = openedAt(morning);
const accepted: BannerAccepted = { type: 'BannerAccepted', data: { memberId, sessionId } };
const closed = (why: 'logged-out' | 'superseded', session = sessionId): SessionClosed => ({
  type: 'SessionClosed',
  data: { memberId, sessionId: session, why },
});
const released: AccountReleased = { type: 'AccountReleased', data: { memberId } };

const autumn = '2025-10-07T12:00:00.000Z';
const disabled: AccountDisabled = { type: 'AccountDisabled', data: { memberId, unusedSince: autumn } };
const disable = { type: 'DisableAccount', data: disabled.data } as const;

const logIn = (passwordVerified: boolean, factor: Proof | null = shownNow) =>
  ({
    type: 'LogIn',
    data: { memberId, sessionId, token: `token of ${sessionId}`, departmentDevice: true, passwordVerified, factor },
  }) as const;
const codeOf = (madeAt: string): Proof => ({ ...shownNow, madeAt });
const acceptBanner = { type: 'AcceptBanner', data: accepted.data } as const;
const logOut = { type: 'LogOut', data: { memberId, sessionId } } as const;
const release = { type: 'ReleaseAccount', data: released.data } as const;

/** A log-in refused at that minute of the hour before noon. */
const failed = (minute: string, codes: ActionRefused['data']['codes'] = ['R-AUTH']) => ({
  event: { type: 'ActionRefused', data: { action: 'LogIn', codes } } satisfies ActionRefused,
  at: `2026-01-05T11:${minute}:00.000Z`,
});
const four = ['50', '51', '52', '53'].map((minute) => failed(minute));
const five = [...four, failed('54')];
const wrong = '430.7(d) R-AUTH';
const notOwn = '430.6(i) R-AUTH';
const lockedOut = '430.6(i) R-LOCKED';

export const sessionStories = told(sessions, {
  ...lockStories,

  'a member logs in with his own credentials': given().when(logIn(true), stranger).records(openedAt(noon)),
  'a wrong password opens nothing': given().when(logIn(false), stranger).refuses(wrong),
  'a password without a second factor opens nothing': given()
    .when(logIn(true, null), stranger)
    .refuses('430.6(i) R-SECOND-FACTOR'),
  'a code opens once': given(openedAt(noon), closed('logged-out'))
    .when(logIn(true), stranger)
    .refuses('430.6(i) R-REPLAY'),
  'a code from before the last one opens nothing': given(openedAt(noon), closed('logged-out'))
    .when(logIn(true, codeOf('2026-01-05T11:59:30.000Z')), stranger)
    .refuses('430.6(i) R-REPLAY'),
  'the code by which an authenticator was enrolled opens nothing': given()
    .when(logIn(true, { ...shownNow, provedAt: noon }), stranger)
    .refuses('430.6(i) R-REPLAY'),
  'a code is good for two minutes': given()
    .when(logIn(true, codeOf('2026-01-05T11:58:00.000Z')), stranger)
    .records(openedAt(noon, sessionId, '2026-01-05T11:58:00.000Z')),
  'a code older than two minutes opens nothing': given()
    .when(logIn(true, codeOf('2026-01-05T11:57:59.999Z')), stranger)
    .refuses('430.6(i) R-REPLAY'),
  'the next code opens where the authenticator’s clock goes before ours': given()
    .when(logIn(true, codeOf('2026-01-05T12:00:30.000Z')), stranger)
    .records(openedAt(noon, sessionId, '2026-01-05T12:00:30.000Z')),
  'a code of a later time opens nothing yet': given()
    .when(logIn(true, codeOf('2026-01-05T12:00:30.001Z')), stranger)
    .refuses('430.6(i) R-REPLAY'),
  'guessed codes lock the account like guessed passwords': given(
    ...['50', '51', '52', '53', '54'].map((minute) => failed(minute, ['R-SECOND-FACTOR'])),
  )
    .when(logIn(true))
    .refuses(lockedOut),
  'a new session closes the one before': given(openedAt(morning, 'earlier'))
    .when(logIn(true))
    .records(closed('superseded', 'earlier'), openedAt(noon)),
  'a session that was logged out is not closed again': given(
    openedAt(morning, 'earlier'),
    closed('logged-out', 'earlier'),
  )
    .when(logIn(true))
    .records(openedAt(noon)),
  'four failures do not lock the account': given(...four)
    .when(logIn(true))
    .records(openedAt(noon)),
  'the fifth failure is a failure like the others': given(...four)
    .when(logIn(false))
    .refuses(wrong),
  'after the fifth failure the right password opens nothing': given(...five)
    .when(logIn(true))
    .refuses(lockedOut),
  'after the fifth failure a wrong password is refused twice over': given(...five)
    .when(logIn(false))
    .refuses(wrong, lockedOut),
  'an account stays locked until it is released, however long it takes': given(...five)
    .when(logIn(true, codeOf('2026-02-05T12:00:00.000Z')), at(stranger, '2026-02-05T12:00:00.000Z'))
    .refuses(lockedOut),
  'attempts on a locked account do not prolong the list of failures': given(
    ...five,
    failed('58', ['R-AUTH', 'R-LOCKED']),
    released,
    ...four,
  )
    .when(logIn(true))
    .records(openedAt(noon)),
  'five failures in exactly a quarter of an hour lock': given(
    ...['40', '41', '42', '43', '55'].map((minute) => failed(minute)),
  )
    .when(logIn(true))
    .refuses(lockedOut),
  'five failures spread over more than a quarter of an hour do not': given(
    ...['40', '41', '42', '43', '56'].map((minute) => failed(minute)),
  )
    .when(logIn(true))
    .records(openedAt(noon)),
  'of many failures only the last five are counted': given(
    ...['10', '25', '52', '53', '54', '55', '56'].map((minute) => failed(minute)),
  )
    .when(logIn(true))
    .refuses(lockedOut),
  'a log-in in between begins the count anew': given(...four, opened, failed('54'))
    .when(logIn(true))
    .records(closed('superseded'), openedAt(noon)),
  'other refusals are no failed log-ins': given(
    ...four,
    { event: { type: 'ActionRefused', data: { action: 'LogOut', codes: ['R-AUTH'] } }, at: noon },
    { event: { type: 'ActionRefused', data: { action: 'LogIn', codes: ['R-DEVICE'] } }, at: noon },
  )
    .when(logIn(true))
    .records(openedAt(noon)),

  'the banner of a session is accepted by its member': given(opened).when(acceptBanner).records(accepted),
  'a banner is accepted once': given(opened, accepted).when(acceptBanner).records(),
  'each session has its own banner': given(openedAt(morning, 'earlier'), accepted, opened)
    .when(acceptBanner)
    .records(accepted),
  'nobody accepts another’s banner': given(opened).when(acceptBanner, administrator).refuses(notOwn),
  'the banner of a closed session is not accepted': given(opened, closed('logged-out'))
    .when(acceptBanner)
    .refuses(notOwn),

  'a member logs out': given(opened, accepted).when(logOut).records(closed('logged-out')),
  'nobody logs another out': given(opened).when(logOut, administrator).refuses(notOwn),
  'nobody logs out twice': given(opened, closed('logged-out')).when(logOut).refuses(notOwn),
  'logging out of a session that was superseded leaves the new one open': given(
    openedAt(morning, 'earlier'),
    closed('superseded', 'earlier'),
    opened,
    closed('superseded', 'earlier'),
  )
    .when(logOut)
    .records(closed('logged-out')),
  'failures are remembered when a session is closed': given(opened, ...five, closed('logged-out'))
    .when(logIn(true))
    .refuses(lockedOut),

  'the Administrator releases a locked account': given(...five)
    .when(release, administrator)
    .records(released),
  'nobody releases his own account from a session that is still open': given(...five)
    .when(release, { ...chief, by: { kind: 'member', id: memberId, sessionId } })
    .refuses('430.6(i) R-SELF-RELEASE'),
  'an account is released at the terminal that holds the keys': given(...five)
    .when(release, terminal)
    .records(released),
  'the Chief releases the account of a locked Administrator': given(...five)
    .when(release, chief)
    .records(released),
  'an account without failures needs no release': given(opened).when(release, administrator).records(),
  'a released account opens again': given(...five, released)
    .when(logIn(true))
    .records(openedAt(noon)),
  'an account that nobody has used for ninety days is disabled': given(openedAt(autumn))
    .when(disable, clock)
    .records(disabled),
  'an account that was never logged in to is disabled as well': given().when(disable, clock).records(disabled),
  'an account is disabled once': given(openedAt(autumn), disabled).when(disable, clock).records(),
  'an account unused for a millisecond less than ninety days is not': given(openedAt('2025-10-07T12:00:00.001Z'))
    .when(disable, clock)
    .refuses('430.6(i) R-IN-USE'),
  'nobody disables an account by hand': given(openedAt(autumn))
    .when(disable, administrator)
    .refuses('430.6(i) R-CLOCK'),
  'a disabled account opens nothing': given(openedAt(autumn), disabled)
    .when(logIn(true), stranger)
    .refuses('430.6(i) R-DISABLED'),
  'a disabled account is released, and opens again': given(disabled, released)
    .when(logIn(true), stranger)
    .records(openedAt(noon)),
  'the Administrator releases a disabled account': given(disabled).when(release, administrator).records(released),
  'the member does not release his own account': given(...five)
    .when(release)
    .refuses('430.4A(i) R-NOT-ASSIGNED', '430.6(i) R-SELF-RELEASE'),
  'a member assigned to accounts releases one': given(...five)
    .when(release, assignedTo(partner, 'accounts'))
    .records(released),
  ...lacking('accounts', administrator, 'releases no account', (who) => given(...five).when(release, who)),
});
