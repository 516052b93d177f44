/** `alpr-ledger verify`: reads the whole ledger back; exit 0 verified, 1 tampered, 2 not provable, 3 wrong use. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { differenceText, type Meaning, readMeaning } from '../handlers/meaning.js';
import { openForReading, rootsIn } from '../house.js';
import { Corrupt } from '../ledger/ledger.js';
import { type Problem, type Verdict, verifyLedger } from '../ledger/verify.js';
import { BadNote, parseVkey } from '../proof/note.js';
import { type Anchor, SignedCheck, type SignedVerdict } from '../proof/signedcheck.js';
import { print } from './print.js';

const TAMPERED = 1;
const NOT_PROVABLE = 2;
const WRONG_USE = 3;

type Options = {
  readonly json?: boolean;
  readonly vkey?: string;
  readonly since?: string;
  readonly witness?: string[];
  readonly maxAge: string;
  readonly hashOnly?: boolean;
};

type Judged = Omit<Verdict, 'tree' | 'until'> &
  Pick<SignedVerdict, 'checkpoints' | 'newest' | 'anchors'> & {
    readonly origin: string;
    /** Null when only what is hashed and signed was looked at. */
    readonly meaning: Omit<Meaning, 'problems'> | null;
  };

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;

/** Days since the newest anchor; null when nobody outside bears anything out. One brought along has no age. */
const ageOf = (anchor: Anchor | undefined): number | null =>
  anchor === undefined ? null : anchor.at === null ? 0 : (Date.now() - Date.parse(anchor.at)) / DAY_MS;

const ageText = (days: number): string =>
  days < 2 ? `${Math.max(0, Math.round((days * DAY_MS) / HOUR_MS))} hours` : `${Math.round(days)} days`;

/** What was decided again and with which outcome, and of what that could not be done, and why. */
const meaningLines = ({ decided, differing, reports }: Omit<Meaning, 'problems'>): string[] => {
  const { commands, again, undecided, rulings, onItsWord, onItsWordBy } = decided;
  const why = [
    [undecided.purged, 'of which what was asked is purged'],
    [undecided.unnamed, 'of which the line names no command'],
    [undecided.unknown, 'over which no rule of this program stands'],
  ].flatMap(([count, words]) => (count === 0 ? [] : [`${count} ${words}`]));
  const most = Object.entries(onItsWordBy).sort(([, one], [, other]) => other - one);
  return [
    `decided again: ${again} of ${commands} commands${why.length > 0 ? `; not ${why.join(', ')}` : ''}; ` +
      `${decided.differing} decided otherwise`,
    `rulings: ${rulings}, of which ${onItsWord} on the ledger’s word, for the events do not keep what they ask for` +
      (most.length > 0 ? ` (most: ${most[0]![0]}, ${most[0]![1]} times)` : ''),
    ...differing
      .filter(({ sameRules }) => !sameRules)
      .map((one) => `  ${one.position} ${one.stream}: decided otherwise by the rules of today: ${differenceText(one)}`),
    `reports: the totals of ${reports.counted} counted again` +
      (reports.absent > 0 ? `; the figures of ${reports.absent} are not kept here` : ''),
  ];
};

/** What may be said of the ledger, and how the command ends. */
const conclude = ({ problemCount, events, anchors }: Judged, maxAge: number): { code: number; anchor: string } => {
  const [newest] = anchors;
  const age = ageOf(newest);
  const later = newest ? events - newest.size : events;
  const anchor =
    newest === undefined || age === null
      ? 'Nobody outside bears it out: it agrees with itself, and could have been replaced as a whole.'
      : `Newest anchor: ${newest.kind} ${newest.by}, ${newest.size} events` +
        (newest.at === null ? '' : `, ${newest.at}, ${ageText(age)} old`) +
        `. ${later === 0 ? 'No event came after it.' : `The ${later} events after it are not borne out by it.`}`;
  if (problemCount > 0) return { code: TAMPERED, anchor };
  return { code: age === null || age > maxAge ? NOT_PROVABLE : 0, anchor };
};

const words: Readonly<Record<number, string>> = {
  0: 'VERIFIED, ledger whole',
  [TAMPERED]: 'LEDGER NOT WHOLE',
  [NOT_PROVABLE]: 'NOT PROVABLE, ledger whole',
};

const show = (judged: Judged, { json = false, maxAge }: Options): void => {
  const { code, anchor } = conclude(judged, Number(maxAge));
  process.exitCode = code;
  const { events, root, parts, problems, problemCount, checkpoints, newest, meaning } = judged;
  const whole = problemCount === 0;
  if (json) {
    const verdict = { verdict: code, whole, ...judged, anchor };
    return print(JSON.stringify(verdict, (_, value) => (typeof value === 'bigint' ? Number(value) : value)));
  }
  print(`${words[code]}: ${events} events, root ${root}`);
  print(`sealed parts: ${parts.live} readable, ${parts.purged} purged, ${parts.absent} absent`);
  if (meaning) for (const line of meaningLines(meaning)) print(line);
  print(`signed: ${checkpoints} checkpoints${newest === null ? '' : `, the newest of ${newest} events`}`);
  for (const { position, stream, what } of problems) print(`  ${position ?? 'ledger'} ${stream ?? ''}: ${what}`);
  print(anchor);
};

/** A ledger that is not even opened: what stands at its end contradicts itself. */
const showCorrupt = ({ message }: Error, json: boolean): void => {
  const problems = [{ position: null, stream: null, what: message }];
  const verdict = { verdict: TAMPERED, whole: false, problems, problemCount: 1, anchors: [] };
  print(json ? JSON.stringify(verdict) : `LEDGER NOT WHOLE: ${message}`);
  process.exitCode = TAMPERED;
};

const inOrder = (
  one: Verdict,
  ...more: readonly (readonly Problem[])[]
): Pick<Verdict, 'problems' | 'problemCount'> => ({
  problems: [...one.problems, ...more.flat()].sort((a, b) =>
    Number((a.position ?? 2n ** 53n) - (b.position ?? 2n ** 53n)),
  ),
  problemCount: one.problemCount + more.flat().length,
});

const verifyHere = async (options: Options): Promise<void> => {
  const config = readConfig();
  const { ledger, vault, sequence, store, keys, close } = await openForReading(config, true);
  try {
    const { vkey, since, witness = [] } = options;
    const check = new SignedCheck({
      sequence,
      store,
      keys,
      witnesses: [...config.witnesses.map(({ verifier }) => verifier), ...witness.map(parseVkey)],
      roots: rootsIn(config.tsaCertificates),
      ...(vkey !== undefined && { vkey: parseVkey(vkey) }),
      ...(since !== undefined && { since: readFileSync(since, 'utf8') }),
    });
    const verdict = await verifyLedger(ledger, { vault, beside: check });
    const signed = check.finish(verdict.tree);
    const read = options.hashOnly ? null : await readMeaning(ledger, vault, config.dataDir);
    const { problems: misread = [], ...meaning } = read ?? {};
    const { tree: _, until: __, ...whole } = { ...verdict, ...signed, ...inOrder(verdict, signed.problems, misread) };
    show({ ...whole, origin: keys.origin, meaning: read && (meaning as Omit<Meaning, 'problems'>) }, options);
  } finally {
    await close();
  }
};

const verifier = new URL('../../verifier/verify.mjs', import.meta.url);

/** A bundle is for the verifier that stands alone: the same file that an outsider runs. */
const verifyBundle = async (
  bundle: string,
  { json, vkey, since, witness = [], maxAge, hashOnly }: Options,
): Promise<void> => {
  if (!existsSync(verifier)) throw new BadNote('The verifier for bundles is not beside this program (verifier/).');
  const more = [
    ...(json ? ['--json'] : []),
    ...(hashOnly ? ['--hash-only'] : []),
    ...(vkey === undefined ? [] : ['--vkey', vkey]),
    ...(since === undefined ? [] : ['--since', since]),
    ...witness.flatMap((one) => ['--witness', one]),
    '--max-age',
    maxAge,
  ];
  const child = spawn(process.execPath, [fileURLToPath(verifier), bundle, ...more], { stdio: 'inherit' });
  const [code] = (await once(child, 'close')) as [number | null];
  process.exitCode = code ?? 70;
};

const verify = async (bundle: string | undefined, options: Options): Promise<void> => {
  try {
    if (!(Number(options.maxAge) > 0)) throw new BadNote('--max-age is a number of days.');
    await (bundle === undefined ? verifyHere(options) : verifyBundle(bundle, options));
  } catch (error) {
    if (error instanceof Corrupt) return showCorrupt(error, options.json ?? false);
    if (!(error instanceof BadNote)) throw error;
    process.stderr.write(`alpr-ledger: ${error.message}\n`);
    process.exitCode = WRONG_USE;
  }
};

export const addVerify = (program: Command): void => {
  program
    .command('verify')
    .description(
      'read the whole ledger back, or a bundle: every line, leaf, sealed part and signature; and decide it all again',
    )
    .argument('[bundle]', 'a folder made by export-bundle; the ledger of ALPR_DATA_DIR when left out')
    .option('--vkey <key>', 'the ledger’s verifier key, as it was handed to you')
    .option('--since <file>', 'a checkpoint you kept: the ledger must continue it')
    .option('--witness <key...>', 'verifier keys of further witnesses you believe')
    .option('--max-age <days>', 'an anchor older than this proves too little', '7')
    .option('--hash-only', 'only what is hashed and signed: decide nothing again, count nothing again')
    .option('--json', 'one JSON object')
    .action(verify);
};
