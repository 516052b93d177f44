/** Whom the Department lets in: the positions it lists, what each must have completed, and who is the Administrator. */
import type { TrainingKind } from './actor.js';
import type { Case, Handling } from './decider.js';
import type {
  DepartmentEvent,
  DepartmentState,
  DesignateAdministrator,
  ListAuthorizedPosition,
  SetTrainingRequirement,
  WithdrawAuthorizedPosition,
} from './department.js';
import { rule, unless } from './policy/rule.js';
import { isAuthorised, type Position } from './positions.js';
import { administration, leastTraining, session } from './standing.js';

type Listing = ListAuthorizedPosition | WithdrawAuthorizedPosition | SetTrainingRequirement | DesignateAdministrator;

/** The Department may list fewer positions than the policy, never more. */
const inPolicy = rule<Case<ListAuthorizedPosition | WithdrawAuthorizedPosition, DepartmentState>>(
  '430.4A(a)',
  'R-POSITION-LIST',
  'the position is one that 430.4 of this policy version lists',
  ({ command }) => isAuthorised(command.data.position),
  'Only a new version of the policy lets other positions in.',
);

const asksEnough = (position: Position, trainings: readonly TrainingKind[]): boolean =>
  leastTraining(position).every((kind) => trainings.includes(kind));

/** At installation the system designates the first invited; later what was named for a day takes effect on it. */
const ofItself = ({ by, state, command: { data }, at }: Case<DesignateAdministrator, DepartmentState>): boolean =>
  by.kind === 'clock' &&
  (state.administrator === null || (state.named?.memberId === data.memberId && state.named.from <= at));

export const listing: {
  readonly [Type in Listing['type']]: Handling<Extract<Listing, { type: Type }>, DepartmentState, DepartmentEvent>;
} = {
  ListAuthorizedPosition: {
    rules: [...administration, inPolicy],
    events: ({ command: { data }, state }) =>
      state.withdrawn.includes(data.position) || !state.listed.includes(data.position)
        ? [{ type: 'AuthorizedPositionListed', data }]
        : [],
  },
  WithdrawAuthorizedPosition: {
    rules: [...administration, inPolicy],
    events: ({ command: { data }, state }) =>
      state.withdrawn.includes(data.position) ? [] : [{ type: 'AuthorizedPositionWithdrawn', data }],
  },
  SetTrainingRequirement: {
    rules: [
      ...session,
      rule(
        '430.4A(b)',
        'R-REQUIREMENT-SETTER',
        'training requirements are set by the ALPR Administrator or the Training Sergeant',
        ({ standing }) => standing.administrator || standing.position === 'training-sergeant',
        'Ask the ALPR Administrator or the Training Sergeant.',
      ),
      rule(
        '430.4A(b)',
        'R-REQUIREMENT',
        'CLETS and department ALPR training are asked of every position, POST-approved training of sworn ones',
        ({ command: { data } }) => asksEnough(data.position, data.trainings),
        'Ask for more than the policy does, never for less.',
      ),
    ],
    events: ({ command: { data } }) => [{ type: 'TrainingRequirementSet', data }],
  },
  DesignateAdministrator: {
    rules: [
      ...unless<Case<DesignateAdministrator, DepartmentState>>(ofItself, session),
      rule(
        '430.4A(e)',
        'R-NOT-CHIEF',
        'the Chief designates the ALPR Administrator',
        (facts) => ofItself(facts) || facts.standing.position === 'police-chief',
        'Ask the Chief of Police.',
      ),
      rule(
        '430.4A(e)',
        'R-DESIGNATION',
        'the designation begins now or on a day to come, so that there is one Administrator at every moment',
        (facts) => ofItself(facts) || facts.command.data.from === undefined || facts.command.data.from > facts.at,
        'Leave the day out to begin now; nobody is designated for days gone by.',
      ),
      rule(
        '430.4U(d)',
        'R-CAPTAIN',
        'the ALPR Administrator is a captain',
        (facts) => ofItself(facts) || facts.command.data.subjectPosition === 'police-captain',
        'Designate the Captain of the Operations Division.',
      ),
    ],
    events: (facts) => {
      const { memberId, from } = facts.command.data;
      const { named } = facts.state;
      if (from !== undefined && from > facts.at)
        return named?.memberId === memberId && named.from === from
          ? []
          : [{ type: 'AdministratorNamed', data: { memberId, from } }];
      return facts.state.administrator === memberId && facts.state.named === null
        ? []
        : [{ type: 'AdministratorDesignated', data: { memberId } }];
    },
  },
};
