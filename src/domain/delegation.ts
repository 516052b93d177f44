/** Delegation: the Administrator assigns members to day-to-day work, each to a scope and until a day (430.4A(i)). */
import type { Case, Handling } from './decider.js';
import type { AssignDelegate, DepartmentEvent, DepartmentState, RevokeDelegate } from './department.js';
import { rule, unless } from './policy/rule.js';
import { administration } from './standing.js';
import { between, day } from './time.js';

type Delegating = AssignDelegate | RevokeDelegate;

const hasEnded = ({ command: { data }, state, at }: Case<RevokeDelegate, DepartmentState>): boolean =>
  (state.delegates[data.memberId]?.until ?? at) <= at;

export const delegation: {
  readonly [Type in Delegating['type']]: Handling<
    Extract<Delegating, { type: Type }>,
    DepartmentState,
    DepartmentEvent
  >;
} = {
  AssignDelegate: {
    rules: [
      ...administration,
      rule(
        '430.4A(i)',
        'R-DELEGATE',
        'a delegate is another member under his command who has access himself, with a scope and an end within a year',
        ({ by, command: { data }, at, terms }) =>
          by.id !== data.memberId &&
          data.subjectFit &&
          data.scopes.length > 0 &&
          between(at, data.until) > 0 &&
          between(at, data.until) <= terms.settings.delegationDays * day,
        'Choose an approved member under the Administrator, say for which work, and until when.',
      ),
    ],
    events: ({ command: { data } }) => [
      { type: 'DelegateAssigned', data: { memberId: data.memberId, scopes: data.scopes, until: data.until } },
    ],
  },
  RevokeDelegate: {
    rules: [
      ...unless<Case<RevokeDelegate, DepartmentState>>(
        (facts) => facts.by.kind === 'clock' && hasEnded(facts),
        administration,
      ),
      rule(
        '430.4A(i)',
        'R-NO-DELEGATE',
        'the member is assigned to some work',
        ({ state, command }) => state.delegates[command.data.memberId] !== undefined,
        'Only what was assigned is taken back.',
      ),
    ],
    events: ({ command: { data } }) => [{ type: 'DelegateRevoked', data }],
  },
};
