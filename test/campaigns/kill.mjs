/** Kills a process that appends, hundreds or thousands of times: `npm run campaign -- kill --cycles 500`. */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';

const require = createRequire(import.meta.url);

/** @param {string[]} argv `--cycles N`, 500 when left out */
export default async (argv) => {
  const { values } = parseArgs({ args: argv, options: { cycles: { type: 'string', default: '500' } } });
  const cycles = Number(values.cycles);
  require('../../src/ledger/typescript.cjs');
  const { killCycles } = require('../ledger/killing.ts');
  const counts = { cycles: 0, acked: 0, unanswered: 0, signed: 0, wrong: 0 };
  const began = Date.now();
  for await (const { acked, unanswered, signed, wrong } of killCycles(cycles)) {
    counts.cycles += 1;
    counts.acked += acked;
    counts.unanswered += unanswered;
    counts.signed += signed;
    counts.wrong += wrong.length;
    for (const what of wrong) console.log(`cycle ${counts.cycles}: ${what}`);
    if (counts.cycles % 50 === 0 || counts.cycles === cycles)
      console.log(
        `${counts.cycles} kills: ${counts.acked} batches answered, ${counts.signed} checkpoints signed, ` +
          `${counts.wrong} lost or broken, ` +
          `${counts.unanswered} written although the answer was lost (${Math.round((Date.now() - began) / 1000)} s)`,
      );
  }
  if (counts.wrong > 0) process.exitCode = 1;
  return counts;
};
