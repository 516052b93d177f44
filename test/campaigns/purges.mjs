/** Purges stopped at random steps, and every byte that is left looked at: `npm run campaign -- purges --times 100`. */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);

/** @param {string[]} argv `--times N`, 100 when left out; `--seed N` */
export default async (argv) => {
  const options = { times: { type: 'string', default: '100' }, seed: { type: 'string', default: '1' } };
  const { values } = parseArgs({ args: argv, options });
  require('reflect-metadata');
  require('../../src/ledger/typescript.cjs');
  const { purgeDays } = require('../handlers/residues.ts');
  const { counted, wrong } = await purgeDays(Number(values.times), Number(values.seed), (so) => {
    if (so.purges % 10 === 0) console.log(`${so.purges} purges, ${so.stopped} stopped half way: ${so.wrong} wrong`);
  });
  for (const what of wrong.slice(0, 50)) console.log(what);
  if (wrong.length > 0) process.exitCode = 1;
  return counted;
};
