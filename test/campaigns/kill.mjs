/**
 * Kills a process that appends, hundreds or thousands of times: `npm run campaign -- kill --cycles 1000`; in pieces
 * with `--state FILE --minutes 4`, as often as is needed.
 */
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { inPieces, pieceOptions } from '../support/pieces.mjs';

const require = createRequire(import.meta.url);

/** @param {string[]} argv `--cycles N`, 500 when left out; `--state FILE`, `--minutes N` */
export default async (argv) => {
  const options = { cycles: { type: 'string', default: '500' }, ...pieceOptions };
  const { values } = parseArgs({ args: argv, options });
  const cycles = Number(values.cycles);
  require('../../src/ledger/typescript.cjs');
  const { killCycles } = require('../ledger/killing.ts');
  const piece = inPieces(values, { cycles: 0, acked: 0, unanswered: 0, signed: 0, wrong: 0 });
  const { counts } = piece;
  const began = Date.now();
  for await (const { acked, unanswered, signed, wrong } of killCycles(cycles - counts.cycles)) {
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
    piece.keep();
    // Every fifth cycle verifies the whole ledger and ends with it: a piece ends there too.
    if (counts.cycles % 5 === 0 && !piece.isTimeLeft()) break;
  }
  if (counts.wrong > 0) process.exitCode = 1;
  return counts;
};
