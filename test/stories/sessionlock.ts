/** Stories of locking: a session left alone is locked, opens to its owner alone, and no two people use one. */
import {
  type ConcurrentUseDetected,
  type SessionClosed,
  type SessionLocked,
  type SessionOpened,
  sessions,
  type SessionUnlocked,
  type StrayTokenPresented,
} from '../../src/domain/session.js';
import { administrator, clock, morning, noon, officer } from './people.js';
import { tell } from './story.js';

const { given } = tell(sessions, officer);

const memberId = officer.by.id;
const sessionId = 'officer-today';
const half = '2026-01-05T11:30:00.000Z';
const shown = (madeAt: string) => ({ factorId: 'telephone', kind: 'totp', madeAt, counter: 0 }) as const;
const its = { memberId, sessionId, token: 'digest', departmentDevice: true } as const;
const opened: SessionOpened = { type: 'SessionOpened', data: { ...its, openedAt: morning, factor: shown(morning) } };
const onDevice = (deviceClass: 'vehicle' | 'desk'): SessionOpened => ({
  ...opened,
  data: { ...opened.data, device: 'unit-12', deviceClass },
});
const locked = (idleSince: string | null): SessionLocked => ({
  type: 'SessionLocked',
  data: { memberId, sessionId, idleSince },
});
const unlocked: SessionUnlocked = {
  type: 'SessionUnlocked',
  data: { memberId, sessionId, factor: shown(noon), unlockedAt: noon },
};
const closed: SessionClosed = { type: 'SessionClosed', data: { memberId, sessionId, why: 'superseded' } };
const stray: StrayTokenPresented = {
  type: 'StrayTokenPresented',
  data: { memberId, sessionId, how: 'closed-session' },
};

const lock = (idleSince: string | null) => ({ type: 'LockSession', data: locked(idleSince).data }) as const;
const proof = { ...shown(noon), provedAt: '2025-01-01T00:00:00.000Z' };
const unlock = { type: 'UnlockSession', data: { memberId, sessionId, passwordVerified: true, factor: proof } } as const;
const again = {
  type: 'LogIn',
  data: { ...its, sessionId: 'second', passwordVerified: true, factor: proof },
} as const;
const openedAgain: SessionOpened = {
  type: 'SessionOpened',
  data: { ...its, sessionId: 'second', openedAt: noon, factor: shown(noon) },
};
const concurrent = (activeAt: string): ConcurrentUseDetected => ({
  type: 'ConcurrentUseDetected',
  data: { memberId, sessionId, supersededBy: 'second', activeAt },
});
const notIdle = '430.7(e) R-IDLE';
const failed = (minute: string) => ({
  event: { type: 'ActionRefused', data: { action: 'UnlockSession', codes: ['R-SECOND-FACTOR'] } } as const,
  at: `2026-01-05T11:${minute}:00.000Z`,
});

export const lockStories = {
  'a member locks his session': given(opened).when(lock(null)).records(locked(null)),
  'a session left alone for half an hour is locked of itself': given(opened)
    .when(lock(half), clock)
    .records(locked(half)),
  'a session in use a millisecond less long ago is not': given(opened)
    .when(lock('2026-01-05T11:30:00.001Z'), clock)
    .refuses(notIdle),
  'the system locks nothing without knowing since when it was left alone': given(opened)
    .when(lock(null), clock)
    .refuses(notIdle),
  'a session in a vehicle is exempt': given(onDevice('vehicle')).when(lock(morning), clock).refuses(notIdle),
  'a session at a desk is not': given(onDevice('desk')).when(lock(morning), clock).records(locked(morning)),
  'a session is locked once': given(opened, locked(half)).when(lock(half), clock).records(),
  'nobody locks another’s session': given(opened).when(lock(null), administrator).refuses(notIdle),

  'a locked session opens to its owner': given(opened, locked(half)).when(unlock).records(unlocked),
  'a locked session does not open without the password': given(opened, locked(half))
    .when({ ...unlock, data: { ...unlock.data, passwordVerified: false } })
    .refuses('430.7(d) R-AUTH'),
  'a locked session does not open without a second factor': given(opened, locked(half))
    .when({ ...unlock, data: { ...unlock.data, factor: null } })
    .refuses('430.6(i) R-SECOND-FACTOR'),
  'the code that opened a session does not unlock it': given(opened, locked(half))
    .when({ ...unlock, data: { ...unlock.data, factor: { ...proof, madeAt: morning } } })
    .refuses('430.6(i) R-REPLAY'),
  'nobody unlocks another’s session': given(opened, locked(half))
    .when(unlock, administrator)
    .refuses('430.6(i) R-AUTH'),
  'an account that was disabled is not unlocked': given(opened, locked(half), {
    type: 'AccountDisabled',
    data: { memberId, unusedSince: morning },
  })
    .when(unlock)
    .refuses('430.6(i) R-DISABLED'),
  'guesses at a locked session lock the account': given(opened, ...['50', '51', '52', '53', '54'].map(failed))
    .when(unlock)
    .refuses('430.6(i) R-LOCKED'),
  'a session that was unlocked is locked again': given(opened, locked(half), unlocked)
    .when(lock(null))
    .records(locked(null)),

  'a log-in beside a session in use closes it, and says so': given(opened)
    .when({ ...again, data: { ...again.data, earlierActiveAt: '2026-01-05T11:55:00.001Z' } })
    .records(closed, concurrent('2026-01-05T11:55:00.001Z'), openedAgain),
  'a log-in after a session was left alone is none beside it': given(opened)
    .when({ ...again, data: { ...again.data, earlierActiveAt: '2026-01-05T11:55:00.000Z' } })
    .records(closed, openedAgain),
  'a log-in beside a locked session is none beside one in use': given(opened, locked(null))
    .when({ ...again, data: { ...again.data, earlierActiveAt: noon } })
    .records(closed, openedAgain),
  'a token shown after its session was closed is written down': given(opened, closed)
    .when({ type: 'ReportStrayToken', data: stray.data }, clock)
    .records(stray),
  'nobody writes down a stray token by hand': given(opened, closed)
    .when({ type: 'ReportStrayToken', data: stray.data }, administrator)
    .refuses('430.6(i) R-CLOCK'),
};
