/** Measuring side by side: ours and a peer by turns in one run, so that what disturbs one disturbs the other. */
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';

/** One comparison. `ours` and `peer` are medians in `unit`; `ratio` is the median of ours ÷ peer, turn by turn. */
export type Row = {
  readonly what: string;
  readonly unit: string;
  /** Turns, each with one measurement of ours and one of the peer's. */
  readonly n: number;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: number;
  readonly ratioMin: number;
  readonly ratioMax: number;
};

export type Comparison = {
  readonly what: string;
  readonly unit: string;
  readonly peerName: string;
  /** Each does the work once and answers how much it got done, in `unit`. */
  readonly ours: () => Promise<number>;
  readonly peer: () => Promise<number>;
  /** At least 5. */
  readonly turns?: number;
};

const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.floor(middle)] ?? NaN) + (sorted[Math.ceil(middle) - 1] ?? NaN)) / 2;
};

const rounded = (value: number): number => Number(value.toPrecision(4));

/** Measures by turns after one turn that does not count, in which caches and compilers warm up. */
export const compare = async ({ what, unit, peerName, ours, peer, turns = 7 }: Comparison): Promise<Row> => {
  if (turns < 5) throw new RangeError('fewer than 5 turns say nothing');
  await ours();
  await peer();
  const measured: { ours: number; peer: number }[] = [];
  for (let turn = 0; turn < turns; turn += 1) measured.push({ ours: await ours(), peer: await peer() });
  const ratios = measured.map((each) => each.ours / each.peer);
  return {
    what,
    unit,
    n: turns,
    ours: rounded(median(measured.map((each) => each.ours))),
    peer: rounded(median(measured.map((each) => each.peer))),
    peerName,
    ratio: rounded(median(ratios)),
    ratioMin: rounded(Math.min(...ratios)),
    ratioMax: rounded(Math.max(...ratios)),
  };
};

/** How many times `work` gets done in a second, when it was done `count` times from `began` (performance.now()). */
export const perSecond = (count: number, began: number): number => (count * 1000) / (performance.now() - began);

/** The machine, as far as it matters to a figure. The load tells how quiet it was. */
export const machine = () => ({
  node: process.version,
  platform: `${process.platform}-${process.arch}`,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: availableParallelism(),
  memoryGiB: Math.round(totalmem() / 2 ** 30),
  load: rounded(loadavg()[0] ?? NaN),
});

/** Prints a table for people and, as the last line, one JSON object for programs. */
export const report = (bench: string, rows: readonly Row[], print: (line: string) => void = console.log): void => {
  for (const row of rows)
    print(
      `${row.what}: ${row.ours} ${row.unit}, ${row.peerName}: ${row.peer} ${row.unit}; ` +
        `ratio ${row.ratio} (${row.ratioMin} to ${row.ratioMax}, median of ${row.n})`,
    );
  print(JSON.stringify({ bench, machine: machine(), rows }));
};
