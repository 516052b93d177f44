/** A QR code on the page, for a camera to read what an eye would mistype. */
import { colour, type Paper, tagged } from './paper.js';
import { qr } from './qr.js';

export type Code = {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** Points from edge to edge. */
  readonly side: number;
  /** What it holds, for those who cannot see it. */
  readonly alt: string;
};

/** Bytes that a code holds at most. */
export const codeHolds = 666;

/** @throws RangeError when the text is too long for a code */
export const code = (paper: Paper, { text, x, y, side, alt }: Code): void => {
  const matrix = qr(text);
  const step = side / matrix.length;
  const draw = (): void => {
    matrix.forEach((row, down) =>
      row.forEach((dark, across) => dark && paper.doc.rect(x + across * step, y + down * step, step, step)),
    );
    paper.doc.fill(colour.ink);
  };
  tagged(paper, paper.section, 'Figure', draw, { alt, bbox: [x, y, x + side, y + side] });
};
