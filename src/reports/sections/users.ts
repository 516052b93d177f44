/** A2: who may use the system, and what each of them completed first. */
import type { QuarterFigures } from '../figures.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading } from '../pdf/prose.js';
import { table, tally } from '../pdf/table.js';
import { number, plural, title } from '../words.js';

const decisions = (paper: Paper, { people: { acts, contractors, delegations, devices } }: QuarterFigures): void => {
  subheading(paper, 'What was decided in the period');
  tally(paper, 'Approvals, suspensions, and who else was let in.', [
    ['Members enrolled', acts.MemberEnrolled],
    ['Trainings completed', acts.TrainingCompleted],
    ['Acknowledgements of the policy', acts.PolicyAcknowledged],
    ['Accesses approved', acts.AccessApproved],
    ['suspended because something had lapsed', acts.AccessSuspended],
    ['revoked', acts.AccessRevoked],
    ['Accounts disabled', acts.AccountDisabled],
    ['Credentials reset', acts.CredentialsReset],
    ['Windows opened to contractors (430.4U(i))', contractors.opened],
    ['open at the end', contractors.open],
    ['Day-to-day work assigned to a delegate', delegations.made],
    ['standing at the end', delegations.standing],
    ['Searches and civil uses approved beforehand', acts.SearchApproved + acts.CivilUseApproved],
    ['Plates protected against a member’s own look', acts.PlateProtected],
  ]);
  tally(paper, 'Devices at the end of the period (430.7(f)).', [
    ['Issued by the Department', devices.issued],
    ['Owned by it', devices.owned],
    ['Personal, with a written permission in force', devices.personal],
    ['Personal, whose permission has run out and was not revoked: must be 0', devices.lapsed],
    ['Personal, whose controls are not verified', devices.uncontrolled],
  ]);
};

/** A2. */
export const users = (paper: Paper, figures: QuarterFigures): void => {
  const { users: members } = figures;
  section(paper, 'A2', 'Authorized users');
  answers(
    paper,
    ['430.4U.0', '430.6(d)'],
    ['430.4A(a)', '430.4A(b)', '430.7(b)', '430.11.2a', '430.11.2b', '430.11.3'],
  );
  const columns = ['Enrolled', 'Trained', 'Acknowledged', 'Approved'].map((head) => ({
    head,
    width: 1.5,
    align: 'right' as const,
  }));
  const { enrolled, trained, acknowledged, approved } = members;
  table(paper, {
    caption: 'Members by position at the end of the period. “Trained” counts every training the position requires.',
    columns: [{ head: 'Position', width: 3 }, { head: 'Listed in 430.4', width: 2.2 }, ...columns],
    rows: members.byPosition.map((row) => [
      title(row.position),
      row.listed ? 'yes' : 'no: metadata only',
      ...[row.enrolled, row.trained, row.acknowledged, row.approved].map(number),
    ]),
    total: ['All', '', ...[enrolled, trained, acknowledged, approved].map(number)],
    empty: 'Nobody is enrolled.',
  });
  subheading(paper, 'Training');
  table(paper, {
    caption:
      'Training of all enrolled members at the end of the period. POST training is required of sworn positions only.',
    columns: [
      { head: 'Training', width: 3 },
      { head: 'Current', width: 1, align: 'right' },
      { head: 'Lapsed', width: 1, align: 'right' },
      { head: 'Never completed', width: 1.4, align: 'right' },
    ],
    rows: members.training.map(({ kind, current, lapsed, never }) => [kind, ...[current, lapsed, never].map(number)]),
  });
  paragraph(
    paper,
    members.barred.length === 0
      ? 'Every approved member has current training and has acknowledged the policy in force.'
      : `${plural(members.barred.length, 'approved member is', 'approved members are')} without current training or ` +
          `acknowledgement, and refused until that is renewed: ${members.barred.join(', ')}.`,
  );
  if (members.unlistedApproved.length > 0) {
    paragraph(paper, `Approved in a position 430.4 does not list: ${members.unlistedApproved.join(', ')}.`);
  }
  paragraph(paper, `${plural(members.administrators, 'member is', 'members are')} designated ALPR Administrator.`);
  decisions(paper, figures);
};
