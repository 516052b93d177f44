/** A query: nobody looks at the data without saying why, and the question is on the ledger before the answer leaves. */
import type { Ground } from './approval.js';
import type { Command, Decider, Event } from './decider.js';
import type { Image } from './detection.js';
import type { MouScope } from './mou.js';
import { judgeReason, type Judged } from './policy/reasons.js';
import { type Purpose, purposeNamed } from './policy/purposes.js';
import { asking, exporting, opening, showing, showsPlates } from './queryrules.js';
import type { Register } from './registers.js';

/** What may be asked. Plate content is for those 430.4U names; the access history is for auditors, plates masked. */
export type Question =
  'detections' | 'hits' | 'open-hits' | 'hot-list-entries' | 'access-history' | 'figures' | 'registers';

/** The data elements used to query (Civil Code 1798.90.52(a)(2)); only those given are present. */
export type Elements = {
  readonly plate?: string;
  readonly plateState?: string;
  readonly cameraId?: string;
  readonly memberId?: string;
  readonly username?: string;
  readonly register?: Register;
  readonly hitId?: string;
  /** One event of the access history, by its id on the ledger. */
  readonly eventId?: string;
  /** One kind of act in the access history, such as `refusal`. */
  readonly kind?: string;
  readonly caseNumber?: string;
  readonly from?: string;
  readonly to?: string;
};

/** What a reason speaks of beside its purpose, for those who review; it forbids nothing by itself. */
export type Flag = 'immigration' | 'protected-activity';

// Stored for good: never rename, only add.
export type QueryMade = Event<
  'QueryMade',
  {
    readonly queryId: string;
    readonly question: Question;
    readonly purpose: Purpose;
    /** Names of the elements used, in alphabetical order. */
    readonly elements: readonly string[];
    readonly eventNumberGiven: boolean;
    /** Whose query it is, a member's or another agency's; only he is answered. */
    readonly memberId?: string;
    readonly flags?: readonly Flag[];
  },
  {
    readonly elements: Elements;
    readonly reason: string;
    readonly eventNumber: string | null;
    readonly noEventNumberBecause: string | null;
    readonly username?: string;
    /** With whom he is affiliated (Civil Code 1798.90.52(a)(3)). */
    readonly organisation?: string;
    /** Keyed digest of the plate, by which a repeated search is known. */
    readonly plateTag?: string;
  }
>;
/** What the answer showed: every row seen is on the record (430.9¶2). */
export type ResultsSeen = Event<
  'ResultsSeen',
  {
    readonly queryId: string;
    readonly rows: number;
    readonly seen: readonly string[];
    /** Rows not shown, because they concern the member himself. */
    readonly withheld?: number;
  }
>;
/** A picture of a row that was shown, looked at outside any hit. */
export type ImageOpened = Event<
  'ImageOpened',
  {
    readonly queryId: string;
    readonly detectionId: string;
    readonly memberId: string;
    readonly sessionId: string | null;
    readonly image: Image['kind'];
  }
>;
/** Rows that left as a file. */
export type RowExported = Event<
  'RowExported',
  {
    readonly queryId: string;
    readonly memberId: string;
    /** A `bundle` is the whole ledger for whoever checks it off-line: `rows` are its lines, named by the root alone. */
    readonly format: 'csv' | 'pdf' | 'bundle';
    readonly rows: number;
    readonly exported: readonly string[];
    /** SHA-256 of the file, hex; of a bundle the root of its tree. */
    readonly digest: string;
  }
>;
export type QueryEvent = QueryMade | ResultsSeen | ImageOpened | RowExported;

/** What the shell finds out of a question and its asker, and no caller may assert. */
export type Asker = {
  readonly username: string | null;
  readonly organisation: string;
  /** The purposes open in the Department. */
  readonly purposes: readonly string[];
  /** Every plate here is made up, as in the demonstration. */
  readonly syntheticOnly: boolean;
  /** Keyed digest of a plate given whole. */
  readonly plateTag: string | null;
  /** The plate is one the member may not touch. */
  readonly conflict: boolean;
  /** His earlier searches of this plate that named no case, within the days of the setting. */
  readonly earlier: number;
  /** A captain or above, another than he, approved the matter whose number the query gives. */
  readonly civilApproved: boolean;
  /** What another, a sergeant or above, approved for him and this plate. */
  readonly approved: readonly Ground[];
  /** What his agency may search now, under agreements in force with access granted; null for the Department's own. */
  readonly agreed: readonly MouScope[] | null;
};

export type MakeQuery = Command<
  'MakeQuery',
  {
    readonly queryId: string;
    readonly question: Question;
    readonly elements: Elements;
    readonly purpose: string;
    readonly reason: string;
    readonly eventNumber: string | null;
    readonly noEventNumberBecause: string | null;
    /** Found by the shell. */
    readonly asker: Asker;
  }
>;
export type RecordResults = Command<'RecordResults', ResultsSeen['data']>;
export type OpenImage = Command<
  'OpenImage',
  {
    readonly queryId: string;
    readonly detectionId: string;
    readonly image: Image['kind'];
    /** Found by the shell: an answer to this query showed the detection. */
    readonly shown: boolean;
  }
>;
export type ExportRows = Command<'ExportRows', Omit<RowExported['data'], 'memberId'>>;
export type QueryCommand = MakeQuery | RecordResults | OpenImage | ExportRows;

/** `askedBy` is null for a query from before it was noted; `plates` says that its answer shows them. */
export type QueryState = { readonly made: boolean; readonly askedBy: string | null; readonly plates: boolean };

const flagsOf = ({ immigration, protectedActivity }: Judged): readonly Flag[] => [
  ...(immigration === 'none' ? [] : (['immigration'] as const)),
  ...(protectedActivity === 'none' ? [] : (['protected-activity'] as const)),
];

const made = ({ asker, ...data }: MakeQuery['data'], memberId: string): QueryMade => {
  const { queryId, question, elements, reason, eventNumber, noEventNumberBecause } = data;
  const { username, organisation, plateTag } = asker;
  const flags = flagsOf(judgeReason(reason));
  return {
    type: 'QueryMade',
    data: {
      queryId,
      question,
      purpose: purposeNamed(data.purpose) as Purpose,
      elements: Object.keys(elements).sort(),
      eventNumberGiven: (eventNumber ?? '').trim() !== '',
      memberId,
      ...(flags.length > 0 && { flags }),
    },
    sealed: {
      elements,
      reason,
      eventNumber,
      noEventNumberBecause,
      ...(username !== null && { username }),
      organisation,
      ...(plateTag !== null && { plateTag }),
    },
    keep: { class: 'access-record', unit: queryId },
  };
};

export const query: Decider<QueryCommand, QueryState, QueryEvent> = {
  category: 'query',
  stream: ({ data }) => `query-${data.queryId}`,
  initial: { made: false, askedBy: null, plates: true },
  evolve: (state, { type, data }) =>
    type === 'QueryMade'
      ? { made: true, askedBy: data.memberId ?? null, plates: showsPlates(data.question) }
      : { ...state, made: true },
  on: {
    MakeQuery: {
      founding: true,
      rules: asking,
      events: ({ command, by }) => [made(command.data, by.id)],
    },
    RecordResults: {
      rules: showing,
      events: ({ command }) => [{ type: 'ResultsSeen', data: command.data }],
    },
    OpenImage: {
      rules: opening,
      events: ({ command: { data }, by }) => {
        const { queryId, detectionId, image } = data;
        const sessionId = by.kind === 'member' ? by.sessionId : null;
        return [{ type: 'ImageOpened', data: { queryId, detectionId, memberId: by.id, sessionId, image } }];
      },
    },
    ExportRows: {
      rules: exporting,
      events: ({ command: { data }, by }) => [{ type: 'RowExported', data: { ...data, memberId: by.id } }],
    },
  },
};
