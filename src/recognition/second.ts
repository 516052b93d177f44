/** The second reader: tesseract.js, another program with a model of its own, asked about the same plate. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { createWorker, OEM, PSM, type Worker } from 'tesseract.js';
import { grown, rectify, type Quad } from './homography.js';
import { readManifest, readModel } from './models.js';
import type { Photo } from './photo.js';

const MODEL = 'plate.traineddata';
/** The band of a plate that holds its number: the line of text that the model was trained on. */
const LINE_WIDTH = 192;
const LINE_HEIGHT = 48;
const TOP = 0.2;
const BOTTOM = 0.86;
/** Tesseract's memory grows with every page: a worker is replaced after this many, which costs a millisecond a page. */
const PAGES_PER_WORKER = 500;

export type SecondReader = {
  readonly digest: string;
  /** A-Z and 0-9, '' where nothing was read. */
  read(photo: Photo, plate: Quad): Promise<string>;
  close(): Promise<void>;
};

/** Opens the second reader, or null where no model for it is installed. @throws ModelRefused */
export const openSecondReader = async (folder: string): Promise<SecondReader | null> => {
  const manifest = readManifest(folder);
  if (!manifest[MODEL] && !existsSync(join(folder, MODEL))) return null;
  readModel(folder, MODEL, manifest);
  let worker: Worker | null = null;
  let pages = 0;
  const ready = async (): Promise<Worker> => {
    if (worker && pages < PAGES_PER_WORKER) return worker;
    await worker?.terminate();
    pages = 0;
    worker = await start(folder);
    return worker;
  };
  return {
    digest: manifest[MODEL]!,
    read: async (photo, plate) => {
      const line = await lineOf(photo, plate);
      const { data } = await (await ready()).recognize(line);
      pages++;
      return data.text.toUpperCase().replace(/[^A-Z0-9]/g, '');
    },
    close: async () => {
      await worker?.terminate();
    },
  };
};

/** Everything is taken from disk: model, program and WebAssembly; nothing is fetched, nothing is cached. */
const start = async (folder: string): Promise<Worker> => {
  const core = dirname(createRequire(import.meta.url).resolve('tesseract.js-core/package.json'));
  const worker = await createWorker('plate', OEM.LSTM_ONLY, {
    langPath: folder,
    corePath: core,
    cacheMethod: 'none',
    gzip: false,
  });
  await worker.setParameters({
    tessedit_pageseg_mode: PSM.RAW_LINE,
    user_defined_dpi: '70',
  });
  return worker;
};

const lineOf = async (photo: Photo, plate: Quad): Promise<Buffer> => {
  const [whole, height] = [grown(plate, 1.02, 1), LINE_HEIGHT / (BOTTOM - TOP)];
  const pixels = rectify(photo, whole, LINE_WIDTH, Math.round(height));
  const first = Math.round(TOP * height) * LINE_WIDTH;
  const band = Uint8Array.from(pixels.subarray(first, first + LINE_WIDTH * LINE_HEIGHT));
  const line = hasDarkGround(band) ? band.map((value) => 255 - value) : band;
  return sharp(line, { raw: { width: LINE_WIDTH, height: LINE_HEIGHT, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
};

/** As in training/lines.py: Tesseract is used to dark letters on a light ground. */
const hasDarkGround = (band: Uint8Array): boolean => {
  const sorted = Uint8Array.from(band).sort();
  const middle = (sorted[Math.floor(sorted.length * 0.05)]! + sorted[Math.floor(sorted.length * 0.95)]!) / 2;
  return sorted.findIndex((value) => value >= middle) > 0.62 * sorted.length;
};
