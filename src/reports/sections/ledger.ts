/** A13 and A14: how long data is kept, and whether the record of all this can be trusted. */
import type { QuarterFigures } from '../figures.js';
import type { Cover } from '../cover.js';
import { type Paper, styles } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { grouping, moment, number } from '../words.js';

/** A13. */
export const retention = (paper: Paper): void => {
  section(paper, 'A13', 'Retention', 150);
  answers(
    paper,
    ['430.8¶3.1', '430.8¶3.2', '430.9(e).4'],
    ['430.8¶1.1', '430.8¶2.2', '430.8¶2.3', '430.8¶3.3', '430.4A(f)'],
  );
  unrecorded(
    paper,
    'what fell due, was purged or was held, and the explanation of data kept longer than two years, which ' +
      '430.9(e).4 asks of this report. Until the system has these figures, the Administrator supplies the ' +
      'explanation beside this report.',
  );
};

/** A14. */
export const ledger = (paper: Paper, { ledger: kept }: QuarterFigures, { checkpoint }: Cover): void => {
  section(paper, 'A14', 'Integrity of the ledger', 190);
  answers(paper, ['430.7(i)', '430.9(e).2']);
  const verified = kept.verification;
  table(paper, {
    caption: 'The ledger this report rests on.',
    columns: [
      { head: 'What', width: 2 },
      { head: 'Figure', width: 6 },
    ],
    rows: [
      ['Events', number(kept.events)],
      ['Root hash', grouping(kept.root)],
      ['Last full verification', verified === null ? 'none has been made' : moment(verified.at)],
      [
        'Its result',
        verified === null ? 'unknown' : verified.intact ? 'intact' : 'BROKEN: stop relying on these figures',
      ],
      ['What it examined', verified?.detail ?? ''],
    ],
  });
  paragraph(
    paper,
    'The root hash is that of an RFC 6962 tree over exactly these events. Whoever holds it, or this page, can ' +
      'later prove whether any event counted here was changed or removed.',
  );
  if (checkpoint !== undefined) {
    subheading(paper, 'Signed checkpoint');
    for (const text of checkpoint.split('\n').slice(0, 12)) if (text !== '') paragraph(paper, text, styles.mono);
  }
  unrecorded(paper, 'backups, restore tests and failures to write.');
};
