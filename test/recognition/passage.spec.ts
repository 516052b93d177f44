/** Several frames of one passage: together they say what none of them says alone, and other plates stay apart. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALPHABET, CLASSES, type Look } from '../../src/recognition/ctc.js';
import { identify, type Seen } from '../../src/recognition/identify.js';
import type { Models } from '../../src/recognition/models.js';
import { groupFrames } from '../../src/recognition/passage.js';
import { parseSyntax } from '../../src/recognition/syntax.js';

const folder = join(__dirname, '../../models');
const models = {
  syntax: parseSyntax(readFileSync(join(folder, 'syntax.tsv'), 'utf8')),
  calibration: JSON.parse(readFileSync(join(folder, 'calibration.json'), 'utf8')) as Models['calibration'],
} as unknown as Models;

/** A look in which each character of `text` is seen with its chance; the rest goes to `instead` at the same place. */
const look = (text: string, chances: readonly number[], instead: string): Look => {
  const places = text.length * 2;
  const probability = new Float64Array(places * CLASSES);
  [...text].forEach((char, i) => {
    const row = 2 * i * CLASSES;
    probability[row + 1 + ALPHABET.indexOf(char)]! += chances[i]!;
    probability[row + 1 + ALPHABET.indexOf(instead[i]!)]! += 1 - chances[i]!;
    probability[row + CLASSES] = 1;
  });
  return { places, probability };
};

const seen = (x: number, ...looks: Look[]): Seen => ({
  found: { quad: [x, 0, x + 100, 0, x + 100, 50, x, 50], score: 0.99 },
  looks,
  captions: [],
});

const sure = [0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9];
const unsureAt = (place: number): number[] => sure.map((chance, i) => (i === place ? 0.35 : chance));
// Each frame misreads another character of 7KDR482, and for each the wrong one is a serial as good as the right one.
const frames = [
  seen(0, look('7KDR482', unsureAt(1), '7XDR482')),
  seen(300, look('7KDR482', unsureAt(4), '7KDR982')),
  seen(600, look('7KDR482', unsureAt(6), '7KDR487')),
];

it('reads from three frames what each of them alone misreads', () => {
  for (const frame of frames) expect(identify(models, [frame])[0]!.candidates[0]!.plate).not.toBe('7KDR482');
  const groups = groupFrames(
    models,
    frames.map((frame) => [frame]),
    (all) => all,
  );
  expect(groups).toHaveLength(1);
  expect(groups[0]).toMatchObject({ frames: 3 });
  expect(groups[0]!.one.candidates[0]!.plate).toBe('7KDR482');
});

it('keeps two plates of a frame apart, and takes the frame that shows each best', () => {
  const other = (chance: number): Look => look('HVC6158', Array(7).fill(chance) as number[], 'NXC6158');
  const groups = groupFrames(
    models,
    [
      [seen(0, look('7KDR482', sure, '7KDR482')), seen(400, other(0.8))],
      [seen(10, look('7KDR482', unsureAt(2), '7KOR482')), seen(410, other(0.95))],
    ],
    (all) => all,
  );
  expect(groups.map(({ one, frame, frames: shown }) => [one.candidates[0]!.plate, frame, shown]).sort()).toEqual([
    ['7KDR482', 0, 2],
    ['HVC6158', 1, 2],
  ]);
});

it('passes on only what a frame alone would report', () => {
  expect(groupFrames(models, [[frames[0]!], [frames[1]!]], () => [])).toEqual([]);
});
