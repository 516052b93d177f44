/** The Quarterly ALPR System Audit Report, which the Administrator submits to the Chief of Police (430.4A(h)). */
import { createHash } from 'node:crypto';
import { type Cover, contentsPage, span, titlePage, type Titles } from './cover.js';
import { figuresText, type QuarterFigures } from './figures.js';
import { fillContents, furnish } from './pdf/furniture.js';
import { closePaper, openPaper, type Paper } from './pdf/paper.js';
import { audit, incidents, refusals } from './sections/audit.js';
import { equipment, vendors } from './sections/equipment.js';
import { hits } from './sections/hits.js';
import { canvasses, hotLists } from './sections/hotlists.js';
import { ledger, retention } from './sections/ledger.js';
import { notes, policy } from './sections/policy.js';
import { releases, searches } from './sections/searches.js';
import { signatures } from './sections/signatures.js';
import { users } from './sections/users.js';
import { summary } from './summary.js';
import { number } from './words.js';

const titles: Titles = {
  kind: 'Quarterly ALPR System Audit Report',
  lead:
    'How to read this report. Each section begins with the clauses of Policy 430 that it answers, in the words of the ' +
    'policy. Every figure is computed from events on the ledger up to the checkpoint on the title page; where the ' +
    'system records nothing yet, the report says so instead of showing a zero. Members, cameras and hits are named ' +
    'by their ids on the ledger. No license plate, no name of a member and no location of a vehicle appears in it. ' +
    'Medians are the middle value; 95th percentiles are nearest ranks; intervals are Wilson score intervals at 95%. ' +
    'Thresholds that the policy does not set are marked as ours.',
};

/** The sections A1 to A15, in the order in which a reviewer expects them. */
const body: readonly ((paper: Paper, figures: QuarterFigures, cover: Cover) => void)[] = [
  summary,
  policy,
  users,
  equipment,
  vendors,
  hotLists,
  hits,
  searches,
  canvasses,
  releases,
  audit,
  refusals,
  incidents,
  retention,
  ledger,
  notes,
  signatures,
];

/** Attaches the figures to the document they are printed in, so that a machine can check the paper. */
export const attachFigures = ({ doc }: Paper, text: string, at: Date): void => {
  doc.file(Buffer.from(text, 'utf8'), {
    name: 'figures.json',
    type: 'application/json',
    description: 'The figures of this report, as computed from the ledger',
    relationship: 'Data',
    creationDate: at,
    modifiedDate: at,
  });
};

/** Renders the report as a tagged PDF/A-3. The same figures and cover always give the same bytes. */
export const renderQuarterlyReport = (figures: QuarterFigures, cover: Cover): Promise<Uint8Array> => {
  const at = new Date(cover.generatedAt);
  const { quarter } = figures.period;
  const text = figuresText(figures);
  const digest = createHash('sha256').update(text).digest('hex');
  const paper = openPaper({ title: `${titles.kind} ${quarter}`, subject: 'Policy 430, 430.4A(h)', at });
  attachFigures(paper, text, at);
  titlePage(paper, figures, cover, titles, digest);
  const contents = contentsPage(paper, titles);
  for (const part of body) part(paper, figures, cover);
  fillContents(paper, contents.pageIndex, contents.list, contents.top);
  furnish(paper, {
    head: [`${cover.agency}  ·  ${titles.kind}`, `${quarter}${figures.period.complete ? '' : ' (interim)'}`],
    foot: `${span(figures.period)}  ·  ledger of ${number(figures.ledger.events)} events, root ${figures.ledger.root.slice(0, 16)}…`,
    demonstration: cover.demonstration,
  });
  return closePaper(paper);
};
