/** Measures the reader on a folder of labelled photographs: found, read, how sure, how fast. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { overlap } from './homography.js';
import { wilson, type Share } from './wilson.js';
import { calibrationError, errorByChance, reliability, type Bin } from './reliability.js';
import {
  openReader,
  UnreadablePhoto,
  type Box,
  type PhotoReading,
  type PlateReading,
  type ReaderOptions,
} from './reader.js';

/** One line of a labels file; `box` is null where the file does not give one (the photograph is the plate). */
export type Label = {
  readonly file: string;
  readonly box: Box | null;
  readonly plate: string;
  readonly state?: string;
};

/** The figures of one run; times are CPU milliseconds a photograph, all threads together. */
export type BenchReport = {
  readonly n: number;
  readonly unreadable: number;
  /** Photographs labelled as showing no plate, in which none was reported. */
  readonly quietWhenEmpty: Share | null;
  readonly boxRecall: Share | null;
  readonly top1: Share;
  /** As top1, but O counts as 0 and I as 1: many states cut both with one die, and no eye tells them apart. */
  readonly top1LookAlikes: Share;
  readonly top10: Share;
  readonly answered: Share;
  readonly rightWhenAnswered: Share;
  readonly rightAt99: Share;
  /** Expected calibration error over the plates that were reported, ten bins of equal width. */
  readonly calibrationError: number;
  /** What exact confidences would show on average with as many claims. */
  readonly calibrationErrorByChance: number;
  readonly reliability: readonly Bin[];
  /** Of the surest quarter, half, three quarters and all: the share that is right. */
  readonly precisionAtCoverage: readonly { readonly coverage: number; readonly precision: Share }[];
  /** Of the plates whose state is labelled: for how many a state was said, and how often it was right. */
  readonly stateSaid: Share | null;
  readonly state: Share | null;
  readonly secondReader: { readonly agrees: Share; readonly rightWhenAgrees: Share } | null;
  readonly cpuMs: { readonly mean: number; readonly p95: number };
  readonly models: PhotoReading['models'] | null;
};

type Result = {
  readonly label: Label;
  readonly reading: PhotoReading | null;
  /** The best plate, or, where a photograph has several labels, the one that lies where this label says. */
  readonly plate: PlateReading | undefined;
  readonly cpuMs: number;
};

/**
 * Reads a labels file: tab-separated with a header that names at least `file` and `plate`, and may name
 * `x`, `y`, `width`, `height` (pixels) and `state`. A photograph without a plate has the plate ''.
 */
export const parseLabels = (text: string): Label[] => {
  const [header = '', ...lines] = text.split(/\r?\n/).filter((line) => line.trim() && !line.startsWith('#'));
  const names = header.split('\t');
  return lines.map((line) => {
    const cells = line.split('\t');
    const cell = (name: string): string | undefined => cells[names.indexOf(name)]?.trim();
    const [x, y, width, height] = ['x', 'y', 'width', 'height'].map((name) => Number(cell(name) || NaN));
    const box = [x, y, width, height].every(Number.isFinite) ? { x: x!, y: y!, width: width!, height: height! } : null;
    return { file: cell('file') ?? '', box, plate: cell('plate') ?? '', state: stateOf(cell('state')) };
  });
};

const stateOf = (name = ''): string | undefined => (/^[a-z]{2}$/i.test(name) ? name.toUpperCase() : undefined);

/**
 * Measures a folder of photographs against a labels file, one photograph after the other.
 * Returns null where either is absent: the caller says "skipped: no plates at PATH".
 */
export const benchRecognition = async (
  photos: string,
  labels: string,
  options: ReaderOptions = {},
): Promise<BenchReport | null> => {
  if (!existsSync(photos) || !existsSync(labels)) return null;
  const reader = openReader({ ...options, workers: 1 });
  const results: Result[] = [];
  try {
    const rows = parseLabels(readFileSync(labels, 'utf8'));
    const missing = rows.find(({ file }) => !existsSync(join(photos, file)));
    if (missing) throw new Error(`${labels} names ${missing.file}, which is not in ${photos}: check both paths.`);
    const first = rows[0];
    // The first photograph also loads the models: read once for that, and again for the figures.
    if (first) await reader.read(readFileSync(join(photos, first.file))).catch(() => null);
    for (const label of rows) {
      const bytes = readFileSync(join(photos, label.file));
      const before = process.cpuUsage();
      const reading = await reader.read(bytes).catch((error: unknown) => {
        if (error instanceof UnreadablePhoto) return null;
        throw error;
      });
      const spent = process.cpuUsage(before);
      const several = rows.filter(({ file }) => file === label.file).length > 1;
      const plate = several ? nearest(reading, label) : reading?.plates[0];
      results.push({ label, reading, plate, cpuMs: (spent.user + spent.system) / 1000 });
    }
  } finally {
    await reader.close();
  }
  return summarise(results);
};

const count = (results: readonly Result[], test: (result: Result) => boolean): Share =>
  wilson(results.filter(test).length, results.length);

const nearest = (reading: PhotoReading | null, { box }: Label): PlateReading | undefined =>
  box ? reading?.plates.find((plate) => overlap(plate.box, box) > 0.3) : reading?.plates[0];

const isRight = ({ plate, label }: Result): boolean => plate?.candidates[0]?.plate === label.plate;
/** O as 0 and I as 1. */
const folded = (plate = ''): string => plate.replaceAll('O', '0').replaceAll('I', '1');
const confidence = ({ plate }: Result): number => plate?.confidence ?? 0;
const NOWHERE = { x: 0, y: 0, width: 0, height: 0 };

const summarise = (results: readonly Result[]): BenchReport => {
  const plated = results.filter(({ label }) => label.plate !== '');
  const empty = results.filter(({ label }) => label.plate === '');
  const boxed = plated.filter(({ label }) => label.box);
  const answered = plated.filter((result) => (result.plate?.plate ?? 'unknown') !== 'unknown');
  const sure = plated.filter((result) => confidence(result) >= 0.99);
  const labelled = plated.filter((result) => result.label.state);
  const stated = labelled.filter((result) => (result.plate?.state ?? 'unknown') !== 'unknown');
  const agreed = plated.filter((result) => result.plate?.secondReader?.agrees);
  const ranked = [...plated].sort((a, b) => confidence(b) - confidence(a));
  const claims = plated.filter((r) => r.plate).map((r) => ({ confidence: confidence(r), right: isRight(r) }));
  const times = results.map(({ cpuMs }) => cpuMs).sort((a, b) => a - b);
  return {
    n: results.length,
    unreadable: results.filter(({ reading }) => !reading).length,
    quietWhenEmpty: empty.length ? count(empty, (r) => r.reading?.plates.length === 0) : null,
    boxRecall: boxed.length ? count(boxed, (r) => overlap(r.plate?.box ?? NOWHERE, r.label.box!) > 0.5) : null,
    top1: count(plated, isRight),
    top1LookAlikes: count(plated, (r) => folded(r.plate?.candidates[0]?.plate) === folded(r.label.plate)),
    top10: count(plated, (r) => !!r.plate?.candidates.some(({ plate }) => plate === r.label.plate)),
    answered: count(plated, (r) => answered.includes(r)),
    rightWhenAnswered: count(answered, isRight),
    rightAt99: count(sure, isRight),
    calibrationError: calibrationError(claims),
    calibrationErrorByChance: errorByChance(claims),
    reliability: reliability(claims),
    precisionAtCoverage: [0.25, 0.5, 0.75, 1].map((coverage) => {
      const part = ranked.slice(0, Math.round(ranked.length * coverage));
      return { coverage, precision: count(part, isRight) };
    }),
    stateSaid: labelled.length ? count(labelled, (r) => stated.includes(r)) : null,
    state: stated.length ? count(stated, (r) => r.plate?.state === r.label.state) : null,
    secondReader: plated.some((r) => r.plate?.secondReader)
      ? { agrees: count(plated, (r) => agreed.includes(r)), rightWhenAgrees: count(agreed, isRight) }
      : null,
    cpuMs: {
      mean: times.reduce((a, b) => a + b, 0) / Math.max(1, times.length),
      p95: times[Math.min(times.length - 1, Math.floor(times.length * 0.95))] ?? 0,
    },
    models: results.find(({ reading }) => reading)?.reading?.models ?? null,
  };
};
