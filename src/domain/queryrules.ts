/** What is asked of a question before it is answered, and of those who look at, open or take away what it showed. */
import { isOutside, isTerminal, type Standing } from './actor.js';
import type { Case } from './decider.js';
import { inForce } from './mou.js';
import { isPurpose, purposeNamed } from './policy/purposes.js';
import { judgeReason } from './policy/reasons.js';
import { type Rule, rule, unless } from './policy/rule.js';
import type { Position } from './positions.js';
import type { ExportRows, MakeQuery, OpenImage, QueryState, Question, RecordResults } from './query.js';
import { registers, registersOfWork } from './registers.js';
import { content, criminalJustice, session } from './standing.js';
import { instant } from './time.js';

type Asking = Case<MakeQuery, QueryState>;
type OfQuery<C> = Case<C, QueryState>;

const plateQuestions: readonly Question[] = ['detections', 'hits', 'open-hits', 'hot-list-entries'];

/** Its answer holds plates; every other question is for metadata. */
export const showsPlates = (question: Question): boolean => plateQuestions.includes(question);
const reasonOf = ({ command }: Asking): string => command.data.reason.trim();
const purposeOf = ({ command }: Asking): string => purposeNamed(command.data.purpose);
const given = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';
const numbered = ({ command: { data } }: Asking): boolean => given(data.eventNumber);

const mayAsk: Readonly<Partial<Record<Question, readonly (Position | null)[]>>> = {
  'access-history': ['auditor', 'police-chief'],
  figures: ['auditor', 'police-chief'],
};

/** The positions that may ask; none named means any. All registers at once are for those who administer. */
const listed = ({ question, elements }: MakeQuery['data']): readonly (Position | null)[] | undefined =>
  question === 'registers' ? (elements.register ? registers[elements.register] : []) : mayAsk[question];

/** Who was assigned to work opens the registers of that work (430.4A(i)). */
const openedByWork = ({ question, elements: { register } }: MakeQuery['data'], by: Standing, at: string): boolean =>
  question === 'registers' &&
  register !== undefined &&
  by.assignments.some(({ scope, until }) => at < until && registersOfWork[scope].includes(register));

const agreedFor = ({ asker }: MakeQuery['data']): readonly string[] => asker.agreed ?? [];

/** A person of another agency has no standing here: an agreement with his agency stands in its place. */
const outside: readonly Rule<Asking>[] = unless<Asking>(
  ({ by }) => !isOutside(by),
  [
    inForce(({ command }) => agreedFor(command.data).length > 0),
    rule(
      '430.10M(a)',
      'R-MOU-SCOPE',
      'the agreement opens what is asked for',
      ({ command: { data } }) => agreedFor(data).length === 0 || agreedFor(data).includes(data.question),
      'Ask for what the agreement names, or have it widened by the Chief.',
    ),
  ],
);

/** A query for plate content asks the full standing; one for metadata a session, or the department's own terminal. */
const accordingToQuestion: readonly Rule<Asking>[] = [
  ...unless<Asking>(
    ({ by, command }) => isOutside(by) || (isTerminal(by) && !showsPlates(command.data.question)),
    session,
  ),
  ...unless<Asking>(
    ({ by, command }) => isOutside(by) || !showsPlates(command.data.question),
    content.filter((one) => !session.includes(one) && one !== criminalJustice),
  ),
  // What the Department's own cameras saw is not from NCIC: the Administrator's letter is enough for it (L7).
  ...unless<Asking>(
    ({ by, command: { data } }) => isOutside(by) || !showsPlates(data.question) || data.question === 'detections',
    [criminalJustice],
  ),
  ...outside,
  rule(
    '430.9(d)',
    'R-QUESTION',
    'the audit trail and the registers are opened by those who audit or administer',
    ({ by, standing, command: { data }, at }) =>
      listed(data)?.includes(standing.position) !== false ||
      standing.administrator ||
      isTerminal(by) ||
      openedByWork(data, standing, at),
    'Ask the ALPR Administrator or an auditor.',
  ),
];

const purposes: readonly Rule<Asking>[] = [
  rule(
    '430.1¶2.1',
    'R-PURPOSE',
    'the purpose is a legitimate law enforcement use that the policy names, and open in the Department',
    (facts) => isPurpose(purposeOf(facts)) && facts.command.data.asker.purposes.includes(purposeOf(facts)),
    'Choose one of the purposes of 430.1 and 430.9(b) that the Department has adopted.',
  ),
  rule(
    '430.1¶2.2',
    'R-LIVE-TRAINING',
    'who trains, trains on synthetic data',
    (facts) => purposeOf(facts) !== 'training' || facts.command.data.asker.syntheticOnly,
    'Train in the demonstration department: alpr-ledger demo.',
  ),
  rule(
    '430.9(b)',
    'R-ADMIN-CIVIL',
    'a civil or administrative use gives its number, and another, a captain or above, has approved that matter',
    (facts) => purposeOf(facts) !== 'administrative-or-civil' || facts.command.data.asker.civilApproved,
    'Give the internal-affairs or claim number, and have a captain or the Chief approve its use for you.',
  ),
];

const reasons: readonly Rule<Asking>[] = [
  rule(
    '430.7(g)',
    'R-NO-REASON',
    'the query states its reason',
    (facts) => reasonOf(facts) !== '',
    'Say why you are asking.',
  ),
  rule(
    '430.7(g)',
    'R-VAGUE-REASON',
    'the reason says something specific',
    (facts) =>
      reasonOf(facts) === '' ||
      (reasonOf(facts).length >= facts.terms.settings.reasonLength && judgeReason(reasonOf(facts)).specific),
    'Name what you are working on, as you would in a report.',
  ),
  rule(
    '430.1¶2.1',
    'R-IMMIGRATION',
    'the reason is not the enforcement of immigration law',
    (facts) => judgeReason(reasonOf(facts)).immigration !== 'certain',
    'No search serves immigration enforcement; where the words mean something else, say what.',
  ),
  rule(
    '430.9P(b)',
    'R-PROTECTED-ACTIVITY',
    'a reason that touches health care, assembly or faith was approved by another, a sergeant or above',
    (facts) =>
      judgeReason(reasonOf(facts)).protectedActivity !== 'certain' ||
      facts.command.data.asker.approved.includes('protected-activity'),
    'Name the crime and not the gathering; otherwise have a sergeant approve this search for you.',
  ),
  rule(
    '430.7(g)',
    'R-NO-EVENTNO',
    'the event number is given, or why there is none',
    (facts) => numbered(facts) || given(facts.command.data.noEventNumberBecause),
    'Give the event or case number, or say why none exists.',
  ),
];

/** A part of a plate, or none: what fits may be many vehicles of people who are sought by nobody. */
const isPattern = ({ command: { data } }: Asking): boolean =>
  data.question === 'detections' && !(data.elements.plate !== undefined && /^[^?*]+$/.test(data.elements.plate));

const repeats: readonly Rule<Asking>[] = [
  rule(
    '430.4U(g)',
    'R-NO-EVENTNO',
    'a crime analyst’s search for a pattern names its case',
    (facts) => facts.standing.position !== 'crime-analyst' || !isPattern(facts) || numbered(facts),
    'Give the number of the case the analysis belongs to.',
  ),
  rule(
    '430.9P(c)',
    'R-CONFLICT-OF-INTEREST',
    'the plate is none that concerns the member himself',
    ({ command }) => !command.data.asker.conflict,
    'Hand the matter to a member whom it does not concern; your supervisor names one.',
  ),
  rule(
    '430.9P(c)',
    'R-REPEAT-SEARCH',
    'a plate searched again and again names its case, or another, a sergeant or above, has approved it',
    (facts) => {
      const { earlier, approved } = facts.command.data.asker;
      const within = earlier < facts.terms.settings.repeatSearches - 1;
      return within || numbered(facts) || approved.includes('repeated-search');
    },
    'Give the event or case number, or have a sergeant approve this search for you.',
  ),
];

/** Detections and hits are found by what one looks for; the other questions name it themselves. */
const looksFor = ({ question, elements }: MakeQuery['data']): boolean =>
  (question !== 'detections' && question !== 'hits') || Object.keys(elements).length > 0;

/** Civil Code 1798.90.52(a): date and time; plate or other elements; username and organisation; purpose. */
const fields: readonly Rule<Asking>[] = [
  rule(
    '430.4A(d)',
    'R-52-FIELDS',
    'time, data elements, username, organisation and purpose of the access are known',
    (facts) => {
      const { data } = facts.command;
      const { username, organisation } = data.asker;
      const known = !Number.isNaN(instant(facts.at)) && given(username) && given(organisation);
      return known && looksFor(data) && given(data.purpose);
    },
    'Say what you are looking for and for which purpose: a plate, a camera, a time, a case.',
  ),
];

export const asking: readonly Rule<Asking>[] = [...accordingToQuestion, ...purposes, ...reasons, ...repeats, ...fields];

const asked: Rule<OfQuery<unknown>> = rule(
  '430.9¶2',
  'R-52-FIELDS',
  'rows are seen only in answer to a recorded query',
  ({ state }) => state.made,
  'Ask the question first.',
);

const own: Rule<OfQuery<unknown>> = rule(
  '430.9(d)',
  'R-QUERY-OWN',
  'the query is the member’s own',
  ({ state, by }) => state.askedBy === null || state.askedBy === by.id,
  'Ask the question yourself, with your own reason.',
);

export const showing: readonly Rule<OfQuery<RecordResults>>[] = [asked, own];

export const opening: readonly Rule<OfQuery<OpenImage>>[] = [
  ...content,
  asked,
  own,
  rule(
    '430.9¶2',
    'R-NOT-SHOWN',
    'a picture is opened of a row that the answer showed',
    ({ command }) => command.data.shown,
    'Ask for the detection first, and open its picture from the answer.',
  ),
];

export const exporting: readonly Rule<OfQuery<ExportRows>>[] = [
  ...session,
  ...unless<OfQuery<ExportRows>>(
    ({ state }) => !state.plates,
    content.filter((one) => !session.includes(one)),
  ),
  asked,
  own,
];
