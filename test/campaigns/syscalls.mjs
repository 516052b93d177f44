/**
 * An error, a full disk or a kill in every write-type system call of the append path, one at a time:
 * `npm run campaign -- syscalls`; in pieces with `--state FILE --minutes 4`. Needs strace.
 */
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { inPieces, pieceOptions } from '../support/pieces.mjs';

const require = createRequire(import.meta.url);

/** @param {string[]} argv `--times N` at most, all when left out; `--state FILE`, `--minutes N` */
export default async (argv) => {
  const options = { times: { type: 'string', default: '' }, ...pieceOptions };
  const { values } = parseArgs({ args: argv, options });
  require('../../src/ledger/typescript.cjs');
  const { buildAppender, hasStrace, strikes, struck } = require('../ledger/striking.ts');
  if (!hasStrace()) throw new Error('There is no strace here that can inject faults.');
  const none = { all: [], done: 0, acked: 0, came: {}, byCall: {}, byFault: {}, wrong: 0, messages: {} };
  const piece = inPieces(values, none);
  const { counts } = piece;
  const built = buildAppender();
  try {
    if (counts.all.length === 0) counts.all = await strikes(built);
    const most = values.times === '' ? counts.all.length : Math.min(Number(values.times), counts.all.length);
    while (counts.done < most && piece.isTimeLeft()) {
      const { call, fault, at, came, acked, wrong, messages } = await struck(built, counts.all[counts.done]);
      counts.done += 1;
      counts.acked += acked;
      counts.came[came] = (counts.came[came] ?? 0) + 1;
      if (came !== 'elsewhere') {
        counts.byCall[call] = (counts.byCall[call] ?? 0) + 1;
        counts.byFault[fault] = (counts.byFault[fault] ?? 0) + 1;
      }
      counts.wrong += wrong.length;
      for (const one of messages) counts.messages[one] = (counts.messages[one] ?? 0) + 1;
      for (const what of wrong) console.log(`${call} ${at} ${fault}: ${what}`);
      if (counts.done % 50 === 0) console.log(`${counts.done} of ${most}: ${counts.wrong} lost or broken`);
      piece.keep();
    }
  } finally {
    rmSync(built, { recursive: true, force: true });
  }
  if (counts.wrong > 0) process.exitCode = 1;
  const { all, messages, ...printed } = counts;
  return { ...printed, calls: all.length, kindsOfMessages: Object.keys(messages).length };
};
