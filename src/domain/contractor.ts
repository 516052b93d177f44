/** The City-approved maintenance contractor (430.4U(i)): let in for a time, never to plates, and not of the agency. */
import type { Case, Handling } from './decider.js';
import type {
  CloseContractorAccess,
  ContractorAccessClosed,
  MemberEvent,
  MemberState,
  OpenContractorAccess,
} from './member.js';
import { rule, unless } from './policy/rule.js';
import { assigned } from './standing.js';
import { between, day } from './time.js';

type Contracting = OpenContractorAccess | CloseContractorAccess;

const ranOut = ({ by, state, at }: Case<unknown, MemberState>): boolean =>
  by.kind === 'clock' && state.contractorUntil !== null && state.contractorUntil <= at;

export const contractors: {
  readonly [Type in Contracting['type']]: Handling<Extract<Contracting, { type: Type }>, MemberState, MemberEvent>;
} = {
  OpenContractorAccess: {
    rules: [
      ...assigned('contractors'),
      rule(
        '430.4U(i)',
        'R-CTR-POSITION',
        'a window is opened for the City-approved maintenance contractor',
        ({ state }) => state.position === 'maintenance-contractor',
        'Members of the Department need no window; enrol the contractor as such.',
      ),
      rule(
        '430.4U(i)',
        'R-CTR-TERM',
        'the window has an end, no further ahead than maintenance needs',
        ({ command: { data }, at, terms }) =>
          between(at, data.until) > 0 && between(at, data.until) <= terms.settings.contractorDays * day,
        'Open it until the work will be done; it can be opened again.',
      ),
    ],
    events: ({ command: { data } }) => [{ type: 'ContractorAccessOpened', data }],
  },
  CloseContractorAccess: {
    rules: [
      ...unless<Case<CloseContractorAccess, MemberState>>(ranOut, assigned('contractors')),
      rule(
        '430.4U(i)',
        'R-CTR-NOT-OPEN',
        'a window is open',
        ({ state }) => state.contractorUntil !== null,
        'Only a window that is open can be closed.',
      ),
    ],
    events: (facts) => {
      const why: ContractorAccessClosed['data']['why'] = ranOut(facts) ? 'expired' : 'closed';
      return [{ type: 'ContractorAccessClosed', data: { memberId: facts.command.data.memberId, why } }];
    },
  },
};
