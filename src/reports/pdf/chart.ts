/** Charts, drawn with scales and paths: columns over time, bars by name, and rates with their intervals. */
import { scaleBand, scaleLinear } from 'd3-scale';
import type { Share } from '../statistics.js';
import { artifact, colour, frame, type Paper, put, room, styles, tagged } from './paper.js';
import { number, percent, printable } from '../words.js';

const small = styles.small;

/** What a chart shows, how high it is, and its figures in words for those who cannot see it. */
type Shown = { readonly caption: string; readonly height: number; readonly told?: readonly string[] };

/** Reserves the height, and draws the chart as one figure that says in words what it shows. */
const figure = (paper: Paper, { caption, height, told = [] }: Shown, draw: (top: number) => void): void => {
  room(paper, height + 24);
  const { y } = paper;
  tagged(paper, paper.section, 'P', () =>
    put(paper, caption, frame.left, y, styles.note, { width: frame.width, lines: 2 }),
  );
  const top = y + 16;
  tagged(paper, paper.section, 'Figure', () => draw(top), {
    alt: printable(`${caption} ${told.join('; ')}`, () => true, 4000),
    bbox: [frame.left, top, frame.right, top + height],
  });
  paper.y = top + height + 10;
};

export type Columns = {
  readonly caption: string;
  readonly values: readonly { readonly label: string; readonly value: number; readonly part?: number }[];
  /** Which labels are printed under the axis. */
  readonly labelled: (index: number) => boolean;
};

/** Columns side by side; `part` of a value is drawn darker at its foot. */
export const columnChart = (paper: Paper, { caption, values, labelled }: Columns): void =>
  figure(paper, { caption, height: 128 }, (top) => {
    const { doc } = paper;
    const [bottom, left] = [top + 108, frame.left + 44];
    const highest = Math.max(1, ...values.map(({ value }) => value));
    const y = scaleLinear().domain([0, highest]).nice(4).range([bottom, top]);
    const x = scaleBand<number>()
      .domain(values.map((_, index) => index))
      .range([left, frame.right])
      .padding(0.18);
    for (const tick of y.ticks(4).filter(Number.isInteger)) {
      doc.rect(left, y(tick), frame.right - left, 0.4).fill(colour.line);
      put(paper, number(tick), frame.left, y(tick) - 5, small, { width: 38, align: 'right', lines: 1 });
    }
    values.forEach(({ label, value, part = 0 }, index) => {
      const at = x(index)!;
      if (value > 0) doc.rect(at, y(value), x.bandwidth(), bottom - y(value)).fill(colour.accent);
      if (part > 0) doc.rect(at, y(part), x.bandwidth(), bottom - y(part)).fill(colour.look);
      if (labelled(index)) {
        const centre = at + x.bandwidth() / 2;
        put(paper, label, centre - 24, bottom + 5, small, { width: 48, align: 'center', lines: 1 });
      }
    });
    doc.rect(left, bottom, frame.right - left, 0.8).fill(colour.grey);
  });

export type Bar = { readonly label: string; readonly value: number; readonly part?: number; readonly says?: string };

/** Wide enough for a UUID, which is what most things are called here. */
const labelWidth = 184;
const step = 16;

/** One bar for each name, its figure beside it; `part` of the value is drawn darker. */
export const barChart = (paper: Paper, caption: string, bars: readonly Bar[]): void => {
  if (bars.length === 0) return;
  const told = bars.map(({ label, value, says }) => `${label} ${says ?? number(value)}`);
  figure(paper, { caption, height: bars.length * step, told }, (top) => {
    const { doc } = paper;
    const left = frame.left + labelWidth + 6;
    const x = scaleLinear()
      .domain([0, Math.max(1, ...bars.map(({ value }) => value))])
      .range([0, frame.right - left - 110]);
    bars.forEach(({ label, value, part, says }, index) => {
      const y = top + index * step;
      put(paper, label, frame.left, y + 2, styles.cell, { width: labelWidth, align: 'right', lines: 1 });
      const length = Math.max(x(value), value > 0 ? 1 : 0);
      doc.rect(left, y + 2, length, step - 5).fill(part === undefined ? colour.accent : colour.second);
      if (part !== undefined && part > 0) doc.rect(left, y + 2, Math.max(1, x(part)), step - 5).fill(colour.accent);
      put(paper, says ?? number(value), left + length + 5, y + 2, styles.cell, { width: 105, lines: 1 });
    });
    doc.rect(left - 0.4, top, 0.8, bars.length * step).fill(colour.grey);
  });
};

/** Rates with their intervals: a short line where the rate certainly is says more than a point. */
export const intervalChart = (
  paper: Paper,
  caption: string,
  rates: readonly { readonly label: string; readonly rate: Share }[],
): void => {
  if (rates.length === 0) return;
  const says = rates.map(({ rate: { share, of } }) => `${percent(share)} of ${number(of)}`);
  const told = rates.map(({ label }, index) => `${label} ${says[index]}`);
  figure(paper, { caption, height: rates.length * step + 16, told }, (top) => {
    const { doc } = paper;
    const [left, right] = [frame.left + labelWidth + 6, frame.right - 116];
    const bottom = top + rates.length * step;
    const x = scaleLinear()
      .domain([0, Math.max(0.05, ...rates.map(({ rate }) => rate.high))])
      .nice(5)
      .range([left, right]);
    for (const tick of x.ticks(5)) {
      doc.rect(x(tick), top, 0.4, bottom - top).fill(colour.line);
      put(paper, `${Math.round(tick * 100)}%`, x(tick) - 20, bottom + 4, small, {
        width: 40,
        align: 'center',
        lines: 1,
      });
    }
    rates.forEach(({ label, rate }, index) => {
      const y = top + index * step + step / 2;
      put(paper, label, frame.left, y - 6, styles.cell, { width: labelWidth, align: 'right', lines: 1 });
      doc.rect(x(rate.low), y - 0.7, Math.max(0.5, x(rate.high) - x(rate.low)), 1.4).fill(colour.accent);
      if (rate.share !== null) doc.circle(x(rate.share), y, 3).fill(colour.navy);
      put(paper, says[index]!, right + 12, y - 6, styles.cell, { width: 104, lines: 1 });
    });
  });
};

/** Names the two shades of a chart. */
export const legend = (paper: Paper, names: readonly (readonly [name: string, shade: string])[]): void => {
  room(paper, 16);
  let x: number = frame.left;
  for (const [name, shade] of names) {
    const [at, y] = [x, paper.y];
    artifact(paper, () => paper.doc.rect(at, y + 1.5, 8, 8).fill(shade));
    tagged(paper, paper.section, 'P', () => put(paper, name, at + 12, y, small, { width: 150, lines: 1 }));
    x += 170;
  }
  paper.y += 16;
};
