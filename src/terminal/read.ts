/** `alpr-ledger read`: photographs in, what is on their plates out; nothing is recorded. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Malformed } from '../handlers/errors.js';
import {
  MOST_FRAMES,
  openReader,
  type PassageReading,
  type PhotoReading,
  type Reader,
  UnreadablePhoto,
} from '../recognition/reader.js';
import { print, tell } from './print.js';

type Options = { readonly json?: boolean; readonly passage?: boolean };

const picture = /\.(jpe?g|png|webp|tiff?|avif|heic|heif|gif|bmp)$/i;
/** The largest file that is taken into memory. */
const LARGEST = 40 << 20;

const filesOf = (paths: readonly string[]): string[] =>
  paths.flatMap((path) => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (!found) throw new Malformed('There is no such file or folder', path, 'Check the path.');
    if (!found.isDirectory()) return [path];
    return readdirSync(path)
      .filter((name) => picture.test(name))
      .sort()
      .map((name) => join(path, name));
  });

const four = (probability: number): number => Math.round(probability * 10_000) / 10_000;

const shown = ({ plates, ms }: PhotoReading | PassageReading): object => ({
  plates: plates.map((one) => ({
    plate: one.plate,
    confidence: four(one.confidence),
    state: one.state,
    caption: one.caption,
    box: one.box,
    candidates: one.candidates.map(({ plate, confidence }) => ({ plate, confidence: four(confidence) })),
    characters: one.characters.map(four),
    uncertain: one.uncertain,
    secondReader: one.secondReader,
    ...('frame' in one ? { frame: one.frame, frames: one.frames } : {}),
  })),
  ms: Math.round(ms),
});

const sentence = (file: string, { plates, ms }: PhotoReading | PassageReading): string => {
  const read = plates.map(({ plate, state, confidence }) => `${plate} (${state}, ${(confidence * 100).toFixed(1)} %)`);
  return `${file}: ${read.join(', ') || 'no plate'} in ${Math.round(ms)} ms`;
};

const bytesOf = (file: string): Buffer => {
  const { size } = statSync(file);
  if (size > LARGEST)
    throw new UnreadablePhoto('too-large', `The file has ${size} bytes; at most ${LARGEST} are read.`);
  return readFileSync(file);
};

const readOne = async (reader: Reader, file: string, json: boolean): Promise<boolean> => {
  try {
    const reading = await reader.read(bytesOf(file));
    print(json ? JSON.stringify({ file, ...shown(reading) }) : sentence(file, reading));
    return true;
  } catch (error) {
    if (!(error instanceof UnreadablePhoto)) throw error;
    if (json) print(JSON.stringify({ file, plates: [], ms: 0, error: error.message }));
    tell(`${file}: ${error.message}`);
    return false;
  }
};

/** All files are frames of one passage, in the order given: each plate once, with the frame that shows it best. */
const readTogether = async (reader: Reader, files: readonly string[], json: boolean): Promise<boolean> => {
  if (files.length > MOST_FRAMES)
    throw new Malformed(`A passage has at most ${MOST_FRAMES} frames`, `${files.length} files`, 'Name fewer.');
  try {
    const reading = await reader.readPassage(files.map(bytesOf));
    print(json ? JSON.stringify({ files, ...shown(reading) }) : sentence(`${files.length} frames`, reading));
    return true;
  } catch (error) {
    if (!(error instanceof UnreadablePhoto)) throw error;
    if (json) print(JSON.stringify({ files, plates: [], ms: 0, error: error.message }));
    tell(error.message);
    return false;
  }
};

const read = async (paths: readonly string[], { json = false, passage = false }: Options): Promise<void> => {
  const files = filesOf(paths);
  if (files.length === 0) throw new Malformed('There is no picture', paths.join(' '), 'Name a JPEG, PNG or WebP file.');
  const reader = openReader();
  try {
    let failed = 0;
    if (passage) failed = (await readTogether(reader, files, json)) ? 0 : 1;
    else for (const file of files) if (!(await readOne(reader, file, json))) failed += 1;
    if (failed > 0) process.exitCode = 65;
  } finally {
    await reader.close();
  }
};

export const addRead = (program: Command): void => {
  program
    .command('read')
    .description('read the plates on photographs; nothing is recorded')
    .argument('<paths...>', 'files or folders')
    .option('--json', 'one JSON object a photograph')
    .option('--passage', 'the files are frames of one passage and are read together')
    .action(read);
};
