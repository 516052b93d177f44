/** Signs certificates with an Ed25519 key of this ledger, kept in its data directory. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CertificateSignature } from '../reports/certificate.js';
import { writeDurably } from '../vault/durable.js';
import { CertificateSigner } from './certifying.js';

export class LocalSigner extends CertificateSigner {
  #key: KeyObject | undefined;

  constructor(private readonly dataDir: string) {
    super();
  }

  async sign(text: Uint8Array): Promise<readonly CertificateSignature[]> {
    const key = (this.#key ??= this.#open());
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    const publicKey = spki.subarray(spki.length - 32).toString('base64');
    return [{ name: 'alpr-ledger', publicKey, signature: sign(null, text, key).toString('base64') }];
  }

  #open(): KeyObject {
    const file = join(this.dataDir, 'certificates', 'signing.pem');
    if (existsSync(file)) return createPrivateKey(readFileSync(file));
    const { privateKey } = generateKeyPairSync('ed25519');
    writeDurably(file, privateKey.export({ format: 'pem', type: 'pkcs8' }));
    return privateKey;
  }
}
