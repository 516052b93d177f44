/** Reading photographs: two threads against one, by turns in one run. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openReader, type Reader } from '../src/recognition/reader.js';
import { compare, perSecond, type Row } from './bench.js';

const folder = join(__dirname, '../demo/photos');
const photographs = readdirSync(folder)
  .filter((name) => name.endsWith('.jpg'))
  .map((name) => readFileSync(join(folder, name)));
const ROUNDS = 4;

/** Photographs a second, when as many are waiting as a busy road sends. */
const rate = (reader: Reader) => async (): Promise<number> => {
  const began = performance.now();
  const reads = Array.from({ length: ROUNDS }, () => photographs.map((photo) => reader.read(photo))).flat();
  await Promise.all(reads);
  return perSecond(reads.length, began);
};

export const run = async (): Promise<Row[]> => {
  const [two, one] = [openReader({ workers: 2 }), openReader({ workers: 1 })];
  try {
    const what = `demonstration photographs, second reader included`;
    const turns = { what, unit: 'photographs/s', ours: rate(two), peer: rate(one), peerName: 'one thread' };
    return [await compare({ ...turns, turns: 5 })];
  } finally {
    await Promise.all([two.close(), one.close()]);
  }
};
