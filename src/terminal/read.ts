/** `alpr-ledger read`: photographs in, what is on their plates out; nothing is recorded. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { Malformed } from '../handlers/errors.js';
import { openReader, type PhotoReading, type Reader, UnreadablePhoto } from '../recognition/reader.js';
import { print, tell } from './print.js';

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

const shown = (file: string, { plates, ms }: PhotoReading): object => ({
  file,
  plates: plates.map((one) => ({
    plate: one.plate,
    confidence: four(one.confidence),
    state: one.state,
    box: one.box,
    candidates: one.candidates.map(({ plate, confidence }) => ({ plate, confidence: four(confidence) })),
    characters: one.characters.map(four),
    uncertain: one.uncertain,
    secondReader: one.secondReader,
  })),
  ms: Math.round(ms),
});

const sentence = (file: string, { plates, ms }: PhotoReading): string => {
  const read = plates.map(({ plate, state, confidence }) => `${plate} (${state}, ${(confidence * 100).toFixed(1)} %)`);
  return `${file}: ${read.join(', ') || 'no plate'} in ${Math.round(ms)} ms`;
};

const readOne = async (reader: Reader, file: string, json: boolean): Promise<boolean> => {
  try {
    const { size } = statSync(file);
    if (size > LARGEST)
      throw new UnreadablePhoto('too-large', `The file has ${size} bytes; at most ${LARGEST} are read.`);
    const reading = await reader.read(readFileSync(file));
    print(json ? JSON.stringify(shown(file, reading)) : sentence(file, reading));
    return true;
  } catch (error) {
    if (!(error instanceof UnreadablePhoto)) throw error;
    if (json) print(JSON.stringify({ file, plates: [], ms: 0, error: error.message }));
    tell(`${file}: ${error.message}`);
    return false;
  }
};

const read = async (paths: readonly string[], { json = false }: { json?: boolean }): Promise<void> => {
  const files = filesOf(paths);
  if (files.length === 0) throw new Malformed('There is no picture', paths.join(' '), 'Name a JPEG, PNG or WebP file.');
  const reader = openReader();
  try {
    let failed = 0;
    for (const file of files) if (!(await readOne(reader, file, json))) failed += 1;
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
    .action(read);
};
