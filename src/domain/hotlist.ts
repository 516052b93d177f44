/** A hot list: registered with its source, switched on file by file, and in force one whole version after another. */
import type { Case, Command, Decider, Event } from './decider.js';
import { enabling, inUse, publishing } from './hotlistrules.js';
import { type HotListCategory, type SourceFile, sourceFiles } from './policy/categories.js';
import { type Clause } from './policy/clauses.js';
import type { RefusalCode } from './policy/rule.js';
import { administration } from './standing.js';

export { type HotListCategory, hotListCategories } from './policy/categories.js';

export type HotListSource = 'local' | 'state' | 'federal';

/** Where the content of a version lies in the vault, and what proves it. */
export type ContentSeal = Readonly<Record<string, string | number>>;

/** Entries of a file that were left out, and the rule that left them out. */
export type Quarantined = { readonly clause: Clause; readonly code: RefusalCode; readonly entries: number };

// Stored for good: never rename, only add.
export type HotListRegistered = Event<
  'HotListRegistered',
  { readonly hotListId: string; readonly source: HotListSource; /** Who answers for it. */ readonly owner?: string },
  { readonly name: string }
>;
export type HotListRetired = Event<
  'HotListRetired',
  { readonly hotListId: string; readonly why: 'superseded' | 'agreement-ended' | 'mistaken' }
>;
export type SourceFileEnabled = Event<
  'SourceFileEnabled',
  { readonly hotListId: string; readonly file: SourceFile; readonly category: HotListCategory }
>;
export type SourceFileDisabled = Event<'SourceFileDisabled', { readonly hotListId: string; readonly file: SourceFile }>;
export type HotListVersionPublished = Event<
  'HotListVersionPublished',
  {
    readonly hotListId: string;
    readonly versionId: string;
    /** From 1. */
    readonly number: number;
    /** The version whose place it takes. */
    readonly after: string | null;
    /** As of when the source vouches for it. */
    readonly asOf: string;
    readonly entries: number;
    readonly categories: readonly { readonly category: HotListCategory; readonly entries: number }[];
    /** Against the version before; duplicates and quarantined ones are in none of the three. */
    readonly added: number;
    readonly removed: number;
    readonly unchanged: number;
    /** Listed twice in the file, and once here. */
    readonly duplicates: number;
    /** Entries that a look-alike of theirs stands beside, such as O and 0. */
    readonly collisions: number;
    readonly quarantined: number;
    readonly content: ContentSeal;
  },
  {
    readonly file: string;
    /** SHA-256 of the file and of its mapping, hex. */
    readonly fileDigest: string;
    readonly mappingDigest: string;
  }
>;
/** Entries of an imported file that the policy does not name: never matched, and nothing of them is kept. */
export type HotListEntryQuarantined = Event<
  'HotListEntryQuarantined',
  Quarantined & {
    readonly hotListId: string;
    readonly versionId: string;
    /** The first lines of the file concerned, 100 at most. */
    readonly lines: readonly number[];
  }
>;
export type HotListEvent =
  | HotListRegistered
  | HotListRetired
  | SourceFileEnabled
  | SourceFileDisabled
  | HotListVersionPublished
  | HotListEntryQuarantined;

export type RegisterHotList = Command<
  'RegisterHotList',
  { readonly hotListId: string; readonly source: HotListSource; readonly name: string }
>;
export type RetireHotList = Command<'RetireHotList', HotListRetired['data']>;
export type EnableSourceFile = Command<'EnableSourceFile', { readonly hotListId: string; readonly file: string }>;
export type DisableSourceFile = Command<'DisableSourceFile', { readonly hotListId: string; readonly file: string }>;
export type PublishHotListVersion = Command<
  'PublishHotListVersion',
  Omit<HotListVersionPublished['data'], 'number' | 'quarantined'> &
    NonNullable<HotListVersionPublished['sealed']> & {
      readonly quarantine: readonly (Quarantined & { readonly lines: readonly number[] })[];
      /** The source files whose entries are in it. */
      readonly files: readonly string[];
    }
>;
export type HotListCommand =
  RegisterHotList | RetireHotList | EnableSourceFile | DisableSourceFile | PublishHotListVersion;

export type HotListState = {
  readonly registered: boolean;
  readonly retired: boolean;
  /** Source files that are on. */
  readonly files: readonly SourceFile[];
  readonly version: { readonly versionId: string; readonly number: number; readonly asOf: string } | null;
};

type Asked<C> = Case<C, HotListState>;

const published = ({ command: { data }, state }: Asked<PublishHotListVersion>): readonly HotListEvent[] => {
  const { file, fileDigest, mappingDigest, quarantine, files: _, ...clear } = data;
  const { hotListId, versionId } = data;
  const quarantined = quarantine.reduce((sum, { entries }) => sum + entries, 0);
  return [
    {
      type: 'HotListVersionPublished',
      data: { ...clear, number: (state.version?.number ?? 0) + 1, quarantined },
      sealed: { file, fileDigest, mappingDigest },
      keep: { class: 'hot-list', unit: versionId },
    },
    ...quarantine.map((one): HotListEntryQuarantined => ({
      type: 'HotListEntryQuarantined',
      data: { hotListId, versionId, ...one },
    })),
  ];
};

const evolve = (state: HotListState, event: HotListEvent): HotListState => {
  switch (event.type) {
    case 'HotListRegistered':
      return { ...state, registered: true };
    case 'HotListRetired':
      return { ...state, retired: true };
    case 'SourceFileEnabled':
      return { ...state, files: [...state.files, event.data.file] };
    case 'SourceFileDisabled':
      return { ...state, files: state.files.filter((file) => file !== event.data.file) };
    case 'HotListVersionPublished': {
      const { versionId, number, asOf } = event.data;
      return { ...state, version: { versionId, number, asOf } };
    }
    case 'HotListEntryQuarantined':
      return state;
  }
};

export const hotList: Decider<HotListCommand, HotListState, HotListEvent> = {
  category: 'hotlist',
  stream: ({ data }) => `hotlist-${data.hotListId}`,
  initial: { registered: false, retired: false, files: [], version: null },
  evolve,
  on: {
    RegisterHotList: {
      rules: [...administration],
      events: ({ command: { data }, state, by }) =>
        state.registered
          ? []
          : [
              {
                type: 'HotListRegistered',
                data: { hotListId: data.hotListId, source: data.source, owner: by.id },
                sealed: { name: data.name },
                keep: { class: 'register', unit: data.hotListId },
              },
            ],
    },
    RetireHotList: {
      rules: [...administration, inUse],
      events: ({ command }) => [{ type: 'HotListRetired', data: command.data }],
    },
    EnableSourceFile: {
      rules: enabling,
      events: ({ command: { data }, state }) => {
        const file = data.file as SourceFile;
        const category = sourceFiles[file];
        if (category === null || state.files.includes(file)) return [];
        return [{ type: 'SourceFileEnabled', data: { hotListId: data.hotListId, file, category } }];
      },
    },
    DisableSourceFile: {
      rules: [...administration, inUse],
      events: ({ command: { data }, state }) => {
        const file = state.files.find((one) => one === data.file);
        return file ? [{ type: 'SourceFileDisabled', data: { hotListId: data.hotListId, file } }] : [];
      },
    },
    PublishHotListVersion: { rules: publishing, events: published },
  },
};
