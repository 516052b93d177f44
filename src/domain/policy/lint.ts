/** Policy lint: contradictions, gaps and traps in the policy's own text, and how each is read meanwhile. */
import type { Clause } from './clauses.js';

export type Note = {
  /** Stable; printed in the quarterly report (A15). */
  readonly id: `L${number}`;
  readonly clauses: readonly Clause[];
  /** What stands in the text. */
  readonly observed: string;
  /** What follows from it here. */
  readonly settled: string;
  /** The settings by which a gap was filled: ours, and not the policy's. */
  readonly settings?: readonly string[];
};

export const policyNotes: readonly Note[] = [
  {
    id: 'L1',
    clauses: ['430.4A.0', '430.4U.0', '430.9P(a)', '430.10M(a)'],
    observed:
      'Two sections are numbered 430.4 and none 430.5; 430.9 has two lettered lists; 430.10(a) nests ' +
      '(a) to (c); the list of the memoranda begins again at (a).',
    settled: 'Clauses have ids of our own (430.4A, 430.4U, 430.9P, 430.10M), which are never renumbered.',
  },
  {
    id: 'L2',
    clauses: ['430.8¶2.3', '430.8¶1.1'],
    observed: '430.8 speaks of a City retention schedule “mentioned above”, and nothing above mentions one.',
    settled:
      'The schedule is adopted on its own, with the resolution and the attorney’s consent; until then ' +
      'the strictest clock runs.',
  },
  {
    id: 'L3',
    clauses: ['430.8¶2.2', '430.8¶3.1', '430.9(e).4'],
    observed:
      'Three clocks run beside each other (30 days, one year, two years), and Government Code 34090(d) ' +
      'and 34090.6 add a floor of two years and one of a year.',
    settled:
      'The class of a downloaded read is data of the adopted schedule; records of access are kept ' +
      'longer than the read.',
  },
  {
    id: 'L4',
    clauses: ['430.10(d)', '430.8¶2.1'],
    observed: '430.10(d) names the LEARN network, while 430.8 names another vendor.',
    settled: 'Approved sharing networks are a list that the Department adopts, begun with LEARN.',
  },
  {
    id: 'L5',
    clauses: ['430.10(f).2'],
    observed:
      'The special request of an agency outside California stands against the Attorney General’s ' +
      'reading of Civil Code 1798.90.55(b).',
    settled: 'Such a release waits as a conflict of law until counsel’s opinion is on file.',
  },
  {
    id: 'L6',
    clauses: ['430.10(f).1', '430.10¶V.2'],
    observed:
      '430.10(f) lets federal immigration agencies have data under a court order or special request; ' +
      'the Values Act paragraph forbids sharing for immigration enforcement outright.',
    settled:
      'The stricter sentence wins: nothing but a judicial order that names the data, with the Chief and counsel.',
  },
  {
    id: 'L7',
    clauses: ['430.7(f)'],
    observed: 'Personal devices are allowed by letter; CJIS AC-20 asks for verified controls, or forbids them.',
    settled:
      'The letter opens what is not criminal justice information; for that the record of verified ' +
      'controls is needed too.',
  },
  {
    id: 'L8',
    clauses: ['430.9(e).3', '430.4A(h)'],
    observed: 'The ALPR Administrator audits a program that is his own.',
    settled: 'Nobody reviews his own search; an auditor stands beside him, and the Chief acknowledges the report.',
  },
  {
    id: 'L9',
    clauses: ['430.6(k).4'],
    observed: 'Exigent circumstances excuse confirming by radio; whether they excuse looking is not said.',
    settled: 'They excuse confirming only: the image is compared first in every case.',
  },
  {
    id: 'L10',
    clauses: ['430.6(l)', '430.8¶3.1', '430.9(e).1'],
    observed: 'Some sentences say “should” and others “shall”.',
    settled: 'What shall be is refused when broken, what should be is a finding; the word is kept with each clause.',
  },
  {
    id: 'L11',
    clauses: ['430.6(b)', '430.7(g)'],
    observed: 'No suspicion is needed to use a reader, and a reason is needed for every query.',
    settled: 'Capture asks for nothing; every question asks for its reason.',
  },
  {
    id: 'L12',
    clauses: ['430.1¶1.4'],
    observed: 'Looking up an owner is tied to an alert; a search of the past is not one.',
    settled: 'An owner look-up names a verified hit or a released result.',
  },
  {
    id: 'L13',
    clauses: ['430.9(b)', '430.1¶2.1'],
    observed: '430.9(b) admits civil and administrative actions; elsewhere only law enforcement purposes are named.',
    settled: 'Such a query needs its own number, and the approval of a captain or above who is somebody else.',
  },
  {
    id: 'L14',
    clauses: ['430.4U/N'],
    observed: 'The list of authorised users has no custodian, auditor, trainer, attorney or technician.',
    settled: 'They see metadata; a plate is unmasked for them singly, with approval and on the record.',
  },
  {
    id: 'L15',
    clauses: ['430.9¶2'],
    observed: 'How long the record of access itself is kept is not said.',
    settled:
      'Five years unless the adopted schedule says otherwise; ours, above the floors of CJIS AU-11 and ' +
      'Government Code 34090.',
  },
  {
    id: 'L16',
    clauses: ['430.6(k).4', '430.6(h)', '430.8¶3.3'],
    observed:
      'No time is set for reviewing an exigency, for reporting a fault “immediately”, or for reviewing ' + 'a hold.',
    settled: 'Each has a setting of ours, shown as such.',
  },
  {
    id: 'L17',
    clauses: ['430.6(h)'],
    observed: 'A fault is to be reported by Department e-mail.',
    settled: 'The report is an event and an e-mail; the message’s id is kept, and unsent mail is shown.',
  },
  {
    id: 'L18',
    clauses: ['430.1¶1.2'],
    observed: 'How fresh a hot list must be is not said.',
    settled: 'After a setting of ours a list is stale, and its alerts say so.',
  },
];
