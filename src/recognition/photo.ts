/** Turns the bytes of a photograph into upright grey pixels, and refuses what is not a photograph. */
import sharp from 'sharp';
import { UnreadablePhoto } from './reading.js';

/** Grey pixels, row by row, of the photograph as its EXIF orientation says it should be seen. */
export type Photo = { readonly width: number; readonly height: number; readonly pixels: Uint8Array };

/** 50 million pixels: more than any traffic camera has, and 50 MB when decoded. */
export const MAX_PIXELS = 50_000_000;
const FORMATS = new Set(['jpeg', 'png', 'webp', 'tiff', 'heif', 'gif']);

// One photograph is one worker's work: libvips' own threads and caches would only add memory.
sharp.concurrency(1);
sharp.cache(false);

/**
 * Decodes a photograph. The pixel count is taken from the header, so a decompression bomb is never unpacked;
 * of an animation the first frame is read.
 * @throws UnreadablePhoto
 */
export const decodePhoto = async (bytes: Uint8Array): Promise<Photo> => {
  await inspect(bytes);
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: MAX_PIXELS, failOn: 'truncated' })
      .autoOrient()
      .flatten({ background: '#808080' })
      .toColourspace('b-w')
      .extractChannel(0)
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true });
    return {
      width: info.width,
      height: info.height,
      pixels: new Uint8Array(data.buffer, data.byteOffset, data.length),
    };
  } catch (error) {
    throw new UnreadablePhoto(
      'damaged',
      `The photograph is cut short or damaged (${firstLine(error)}): fetch it from the camera again.`,
    );
  }
};

const inspect = async (bytes: Uint8Array): Promise<void> => {
  if (bytes.length === 0) throw new UnreadablePhoto('not-an-image', 'The photograph is empty: send the file itself.');
  if (isHeic(bytes)) throw new UnreadablePhoto('unsupported', 'A HEIC photograph is not decoded here: send a JPEG.');
  const header = await sharp(bytes, { limitInputPixels: false })
    .metadata()
    .catch(() => null);
  if (!header) {
    throw new UnreadablePhoto('not-an-image', 'The file is no photograph: send a JPEG, PNG, WebP or TIFF.');
  }
  if (!FORMATS.has(header.format)) {
    throw new UnreadablePhoto('unsupported', `A ${header.format} file is not read: send a JPEG, PNG, WebP or TIFF.`);
  }
  const pixels = header.width * header.height;
  if (pixels > MAX_PIXELS) {
    const megapixels = (n: number): string => `${Math.round(n / 1e6)} megapixels`;
    throw new UnreadablePhoto(
      'too-large',
      `The photograph has ${megapixels(pixels)}, at most ${megapixels(MAX_PIXELS)} are read: send it smaller.`,
    );
  }
};

/** By its first box (ISO/IEC 14496-12 and 23008-12): the image library has no decoder for HEVC, only for AVIF. */
const isHeic = (bytes: Uint8Array): boolean =>
  /^ftyp(hei|hev|mif1|msf1)/.test(Buffer.from(bytes.subarray(4, 12)).toString('latin1')) &&
  !Buffer.from(bytes.subarray(0, 64)).toString('latin1').includes('avif');

const firstLine = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0]!;
