/** Clocks that jump from a year behind to ten years ahead: `npm run campaign -- clocks --times 5000`. */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);

/** @param {string[]} argv `--times N`, 5000 when left out; `--seed N` */
export default (argv) => {
  const options = { times: { type: 'string', default: '5000' }, seed: { type: 'string', default: '1' } };
  const { values } = parseArgs({ args: argv, options });
  require('../../src/ledger/typescript.cjs');
  const { jumpClocks } = require('../handlers/jumping.ts');
  const { counted, wrong } = jumpClocks(Number(values.times), Number(values.seed));
  for (const what of wrong.slice(0, 50)) console.log(what);
  if (wrong.length > 0) process.exitCode = 1;
  return counted;
};
