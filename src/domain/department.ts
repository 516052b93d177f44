/** The department: which policy version is in force, and who is the ALPR Administrator now designated. */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule, unless } from './policy/rule.js';
import { session } from './standing.js';

// Stored for good: never rename, only add.
export type PolicyAdopted = Event<'PolicyAdopted', { readonly digest: string; readonly version: string }>;
export type AdministratorDesignated = Event<'AdministratorDesignated', { readonly memberId: string }>;
export type DepartmentEvent = PolicyAdopted | AdministratorDesignated;

export type AdoptPolicy = Command<'AdoptPolicy', { readonly digest: string; readonly version: string }>;
export type DesignateAdministrator = Command<'DesignateAdministrator', { readonly memberId: string }>;
export type DepartmentCommand = AdoptPolicy | DesignateAdministrator;

export type DepartmentState = { readonly policyInForce: string | null; readonly administrator: string | null };

/** One department, one stream: its id is a constant. */
export const departmentId = '00000000-0000-4000-8000-000000000430';

const isAdministrator = ({ standing }: Case<unknown, unknown>): boolean => standing.administrator;
const isChief = ({ standing }: Case<unknown, unknown>): boolean => standing.position === 'police-chief';
const installing = ({ by, state }: Case<unknown, DepartmentState>): boolean =>
  by.kind === 'clock' && state.administrator === null;

/** At installation nobody is enrolled yet: the system adopts the shipped policy and designates the first invited. */
const bySession = unless<Case<unknown, DepartmentState>>(installing, session);

export const department: Decider<DepartmentCommand, DepartmentState, DepartmentEvent> = {
  category: 'department',
  stream: () => `department-${departmentId}`,
  initial: { policyInForce: null, administrator: null },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'PolicyAdopted':
        return { ...state, policyInForce: data.digest };
      case 'AdministratorDesignated':
        return { ...state, administrator: data.memberId };
    }
  },
  on: {
    AdoptPolicy: {
      rules: [
        ...bySession,
        rule(
          '430.4A.0',
          'R-NOT-ADMIN',
          'guidelines and procedures are adopted by the ALPR Administrator',
          (facts) => installing(facts) || isAdministrator(facts),
          'Ask the ALPR Administrator.',
        ),
      ],
      events: ({ command, state }) =>
        state.policyInForce === command.data.digest ? [] : [{ type: 'PolicyAdopted', data: command.data }],
    },
    DesignateAdministrator: {
      rules: [
        ...bySession,
        rule(
          '430.4A(e)',
          'R-NOT-CHIEF',
          'the Chief designates the ALPR Administrator',
          (facts) => installing(facts) || isChief(facts),
          'Ask the Chief of Police.',
        ),
      ],
      events: ({ command, state }) =>
        state.administrator === command.data.memberId ? [] : [{ type: 'AdministratorDesignated', data: command.data }],
    },
  },
};
