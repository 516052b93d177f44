/** Loads the trained models, each checked against the digest its manifest names, and runs them. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { InferenceSession } from 'onnxruntime-web';
import { parseCaptions, type Caption } from './captions.js';
import { CLASSES, lookOf, type Look } from './ctc.js';
import { ModelRefused, type ModelDigests } from './reading.js';
import { parseSyntax, type Pattern } from './syntax.js';

export const CORNER_WIDTH = 96;
export const CORNER_HEIGHT = 48;
export const READER_WIDTH = 160;
export const READER_HEIGHT = 64;
/** A caption is read in a band of this size, from the top or the bottom of a look CAPTIONED_HEIGHT high. */
export const CAPTION_WIDTH = 384;
export const CAPTION_HEIGHT = 64;
export const CAPTIONED_HEIGHT = 192;

/** So many pictures go through a network at once: more are no faster, and what they take is never given back. */
const BATCH = 6;

type Ort = typeof import('onnxruntime-web');

/** `native` is onnxruntime-node, `wasm` onnxruntime-web; without a choice the native one where it can be loaded. */
export type Runtime = 'native' | 'wasm';

/** How evidence becomes confidence: see models/calibration.json and its card. */
export type Calibration = {
  /** How far the syntax is trusted beside the picture, as an exponent: the reader has learnt some of it already. */
  readonly syntaxTrust: number;
  /** How far the small print is trusted beside how common each state's vehicles are, as an exponent. */
  readonly captionTrust: number;
  /** The least chance that words of a state are there, whatever the caption reader says. */
  readonly captionDoubt: number;
  readonly bias: number;
  readonly weights: readonly number[];
  /** No evidence makes a read surer than this: 0 and O may be one die, and a drawing is not the road. */
  readonly most: number;
  /** How far, in log odds, a second reader that sees another number lowers the confidence. */
  readonly disagreement: number;
};

export type Models = {
  readonly digests: ModelDigests;
  readonly runtime: Runtime;
  readonly syntax: readonly Pattern[];
  /** What states print on their plates. */
  readonly words: readonly Caption[];
  readonly calibration: Calibration;
  /** Windows of CORNER_WIDTH x CORNER_HEIGHT -> nine numbers each: logit, then x, y of four corners in window units. */
  corners(windows: readonly Float32Array[]): Promise<Float32Array[]>;
  /** Rectified plates of READER_WIDTH x READER_HEIGHT -> what is seen at each place along them. */
  looks(plates: readonly Float32Array[]): Promise<Look[]>;
  /** Bands of CAPTION_WIDTH x CAPTION_HEIGHT -> what small print is seen at each place along them. */
  captions(bands: readonly Float32Array[]): Promise<Look[]>;
  close(): Promise<void>;
};

/** The models folder of this package, wherever this file was compiled to. */
export const findModels = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'models', 'manifest.json'))) {
    const parent = dirname(folder);
    if (parent === folder) throw new ModelRefused('No models/manifest.json beside this program: install it again.');
    folder = parent;
  }
  return join(folder, 'models');
};

/** The digests that models/manifest.json names, by file name. */
export const readManifest = (folder: string): Readonly<Record<string, string>> => {
  try {
    return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  } catch {
    throw new ModelRefused(`No readable manifest.json in ${folder}: restore the models folder from the release.`);
  }
};

/** The bytes of a model file, if they are the ones the manifest names. @throws ModelRefused */
export const readModel = (folder: string, name: string, manifest = readManifest(folder)): Buffer => {
  const file = join(folder, name);
  if (!existsSync(file)) throw new ModelRefused(`The model ${file} is missing: restore it from the release.`);
  const bytes = readFileSync(file);
  const digest = createHash('sha256').update(bytes).digest('hex');
  if (digest !== manifest[name]) {
    throw new ModelRefused(
      `The model ${file} is not the one its manifest names (SHA-256 ${digest}, expected ${manifest[name]}): ` +
        'restore it from the release, or retrain and write its card and manifest anew.',
    );
  }
  return bytes;
};

const load = async (runtime: Runtime): Promise<Ort> => {
  const module = (runtime === 'native' ? await import('onnxruntime-node') : await import('onnxruntime-web')) as unknown;
  const ort = ((module as { default?: Ort }).default ?? module) as Ort;
  if (runtime === 'wasm') ort.env.wasm.numThreads = 1;
  return ort;
};

const loadBest = async (wanted?: Runtime): Promise<[Ort, Runtime]> => {
  if (wanted) return [await load(wanted), wanted];
  // The native package is optional: on a system it has no binary for, WebAssembly reads the same, only slower.
  return load('native').then(
    (ort) => [ort, 'native'],
    async () => [await load('wasm'), 'wasm'],
  );
};

/** Loads everything the pipeline needs. @throws ModelRefused */
export const loadModels = async (folder: string, second: string, wanted?: Runtime): Promise<Models> => {
  const manifest = readManifest(folder);
  const [ort, runtime] = await loadBest(wanted);
  const open = (name: string): Promise<InferenceSession> =>
    ort.InferenceSession.create(readModel(folder, name, manifest), {
      executionProviders: [runtime === 'native' ? 'cpu' : 'wasm'],
      intraOpNumThreads: 1,
      interOpNumThreads: 1,
      // An arena keeps what its largest batch took, in each of the three networks, for as long as the thread lives.
      enableCpuMemArena: false,
      enableMemPattern: false,
    });
  const [cornerFinder, reader] = [await open('corners.onnx'), await open('reader.onnx')];
  const captions = await open('captions.onnx');
  const batch = async (session: InferenceSession, pictures: readonly Float32Array[], width: number, height: number) => {
    const [size, count] = [width * height, pictures.length];
    const input = new Float32Array(count * size);
    pictures.forEach((picture, i) => normalise(picture, input.subarray(i * size, (i + 1) * size)));
    const output = await session.run({ x: new ort.Tensor('float32', input, [count, 1, height, width]) });
    const data = output['y']!.data as Float32Array;
    return pictures.map((_, i) => data.subarray((i * data.length) / count, ((i + 1) * data.length) / count));
  };
  const run = async (session: InferenceSession, pictures: readonly Float32Array[], width: number, height: number) => {
    const outputs: Float32Array[] = [];
    for (let i = 0; i < pictures.length; i += BATCH) {
      outputs.push(...(await batch(session, pictures.slice(i, i + BATCH), width, height)));
    }
    return outputs;
  };
  const looks = async (session: InferenceSession, pictures: readonly Float32Array[], width: number, height: number) =>
    (await run(session, pictures, width, height)).map((scores) => lookOf(scores, scores.length / CLASSES));
  return {
    digests: {
      corner: manifest['corners.onnx']!,
      ctc: manifest['reader.onnx']!,
      caption: manifest['captions.onnx']!,
      second,
    },
    runtime,
    syntax: parseSyntax(readModel(folder, 'syntax.tsv', manifest).toString('utf8')),
    words: parseCaptions(readModel(folder, 'captions.tsv', manifest).toString('utf8')),
    calibration: JSON.parse(readModel(folder, 'calibration.json', manifest).toString('utf8')) as Calibration,
    corners: (windows) => run(cornerFinder, windows, CORNER_WIDTH, CORNER_HEIGHT),
    looks: (plates) => looks(reader, plates, READER_WIDTH, READER_HEIGHT),
    captions: (bands) => looks(captions, bands, CAPTION_WIDTH, CAPTION_HEIGHT),
    close: async () => {
      await captions.release();
      await cornerFinder.release();
      await reader.release();
    },
  };
};

/** Zero mean and unit spread, as in training/networks.py; the 6 keeps flat pictures flat. */
const normalise = (from: Float32Array, to: Float32Array): void => {
  let sum = 0;
  for (const value of from) sum += value;
  const mean = sum / from.length;
  let squares = 0;
  for (const value of from) squares += (value - mean) ** 2;
  const spread = Math.sqrt(squares / (from.length - 1)) + 6;
  for (let i = 0; i < from.length; i++) to[i] = (from[i]! - mean) / spread;
};
