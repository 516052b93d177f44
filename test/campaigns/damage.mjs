/** Changes bytes of a ledger's file and counts what is noticed: `npm run campaign -- damage --times 1000`. */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);

/** @param {string[]} argv `--times N`, 1000 when left out */
export default async (argv) => {
  const { values } = parseArgs({ args: argv, options: { times: { type: 'string', default: '1000' } } });
  require('../../src/ledger/typescript.cjs');
  const { damages } = require('../ledger/damaging.ts');
  const counts = { times: 0, refused: 0, found: 0, harmless: 0, missed: 0 };
  for await (const noticed of damages(Number(values.times))) {
    counts.times += 1;
    counts[noticed] += 1;
    if (counts.times % 100 === 0 || counts.times === Number(values.times))
      console.log(
        `${counts.times} damages: ${counts.refused} refused at the start, ${counts.found} found by verifying, ` +
          `${counts.harmless} without effect on any line or part, ${counts.missed} missed`,
      );
  }
  if (counts.missed > 0) process.exitCode = 1;
  return counts;
};
