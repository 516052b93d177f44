/** `alpr-ledger keys`: the keys that sign the ledger, and the root key, kept off-line, that signs their list. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { readConfig } from '../config.js';
import { terminal } from '../domain/actor.js';
import { freshId } from '../handlers/ids.js';
import { KeyKeeping, OVERLAP_DAYS } from '../handlers/keykeeping.js';
import { Proving } from '../handlers/proving.js';
import { openForReading } from '../house.js';
import { installKeyList, keysText, makeRootKey, openRootKey, parseKeyList, signKeyList } from '../proof/keysnote.js';
import { parseVkey, vkeyOf } from '../proof/note.js';
import { writeDurably } from '../vault/durable.js';
import { withDepartment } from './department.js';
import { print, tell } from './print.js';

type RootOptions = { readonly passphraseFile: string };

const passphraseOf = ({ passphraseFile }: RootOptions): string => readFileSync(passphraseFile, 'utf8').trim();

const list = async (): Promise<void> => {
  const { keys, close } = await openForReading(readConfig());
  try {
    process.stdout.write(keysText(keys));
    tell(`Verifier key to hand out: ${vkeyOf(keys.verifier(keys.active.publicKey))}`);
  } finally {
    await close();
  }
};

const root = ({ origin, out, ...options }: RootOptions & { origin: string; out: string }): void => {
  if (existsSync(out)) throw Object.assign(new Error(out), { code: 'EEXIST', path: out });
  const { file, verifier } = makeRootKey(origin, passphraseOf(options));
  writeDurably(out, file);
  print(vkeyOf(verifier));
  tell(`The root key is in ${out}. Put it in a safe, with its passphrase elsewhere; it is needed at each rotation.`);
};

const sign = async (file: string, { root: key, out, ...options }: RootOptions & { root: string; out: string }) => {
  const signer = openRootKey(readFileSync(key, 'utf8'), passphraseOf(options));
  writeDurably(out, await signKeyList(readFileSync(file, 'utf8'), signer));
  tell(`${out} holds the list, signed by ${vkeyOf(signer.verifier)}.`);
};

const install = async (file: string, { vkey }: { vkey: string }): Promise<void> => {
  const { keys, close } = await openForReading(readConfig());
  try {
    const note = readFileSync(file, 'utf8');
    installKeyList(join(readConfig().dataDir, 'proofs'), note, parseVkey(vkey), keys);
    print(`${parseKeyList(note).keys.length} keys are vouched for by the root key.`);
  } finally {
    await close();
  }
};

const rotate = ({ overlapDays }: { overlapDays: string }): Promise<void> =>
  withDepartment(async ({ app }) => {
    const { size, note } = await app.get(KeyKeeping).rotate(terminal, freshId(), Number(overlapDays));
    process.stdout.write(note);
    tell(`A new key signs from size ${size} on. Let the root key sign the new list: alpr-ledger keys list > keys.txt`);
  });

const revoke = (key: string, { lastTrusted }: { lastTrusted: string }): Promise<void> =>
  withDepartment(async ({ app }) => {
    const { note } = await app.get(KeyKeeping).revoke(key, Number(lastTrusted), terminal, freshId());
    process.stdout.write(note);
    tell('The key is disowned. Let the root key sign the new list: alpr-ledger keys list > keys.txt');
  });

const certificate = (): Promise<void> =>
  withDepartment(async ({ app }) => void process.stdout.write(await app.get(Proving).certificate()));

export const addKeys = (program: Command): void => {
  const keys = program.command('keys').description('the keys that sign the ledger');
  keys.command('list').description('the list, for the root key to sign').action(list);
  keys
    .command('certificate')
    .description('the certificate that signs reports and other papers; the server must not run')
    .action(certificate);
  keys
    .command('root')
    .description('make the root key: on a machine that is not connected, once')
    .requiredOption('--origin <name>', 'the second line of the list')
    .requiredOption('--out <file>', 'where to put it')
    .requiredOption('--passphrase-file <file>', 'its passphrase')
    .action(root);
  keys
    .command('sign')
    .description('sign a list with the root key')
    .argument('<list>', 'as `keys list` wrote it')
    .requiredOption('--root <file>', 'the root key')
    .requiredOption('--passphrase-file <file>', 'its passphrase')
    .option('--out <file>', 'where to put the signed list', 'keys.note')
    .action(sign);
  keys
    .command('install')
    .description('keep a list that the root key signed; it goes into every bundle')
    .argument('<note>', 'as `keys sign` wrote it')
    .requiredOption('--vkey <key>', 'the root key’s verifier key')
    .action(install);
  keys
    .command('rotate')
    .description('let a new key take over; the server must not run')
    .option('--overlap-days <days>', 'for how long the old one signs too', String(OVERLAP_DAYS))
    .action(rotate);
  keys
    .command('revoke')
    .description('disown a key that was followed; the server must not run')
    .argument('<key>', 'its key id or public key, hex')
    .requiredOption('--last-trusted <size>', 'the last size at which its signature counts')
    .action(revoke);
};
