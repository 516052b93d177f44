/** `alpr-ledger witness`: for a clerk, an auditor or another agency, on a machine that is not the department's. */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';
import type { Command } from 'commander';
import { parseVkey, SIGNATURE, type Signer, signerOf, vkeyOf } from '../proof/note.js';
import { serveWitness, WitnessServer } from '../proof/witness.js';
import { writeDurably } from '../vault/durable.js';
import { lock, type Locked, unlock } from '../vault/root.js';
import { print, tell } from './print.js';

type Options = {
  readonly data: string;
  readonly name: string;
  readonly log: string[];
  readonly host: string;
  readonly port: string;
  readonly passphraseFile?: string;
};

/** The witness's own key, made at the first start: under a passphrase, or else readable by its user alone. */
const keyOf = ({ data, name, passphraseFile }: Options): Signer => {
  const file = join(data, 'witness.key');
  const purpose = `alpr/witness/1\n${name}`;
  const passphrase = passphraseFile === undefined ? null : readFileSync(passphraseFile, 'utf8').trim();
  if (!existsSync(file)) {
    const seed = randomBytes(32);
    const kept = passphrase === null ? { seed: seed.toString('hex') } : lock(passphrase, seed, purpose);
    writeDurably(file, `${JSON.stringify({ name, ...kept })}\n`);
  }
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { name: string; seed?: string } & Partial<Locked>;
  if (kept.name !== name)
    throw Object.assign(new Error(`${file} is the key of ${kept.name}. A witness keeps its name.`), {
      code: 'malformed',
    });
  const seed =
    kept.seed === undefined ? unlock(passphrase ?? '', kept as Locked, purpose) : Buffer.from(kept.seed, 'hex');
  return signerOf(name, SIGNATURE.cosignature, seed);
};

const witness = async (options: Options): Promise<void> => {
  const logs = options.log.map(parseVkey);
  const server = new WitnessServer(options.data, keyOf(options), logs);
  const http = serveWitness(server, (error) => tell(`alpr-ledger witness: ${(error as Error).message}`));
  http.listen(Number(options.port), options.host);
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  print(`${vkeyOf(keyOf(options).verifier)} http://${options.host}:${port}`);
  tell('The line above is for ALPR_WITNESSES of the ledger. Hand the key to whoever verifies bundles.');
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  http.close();
  http.closeAllConnections();
  server.close();
};

export const addWitness = (program: Command): void => {
  program
    .command('witness')
    .description('cosign the checkpoints of a ledger, and refuse one that does not continue what was seen')
    .requiredOption('--data <folder>', 'where the witness keeps its key and what it saw')
    .requiredOption('--name <name>', 'its name, as clerk.example/witness')
    .requiredOption('--log <vkey...>', 'verifier keys of the ledgers it watches: alpr-ledger keys list')
    .option('--host <address>', 'where to listen', '127.0.0.1')
    .option('--port <port>', 'where to listen', '4310')
    .option('--passphrase-file <file>', 'keeps its key under a passphrase')
    .action(witness);
};
