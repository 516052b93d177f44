/** Reading photographs: two threads against one, and what two threads of this machine can do at all, by turns. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
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

/** Arithmetic that fits into registers: no memory, no lock, nothing that one thread could keep from another. */
const SPIN = `const { parentPort } = require('node:worker_threads');
  parentPort.on('message', () => {
    let x = 1.1;
    for (let i = 0; i < 3e8; i++) x = x * 1.0000001 + 1e-9;
    parentPort.postMessage(x);
  });`;

const spun = (worker: Worker): Promise<void> =>
  new Promise((resolve) => {
    worker.once('message', () => resolve());
    worker.postMessage(0);
  });

/** What a second thread adds on this machine, in this hour: the most that two reading threads could be faster. */
const machineItself = async (): Promise<Row> => {
  const [one, other] = [new Worker(SPIN, { eval: true }), new Worker(SPIN, { eval: true })];
  const timed = async (work: () => Promise<unknown>): Promise<number> => {
    const began = performance.now();
    await work();
    return perSecond(2, began);
  };
  try {
    return await compare({
      what: 'arithmetic in registers, two threads',
      unit: 'rounds/s',
      ours: () => timed(() => Promise.all([spun(one), spun(other)])),
      peer: () => timed(() => spun(one).then(() => spun(one))),
      peerName: 'one thread',
      turns: 7,
    });
  } finally {
    await Promise.all([one.terminate(), other.terminate()]);
  }
};

export const run = async (): Promise<Row[]> => {
  const [two, one] = [openReader({ workers: 2 }), openReader({ workers: 1 })];
  try {
    const what = `demonstration photographs, second reader included`;
    const turns = { what, unit: 'photographs/s', ours: rate(two), peer: rate(one), peerName: 'one thread' };
    return [await compare({ ...turns, turns: 5 }), await machineItself()];
  } finally {
    await Promise.all([two.close(), one.close()]);
  }
};
