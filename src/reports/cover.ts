/** The first two pages: who reports what to whom on which evidence, and what is found where. */
import { type Clause, clauseText } from '../domain/policy/clauses.js';
import type { QuarterFigures } from './figures.js';
import { code } from './pdf/code.js';
import {
  artifact,
  colour,
  type Element,
  frame,
  measure,
  type Paper,
  put,
  sheet,
  spoken,
  type Style,
  styles,
  tagged,
  turn,
} from './pdf/paper.js';
import { grouping, longDay, moment, number, printable } from './words.js';

/** What the figures cannot know: whose report it is, and who answers for it. */
export type Cover = {
  readonly agency: string;
  /** The current designee, by name and title, as 430.4A(e) asks. */
  readonly administrator: { readonly name: string; readonly title: string };
  readonly reportId: string;
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  /** Marks every page of a report on invented data. */
  readonly demonstration: boolean;
  /** The signed checkpoint the figures were drawn at, as the ledger published it. */
  readonly checkpoint?: string;
  /** What people wrote, by the id of the explanation or of the hot-list entry, plates taken out; in no figure. */
  readonly quoted?: {
    readonly explanations: Readonly<Record<string, string>>;
    readonly reasons: Readonly<Record<string, string>>;
  };
};

/** Name and title, each said once even where one stands in for the other. */
export const designee = ({ name, title }: Cover['administrator'], role?: string): string =>
  [...new Set([name, title, ...(role === undefined ? [] : [role])])].join(', ');

/** What distinguishes one report from the other. */
export type Titles = {
  readonly kind: string;
  /** The clauses that ask for it, and where the policy prints them. */
  readonly answers: readonly Clause[];
  readonly printed: string;
  /** How to read it. */
  readonly lead: string;
};

const band: Record<'agency' | 'title' | 'quarter' | 'dates', Style> = {
  agency: { font: 'bold', size: 12, color: '#cfe1ea', gap: 1 },
  title: { font: 'bold', size: 27, color: colour.white, gap: 2 },
  quarter: { font: 'bold', size: 17, color: '#8fd0e3', gap: 1 },
  dates: { font: 'body', size: 10.5, color: '#cfe1ea', gap: 1 },
};

/** `October 1, 2026 to December 31, 2026`. */
export const span = ({ from, to, timeZone }: QuarterFigures['period']): string =>
  `${longDay(from, timeZone)} to ${longDay(to, timeZone, -1)}`;

const masthead = (paper: Paper, { agency }: Cover, { kind }: Titles, { period }: QuarterFigures): void => {
  artifact(paper, () => {
    paper.doc.rect(0, 0, sheet.width, 228).fill(colour.navy);
    paper.doc.rect(0, 228, sheet.width, 5).fill(colour.accent);
  });
  const wide = { width: frame.width };
  tagged(paper, paper.section, 'P', () => put(paper, agency, frame.left, 62, band.agency, { ...wide, lines: 2 }));
  tagged(paper, paper.section, 'H1', () => put(paper, kind, frame.left, 100, band.title, { ...wide, lines: 2 }));
  const quarter = `${period.quarter}${period.complete ? '' : ' (interim)'}`;
  const dates = `${span(period)}, days counted in ${period.timeZone}`;
  tagged(paper, paper.section, 'P', () => put(paper, quarter, frame.left, 154, band.quarter, { ...wide, lines: 1 }));
  tagged(paper, paper.section, 'P', () => put(paper, dates, frame.left, 182, band.dates, { ...wide, lines: 1 }));
};

/** One line of particulars; gives where the next one stands. */
const particular = (paper: Paper, label: string, text: string, y: number, look: Style = styles.body): number => {
  const width = frame.width - 150;
  const height = measure(paper, text, look, { width, lines: 3 });
  const draw = (): void => {
    put(paper, label, frame.left, y + 1, styles.label, { width: 140, lines: 1 });
    put(paper, text, frame.left + 150, y, look, { width, lines: 3 });
  };
  tagged(paper, paper.section, 'P', draw, spoken(`${label}: ${text}`));
  artifact(paper, () => paper.doc.rect(frame.left, y + height + 4, frame.width, 0.4).fill(colour.line));
  return y + height + 11;
};

/** The same evidence for a camera: what the paper says, in a form nobody mistypes. */
const evidenceCode = (
  paper: Paper,
  { ledger: { events, root } }: QuarterFigures,
  reportId: string,
  digest: string,
  x: number,
  y: number,
): void => {
  const id = printable(reportId, (codePoint) => codePoint < 0x7f, 64);
  code(paper, {
    text: `alpr-ledger report ${id}\nevents ${events}\nroot ${root}\nfigures sha256 ${digest}\n`,
    x,
    y,
    side: 100,
    alt: 'QR code of the report id, the ledger checkpoint and the digest of the figures',
  });
};

const evidence = (paper: Paper, figures: QuarterFigures, { reportId }: Cover, digest: string, top: number): void => {
  artifact(paper, () => {
    paper.doc.rect(frame.left, top, frame.width, 120).fill(colour.wash);
    paper.doc.rect(frame.left, top, 3, 120).fill(colour.accent);
    paper.doc.rect(frame.right - 120, top, 120, 120).fill(colour.white);
  });
  const [x, width] = [frame.left + 16, frame.width - 140];
  const said = (text: string, hex: string, y: number): void => {
    const draw = (): void => {
      put(paper, text, x, y, styles.note, { width, lines: 1 });
      put(paper, grouping(hex), x, y + 13, styles.mono, { width, lines: 1 });
    };
    tagged(paper, paper.section, 'P', draw, spoken(`${text}: ${grouping(hex)}`));
  };
  tagged(paper, paper.section, 'H3', () => put(paper, 'What the figures rest on', x, top + 14, styles.h3, { width }));
  const events = `Ledger checkpoint: a tree of ${number(figures.ledger.events)} events with the root hash`;
  said(events, figures.ledger.root, top + 36);
  said('Figures: attached to this file as figures.json, with the SHA-256 digest', digest, top + 72);
  evidenceCode(paper, figures, reportId, digest, frame.right - 106, top + 10);
};

/** What the policy asks for with this report, and what nobody will find in it. */
const closing = (paper: Paper, { answers, printed }: Titles, top: number): void => {
  const wide = { width: frame.width };
  const asked = answers.map(clauseText).join(' ');
  tagged(paper, paper.section, 'P', () => put(paper, `“${asked}”`, frame.left, top, styles.quote, wide));
  const about =
    `${printed}. No figure in it holds a license plate, a name of a member other than the Administrator's or a ` +
    'location of a vehicle.';
  tagged(paper, paper.section, 'P', () => put(paper, about, frame.left, top + 28, styles.small, wide));
};

/** The title page. */
export const titlePage = (
  paper: Paper,
  figures: QuarterFigures,
  cover: Cover,
  titles: Titles,
  digest: string,
): void => {
  const { administrator, reportId, generatedAt } = cover;
  const { policy, period } = figures;
  paper.section = paper.doc.struct('Sect', { title: 'Title page' });
  paper.root.add(paper.section);
  masthead(paper, cover, titles, figures);
  let y = particular(paper, 'ALPR Administrator', designee(administrator), 258, styles.strong);
  y = particular(paper, 'Submitted to', 'Chief of Police', y);
  y = particular(paper, 'Policy', `Policy 430, edition ${policy.version}, ${policy.clauses} clauses`, y);
  y = particular(paper, 'Policy text (SHA-256)', grouping(policy.digest), y, styles.mono);
  y = particular(paper, 'Report', reportId, y, styles.mono);
  y = particular(paper, 'Drawn up', moment(generatedAt), y);
  const ended = period.complete
    ? 'The quarter has ended.'
    : `Interim: the quarter had not ended at ${moment(period.asOf)}.`;
  y = particular(paper, 'State', ended, y);
  y = Math.min(y + 14, frame.bottom - 186);
  evidence(paper, figures, cover, digest, y);
  closing(paper, titles, y + 138);
};

/** The page kept for the contents, with the words on how to read the rest; gives what to fill in at the end. */
export const contentsPage = (
  paper: Paper,
  { lead }: Titles,
): { readonly pageIndex: number; readonly list: Element; readonly top: number } => {
  turn(paper);
  const wide = { width: frame.width };
  const section = paper.doc.struct('Sect', { title: 'Contents' });
  paper.root.add(section);
  paper.section = section;
  tagged(paper, section, 'H2', () => put(paper, 'Contents', frame.left, frame.top, styles.h2, wide));
  const list = paper.doc.struct('TOC');
  section.add(list);
  const height = measure(paper, lead, styles.note, wide);
  tagged(paper, section, 'P', () => put(paper, lead, frame.left, frame.bottom - height, styles.note, wide));
  return { pageIndex: paper.page - 1, list, top: frame.top + 34 };
};
