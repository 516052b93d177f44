/** What in the figures waits for a person, breaches of the policy first. */
import type { Clause } from '../../domain/policy/clauses.js';
import type { Measured } from './measured.js';

export type OpenPoint = {
  readonly point: string;
  readonly clause: Clause;
  readonly status: 'look' | 'act';
  readonly count: number;
  /** The pseudonymous ids concerned, for the reviewer to open. */
  readonly ids: readonly string[];
};

const point = (
  text: string,
  clause: Clause,
  status: OpenPoint['status'],
  count: number,
  ids: readonly string[] = [],
): readonly OpenPoint[] => (count === 0 ? [] : [{ point: text, clause, status, count, ids: ids.slice(0, 20) }]);

/** Points that are against the policy as they stand. */
const against = ({ hits, users, ledger, retention, vendors, incidents, people }: Measured): readonly OpenPoint[] => [
  ...point('Hits acted upon against the policy', '430.6(k).3', 'act', hits.against.length, hits.against),
  ...point('The ledger did not verify', '430.7(i)', 'act', ledger.verification?.intact === false ? 1 : 0),
  ...point(
    'Users approved in a position that 430.4 does not list',
    '430.4U.0',
    'act',
    users.unlistedApproved.length,
    users.unlistedApproved,
  ),
  ...point('Days of data older than two years that nobody explains', '430.9(e).4', 'act', retention.unexplained),
  ...point(
    'Vendors’ switches that share for immigration enforcement',
    '430.10¶V.2',
    'act',
    vendors.vendors.reduce((all, { immigration }) => all + immigration, 0),
  ),
  ...point('Potential breaches not passed on to the Administrator', '430.6(j)', 'act', incidents.waiting),
  ...point('Personal devices whose permission has run out', '430.7(f)', 'act', people.devices.lapsed),
];

const ofRecords = ({ oversight, upkeep, releases, retention, incidents }: Measured): readonly OpenPoint[] => [
  ...point('Findings of audits past their day', '430.9(e).3', 'look', oversight.findings.overdue),
  ...point('Reports of violations that nobody has looked at', '430.9¶1.2', 'look', oversight.violations.untriaged),
  ...point('Flags of the detectors that nobody has looked at', '430.9(a)', 'look', oversight.anomalies.waiting),
  ...point('Notices of a breach still owed', '430.9¶last', 'look', incidents.owedAtEnd),
  ...point('Records requests past their day', '430.10¶N', 'look', releases.records.overdue),
  ...point('Equipment faults open', '430.6(h)', 'look', upkeep.faults.open),
  ...point(
    'Fixed cameras without an approved placement',
    '430.8¶4.1',
    'look',
    upkeep.placements.unplaced.length,
    upkeep.placements.unplaced,
  ),
  ...point(
    'Days of data that are due and not purged',
    '430.8¶3.1',
    'look',
    retention.kept.reduce((all, { due }) => all + due, 0),
  ),
];

/** Everything that waits for a person, what is against the policy first. */
export const openPoints = (figures: Measured): readonly OpenPoint[] => {
  const { hits, users, reads, ledger, uses } = figures;
  const unverified = ledger.verification === null ? 1 : 0;
  return [
    ...against(figures),
    ...point(
      'Exigencies to be reviewed by a supervisor',
      '430.6(k).4',
      'look',
      uses.exigencies.waiting,
      hits.exigencies,
    ),
    ...point('Hits nobody has looked at', '430.6(k).1', 'look', hits.unseen),
    ...point('Verified hits neither confirmed nor found negative', '430.6(k).3', 'look', hits.unasked),
    ...point(
      'Approved users without current training or acknowledgement',
      '430.6(d)',
      'look',
      users.barred.length,
      users.barred,
    ),
    ...ofRecords(figures),
    ...point('Cameras in service that sent no read', '430.6(g)', 'look', reads.silent.length, reads.silent),
    ...point('The ledger has not been verified for this report', '430.7(i)', 'look', unverified),
  ];
};
