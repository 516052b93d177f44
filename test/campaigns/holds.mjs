/** Holds against purges in random order: `npm run campaign -- holds --times 10000`. */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);

/** @param {string[]} argv `--times N`, 10000 when left out; `--seed N` */
export default (argv) => {
  const options = { times: { type: 'string', default: '10000' }, seed: { type: 'string', default: '1' } };
  const { values } = parseArgs({ args: argv, options });
  require('../../src/ledger/typescript.cjs');
  const { interleave } = require('../handlers/interleaving.ts');
  const { counted, wrong } = interleave(Number(values.times), Number(values.seed), (so) =>
    console.log(`${so.interleavings} interleavings: ${so.purges} purges, ${so.wrong} wrong`),
  );
  for (const what of wrong.slice(0, 50)) console.log(what);
  if (wrong.length > 0) process.exitCode = 1;
  return counted;
};
