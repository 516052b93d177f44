/** The manifest of a release: what leaves for which agency, on whose decision, item by item (430.10). */
import type { ReleaseView } from '../../projections/releases.js';
import { styles } from '../pdf/paper.js';
import { answers, paragraph, section } from '../pdf/prose.js';
import { table } from '../pdf/table.js';
import { grouping, moment, number, plural, title } from '../words.js';
import { closeLetter, type Letterhead, openLetter, particulars, signature } from './letter.js';

const when = (at: string | null, by: string | null = null): string =>
  at === null ? 'not yet' : `${moment(at)}${by === null ? '' : ` by ${by}`}`;

const valuesAct = ({ valuesAct: of }: ReleaseView): string => {
  if (of === null) return 'not determined';
  return `${of.complies ? 'complies' : 'DOES NOT COMPLY'}, ${moment(of.at)}${of.basis === null ? '' : `: ${of.basis}`}`;
};

/** Renders it. @param notice what whoever receives the release is told */
export const renderManifest = (release: ReleaseView, notice: string, head: Letterhead): Promise<Uint8Array> => {
  const paper = openLetter(head);
  const { items, count, root } = release;
  answers(paper, ['430.10(b)', '430.10¶V.1']);
  section(paper, '1', 'The request and the decision', 140);
  particulars(paper, 'Who asked, and who decided.', [
    ['Agency', release.agencyName ?? release.agencyId],
    ['Class', `${title(release.agencyClass)}, ${release.california ? 'of California' : 'outside California'}`],
    ['Person who asked', release.personName],
    ['Purpose', title(release.purpose)],
    ['Case', release.caseNumber],
    ['Written request (SHA-256)', grouping(release.document)],
    ['Requested', when(release.requestedAt, release.requestedBy)],
    ['Opinion of counsel (SHA-256)', release.opinion && grouping(release.opinion.document)],
    ['California Values Act', valuesAct(release)],
    ['Two laws speak against each other', release.conflict],
    ['Made up', release.preparedBy],
    ['Approved', when(release.approvedAt, release.approvedBy)],
    ['Denied', release.deniedAt && when(release.deniedAt)],
    ['Delivered', when(release.fulfilledAt, release.fulfilledBy)],
    ['For', release.recipients?.join(', ')],
    ['Package (SHA-256)', release.contents && grouping(release.contents)],
    ['State', title(release.status)],
  ]);
  section(paper, '2', 'What leaves', 140);
  paragraph(
    paper,
    count === null
      ? 'Nothing has been made up for it.'
      : `${plural(count, 'item')}, each known by the SHA-256 of exactly what leaves. No plate stands on this paper.`,
  );
  if (root !== null) paragraph(paper, `Merkle root (RFC 6962) over the digests: ${grouping(root)}`, styles.mono);
  table(paper, {
    caption: 'Item by item.',
    columns: [
      { head: 'No.', width: 0.6, align: 'right' },
      { head: 'Kind', width: 1 },
      { head: 'Id on the ledger', width: 3.6 },
      { head: 'SHA-256', width: 5.6, look: styles.small },
    ],
    rows: (items ?? []).map(({ kind, id, digest }, index) => [number(index + 1), title(kind), id, digest]),
    most: 24,
    empty: 'The list can not be read any more, or was never made.',
  });
  section(paper, '3', 'To whoever receives it', 90);
  paragraph(paper, notice);
  section(paper, '4', 'Signed', 190);
  signature(paper, 'Chief of Police or designee', 'I approved this release exactly as this manifest lists it.');
  signature(paper, 'Received for the agency', 'I received what this manifest lists, for the stated purpose only.');
  return closeLetter(paper, head);
};
