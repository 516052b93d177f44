/** A hot list: plates of interest, each with a category of 430.1, a specific reason, a reference and an end. */
import type { Case, Command, Decider, Event } from './decider.js';
import { plateShape } from './detection.js';
import { saysSomething } from './policy/reasons.js';
import { disinterested } from './protection.js';
import { type AddPartialPlate, type MajorCrime, partials } from './partial.js';
import { type Rule, rule } from './policy/rule.js';
import { administration, content } from './standing.js';
import { between, day } from './time.js';

/** The eleven reasons of 430.1¶3 for which a vehicle may be sought, in the order of the policy. */
export const hotListCategories = {
  'arrest-warrant': '430.1¶3/H1',
  'missing-person': '430.1¶3/H2',
  'amber-alert': '430.1¶3/H3',
  'stolen-vehicle': '430.1¶3/H4',
  'involved-in-crime': '430.1¶3/H5',
  'unlicensed-driver': '430.1¶3/H6',
  'expired-registration': '430.1¶3/H7',
  'restraining-order': '430.1¶3/H8',
  'movement-order': '430.1¶3/H9',
  'wanted-person': '430.1¶3/H10',
  'watch-list': '430.1¶3/H11',
} as const;

export type HotListCategory = keyof typeof hotListCategories;
export type HotListSource = 'local' | 'state' | 'federal';

// Stored for good: never rename, only add.
export type HotListRegistered = Event<
  'HotListRegistered',
  { readonly hotListId: string; readonly source: HotListSource },
  { readonly name: string }
>;
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
  },
  { readonly plate: string; readonly plateState: string; readonly reason: string; readonly reference: string }
>;
export type HotListEntryRemoved = Event<
  'HotListEntryRemoved',
  {
    readonly hotListId: string;
    readonly entryId: string;
    readonly why: 'recovered' | 'cancelled' | 'expired' | 'mistaken';
  }
>;
export type EntryEvent = HotListEntryAdded | HotListEntryRemoved;

export type RegisterHotList = Command<
  'RegisterHotList',
  { readonly hotListId: string; readonly source: HotListSource; readonly name: string }
>;
export type AddHotListEntry = Command<
  'AddHotListEntry',
  {
    readonly hotListId: string;
    readonly entryId: string;
    /** One of `hotListCategories`; any other is refused, not misfiled. */
    readonly category: string;
    readonly plate: string;
    readonly plateState: string;
    readonly reason: string;
    /** Warrant, case, order or alert number. */
    readonly reference: string;
    readonly expiresAt: string | null;
    readonly individualSpecific: boolean;
    /** Found by the shell: the list is on the register. */
    readonly listRegistered: boolean;
    /** Found by the shell: the plate is one the member may not touch. */
    readonly conflict: boolean;
  }
>;
export type RemoveHotListEntry = Command<'RemoveHotListEntry', HotListEntryRemoved['data']>;
export type EntryCommand = AddHotListEntry | AddPartialPlate | RemoveHotListEntry;

export type HotListState = { readonly registered: boolean };
export type EntryState = { readonly standing: boolean };

const isCategory = (category: string): category is HotListCategory => Object.hasOwn(hotListCategories, category);

const specific = ({ command: { data }, terms }: Case<AddHotListEntry, EntryState>): boolean =>
  data.reason.trim().length >= terms.settings.reasonLength &&
  saysSomething(data.reason) &&
  data.reference.trim() !== '';

const ends = ({ command: { data }, at, terms }: Case<AddHotListEntry, EntryState>): boolean =>
  data.expiresAt !== null &&
  between(at, data.expiresAt) > 0 &&
  between(at, data.expiresAt) <= terms.settings.entryDays * day;

export const hotList: Decider<RegisterHotList, HotListState, HotListRegistered> = {
  category: 'hotlist',
  stream: ({ data }) => `hotlist-${data.hotListId}`,
  initial: { registered: false },
  evolve: () => ({ registered: true }),
  on: {
    RegisterHotList: {
      rules: [...administration],
      events: ({ command: { data }, state }) =>
        state.registered
          ? []
          : [
              {
                type: 'HotListRegistered',
                data: { hotListId: data.hotListId, source: data.source },
                sealed: { name: data.name },
                keep: { class: 'register', unit: data.hotListId },
              },
            ],
    },
  },
};

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
  initial: { standing: false },
  evolve: (_, { type }) => ({ standing: type === 'HotListEntryAdded' }),
  on: {
    AddHotListEntry: {
      rules: [
        ...content,
        disinterested(),
        onRegister,
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
          'there is a legitimate and specific reason for identifying this vehicle, with its reference',
          specific,
          'State what the vehicle is sought for, and the warrant, case, order or alert number.',
        ),
        rule(
          '430.1¶3.0',
          'R-HL-NO-EXPIRY',
          'the entry ends, within a year',
          ends,
          'Give the date on which the entry expires.',
        ),
        rule(
          '430.1¶3/H11',
          'R-HL-NOT-SPECIFIC',
          'a watch-list entry rests on information about a specific individual',
          ({ command: { data } }) => data.category !== 'watch-list' || data.individualSpecific,
          'Only a specific individual justifies a watch-list entry.',
        ),
        rule(
          '430.3(d)',
          'R-HL-PLATE',
          'the plate is given in upper-case letters and digits',
          ({ command }) => plateShape.test(command.data.plate),
          'Type the plate without spaces or symbols.',
        ),
      ],
      events: ({ command: { data }, state, by }) =>
        state.standing
          ? []
          : [
              {
                type: 'HotListEntryAdded',
                data: {
                  hotListId: data.hotListId,
                  entryId: data.entryId,
                  category: data.category as HotListCategory,
                  expiresAt: data.expiresAt!,
                  individualSpecific: data.individualSpecific,
                  addedBy: by.id,
                },
                sealed: {
                  plate: data.plate,
                  plateState: data.plateState,
                  reason: data.reason,
                  reference: data.reference,
                },
                keep: { class: 'hot-list', unit: data.entryId },
              },
            ],
    },
    AddPartialPlate: {
      rules: [...content, onRegister, ...partials],
      events: ({ command: { data }, state, by }) =>
        state.standing
          ? []
          : [
              {
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
                sealed: {
                  plate: data.plate,
                  plateState: data.plateState,
                  reason: data.reason,
                  reference: data.incidentNumber,
                },
                keep: { class: 'hot-list', unit: data.entryId },
              },
            ],
    },
    RemoveHotListEntry: {
      rules: [
        ...content,
        rule(
          '430.1¶1.2',
          'R-HL-UNKNOWN',
          'the entry stands on the list',
          ({ state }) => state.standing,
          'The entry was removed already, or stands on another list.',
        ),
      ],
      events: ({ command }) => [{ type: 'HotListEntryRemoved', data: command.data }],
    },
  },
};
