/** The measuring itself: labels, intervals, and a run over the demonstration scenes. */
import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { benchRecognition, parseLabels } from '../../src/recognition/bench.js';
import { calibrationError, errorByChance, reliability } from '../../src/recognition/reliability.js';
import { wilson } from '../../src/recognition/wilson.js';
import { compileRecognition } from './compiled.js';

const ROOT = join(__dirname, '../..');

it('reads labels with and without boxes and states', () => {
  const header = 'file\tx\ty\twidth\theight\tplate\tstate\n';
  expect(parseLabels(`${header}a.jpg\t1\t2\t30\t15\t7KDR482\tca\nb.jpg\t\t\t\t\t\t\n`)).toEqual([
    { file: 'a.jpg', box: { x: 1, y: 2, width: 30, height: 15 }, plate: '7KDR482', state: 'CA' },
    { file: 'b.jpg', box: null, plate: '', state: undefined },
  ]);
  expect(parseLabels('file\tstate\tplate\nc.png\tunknown\tHVC6158\n')).toEqual([
    { file: 'c.png', box: null, plate: 'HVC6158', state: undefined },
  ]);
});

it('puts the share inside its interval, which narrows with more photographs', () => {
  const counts = fc
    .integer({ min: 1, max: 2000 })
    .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)));
  fc.assert(
    fc.property(counts, ([of, n]) => {
      const { share, low, high } = wilson(of, n);
      expect(low).toBeLessThanOrEqual(share + 1e-12);
      expect(high).toBeGreaterThanOrEqual(share - 1e-12);
      const more = wilson(of * 4, n * 4);
      expect(more.high - more.low).toBeLessThan(high - low);
    }),
  );
  // The textbook example: 8 of 10 is 0.49 to 0.943.
  expect(wilson(8, 10).low).toBeCloseTo(0.4902, 3);
  expect(wilson(8, 10).high).toBeCloseTo(0.9433, 3);
});

it('finds no error in claims that hold, and the whole of it in claims that do not', () => {
  const claims = (said: number, right: number) =>
    Array.from({ length: 10 }, (_, i) => ({ confidence: said, right: i < right }));
  expect(calibrationError([...claims(0.9, 9), ...claims(0.2, 2)])).toBeCloseTo(0);
  expect(calibrationError(claims(0.9, 4))).toBeCloseTo(0.5);
  expect(calibrationError([...claims(1, 10), ...claims(1, 8)])).toBeCloseTo(0.1);
  expect(calibrationError([])).toBe(0);
  expect(reliability([...claims(1, 10), ...claims(0.31, 3)])).toMatchObject([
    { low: 0.3, high: 0.4, right: { of: 3, n: 10 } },
    { low: 0.9, high: 1, said: 1, right: { of: 10, n: 10 } },
  ]);
});

it('knows how much error chance alone makes', () => {
  const claims = (n: number, confidence: number) => Array.from({ length: n }, () => ({ confidence, right: true }));
  // Counted out: of two at 0.5, none or both are right half the time, each then one off.
  expect(errorByChance(claims(2, 0.5))).toBeCloseTo(0.25);
  // Of three at 0.2: 0.512 * 0.6 + 0.384 * 0.4 + 0.096 * 1.4 + 0.008 * 2.4 = 0.6144, over three.
  expect(errorByChance(claims(3, 0.2))).toBeCloseTo(0.6144 / 3);
  expect(errorByChance(claims(5, 1))).toBe(0);
  expect(errorByChance(claims(400, 0.7))).toBeLessThan(errorByChance(claims(100, 0.7)));
});

it('says nothing where there are no photographs', async () => {
  expect(await benchRecognition('/nowhere', '/nowhere/labels.tsv')).toBeNull();
});

it('measures the demonstration scenes', async () => {
  const photos = join(ROOT, 'demo/photos');
  const compiled = compileRecognition();
  const report = await benchRecognition(photos, join(photos, 'labels.tsv'), {
    workerFile: join(compiled, 'worker.js'),
    modelsDir: join(ROOT, 'models'),
    secondReader: false,
  });
  rmSync(compiled, { recursive: true });
  expect(report).toMatchObject({ n: 9, unreadable: 0 });
  expect(report!.top1).toMatchObject({ of: 8, n: 8 });
  expect(report!.top1LookAlikes).toMatchObject({ of: 8, n: 8 });
  expect(report!.reliability.reduce((sum, { right }) => sum + right.n, 0)).toBe(8);
  expect(report!.boxRecall).toMatchObject({ of: 8, n: 8 });
  expect(report!.quietWhenEmpty).toMatchObject({ of: 1, n: 1 });
  expect(report!.cpuMs.mean).toBeGreaterThan(0);
});
