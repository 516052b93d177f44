/** The notice of a hold: what must not be destroyed, for which matter, until somebody says otherwise (430.8¶3.3). */
import type { Holding, HoldView } from '../../projections/holds.js';
import { styles } from '../pdf/paper.js';
import { answers, paragraph, section } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { grouping, moment, number, plural, title } from '../words.js';
import { closeLetter, type Letterhead, openLetter, particulars, signature } from './letter.js';

const duties = [
  'Destroy nothing that this notice names, here or outside this system: reads, pictures, alerts, notes, prints.',
  'The system skips what is held in every purge by itself; a copy that was taken out of it does not.',
  'What is booked as evidence, downloaded to a case or held by a vendor is under this hold too.',
  'The hold ends only when its matter is resolved, the Custodian asks for it and the City Attorney agrees.',
];

/** Renders it. @param days the days and classes in which something is held */
export const renderHoldNotice = (
  hold: HoldView,
  days: readonly (Holding & { readonly units: number })[],
  head: Letterhead,
): Promise<Uint8Array> => {
  const paper = openLetter(head);
  answers(paper, ['430.8¶3.2', '430.8¶3.3']);
  section(paper, '1', 'The matter', 120);
  particulars(paper, 'Who ordered the hold, and why.', [
    ['Matter', hold.matter ?? 'its key was destroyed'],
    ['Authority', hold.authority ?? 'its key was destroyed'],
    ['Custodian of Records', hold.custodian],
    ['Ordered', moment(hold.orderedAt)],
    ['To be reviewed by', moment(hold.reviewAt)],
    ['State', hold.releasedAt === null ? title(hold.state) : `Released ${moment(hold.releasedAt)}`],
    ['Released on the document', hold.resolution && grouping(hold.resolution)],
  ]);
  section(paper, '2', 'What is held', 120);
  paragraph(
    paper,
    `${plural(hold.units, 'record')} of ${plural(hold.buckets, 'day')} of data, found when the hold was placed or ` +
      'extended and written down one by one. What came later is not held by it.',
  );
  if (hold.root !== null) paragraph(paper, `Merkle root over their ids: ${grouping(hold.root)}`, styles.mono);
  table(paper, {
    caption: 'By retention class and day.',
    columns: [
      { head: 'Class', width: 2 },
      { head: 'Day', width: 2 },
      { head: 'Records', width: 1, align: 'right' },
    ],
    rows: days.map(({ class: name, date, units }) => [title(name), date, number(units)]),
    most: 24,
    empty: 'Nothing is held by it any more.',
  });
  section(paper, '3', 'What whoever receives this must do', 160);
  duties.forEach((duty, index) => paragraph(paper, `${index + 1}. ${duty}`));
  section(paper, '4', 'Received', 190);
  signature(paper, 'Custodian of Records', 'I ordered this hold and sent this notice.');
  signature(paper, 'Received by', 'I have read this notice and keep what it names.');
  return closeLetter(paper, head);
};
