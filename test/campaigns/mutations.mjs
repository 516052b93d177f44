/**
 * Damages a bundle in every way we know, one at a time, and counts what the verifiers see:
 * `npm run campaign -- mutations --count 50000 --python 500`. Both must see every damage, and where both are asked they
 * must agree on the verdict and on the first index. In pieces with `--state FILE --minutes 4`, as often as is needed.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { keyOf, verifyBundle } from '../../verifier/verify.mjs';
import { inPieces, pieceOptions } from '../support/pieces.mjs';

const require = createRequire(import.meta.url);
const python = fileURLToPath(new URL('../../verifier/verify.py', import.meta.url));

const put = (dir, name, content) => {
  const file = join(dir, name);
  if (content === null || content === undefined) return rmSync(file, { force: true });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
};

/** Damages drawn from one seed; a piece goes on within one, and the next has the next seed. */
const BLOCK = 1000;

/** The damages from the n-th on. */
function* damagesFrom(n, seed, mutations) {
  for (let block = Math.floor(n / BLOCK); ; block += 1) {
    let at = block * BLOCK;
    for (const one of mutations(seed + block)) {
      if (at >= n) yield one;
      at += 1;
      if (at === (block + 1) * BLOCK) break;
    }
  }
}

/** @param {string[]} argv `--count N`, `--python N` of them asked of both, `--seed N`, `--state FILE`, `--minutes N` */
export default async (argv) => {
  const options = { count: { type: 'string', default: '50000' }, python: { type: 'string', default: '500' } };
  const more = { seed: { type: 'string', default: '7' }, ...pieceOptions };
  const { values } = parseArgs({ args: argv, options: { ...options, ...more } });
  require('../../src/ledger/typescript.cjs');
  const { bundleOf, makingOf, vkey, writeBundle } = require('../verifier/bundle.ts');
  const { linesOf, rulesOf } = require('../verifier/made.ts');
  const { mutations } = require('../verifier/mutating.ts');
  const lines = linesOf(280);
  const making = makingOf(rulesOf());
  const whole = bundleOf(lines, making);
  const dir = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'alpr-mutations-'));
  const trusted = [vkey(making.log), vkey(making.root)];
  const piece = inPieces(values, { count: 0, seen: 0, missed: 0, both: 0, disagreed: 0, kinds: {} });
  const { counts } = piece;
  try {
    writeBundle(dir, whole);
    const asked = { vkeys: trusted.map(keyOf), witnesses: [keyOf(vkey(making.witness))] };
    if (verifyBundle(dir, asked).exit !== 0) throw new Error('the whole bundle itself is not verified');
    const from = (seed) => mutations(lines, making, seed);
    for (const { kind, files, since } of damagesFrom(counts.count, Number(values.seed), from)) {
      if (counts.count >= Number(values.count) || !piece.isTimeLeft()) break;
      for (const [name, content] of Object.entries(files)) put(dir, name, content);
      const result = verifyBundle(dir, { ...asked, since: since ?? null });
      counts.count += 1;
      counts.kinds[kind] = (counts.kinds[kind] ?? 0) + 1;
      counts[result.exit === 0 ? 'missed' : 'seen'] += 1;
      if (result.exit === 0) console.error(`missed: ${kind} in ${Object.keys(files).join(', ')}`);
      if (!since && counts.both < Number(values.python) && counts.count % 7 === 0) {
        const args = [
          python,
          dir,
          '--json',
          ...trusted.flatMap((one) => ['--vkey', one]),
          '--witness',
          vkey(making.witness),
        ];
        const other = JSON.parse(spawnSync('python3', args, { encoding: 'utf8', maxBuffer: 1 << 26 }).stdout || 'null');
        counts.both += 1;
        const agreed = other?.exit === result.exit && (other.first?.index ?? null) === (result.first?.index ?? null);
        if (!agreed) counts.disagreed += 1;
        if (!agreed) console.error(`disagreed: ${kind}: ${JSON.stringify([result.first, other?.first])}`);
      }
      for (const name of Object.keys(files)) put(dir, name, whole[name]);
      if (counts.count % 5000 === 0)
        console.error(`${counts.count} damages: ${counts.seen} seen, ${counts.missed} missed`);
      if (counts.count % 100 === 0) piece.keep();
    }
    piece.keep();
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
  if (counts.missed > 0 || counts.disagreed > 0) process.exitCode = 1;
  return counts;
};
