/** `alpr-ledger verify`: reads the whole ledger back and says whether it is whole; exit 0 whole, 1 not. */
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { openForReading } from '../house.js';
import { Corrupt } from '../ledger/ledger.js';
import { type Verdict, verifyLedger } from '../ledger/verify.js';
import { print } from './print.js';

const sentences = ({ events, root, parts, problems, problemCount }: Verdict): string[] => [
  `${problemCount === 0 ? 'ledger whole' : 'LEDGER NOT WHOLE'}: ${events} events, root ${root}`,
  `sealed parts: ${parts.live} readable, ${parts.purged} purged, ${parts.absent} absent`,
  ...problems.map(({ position, stream, what }) => `  ${position ?? 'ledger'} ${stream ?? ''}: ${what}`),
  'No outside anchor was checked: this says that the ledger agrees with itself, not that nobody replaced it.',
];

const show = (verdict: Verdict, json: boolean): void => {
  const whole = verdict.problemCount === 0;
  if (json)
    print(JSON.stringify({ whole, ...verdict }, (_, value) => (typeof value === 'bigint' ? Number(value) : value)));
  else for (const sentence of sentences(verdict)) print(sentence);
  if (!whole) process.exitCode = 1;
};

/** A ledger that is not even opened: what stands at its end contradicts itself. */
const showCorrupt = ({ message }: Corrupt, json: boolean): void => {
  const problems = [{ position: null, stream: null, what: message }];
  print(json ? JSON.stringify({ whole: false, problems, problemCount: 1 }) : `LEDGER NOT WHOLE: ${message}`);
  process.exitCode = 1;
};

const verify = async ({ json = false }: { json?: boolean }): Promise<void> => {
  try {
    const { ledger, vault, close } = await openForReading(readConfig());
    try {
      show(await verifyLedger(ledger, vault), json);
    } finally {
      await close();
    }
  } catch (error) {
    if (!(error instanceof Corrupt)) throw error;
    showCorrupt(error, json);
  }
};

export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description('read the whole ledger back: every line, leaf, stream and sealed part')
    .option('--json', 'one JSON object')
    .action(verify);
};
