/** `alpr-ledger export-bundle`: a folder with which an outsider checks the whole history off-line. */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { type Config, readConfig } from '../config.js';
import { figuresKept } from '../handlers/figureskept.js';
import { rulesText } from '../handlers/rulesfile.js';
import { openForReading, type Reading } from '../house.js';
import { type Line, parseLine } from '../ledger/line.js';
import { type Enclosed, writeBundle } from '../proof/bundle.js';
import { Checkpoints, NotSigned } from '../proof/checkpoints.js';
import { currentKeysNote } from '../proof/keysnote.js';
import { keepRules, rulesIn } from '../proof/rulescopies.js';
import { policyText } from '../proof/witnesspolicy.js';
import { print, tell } from './print.js';

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

/** The verifiers lie beside the program, and go along as far as they are there. */
const verifiers = (): Enclosed[] =>
  ['verify.mjs', 'verify.py'].flatMap((path) => {
    const file = new URL(`../../verifier/${path}`, import.meta.url);
    return existsSync(file) ? [{ path, bytes: readFileSync(file) }] : [];
  });

/** The digests of files that stand on the ledger: a file of which it knows nothing, or nothing yet, is not enclosed. */
const named = async ({ sequence }: Reading, size: number): Promise<ReadonlySet<string>> => {
  const digests = new Set<string>();
  for await (const { type, line } of sequence.facts(0, size)) {
    if (!['RulesInstalled', 'AuditReportGenerated', 'PurgeCompleted'].includes(type)) continue;
    const { rules, figures, certificate } = parseLine(line).data as Record<string, string | undefined>;
    for (const digest of [rules, figures, certificate]) if (digest !== undefined) digests.add(digest);
  }
  return digests;
};

/** Certificates of purges, as they were issued. */
const certificates = (dataDir: string): Enclosed[] => {
  const folder = join(dataDir, 'certificates');
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({ path: `purges/${name}`, bytes: readFileSync(join(folder, name)) }));
};

/** Every set of rules this ledger was kept by, as it was laid down when it was installed; and the one of today. */
const rulesOf = (dir: string): Enclosed[] => {
  keepRules(dir, rulesText());
  return rulesIn(dir).map(({ name, text }) => ({ path: `rules/${name}`, bytes: text }));
};

/** Figures of the reports made here, as they were embedded in them. */
const reportsKept = (dataDir: string): Enclosed[] =>
  figuresKept(dataDir).map(({ reportId, bytes }) => ({ path: `reports/${reportId}.json`, bytes }));

/** The report whose figures these are; a file of which the ledger knows nothing is not enclosed. */
const reportOf = async ({ sequence }: Reading, file: string): Promise<Enclosed> => {
  const bytes = readFileSync(file);
  const digest = hash('sha256', bytes, 'hex');
  for await (const { type, line } of sequence.facts(0, sequence.tree().size)) {
    if (type !== 'AuditReportGenerated') continue;
    const { reportId, figures } = (parseLine(line) as Line & { data: { reportId: string; figures: string } }).data;
    if (figures === digest) return { path: `reports/${reportId}.json`, bytes };
  }
  throw Object.assign(new Error(`${file} holds the figures of no report on this ledger.`), { code: 'malformed' });
};

const readme = (origin: string): string =>
  [
    `Bundle of the ledger ${origin}`,
    '',
    'With a verifier of your own:   node verify.mjs FOLDER --vkey KEY   or   python3 verify.py FOLDER --vkey KEY',
    'KEY is the verifier key you were given by another way than this folder.',
    '',
    'By hand, with nothing but SHA-256:',
    ' 1. checkpoint: line 1 is the name of the ledger, line 2 the number of events, line 3 the root, base64.',
    ' 2. tile/entries/: each file holds up to 256 lines, each behind its length in two bytes, the higher first.',
    ' 3. leaf = SHA-256 of a zero byte and the line.',
    ' 4. Join neighbours from the left: node = SHA-256 of a byte 1, the left and the right hash. An odd one waits.',
    '    What is left at the end is joined from the right: the result is the root (RFC 6962, 2.1).',
    ' 5. Compare it with line 3. Every file of tile/0/ holds the same leaves; of tile/1/ the roots of 256 leaves.',
    ' 6. The last lines of checkpoint are signatures over its first three lines: Ed25519, base64, after 4 bytes of',
    '    key id. keys.note says which key answers for which size; it is signed by the root key.',
    ' 7. A line with the name of a witness is an Ed25519 signature over "cosignature/v1", "time <seconds>" and the',
    '    first three lines; the time stands in 8 bytes before the signature.',
    ' 8. timestamps/*.tsr: openssl ts -reply -in FILE -text shows the time; what is stamped is SHA-256 of the first',
    '    three lines of checkpoints/<size>.note.',
    ' 9. In each line, prev is the leaf of the line before it in its stream: a stream with a gap shows it.',
    '10. policy.upheld and policy.broken are the rules weighed; rules/ has their words.',
    '11. What was purged is named in purges/ and by PurgeCommitted; its lines are still here, its content nowhere.',
    '12. Nothing after the newest signature of a witness or time-stamp is proven against whoever kept the ledger.',
    '',
    'Every format is described in docs/ledger-format.md of the program.',
    '',
  ].join('\n');

const enclosedWith = async (
  reading: Reading,
  config: Config,
  { size, reports }: { readonly size: number; readonly reports: readonly string[] },
): Promise<Enclosed[]> => {
  const { keys, dir } = reading;
  const digests = await named(reading, size);
  const kept = [...rulesOf(dir), ...certificates(config.dataDir), ...reportsKept(config.dataDir)].filter(({ bytes }) =>
    digests.has(hash('sha256', bytes, 'hex')),
  );
  const brought = await Promise.all(reports.map((file) => reportOf(reading, file)));
  return [
    { path: 'keys.note', bytes: await currentKeysNote(dir, keys) },
    { path: 'policy.txt', bytes: policyText(keys.verifiers(), config.witnesses) },
    ...kept,
    ...brought.filter(({ path }) => !kept.some((one) => one.path === path)),
    ...verifiers(),
    ...(config.tsaCertificates === null
      ? []
      : [{ path: 'timestamps/authorities.pem', bytes: readFileSync(config.tsaCertificates) }]),
    { path: 'README.txt', bytes: readme(keys.origin) },
  ];
};

const exportBundle = async ({ out, report = [] }: { out: string; report?: string[] }): Promise<void> => {
  const config = readConfig();
  const reading = await openForReading(config);
  try {
    const { sequence, store, keys } = reading;
    if (sequence.trouble !== null) throw new NotSigned(sequence.trouble);
    const checkpoint = await new Checkpoints({ sequence, store, keys, tell }).sign();
    const enclosed = await enclosedWith(reading, config, { size: checkpoint.size, reports: report });
    const progress = (events: number): void => tell(`${events} of ${checkpoint.size} events`);
    const made = new Date().toISOString();
    await writeBundle({ out, checkpoint, sequence, store, program: version(), made, enclosed, progress });
    print(out);
    tell(`${checkpoint.size} events, root ${checkpoint.root.toString('hex')}. Nothing personal is in it.`);
  } finally {
    await reading.close();
  }
};

export const addExportBundle = (program: Command): void => {
  program
    .command('export-bundle')
    .description('write everything an outsider needs to check the ledger off-line')
    .requiredOption('--out <folder>', 'a new or empty folder')
    .option('--report <file...>', 'figures of reports made elsewhere, as JSON, to be checked along')
    .action(exportBundle);
};
