/** An entry of a hot list: a plate that is sought, for one of eleven reasons, with what that reason must name. */
import type { Case, Command, Decider, Event } from './decider.js';
import { plateShape } from './detection.js';
import { type AddPartialPlate, type MajorCrime, partials } from './partial.js';
import { demands, type HotListCategory, hotListCategories, isCategory, type Sought } from './policy/categories.js';
import { judgeReason } from './policy/reasons.js';
import { type Rule, rule } from './policy/rule.js';
import { disinterested } from './protection.js';
import { content, maySupervise } from './standing.js';
import { between, day } from './time.js';

type Named = Pick<Sought, 'issuingBody' | 'requestingAgency' | 'offence' | 'sourceDate'>;

// Stored for good: never rename, only add.
export type HotListEntryAdded = Event<
  'HotListEntryAdded',
  {
    readonly hotListId: string;
    readonly entryId: string;
    readonly category: HotListCategory;
    readonly expiresAt: string;
    readonly individualSpecific: boolean;
    readonly addedBy: string;
    /** For a partial plate, the major crime during which it was reported (430.6(c).2). */
    readonly majorCrime?: MajorCrime;
    /** It is matched only once a supervisor has co-signed it. */
    readonly awaitsCoSign?: true;
  },
  { readonly plate: string; readonly plateState: string; readonly reason: string; readonly reference: string } & Named
>;
export type HotListEntryCoSigned = Event<
  'HotListEntryCoSigned',
  { readonly hotListId: string; readonly entryId: string; readonly coSignedBy: string }
>;
export type HotListEntryRemoved = Event<
  'HotListEntryRemoved',
  {
    readonly hotListId: string;
    readonly entryId: string;
    readonly why: 'recovered' | 'cancelled' | 'expired' | 'mistaken';
  }
>;
export type EntryEvent = HotListEntryAdded | HotListEntryCoSigned | HotListEntryRemoved;

export type AddHotListEntry = Command<
  'AddHotListEntry',
  Sought & {
    readonly hotListId: string;
    readonly entryId: string;
    /** Found by the shell: the list is on the register. */
    readonly listRegistered: boolean;
    /** Found by the shell: the plate is one the member may not touch. */
    readonly conflict: boolean;
  }
>;
export type CoSignHotListEntry = Command<
  'CoSignHotListEntry',
  { readonly hotListId: string; readonly entryId: string }
>;
export type RemoveHotListEntry = Command<'RemoveHotListEntry', HotListEntryRemoved['data']>;
export type EntryCommand = AddHotListEntry | AddPartialPlate | CoSignHotListEntry | RemoveHotListEntry;

export type EntryState = {
  readonly standing: boolean;
  readonly addedBy: string | null;
  readonly awaitsCoSign: boolean;
};

/** What a rule over an entry looks at, whether a member typed it or a list brought it. */
type Entering = Pick<Case<{ readonly data: Sought }, unknown>, 'command' | 'at' | 'terms'>;

const sought = ({ command: { data }, terms }: Entering): boolean =>
  data.reason.trim().length >= terms.settings.reasonLength && judgeReason(data.reason).specific;

const ends = ({ command: { data }, at, terms }: Entering): boolean =>
  data.expiresAt !== null &&
  between(at, data.expiresAt) > 0 &&
  between(at, data.expiresAt) <= terms.settings.entryDays * day;

const immigration = ({ command: { data } }: Entering): boolean =>
  (!isCategory(data.category) && judgeReason(data.category.replaceAll('-', ' ')).immigration !== 'none') ||
  judgeReason(data.reason).immigration === 'certain';

const general: readonly Rule<Entering>[] = [
  rule(
    '430.1¶3/X',
    'R-HL-IVF',
    'nobody is sought for his immigration status',
    (facts) => !immigration(facts),
    'No list of the Department holds such an entry; a warrant of a court is entered as that.',
  ),
  rule(
    '430.1¶3/X',
    'R-HL-CATEGORY',
    'the category is one that 430.1 names',
    ({ command }) => isCategory(command.data.category),
    'Choose one of the eleven categories of 430.1; immigration status is none of them.',
  ),
  rule(
    '430.1¶3.0',
    'R-HL-REASON',
    'there is a legitimate and specific reason for identifying this vehicle',
    sought,
    'State what the vehicle is sought for.',
  ),
  rule(
    '430.1¶3.0',
    'R-HL-NO-EXPIRY',
    'the entry ends, within a year',
    ends,
    'Give the date on which the entry expires.',
  ),
  rule(
    '430.3(d)',
    'R-HL-PLATE',
    'the plate is given in upper-case letters and digits',
    ({ command }) => plateShape.test(command.data.plate),
    'Type the plate without spaces or symbols.',
  ),
];

const demanded: readonly Rule<Entering>[] = (Object.keys(hotListCategories) as HotListCategory[]).map((category) => {
  const { clause, code, requires, met, remedy } = demands[category];
  const holds = ({ command: { data }, at, terms }: Entering): boolean =>
    data.category !== category || met(data, at, terms.settings);
  return rule(clause, code, requires, holds, remedy);
});

/** Every rule over what an entry says of itself. */
export const entryRules: readonly Rule<Entering>[] = [...general, ...demanded];

const demandOf = new Map(demanded.map((one, index) => [Object.keys(hotListCategories)[index]!, one]));

/** The first rule that an entry of a list breaks; undefined where it may be sought. */
export const brokenBy = (facts: Entering): Rule<Entering> | undefined =>
  general.find(({ holds }) => !holds(facts)) ??
  [demandOf.get(facts.command.data.category)!].find(({ holds }) => !holds(facts));

const standing: Rule<Case<unknown, EntryState>> = rule(
  '430.1¶1.2',
  'R-HL-UNKNOWN',
  'the entry stands on the list',
  ({ state }) => state.standing,
  'The entry was removed already, or stands on another list.',
);

const named = ({ issuingBody, requestingAgency, offence, sourceDate }: Sought): Named =>
  Object.fromEntries(
    Object.entries({ issuingBody, requestingAgency, offence, sourceDate }).filter(([, value]) => value),
  );

const added = ({ command: { data }, by, terms }: Case<AddHotListEntry, EntryState>): HotListEntryAdded => ({
  type: 'HotListEntryAdded',
  data: {
    hotListId: data.hotListId,
    entryId: data.entryId,
    category: data.category as HotListCategory,
    expiresAt: data.expiresAt!,
    individualSpecific: data.individualSpecific,
    addedBy: by.id,
    ...(data.category === 'involved-in-crime' && terms.settings.coSignCrimes > 0 && { awaitsCoSign: true as const }),
  },
  sealed: {
    plate: data.plate,
    plateState: data.plateState,
    reason: data.reason,
    reference: data.reference,
    ...named(data),
  },
  keep: { class: 'hot-list', unit: data.entryId },
});

/** During a major crime there is no time for a second signature (430.6(c).2). */
const partial = ({ command: { data }, by }: Case<AddPartialPlate, EntryState>): HotListEntryAdded => ({
  type: 'HotListEntryAdded',
  data: {
    hotListId: data.hotListId,
    entryId: data.entryId,
    category: 'involved-in-crime',
    expiresAt: data.expiresAt,
    individualSpecific: false,
    addedBy: by.id,
    majorCrime: data.crime as MajorCrime,
  },
  sealed: { plate: data.plate, plateState: data.plateState, reason: data.reason, reference: data.incidentNumber },
  keep: { class: 'hot-list', unit: data.entryId },
});

const onRegister: Rule<Case<AddHotListEntry | AddPartialPlate, EntryState>> = rule(
  '430.3(d)',
  'R-HL-UNKNOWN',
  'the hot list is registered',
  ({ command }) => command.data.listRegistered,
  'The ALPR Administrator registers the list first.',
);

export const hotListEntry: Decider<EntryCommand, EntryState, EntryEvent> = {
  category: 'entry',
  stream: ({ data }) => `entry-${data.entryId}`,
  initial: { standing: false, addedBy: null, awaitsCoSign: false },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'HotListEntryAdded':
        return { standing: true, addedBy: data.addedBy, awaitsCoSign: data.awaitsCoSign === true };
      case 'HotListEntryCoSigned':
        return { ...state, awaitsCoSign: false };
      case 'HotListEntryRemoved':
        return { standing: false, addedBy: null, awaitsCoSign: false };
    }
  },
  on: {
    AddHotListEntry: {
      rules: [...content, disinterested(), onRegister, ...entryRules],
      events: (facts) => (facts.state.standing ? [] : [added(facts)]),
    },
    AddPartialPlate: {
      rules: [...content, onRegister, ...partials],
      events: (facts) => (facts.state.standing ? [] : [partial(facts)]),
    },
    CoSignHotListEntry: {
      rules: [
        ...content,
        standing,
        rule(
          '430.1¶3/H5',
          'R-HL-COSIGN',
          'the belief that a vehicle was involved in a crime is co-signed by another, a sergeant or above',
          ({ standing: { position }, by, state }) => maySupervise(position) && by.id !== state.addedBy,
          'Ask a sergeant or above who did not add the entry.',
        ),
      ],
      events: ({ command: { data }, state, by }) =>
        state.awaitsCoSign ? [{ type: 'HotListEntryCoSigned', data: { ...data, coSignedBy: by.id } }] : [],
    },
    RemoveHotListEntry: {
      rules: [...content, standing],
      events: ({ command }) => [{ type: 'HotListEntryRemoved', data: command.data }],
    },
  },
};
