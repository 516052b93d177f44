/** Thousands of photographs in one thread, its memory watched: `npm run campaign -- reading --photographs 5000`. */
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const MOST_MB = 250;
/** From the first tenth on, the thread may grow by a tenth of what it may hold. */
const GROWTH_MB = 25;

/** @param {string[]} argv `--photographs N`, 5000 when left out; needs the build (dist/) */
export default async (argv) => {
  const { values } = parseArgs({ args: argv, options: { photographs: { type: 'string', default: '5000' } } });
  const wanted = Number(values.photographs);
  const { openReader } = await import(join(root, 'dist/recognition/reader.js'));
  const folder = join(root, 'demo/photos');
  const photographs = readdirSync(folder)
    .filter((name) => name.endsWith('.jpg'))
    .map((name) => readFileSync(join(folder, name)));
  const before = process.memoryUsage.rss();
  const held = () => Math.round((process.memoryUsage.rss() - before) / 1e6);
  const reader = openReader({ workers: 1 });
  const samples = [];
  const began = Date.now();
  for (let done = 1; done <= wanted; done += 1) {
    await reader.read(photographs[done % photographs.length]);
    if (done % 10 === 0) samples.push(held());
    if (done % 500 === 0) console.log(`${done}: ${held()} MB, ${Math.round((Date.now() - began) / 1000)} s`);
  }
  await reader.close();
  const middle = (part) => part.toSorted((a, b) => a - b)[part.length >> 1] ?? 0;
  const tenth = Math.max(1, Math.floor(samples.length / 10));
  const counts = {
    photographs: wanted,
    mostMb: Math.max(...samples),
    firstTenthMb: middle(samples.slice(0, tenth)),
    lastTenthMb: middle(samples.slice(-tenth)),
  };
  if (counts.mostMb > MOST_MB || counts.lastTenthMb - counts.firstTenthMb > GROWTH_MB) process.exitCode = 1;
  return counts;
};
