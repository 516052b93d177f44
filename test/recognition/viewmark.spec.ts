/** The mark of who looks: it is there, it covers nothing, and a picture that cannot be decoded stays as it is. */
import sharp from 'sharp';
import { marked } from '../../src/recognition/viewmark.js';

const picture = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: { r: 90, g: 120, b: 150 } } });
const grey = async (bytes: Uint8Array, top: number, width: number, height: number): Promise<Buffer> =>
  sharp(bytes).extract({ left: 0, top, width, height }).greyscale().raw().toBuffer();

it.each(['jpeg', 'png', 'webp'] as const)('stands beneath a %s, and covers nothing of it', async (format) => {
  const kept = await picture(640, 200).toFormat(format).toBuffer();
  const shown = await marked(kept, 'officer.a · 2026-11-25 02:00:00 UTC');
  const { width, height, format: as } = await sharp(shown).metadata();
  expect([width, as]).toEqual([640, format]);
  expect(height).toBeGreaterThan(215);
  // Chroma of a JPEG runs over from the strip by a block.
  const [before, after] = [await grey(kept, 0, 640, 184), await grey(shown, 0, 640, 184)];
  expect(Math.max(...before.map((value, index) => Math.abs(value - after[index]!)))).toBeLessThan(6);
  const strip = await grey(shown, 204, 640, height - 204);
  expect(Math.max(...strip)).toBeGreaterThan(200);
});

it('says who: another reader has another strip, and hostile words are words', async () => {
  const kept = await picture(640, 200).png().toBuffer();
  const strips = await Promise.all(
    ['officer.a', 'officer.b', '<b>&officer'].map(async (name) =>
      Buffer.from(await marked(kept, name)).toString('base64'),
    ),
  );
  expect(new Set(strips).size).toBe(3);
  expect((await sharp(await marked(kept, '<b>&officer')).metadata()).height).toBeGreaterThan(200);
});

it('makes room beneath a narrow picture', async () => {
  const shown = await marked(await picture(60, 20).png().toBuffer(), 'officer.a · 2026-11-25 02:00:00 UTC');
  expect((await sharp(shown).metadata()).width).toBeGreaterThan(250);
});

it('leaves what is no picture as it is', async () => {
  const bytes = Buffer.from([0xff, 0xd8, 1, 2, 3]);
  expect(Buffer.from(await marked(bytes, 'officer.a')).equals(bytes)).toBe(true);
});
