/** What frames every page: running heads, page numbers, the mark of a demonstration, and the table of contents. */
import {
  artifact,
  colour,
  type ContentsEntry,
  type Element,
  frame,
  type Paper,
  put,
  sheet,
  spoken,
  type Style,
  styles,
} from './paper.js';

/** What the running lines say. */
export type Furniture = {
  readonly head: readonly [left: string, right: string];
  readonly foot: string;
  readonly demonstration: boolean;
};

const ribbon: Style = { font: 'bold', size: 8, color: colour.white, gap: 0 };

const running = (paper: Paper, { head, foot, demonstration }: Furniture, page: number, pages: number): void => {
  const { doc } = paper;
  if (demonstration) {
    doc.rect(0, 0, sheet.width, 18).fill(colour.act);
    const words = 'DEMONSTRATION DEPARTMENT  ·  every figure and every person in this report is invented';
    put(paper, words, 0, 4, ribbon, { width: sheet.width, align: 'center', lines: 1 });
  }
  if (page > 1) {
    put(paper, head[0], frame.left, 44, styles.small, { width: 380, lines: 1 });
    put(paper, head[1], frame.right - 120, 44, styles.small, { width: 120, align: 'right', lines: 1 });
    doc.rect(frame.left, 57, frame.width, 0.6).fill(colour.line);
  }
  doc.rect(frame.left, 738, frame.width, 0.6).fill(colour.line);
  put(paper, foot, frame.left, 744, styles.small, { width: 410, lines: 1 });
  put(paper, `Page ${page} of ${pages}`, frame.right - 90, 744, styles.small, { width: 90, align: 'right', lines: 1 });
};

/** Draws heads and feet on every page, once it is known how many there are. */
export const furnish = (paper: Paper, furniture: Furniture): void => {
  const { count } = paper.doc.bufferedPageRange();
  for (let index = 0; index < count; index += 1) {
    paper.doc.switchToPage(index);
    artifact(paper, () => running(paper, furniture, index + 1, count), 'Pagination');
  }
};

const entry = (paper: Paper, list: Element, { number, title, page, destination }: ContentsEntry, y: number): void => {
  const { doc } = paper;
  const item = doc.struct('TOCI');
  list.add(item);
  const link = doc.struct('Link', spoken(`${number} ${title}, page ${page}`), () => {
    put(paper, number, frame.left, y, styles.strong, { width: 32, lines: 1 });
    put(paper, title, frame.left + 34, y, styles.body, { width: frame.width - 80, lines: 1 });
    put(paper, String(page), frame.right - 36, y, styles.strong, { width: 36, align: 'right', lines: 1 });
    const about = { structParent: link, Contents: new String(`${number} ${title}, page ${page}`.trim()) };
    doc.goTo(frame.left, y - 2, frame.width, 17, destination, about as unknown as PDFKit.Mixins.AnnotationOption);
  });
  item.add(link);
  artifact(paper, () => doc.rect(frame.left, y + 15, frame.width, 0.4).fill(colour.line));
};

/** Fills the page kept for the contents; `under` is the element that was put in its place among the tags. */
export const fillContents = (paper: Paper, pageIndex: number, under: Element, top: number): void => {
  paper.doc.switchToPage(pageIndex);
  paper.contents.forEach((one, index) => entry(paper, under, one, top + index * 21));
};
