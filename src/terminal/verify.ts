/** `alpr-ledger verify`: reads the whole ledger back and says whether it is whole; exit 0 whole, 1 not. */
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { openHouse } from '../house.js';
import { type Verdict, verifyLedger } from '../ledger/verify.js';
import { print } from './print.js';

const sentences = ({ events, root, parts, problems, problemCount }: Verdict): string[] => [
  `${problemCount === 0 ? 'ledger whole' : 'LEDGER NOT WHOLE'}: ${events} events, root ${root}`,
  `sealed parts: ${parts.live} readable, ${parts.purged} purged, ${parts.absent} absent`,
  ...problems.map(({ position, stream, what }) => `  ${position ?? 'ledger'} ${stream ?? ''}: ${what}`),
  'No outside anchor was checked: this says that the ledger agrees with itself, not that nobody replaced it.',
];

const verify = async ({ json = false }: { json?: boolean }): Promise<void> => {
  const house = await openHouse(readConfig(), { mustExist: true });
  try {
    const verdict = await verifyLedger(house.ledger, house.vault);
    const whole = verdict.problemCount === 0;
    if (json)
      print(JSON.stringify({ whole, ...verdict }, (_, value) => (typeof value === 'bigint' ? Number(value) : value)));
    else for (const sentence of sentences(verdict)) print(sentence);
    if (!whole) process.exitCode = 1;
  } finally {
    await house.close();
  }
};

export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description('read the whole ledger back: every line, leaf, stream and sealed part')
    .option('--json', 'one JSON object')
    .action(verify);
};
