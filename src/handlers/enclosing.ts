/** What a bundle holds beside the ledger itself: keys, policy, rules, certificates, figures, the verifiers, a guide. */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseLine } from '../ledger/line.js';
import type { Sequence } from '../ledger/sequence.js';
import type { Enclosed } from '../proof/bundle.js';
import { currentKeysNote } from '../proof/keysnote.js';
import type { LogKeys } from '../proof/logkeys.js';
import { keepRules, rulesIn } from '../proof/rulescopies.js';
import { policyText, type Witness } from '../proof/witnesspolicy.js';
import { figuresKept } from './figureskept.js';
import { rulesText } from './rulesfile.js';

export type EnclosureSettings = {
  readonly dataDir: string;
  readonly witnesses: readonly Witness[];
  /** File with the certificates trusted as roots of time-stamping authorities; null for none. */
  readonly tsaCertificates: string | null;
};

/** What is signed, in which order, under which keys, and where the list of keys lies. */
export type Signing = { readonly sequence: Sequence; readonly keys: LogKeys; readonly dir: string };

/** The version of this program. */
export const programVersion = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as { version: string }).version;

/** The verifiers lie beside the program, and go along as far as they are there. */
const verifiers = (): Enclosed[] =>
  ['verify.mjs', 'verify.py'].flatMap((path) => {
    const file = new URL(`../../verifier/${path}`, import.meta.url);
    return existsSync(file) ? [{ path, bytes: readFileSync(file) }] : [];
  });

/** The digests of files that stand on the ledger: a file of which it knows nothing, or nothing yet, is not enclosed. */
const named = async (sequence: Sequence, size: number): Promise<ReadonlySet<string>> => {
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

/**
 * Everything enclosed in a bundle of so many events; nothing personal is in it.
 * @param brought figures of reports that were made elsewhere
 */
export const enclosedWith = async (
  { sequence, keys, dir }: Signing,
  { dataDir, witnesses, tsaCertificates }: EnclosureSettings,
  { size, brought = [] }: { readonly size: number; readonly brought?: readonly Enclosed[] },
): Promise<Enclosed[]> => {
  const digests = await named(sequence, size);
  const kept = [...rulesOf(dir), ...certificates(dataDir), ...reportsKept(dataDir)].filter(({ bytes }) =>
    digests.has(hash('sha256', bytes, 'hex')),
  );
  return [
    { path: 'keys.note', bytes: await currentKeysNote(dir, keys) },
    { path: 'policy.txt', bytes: policyText(keys.verifiers(), witnesses) },
    ...kept,
    ...brought.filter(({ path }) => !kept.some((one) => one.path === path)),
    ...verifiers(),
    ...(tsaCertificates === null ? [] : [{ path: 'timestamps/authorities.pem', bytes: readFileSync(tsaCertificates) }]),
    { path: 'README.txt', bytes: readme(keys.origin) },
  ];
};
