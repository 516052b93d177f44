/** Locking a session that is left alone (430.7(e), CJIS AC-11), and opening it again to nobody but its owner. */
import type { Case, Handling } from './decider.js';
import type { LockSession, ReportStrayToken, SessionEvent, SessionState, UnlockSession } from './session.js';
import { authenticated, byClock, isOwn, ownSession } from './sessionrules.js';
import { rule } from './policy/rule.js';
import { idleLimit } from './standing.js';
import { between, minute } from './time.js';

type Locks = LockSession | UnlockSession | ReportStrayToken;

const isIdle = ({ command: { data }, state, at, terms }: Case<LockSession, SessionState>): boolean => {
  const limit = idleLimit(state.deviceClass, terms);
  return limit > 0 && data.idleSince !== null && between(data.idleSince, at) >= limit * minute;
};

export const locks: {
  readonly [Type in Locks['type']]: Handling<Extract<Locks, { type: Type }>, SessionState, SessionEvent>;
} = {
  LockSession: {
    rules: [
      rule(
        '430.7(e)',
        'R-IDLE',
        'a session is locked by its own member, or by the system once it has been left alone',
        (facts) => (facts.by.kind === 'clock' ? isIdle(facts) : isOwn(facts)),
        'Lock your own session; the ALPR Administrator revokes an access that must end.',
      ),
    ],
    events: ({ command: { data }, state }) =>
      state.sessionId === data.sessionId && !state.locked ? [{ type: 'SessionLocked', data }] : [],
  },
  UnlockSession: {
    rules: [ownSession, ...authenticated],
    events: ({ command: { data }, at }) => {
      const { memberId, sessionId, factor } = data;
      if (factor === null) return [];
      const { factorId, kind, madeAt, counter } = factor;
      const shown = { factorId, kind, madeAt, counter };
      return [{ type: 'SessionUnlocked', data: { memberId, sessionId, factor: shown, unlockedAt: at } }];
    },
  },
  ReportStrayToken: {
    rules: [byClock],
    events: ({ command }) => [{ type: 'StrayTokenPresented', data: command.data }],
  },
};
