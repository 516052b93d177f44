/** A tagged PDF/A-3 document that is written from top to bottom: pages, text and the tree of tags. */
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import { printable } from '../words.js';

/** Letter paper, in points, and the frame of the text on it. */
export const sheet = { width: 612, height: 792 } as const;
export const frame = { left: 54, right: 558, top: 86, bottom: 716, width: 504 } as const;

export const colour = {
  ink: '#1b2733',
  navy: '#12304f',
  accent: '#1f6f8b',
  second: '#9cc3d1',
  grey: '#566575',
  line: '#c7d0da',
  wash: '#eef2f6',
  white: '#ffffff',
  good: '#1c6e46',
  look: '#9a5b00',
  act: '#a9241c',
} as const;

const fontFile = createRequire(import.meta.url);
const font = (name: string): string => fontFile.resolve(`dejavu-fonts-ttf/ttf/${name}.ttf`);

/** By file, because pdfkit would read a font anew each time it is asked for one under a second name. */
const fonts = {
  body: font('DejaVuSansCondensed'),
  bold: font('DejaVuSansCondensed-Bold'),
  italic: font('DejaVuSansCondensed-Oblique'),
  mono: font('DejaVuSansMono'),
};

type Font = keyof typeof fonts;
export type Style = { readonly font: Font; readonly size: number; readonly color: string; readonly gap: number };

const style = (font: Font, size: number, color: string = colour.ink, gap = 1.5): Style => ({ font, size, color, gap });

export const styles = {
  body: style('body', 9.5, colour.ink, 2.5),
  strong: style('bold', 9.5, colour.ink, 2.5),
  quote: style('italic', 8.5, colour.grey, 1.5),
  note: style('body', 8.5, colour.grey, 1.5),
  small: style('body', 7.5, colour.grey, 1),
  label: style('bold', 8.5, colour.grey, 1),
  cell: style('body', 8.5, colour.ink, 0.5),
  head: style('bold', 8, colour.navy, 0.5),
  mono: style('mono', 8, colour.ink, 1.5),
  h2: style('bold', 15, colour.navy, 1),
  h2number: style('bold', 15, colour.accent, 1),
  h3: style('bold', 10.5, colour.accent, 1),
} as const satisfies Record<string, Style>;

export type Element = PDFKit.PDFStructureElement;
export type ContentsEntry = {
  readonly number: string;
  readonly title: string;
  readonly page: number;
  readonly destination: string;
};

/** The document in the making: where the pen is, and under which tag what is written next belongs. */
export type Paper = {
  readonly doc: PDFKit.PDFDocument;
  /** The time it is dated to. */
  readonly at: Date;
  /** Lists attached so far because they were too long to print. */
  lists: number;
  readonly root: Element;
  readonly contents: ContentsEntry[];
  /** Which characters each font has, as far as anybody asked. */
  readonly glyphs: Map<string, boolean>;
  section: Element;
  /** A heading that waits for what it announces, so that it never stands alone at the foot of a page. */
  announced: { readonly height: number; readonly draw: () => void } | null;
  page: number;
  y: number;
};

/** Opens a document with its first page. The time is given, so that the same figures make the same bytes. */
export const openPaper = (info: { readonly title: string; readonly subject: string; readonly at: Date }): Paper => {
  const doc = new PDFDocument({
    size: 'LETTER',
    margin: 0,
    pdfVersion: '1.7',
    subset: 'PDF/A-3a',
    tagged: true,
    lang: 'en-US',
    displayTitle: true,
    bufferPages: true,
    font: fonts.body,
    info: {
      Title: info.title,
      Subject: info.subject,
      Creator: 'alpr-ledger',
      Producer: 'alpr-ledger',
      CreationDate: info.at,
    },
  });
  const root = doc.struct('Document');
  doc.addStructure(root);
  return {
    doc,
    at: info.at,
    lists: 0,
    root,
    section: root,
    contents: [],
    glyphs: new Map(),
    announced: null,
    page: 1,
    y: frame.top,
  };
};

/** Starts a page. */
export const turn = (paper: Paper): void => {
  paper.doc.addPage();
  paper.page += 1;
  paper.y = frame.top;
};

/** Makes sure that what comes next, so many points high, stands whole on one page, under the heading that waits. */
export const room = (paper: Paper, height: number): void => {
  const { announced } = paper;
  paper.announced = null;
  if (paper.y + height + (announced?.height ?? 0) > frame.bottom && paper.y > frame.top) turn(paper);
  announced?.draw();
};

/** pdfkit keeps the opened font to itself; nothing else can say whether a character has a glyph in it. */
type Opened = { readonly _font: { readonly font: { hasGlyphForCodePoint(codePoint: number): boolean } } };

const shown = ({ doc, glyphs }: Paper, text: string, { font: name, size, color }: Style): string => {
  doc.font(fonts[name]).fontSize(size).fillColor(color);
  const { font: opened } = (doc as unknown as Opened)._font;
  return printable(text, (codePoint) => {
    const key = `${name} ${codePoint}`;
    const known = glyphs.get(key) ?? opened.hasGlyphForCodePoint(codePoint);
    glyphs.set(key, known);
    return known;
  });
};

export type Placing = {
  readonly width: number;
  readonly align?: 'left' | 'right' | 'center';
  /** Ends with an ellipsis after so many lines. */
  readonly lines?: number;
};

/** How high the text will stand. */
export const measure = (paper: Paper, text: string, look: Style, { width, lines }: Placing): number => {
  const words = shown(paper, text, look);
  const one = paper.doc.currentLineHeight(true) + look.gap;
  const height = paper.doc.heightOfString(words, { width, lineGap: look.gap });
  return lines === undefined ? height : Math.min(height, one * lines);
};

/** Puts text at a place, of which the caller has made sure that it is free. */
export const put = (paper: Paper, text: string, x: number, y: number, look: Style, placing: Placing): void => {
  const height = measure(paper, text, look, placing);
  const { width, align = 'left' } = placing;
  paper.doc.text(shown(paper, text, look), x, y, {
    width,
    align,
    lineGap: look.gap,
    height: height + 0.1,
    ellipsis: true,
  });
};

/** Draws under a tag of its own. */
export const tagged = (
  { doc }: Paper,
  parent: Element,
  tag: string,
  draw: () => void,
  options: PDFKit.Mixins.StructureElementOptions = {},
): void => {
  parent.add(doc.struct(tag, options, draw));
};

/** How a tag is read aloud when its parts, set side by side, would run into each other. */
export const spoken = (text: string): PDFKit.Mixins.StructureElementOptions => ({
  actual: printable(text, () => true),
});

/** Draws what has no meaning of its own: rules, washes, and all that repeats on every page. */
export const artifact = ({ doc }: Paper, draw: () => void, type: 'Layout' | 'Pagination' = 'Layout'): void => {
  doc.markContent('Artifact', { type });
  draw();
  doc.endMarkedContent();
};

/** Ends the document and gives its bytes. */
export const closePaper = ({ doc, root }: Paper): Promise<Uint8Array> => {
  root.end();
  const chunks: Uint8Array[] = [];
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
    doc.end();
  });
};
