/** `alpr-ledger read` on what people really hand it: photographs, and all that only looks like one. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { assertBuilt, linesOf, root, run, type Said, stack, temporary } from './running.js';

const photos = join(root, 'demo/photos');
const dir = temporary('read');
const bad = join(dir, 'bad');
const empty = join(dir, 'empty');
const passing = join(dir, 'passing');

type Line = { file: string; plates: { plate: string; confidence: number }[]; ms: number; error?: string };
const reports = ({ out }: Said): Line[] => linesOf(out).map((line) => JSON.parse(line) as Line);

const make = async (): Promise<void> => {
  mkdirSync(bad);
  mkdirSync(empty);
  mkdirSync(passing);
  writeFileSync(join(empty, 'notes.txt'), 'no picture');
  const whole = readFileSync(join(photos, 'morning-saloon.jpg'));
  await sharp(whole).blur(2.5).toFile(join(passing, '1.jpg'));
  writeFileSync(join(passing, '2.jpg'), whole);
  writeFileSync(join(bad, 'empty.jpg'), '');
  writeFileSync(join(bad, 'text.jpg'), 'This is a text, whatever its name says.\n'.repeat(40));
  writeFileSync(join(bad, 'truncated.jpg'), whole.subarray(0, Math.floor(whole.length / 3)));
  const black = { channels: 3, background: '#000' } as const;
  await sharp({ create: { ...black, width: 1, height: 1 } }).toFile(join(bad, 'one-pixel.png'));
  const bomb = sharp({ create: { ...black, width: 10_000, height: 10_000 } }).png({ compressionLevel: 9 });
  await bomb.toFile(join(bad, 'bomb.png'));
};

let seen: Said;
let failed: Said;
let nothing: Said;
let missing: Said;
let together: Said;
beforeAll(async () => {
  assertBuilt();
  await make();
  [seen, failed] = await Promise.all([run(['read', '--json', photos]), run(['read', '--json', bad])]);
  [nothing, missing] = await Promise.all([run(['read', empty]), run(['read', '--json', join(dir, 'nowhere.jpg')])]);
  together = await run(['read', '--json', '--passage', passing]);
}, 110_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

it('says one line a photograph, and nothing else on standard output', () => {
  expect([seen.code, seen.err]).toEqual([0, '']);
  const lines = reports(seen);
  expect(lines.map(({ file }) => file)).toHaveLength(8);
  const read = lines.flatMap(({ plates }) => plates.map(({ plate }) => plate)).filter((plate) => plate !== 'unknown');
  expect(read.length).toBeGreaterThan(3);
  expect(lines.find(({ file }) => file.endsWith('empty-street.jpg'))).toMatchObject({ plates: [] });
});

it('says one line for each file that is no photograph, names what is wrong with it, and goes on', () => {
  const lines = reports(failed);
  expect(lines.map(({ file }) => file.split('/').at(-1))).toEqual([
    'bomb.png',
    'empty.jpg',
    'one-pixel.png',
    'text.jpg',
    'truncated.jpg',
  ]);
  expect(lines.map(({ plates }) => plates)).toEqual([[], [], [], [], []]);
  const wrong = lines.filter(({ error }) => error !== undefined).map(({ file }) => file.split('/').at(-1));
  expect(wrong).toEqual(expect.arrayContaining(['bomb.png', 'empty.jpg', 'text.jpg', 'truncated.jpg']));
  for (const { error } of lines) if (error !== undefined) expect(error).toMatch(/\w[.:]/);
  expect(failed.code).not.toBe(0);
  for (const file of wrong) expect(failed.err).toContain(file!);
});

it('reads the frames of one passage as one', () => {
  const [line, ...others] = linesOf(together.out).map((one) => JSON.parse(one) as { plates: object[] });
  expect([together.code, others]).toEqual([0, []]);
  expect(line!.plates).toMatchObject([{ plate: '7KDR482', frame: 1, frames: 2 }]);
});

it('does not unfold a picture of 100 million pixels to look at it', () => {
  expect(failed.ms).toBeLessThan(30_000);
});

it('says what to do about a folder without pictures, and about a path that is none', () => {
  expect([nothing.code, nothing.out]).toEqual([64, '']);
  expect(nothing.err).toContain(empty);
  expect([missing.code, missing.out]).toEqual([64, '']);
  expect(missing.err).toMatch(/no such file or folder .*nowhere\.jpg.*Check the path/);
});

it('shows nobody a stack', () => {
  for (const { out, err } of [seen, failed, nothing, missing, together]) expect(out + err).not.toMatch(stack);
});
