/** A1 and A15: the policy this report answers, how far software upholds it, and where its text needs a decision. */
import { policyNotes } from '../../domain/policy/lint.js';
import type { Kind } from '../../domain/policy/clauses-words.js';
import type { QuarterFigures } from '../figures.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { table, tally } from '../pdf/table.js';
import { moment, number } from '../words.js';

const kinds: Readonly<Record<Kind, readonly [name: string, means: string]>> = {
  enforced: ['Enforced', 'the system refuses what the clause forbids'],
  gate: ['Gate', 'other rules test what the clause lays down'],
  recorded: ['Recorded', 'the record the clause asks for is kept by itself'],
  attested: ['Attested', 'a person answers for it, and the record of that is kept'],
  definition: ['Definition', 'the words of the clause are the types of the system'],
  human: ['Human', 'only a person can do it; what record is left is kept'],
};

/** What Civil Code 1798.90.51(b)(2) and .53(b)(2) ask of a usage and privacy policy, and where it stands here. */
const required: readonly (readonly [letter: string, what: string, where: string])[] = [
  ['A', 'Authorized purposes', '430.1, 430.6'],
  ['B', 'Job titles authorized, and their training', '430.4 (second), 430.11'],
  ['C', 'Monitoring for security and privacy; periodic audits', '430.9'],
  ['D', 'Purposes, process and limits of sharing', '430.10'],
  ['E', 'Title of the official custodian', '430.4 (first)'],
  ['F', 'Accuracy, and correction of errors', '430.6(k), 430.6(l)'],
  ['G', 'How long data is kept, and how that is decided', '430.8; no City schedule is on file, see A15'],
];

/** The procedures adopted, and whether the policy was to be read on the web site, as the watcher last saw it. */
const standingOf = (paper: Paper, { people: { acts, posting } }: QuarterFigures): void => {
  subheading(paper, 'Procedures and posting');
  const { latest } = posting;
  tally(paper, 'Procedures of 430.4A.0, and the posting of the policy (430.4A(g)).', [
    ['Editions of the policy adopted in the period', acts.PolicyAdopted],
    ['Procedures adopted or replaced in the period', acts.ProcedureAdopted],
    ['Times the posting was attested in the period', posting.attested],
    ['Last attested', latest === null ? 'never' : moment(latest.at)],
    ['To be attested again by', latest === null ? 'now' : moment(latest.attestAgainBy)],
    [
      'What the last look at the posted page found',
      latest === null ? 'nothing is posted' : (latest.drift ?? 'as attested'),
    ],
  ]);
};

/** A1. */
export const policy = (paper: Paper, figures: QuarterFigures): void => {
  const { policy: adopted } = figures;
  section(paper, 'A1', 'Policy register');
  answers(paper, ['430.4A.0', '430.4A(g)'], ['430.4A(e)', '430.2¶3']);
  paragraph(
    paper,
    `Every act and every refusal in this quarter was weighed against edition ${adopted.version} of Policy 430. ` +
      `Its ${number(adopted.clauses)} citable clauses are upheld as follows; a clause of which software upholds ` +
      'a part and a person the rest stands in two rows.',
  );
  table(paper, {
    caption: 'How the clauses of the policy are upheld.',
    columns: [
      { head: 'Upheld by being', width: 1.5 },
      { head: 'That is', width: 5 },
      { head: 'Clauses', width: 1, align: 'right' },
    ],
    rows: (Object.entries(kinds) as [Kind, (typeof kinds)[Kind]][]).map(([kind, [name, means]]) => [
      name,
      means,
      number(adopted.byKind[kind]),
    ]),
  });
  subheading(paper, 'What the Civil Code asks of the policy');
  table(paper, {
    caption:
      'Elements of a usage and privacy policy (Civil Code 1798.90.51 and 1798.90.53) and where Policy 430 has them.',
    columns: [
      { head: 'No.', width: 0.5 },
      { head: 'Element', width: 4 },
      { head: 'Policy 430', width: 4 },
    ],
    rows: required,
  });
  standingOf(paper, figures);
};

/** A15. */
export const notes = (paper: Paper): void => {
  section(paper, 'A15', 'Notes on the text of the policy');
  paragraph(
    paper,
    'Read clause by clause, the policy leaves these points open. They are notes for its next revision, not ' +
      'legal advice.',
  );
  table(paper, {
    caption: 'What the text leaves open, and how this system reads it meanwhile.',
    columns: [
      { head: 'No.', width: 0.6 },
      { head: 'Observation', width: 4 },
      { head: 'Meanwhile', width: 4 },
    ],
    rows: policyNotes.map(({ id, observed, settled }) => [id, observed, settled]),
  });
};
