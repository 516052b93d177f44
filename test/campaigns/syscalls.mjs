/**
 * An error, a full disk or a kill in every write-type system call of the append path, one at a time:
 * `npm run campaign -- syscalls`; in pieces with `--state FILE --minutes 4`. Needs strace. What was wrong is printed,
 * and kept in the state by its name: `--only openat:31:EIO,fsync` strikes nothing but that again; `--words` prints all.
 */
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { parseArgs } from 'node:util';
import { inPieces, pieceOptions } from '../support/pieces.mjs';

const require = createRequire(import.meta.url);

/** Lives after the first in which a strike may still meet its call. */
const AGAIN = 4;

/** Whether a strike is named: by its call, by call and number, or by both and the fault. */
const isNamed = ({ call, at, fault }, names) =>
  names.some((name) => [call, `${call}:${at}`, `${call}:${at}:${fault}`].includes(name));

/**
 * @param {string[]} argv `--times N` at most, all when left out; `--only NAME,…`; `--words` prints what each life said;
 * `--state FILE`, `--minutes N`
 */
export default async (argv) => {
  const options = {
    times: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    words: { type: 'boolean', default: false },
    ...pieceOptions,
  };
  const { values } = parseArgs({ args: argv, options });
  require('../../src/ledger/typescript.cjs');
  const { buildAppender, hasStrace, strikes, struck } = require('../ledger/striking.ts');
  if (!hasStrace()) throw new Error('There is no strace here that can inject faults.');
  const none = { all: [], done: 0, acked: 0, came: {}, byCall: {}, byFault: {}, wrong: 0, messages: {}, odd: [] };
  const piece = inPieces(values, none);
  const { counts } = piece;
  const built = buildAppender();
  try {
    const names = values.only.split(',').filter((one) => one !== '');
    if (counts.all.length === 0)
      counts.all = (await strikes(built)).filter((one) => names.length === 0 || isNamed(one, names));
    const most = values.times === '' ? counts.all.length : Math.min(Number(values.times), counts.all.length);
    while (counts.done < most && piece.isTimeLeft()) {
      let one = await struck(built, counts.all[counts.done]);
      // Not every life comes to every call: which thread writes depends on how quick the disk is just then.
      for (let again = 0; one.came === 'elsewhere' && again < AGAIN; again += 1)
        one = await struck(built, counts.all[counts.done]);
      const { call, fault, at, came, acked, wrong, messages } = one;
      if (values.words) console.log(JSON.stringify(one));
      if (wrong.length > 0 || came === 'elsewhere') counts.odd.push(`${call}:${at}:${fault}`);
      counts.done += 1;
      counts.acked += acked;
      counts.came[came] = (counts.came[came] ?? 0) + 1;
      if (came !== 'elsewhere') {
        counts.byCall[call] = (counts.byCall[call] ?? 0) + 1;
        counts.byFault[fault] = (counts.byFault[fault] ?? 0) + 1;
      }
      counts.wrong += wrong.length;
      for (const message of messages) counts.messages[message] = (counts.messages[message] ?? 0) + 1;
      for (const what of wrong) console.log(`${call}:${at}:${fault}: ${what}`);
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
