/** The dossier of a hit: from the read to the action, who did what and when, each step with its event on the ledger. */
import type { AccessView } from '../../projections/history.js';
import type { HitView } from '../../projections/hits.js';
import { styles } from '../pdf/paper.js';
import { answers, paragraph, section } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { moment, title } from '../words.js';
import { closeLetter, type Letterhead, openLetter, particulars } from './letter.js';

const plateOf = (plate: string | null, state: string | null): string =>
  plate === null ? 'its key was destroyed' : `${plate} (${state ?? 'state unknown'})`;

const step = (at: string | null, by: string | null, what: string | null): string | null =>
  at === null ? null : `${what === null ? '' : `${title(what)}, `}${moment(at)}${by === null ? '' : ` by ${by}`}`;

const channelOf = ({ channel, confirmer }: HitView): string | null =>
  channel && `${channel === 'mdc' ? 'mobile data computer' : 'radio'}, ${confirmer ?? 'not named'}`;

const stoodThen = ({ whenActed }: HitView): string | null => {
  if (whenActed === null) return null;
  const compared = whenActed.verified ? 'compared' : 'NOT COMPARED';
  return `${compared}, ${whenActed.confirmed ? 'confirmed' : 'not confirmed'}`;
};

const passed = (hit: HitView): readonly (readonly [string, string | null])[] => [
  ['Alert raised', moment(hit.raisedAt)],
  ['Picture opened', step(hit.openedAt, hit.openedBy, null)],
  ['Compared by eye', step(hit.verdictAt, hit.verdictBy, hit.verdict)],
  ['Asked', step(hit.confirmationAt, hit.confirmationBy, hit.confirmation)],
  ['Over', channelOf(hit)],
  ['Exigent', hit.exigentAt && `${moment(hit.exigentAt)}: ${hit.narrative ?? 'its key was destroyed'}`],
  ['Acted upon', step(hit.actionAt, hit.actionBy, hit.action)],
  ['How it stood then', stoodThen(hit)],
];

/** Renders it: it holds the plate. @param acts what was done with the hit, in order */
export const renderDossier = (hit: HitView, acts: readonly AccessView[], head: Letterhead): Promise<Uint8Array> => {
  const paper = openLetter(head);
  paragraph(
    paper,
    'Confidential: this paper holds a license plate. An automated read is no proof; what counts is the comparison ' +
      'and the confirmation below (430.3(c), 430.6(k)).',
    styles.strong,
  );
  answers(paper, ['430.6(k).1', '430.6(k).3']);
  section(paper, '1', 'Read and hot-list entry', 140);
  particulars(paper, 'What was read, and what it met.', [
    ['Read at', moment(hit.capturedAt)],
    ['Camera', hit.cameraId],
    ['Plate as read', plateOf(hit.readPlate, hit.readState)],
    ['Plate as it stands', plateOf(hit.plate, hit.plateState)],
    ['Plate sought', plateOf(hit.entryPlate, hit.entryState)],
    ['Match', title(hit.match)],
    ['Reason of the policy', title(hit.category)],
    ['Reason as written', hit.reason],
    ['Reference', hit.reference],
    ['Entry', hit.entryId],
    ['Version of an imported list', hit.versionId],
    ['Hours since its source vouched for it', hit.staleHours === null ? null : String(hit.staleHours)],
    ['Read', hit.detectionId],
  ]);
  section(paper, '2', 'What became of it', 140);
  particulars(paper, `State: ${title(hit.status)}.`, passed(hit));
  section(paper, '3', 'Every act on it', 140);
  table(paper, {
    caption: 'As the ledger holds them, in their order; each can be proved by its id (GET /ledger/proof/ID).',
    columns: [
      { head: 'At (UTC)', width: 2.3 },
      { head: 'Act', width: 2.4 },
      { head: 'By', width: 3.4, look: styles.small },
      { head: 'Outcome', width: 1 },
      { head: 'Event', width: 3.4, look: styles.small },
    ],
    rows: acts.map(({ at, act, actorId, outcome, id }) => [
      `${at.slice(0, 10)} ${at.slice(11, 19)}`,
      act,
      actorId,
      outcome,
      id,
    ]),
    most: 60,
    empty: 'Nobody has touched it.',
  });
  return closeLetter(paper, head);
};
