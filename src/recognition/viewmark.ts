/** The mark of who looks: a strip beneath every picture shown, so that a copy of it says whose look it came from. */
import { createRequire } from 'node:module';
import sharp from 'sharp';

const fontfile = createRequire(import.meta.url).resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');

/** Pixels of black around the words. */
const EDGE = 6;

const escaped = (text: string): string => text.replace(/[<>&]/g, (one) => `&#${one.charCodeAt(0)};`);

const written = (words: string) =>
  sharp({
    text: {
      text: `<span foreground="white">${escaped(words)}</span>`,
      fontfile,
      font: 'DejaVu Sans 11',
      rgba: true,
      dpi: 96,
    },
  })
    .png()
    .toBuffer({ resolveWithObject: true });

/**
 * The picture with a strip beneath it that bears these words (430.7(e)); nothing of the picture itself is covered, for
 * it is compared by eye. A narrow picture is given a wider strip. The picture as it was kept is not touched.
 * @returns the picture as it came where it cannot be decoded: a browser shows nothing of it either
 */
export const marked = async (picture: Uint8Array, words: string): Promise<Uint8Array> => {
  try {
    const upright = sharp(picture, { failOn: 'none' }).autoOrient();
    const { format, autoOrient } = await sharp(picture).metadata();
    const { width, height } = autoOrient;
    const { data, info } = await written(words);
    const [right, bottom] = [Math.max(0, info.width + 2 * EDGE - width), info.height + 2 * EDGE];
    const strip = upright
      .extend({ right, bottom, background: '#000000' })
      .composite([{ input: data, left: EDGE, top: height + EDGE }]);
    return await (
      format === 'png' ? strip.png() : format === 'webp' ? strip.webp() : strip.jpeg({ quality: 92 })
    ).toBuffer();
  } catch {
    return picture;
  }
};
