/** A query: nobody looks at the data without saying why, and the question is on the ledger before the answer leaves. */
import { isTerminal } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import { isPurpose, type Purpose, saysSomething } from './policy/purposes.js';
import { type Rule, rule, unless } from './policy/rule.js';
import type { Position } from './positions.js';
import { type Register, registers } from './registers.js';
import { content, session } from './standing.js';

/** What may be asked. Plate content is for those 430.4U names; the access history is for auditors, plates masked. */
export type Question =
  'detections' | 'hits' | 'open-hits' | 'hot-list-entries' | 'access-history' | 'figures' | 'registers';

/** The data elements used to query (Civil Code 1798.90.52(a)(2)); only those given are present. */
export type Elements = {
  readonly plate?: string;
  readonly plateState?: string;
  readonly cameraId?: string;
  readonly memberId?: string;
  readonly register?: Register;
  readonly hitId?: string;
  readonly caseNumber?: string;
  readonly from?: string;
  readonly to?: string;
};

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
  },
  {
    readonly elements: Elements;
    readonly reason: string;
    readonly eventNumber: string | null;
    readonly noEventNumberBecause: string | null;
  }
>;
/** What the answer showed: every row seen is on the record (430.9¶2). */
export type ResultsSeen = Event<
  'ResultsSeen',
  { readonly queryId: string; readonly rows: number; readonly seen: readonly string[] }
>;
export type QueryEvent = QueryMade | ResultsSeen;

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
  }
>;
export type RecordResults = Command<'RecordResults', ResultsSeen['data']>;
export type QueryCommand = MakeQuery | RecordResults;

export type QueryState = { readonly made: boolean };

const showsPlates = ({ data }: MakeQuery): boolean =>
  (['detections', 'hits', 'open-hits', 'hot-list-entries'] as readonly Question[]).includes(data.question);
const asks = (facts: Case<MakeQuery, QueryState>): string => facts.command.data.reason.trim();

const mayAsk: Readonly<Partial<Record<Question, readonly (Position | null)[]>>> = {
  'access-history': ['auditor', 'police-chief'],
  figures: ['auditor', 'police-chief'],
};

/** A question for the registers is judged by the one register it names; without a name it is for nobody else. */
const listed = ({ question, elements }: MakeQuery['data']): readonly (Position | null)[] | undefined =>
  question === 'registers' ? (elements.register ? registers[elements.register] : []) : mayAsk[question];

/** A query for plate content asks the full standing; one for metadata a session, or the department's own terminal. */
const accordingToQuestion: readonly Rule<Case<MakeQuery, QueryState>>[] = [
  ...unless<Case<MakeQuery, QueryState>>(({ by, command }) => isTerminal(by) && !showsPlates(command), session),
  ...unless<Case<MakeQuery, QueryState>>(
    ({ command }) => !showsPlates(command),
    content.filter((one) => !session.includes(one)),
  ),
  rule(
    '430.9(d)',
    'R-QUESTION',
    'the audit trail and the registers are opened by those who audit or administer',
    ({ by, standing, command: { data } }) =>
      listed(data)?.includes(standing.position) !== false || standing.administrator || isTerminal(by),
    'Ask the ALPR Administrator or an auditor.',
  ),
];

export const query: Decider<QueryCommand, QueryState, QueryEvent> = {
  category: 'query',
  stream: ({ data }) => `query-${data.queryId}`,
  initial: { made: false },
  evolve: () => ({ made: true }),
  on: {
    MakeQuery: {
      founding: true,
      rules: [
        ...accordingToQuestion,
        rule(
          '430.1¶2.1',
          'R-PURPOSE',
          'the purpose is a legitimate law enforcement use that the policy names',
          ({ command }) => isPurpose(command.data.purpose),
          'Choose one of the purposes of 430.1 and 430.9(b).',
        ),
        rule(
          '430.7(g)',
          'R-NO-REASON',
          'the query states its reason',
          (facts) => asks(facts) !== '',
          'Say why you are asking.',
        ),
        rule(
          '430.7(g)',
          'R-VAGUE-REASON',
          'the reason says something specific',
          (facts) =>
            asks(facts) === '' ||
            (asks(facts).length >= facts.terms.settings.reasonLength && saysSomething(asks(facts))),
          'Name what you are working on, as you would in a report.',
        ),
        rule(
          '430.7(g)',
          'R-NO-EVENTNO',
          'the event number is given, or why there is none',
          ({ command: { data } }) =>
            (data.eventNumber ?? '').trim() !== '' || (data.noEventNumberBecause ?? '').trim() !== '',
          'Give the event or case number, or say why none exists.',
        ),
      ],
      events: ({ command: { data } }) => [
        {
          type: 'QueryMade',
          data: {
            queryId: data.queryId,
            question: data.question,
            purpose: data.purpose as Purpose,
            elements: Object.keys(data.elements).sort(),
            eventNumberGiven: (data.eventNumber ?? '').trim() !== '',
          },
          sealed: {
            elements: data.elements,
            reason: data.reason,
            eventNumber: data.eventNumber,
            noEventNumberBecause: data.noEventNumberBecause,
          },
          keep: { class: 'access-record', unit: data.queryId },
        },
      ],
    },
    RecordResults: {
      rules: [
        rule(
          '430.9¶2',
          'R-52-FIELDS',
          'rows are seen only in answer to a recorded query',
          ({ state }) => state.made,
          'Ask the question first.',
        ),
      ],
      events: ({ command }) => [{ type: 'ResultsSeen', data: command.data }],
    },
  },
};
