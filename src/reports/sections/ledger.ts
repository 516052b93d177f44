/** A14: whether the record of all this can be trusted, and on whose word beside our own. */
import type { QuarterFigures } from '../figures.js';
import type { Cover } from '../cover.js';
import type { Paper } from '../pdf/paper.js';
import { answers, paragraph, section, subheading, unrecorded } from '../pdf/prose.js';
import { table, tally } from '../pdf/table.js';
import { grouping, moment, number, title } from '../words.js';
import { checkpoint } from './checkpoint.js';

type Kept = QuarterFigures['ledger'];

const anchored = ({ signed, events }: Kept): string => {
  if (signed === null || signed.anchor === null) return 'NONE: only this Department vouches for it';
  const { kind, by, size, at } = signed.anchor;
  return `${kind} by ${by}, ${moment(at)}, over the first ${number(size)} of ${number(events)} events`;
};

const evidence = (kept: Kept): [string, string][] => {
  const { verification, signed } = kept;
  return [
    ['Events', number(kept.events)],
    ['Root hash', grouping(kept.root)],
    ['Signed checkpoints kept', signed === null ? 'not signed' : number(signed.checkpoints)],
    ['Keys that sign', signed === null ? 'none' : signed.keys.join(', ')],
    ['Newest external anchor', anchored(kept)],
    ['Trouble with signing', signed?.trouble ?? 'none'],
    ['Last full verification', verification === null ? 'none has been made' : moment(verification.at)],
    [
      'Its result',
      verification === null ? 'unknown' : verification.intact ? 'intact' : 'BROKEN: stop relying on these figures',
    ],
    ['What it examined', verification?.detail ?? ''],
  ];
};

const when = (at: string | null): string => (at === null ? 'never' : moment(at));

/** A14. */
export const ledger = (paper: Paper, { ledger: kept, integrity }: QuarterFigures, cover: Cover): void => {
  section(paper, 'A14', 'Integrity of the ledger', 190);
  answers(paper, ['430.7(i)', '430.9(e).2']);
  table(paper, {
    caption: 'The ledger this report rests on.',
    columns: [
      { head: 'What', width: 2 },
      { head: 'Figure', width: 6 },
    ],
    rows: evidence(kept),
  });
  paragraph(
    paper,
    'The root hash is that of an RFC 6962 tree over exactly these events. Whoever holds it, or this page, can ' +
      'later prove whether any event counted here was changed or removed.',
  );
  checkpoint(paper, cover);
  const { backups, verifications, attestations } = integrity;
  subheading(paper, 'Backups, verifications and attestations');
  tally(paper, 'Backups and verifications of the period.', [
    ['Backups made', backups.made],
    ['the last one', when(backups.lastAt)],
    ['Backups tried by restoring them', backups.tested],
    ['of these with problems', backups.failed],
    ['the last try', when(backups.lastTestedAt)],
    ['Verifications recorded', verifications.made],
    ['of these that suspected tampering: must be 0', verifications.suspected],
  ]);
  table(paper, {
    caption: 'Safeguards and hosting, as last attested.',
    columns: [
      { head: 'What', width: 4 },
      { head: 'Attested', width: 2.4 },
      { head: 'Current', width: 1 },
    ],
    rows: attestations.map(({ kind, at, current }) => [title(kind), moment(at), current ? 'yes' : 'NO']),
    empty: 'Nothing has been attested.',
  });
  unrecorded(
    paper,
    'failures to write to the ledger. What cannot be written is answered with an error and not done, and a ledger ' +
      'that cannot be written cannot record it: look at the server’s log and at /health/ready.',
  );
};
