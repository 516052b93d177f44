/** What comes from outside as a photograph: each kind is decoded, or refused with words an officer can act on. */
import sharp from 'sharp';
import { decodePhoto } from '../../src/recognition/photo.js';
import { UnreadablePhoto } from '../../src/recognition/reading.js';

const canvas = (width: number, height: number, channels: 3 | 4 = 3) =>
  sharp({ create: { width, height, channels, background: { r: 200, g: 100, b: 50, alpha: 0.5 } } });

const refusal = async (bytes: Uint8Array): Promise<UnreadablePhoto> => {
  const error: unknown = await decodePhoto(bytes).catch((thrown: unknown) => thrown);
  if (!(error instanceof UnreadablePhoto)) throw new Error(`not refused: ${String(error)}`);
  return error;
};

it('decodes JPEG, PNG, WebP and TIFF to one grey byte a pixel', async () => {
  for (const format of ['jpeg', 'png', 'webp', 'tiff'] as const) {
    const photo = await decodePhoto(await canvas(40, 20).toFormat(format).toBuffer());
    expect([photo.width, photo.height, photo.pixels.length]).toEqual([40, 20, 800]);
    expect(photo.pixels[0]).toBeGreaterThan(90);
    expect(photo.pixels[0]).toBeLessThan(160);
  }
});

it('turns a photograph as its EXIF orientation says', async () => {
  const photo = await decodePhoto(await canvas(40, 20).jpeg().withMetadata({ orientation: 6 }).toBuffer());
  expect([photo.width, photo.height]).toEqual([20, 40]);
});

it('decodes CMYK, 16 bits, transparency and a single pixel', async () => {
  const cmyk = await decodePhoto(await canvas(16, 8).toColourspace('cmyk').jpeg().toBuffer());
  const deep = await decodePhoto(await canvas(16, 8).toColourspace('rgb16').png().toBuffer());
  const clear = await decodePhoto(await canvas(16, 8, 4).png().toBuffer());
  for (const photo of [cmyk, deep, clear]) {
    expect(photo.pixels.length).toBe(128);
    expect(photo.pixels[64]).toBeGreaterThan(60);
    expect(photo.pixels[64]).toBeLessThan(200);
  }
  expect((await decodePhoto(await canvas(1, 1).png().toBuffer())).pixels.length).toBe(1);
});

it('reads the first frame of an animation', async () => {
  const frames = await sharp(
    await Promise.all(
      ['#000', '#fff'].map((background) =>
        sharp({ create: { width: 8, height: 8, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    ),
    { join: { animated: true } },
  )
    .gif()
    .toBuffer();
  const photo = await decodePhoto(frames);
  expect([photo.width, photo.height, photo.pixels[0]]).toEqual([8, 8, 0]);
});

it('refuses a hundred megapixels by the header alone', async () => {
  const bomb = await canvas(10_000, 10_000).png({ compressionLevel: 9 }).toBuffer();
  const before = process.memoryUsage.rss();
  const error = await refusal(bomb);
  expect(error.code).toBe('too-large');
  expect(error.message).toContain('100 megapixels');
  expect(process.memoryUsage.rss() - before).toBeLessThan(50e6);
});

it('refuses a file that is cut short', async () => {
  const noise = Buffer.from(Uint8Array.from({ length: 300 * 200 * 3 }, (_, i) => (i * 7919) % 256));
  const whole = await sharp(noise, { raw: { width: 300, height: 200, channels: 3 } })
    .jpeg()
    .toBuffer();
  expect((await refusal(whole.subarray(0, whole.length / 2))).code).toBe('damaged');
});

it('refuses a HEIC photograph, which nothing here decodes, and says what to send', async () => {
  // The first box of a telephone's picture: its length, its type, its brand, and those it is compatible with.
  const box = Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic'), Buffer.alloc(200)]);
  const error = await refusal(box);
  expect([error.code, error.message]).toEqual(['unsupported', expect.stringContaining('JPEG')]);
  const avif = await canvas(16, 8).avif().toBuffer();
  expect((await decodePhoto(avif)).pixels.length).toBe(128);
});

it.each([
  ['nothing', '', 'not-an-image'],
  ['text', 'this is no photograph', 'not-an-image'],
  ['a drawing', '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>', 'unsupported'],
])('refuses %s', async (_, content, code) => {
  const error = await refusal(Buffer.from(content));
  expect(error.code).toBe(code);
  expect(error.message).not.toContain('\n');
});
