/** The department: which policy version is in force and on which terms, and who is the ALPR Administrator. */
import { isTerminal, type Scope, type TrainingKind } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import { delegation } from './delegation.js';
import { isPack, type Pack } from './policy/packs.js';
import { rule, unless } from './policy/rule.js';
import { isSetting, type Settings, type Terms, usualTerms } from './policy/settings.js';
import { listing } from './positionlist.js';
import type { Position } from './positions.js';
import { session } from './standing.js';

// Stored for good: never rename, only add.
/** `settings` are those that differ from ours; where `packs` is absent, the law packs of the program are in force. */
type Adopted = {
  readonly digest: string;
  readonly version: string;
  readonly settings?: Partial<Settings>;
  readonly packs?: readonly Pack[];
};
export type PolicyAdopted = Event<'PolicyAdopted', Adopted>;
export type AdministratorDesignated = Event<'AdministratorDesignated', { readonly memberId: string }>;
/** A draft was held against a period of the past: how many acts it would have decided otherwise. */
export type DraftWeighed = Event<
  'DraftWeighed',
  {
    /** SHA-256 of the draft's file, hex. */
    readonly draft: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly commands: number;
    readonly again: number;
    /** Allowed then, refused under the draft; and the other way round. */
    readonly wouldRefuse: number;
    readonly wouldAllow: number;
  }
>;
/** Day-to-day work given to a member; a later assignment of the same member takes the place of this one. */
export type DelegateAssigned = Event<
  'DelegateAssigned',
  { readonly memberId: string; readonly scopes: readonly Scope[]; readonly until: string }
>;
export type DelegateRevoked = Event<'DelegateRevoked', { readonly memberId: string }>;
/** Designated for a day to come; on that day the clock designates. */
export type AdministratorNamed = Event<'AdministratorNamed', { readonly memberId: string; readonly from: string }>;
/** The Department lets this position in, and that one no more (430.4A(a)). */
export type AuthorizedPositionListed = Event<'AuthorizedPositionListed', { readonly position: Position }>;
export type AuthorizedPositionWithdrawn = Event<'AuthorizedPositionWithdrawn', { readonly position: Position }>;
export type TrainingRequirementSet = Event<
  'TrainingRequirementSet',
  { readonly position: Position; readonly trainings: readonly TrainingKind[] }
>;
/** The program began to decide by these rules: SHA-256 of their file, hex (docs/ledger-format.md, 12). */
export type RulesInstalled = Event<'RulesInstalled', { readonly rules: string }>;
/** The clock of the machine was set back; acts go on being judged by the time of the ledger. */
export type ClockSetBack = Event<'ClockSetBack', { readonly behindSeconds: number }>;
export type DepartmentEvent =
  | ClockSetBack
  | PolicyAdopted
  | AdministratorDesignated
  | AdministratorNamed
  | AuthorizedPositionListed
  | AuthorizedPositionWithdrawn
  | TrainingRequirementSet
  | DraftWeighed
  | DelegateAssigned
  | DelegateRevoked
  | RulesInstalled;

export type AdoptPolicy = Command<'AdoptPolicy', Adopted>;
export type DesignateAdministrator = Command<
  'DesignateAdministrator',
  {
    readonly memberId: string;
    /** A day to come; absent: now. */
    readonly from?: string;
    /** Found by the shell. */
    readonly subjectPosition: Position | null;
  }
>;
export type ListAuthorizedPosition = Command<'ListAuthorizedPosition', AuthorizedPositionListed['data']>;
export type WithdrawAuthorizedPosition = Command<'WithdrawAuthorizedPosition', AuthorizedPositionWithdrawn['data']>;
export type SetTrainingRequirement = Command<'SetTrainingRequirement', TrainingRequirementSet['data']>;
export type RecordDraftWeighed = Command<'RecordDraftWeighed', DraftWeighed['data']>;
export type AssignDelegate = Command<
  'AssignDelegate',
  DelegateAssigned['data'] & {
    /** Found by the shell: approved, and under the Administrator. */
    readonly subjectFit: boolean;
  }
>;
export type RevokeDelegate = Command<'RevokeDelegate', DelegateRevoked['data']>;
export type InstallRules = Command<'InstallRules', RulesInstalled['data']>;
export type NoticeClockSetBack = Command<'NoticeClockSetBack', ClockSetBack['data']>;
export type DepartmentCommand =
  | NoticeClockSetBack
  | AdoptPolicy
  | DesignateAdministrator
  | ListAuthorizedPosition
  | WithdrawAuthorizedPosition
  | SetTrainingRequirement
  | RecordDraftWeighed
  | AssignDelegate
  | RevokeDelegate
  | InstallRules;

export type DepartmentState = {
  /** Digest of the policy's text. */
  readonly policyInForce: string | null;
  readonly version: string | null;
  readonly terms: Terms;
  readonly administrator: string | null;
  /** Who is to be the Administrator, and from when. */
  readonly named: AdministratorNamed['data'] | null;
  readonly listed: readonly Position[];
  readonly withdrawn: readonly Position[];
  readonly requirements: Readonly<Partial<Record<Position, readonly TrainingKind[]>>>;
  /** What is assigned to whom, until when. */
  readonly delegates: Readonly<Record<string, { readonly scopes: readonly Scope[]; readonly until: string }>>;
  /** Digest of the rules the program decides by. */
  readonly rules: string | null;
};

/** One department, one stream: its id is a constant. */
export const departmentId = '00000000-0000-4000-8000-000000000430';

const isAdministrator = ({ standing }: Case<unknown, unknown>): boolean => standing.administrator;
const installing = ({ by, state }: Case<unknown, DepartmentState>): boolean =>
  by.kind === 'clock' && state.administrator === null;

const termsOf = ({ settings, packs = usualTerms.packs }: Adopted): Terms => ({
  settings: { ...usualTerms.settings, ...settings },
  packs,
});

const sorted = ({ settings, packs }: Terms): string =>
  JSON.stringify([Object.entries(settings).sort(), [...packs].sort()]);

/** The same text on the same terms is in force already. */
const alike = (state: DepartmentState, data: Adopted): boolean =>
  state.policyInForce === data.digest &&
  state.version === data.version &&
  sorted(state.terms) === sorted(termsOf(data));

const known = ({ settings = {}, packs = [] }: Adopted): boolean =>
  Object.entries(settings).every(([name, value]) => isSetting(name) && Number.isInteger(value) && value >= 0) &&
  packs.every(isPack);

/** At installation nobody is enrolled yet: the system adopts the shipped policy and designates the first invited. */
const bySession = unless<Case<unknown, DepartmentState>>(installing, session);

const without = (positions: readonly Position[], one: Position): readonly Position[] =>
  positions.filter((other) => other !== one);

export const department: Decider<DepartmentCommand, DepartmentState, DepartmentEvent> = {
  category: 'department',
  stream: () => `department-${departmentId}`,
  initial: {
    policyInForce: null,
    version: null,
    terms: usualTerms,
    administrator: null,
    named: null,
    listed: [],
    withdrawn: [],
    requirements: {},
    delegates: {},
    rules: null,
  },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'PolicyAdopted':
        return { ...state, policyInForce: data.digest, version: data.version, terms: termsOf(data) };
      case 'AdministratorDesignated':
        return { ...state, administrator: data.memberId, named: null };
      case 'AdministratorNamed':
        return { ...state, named: data };
      case 'AuthorizedPositionListed':
        return {
          ...state,
          listed: [...without(state.listed, data.position), data.position],
          withdrawn: without(state.withdrawn, data.position),
        };
      case 'AuthorizedPositionWithdrawn':
        return {
          ...state,
          listed: without(state.listed, data.position),
          withdrawn: [...without(state.withdrawn, data.position), data.position],
        };
      case 'TrainingRequirementSet':
        return { ...state, requirements: { ...state.requirements, [data.position]: data.trainings } };
      case 'DraftWeighed':
      case 'ClockSetBack':
        return state;
      case 'DelegateAssigned':
        return {
          ...state,
          delegates: { ...state.delegates, [data.memberId]: { scopes: data.scopes, until: data.until } },
        };
      case 'DelegateRevoked': {
        const { [data.memberId]: _, ...delegates } = state.delegates;
        return { ...state, delegates };
      }
      case 'RulesInstalled':
        return { ...state, rules: data.rules };
    }
  },
  on: {
    ...delegation,
    ...listing,
    NoticeClockSetBack: {
      rules: [
        rule(
          '430.9(a)',
          'R-CLOCK',
          'a clock that was set back is noticed by the system itself',
          ({ by }) => by.kind === 'clock',
          'Set the clock of the machine by a time server.',
        ),
      ],
      events: ({ command }) => [{ type: 'ClockSetBack', data: command.data }],
    },
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
        rule(
          '430.4A.0',
          'R-TERMS',
          'the settings and law packs adopted are ones that the rules know',
          ({ command }) => known(command.data),
          'Name settings and law packs as `alpr-ledger policy terms` lists them, with whole numbers.',
        ),
      ],
      events: ({ command, state }) =>
        alike(state, command.data) ? [] : [{ type: 'PolicyAdopted', data: command.data }],
    },
    InstallRules: {
      rules: [
        rule(
          '430.7(i)',
          'R-RULES',
          'the rules the program decides by are recorded by the program itself, at its start',
          ({ by }) => by.kind === 'clock',
          'Install the version of the program that has these rules; it records them when it starts.',
        ),
      ],
      events: ({ command: { data }, state }) => (state.rules === data.rules ? [] : [{ type: 'RulesInstalled', data }]),
    },
    RecordDraftWeighed: {
      rules: [
        ...unless<Case<unknown, DepartmentState>>(({ by }) => isTerminal(by), session),
        rule(
          '430.4A.0',
          'R-NOT-ADMIN',
          'guidelines and procedures are adopted by the ALPR Administrator',
          (facts) => isTerminal(facts.by) || isAdministrator(facts),
          'Ask the ALPR Administrator.',
        ),
      ],
      events: ({ command }) => [{ type: 'DraftWeighed', data: command.data }],
    },
  },
};
