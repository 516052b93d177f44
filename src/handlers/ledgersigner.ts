/** Signs certificates with the ledger's own keys, over a ledger that was itself signed and borne out just before. */
import type { CertificateSignature, CertifiedHead } from '../reports/certificate.js';
import type { LogKeys } from '../proof/logkeys.js';
import { CertificateSigner } from './certifying.js';
import type { Checkpointing } from './checkpointing.js';
import type { Time } from './time.js';

export class LedgerSigner extends CertificateSigner {
  constructor(
    private readonly keys: LogKeys,
    private readonly checkpointing: Checkpointing,
    private readonly time: Time,
  ) {
    super();
  }

  /** @throws Unavailable when the ledger cannot be signed: nothing is destroyed before it can */
  async before(): Promise<void> {
    await this.checkpointing.now();
  }

  /** @throws Unavailable when the ledger cannot be signed: the purge stops here, and is resumed */
  async head(): Promise<CertifiedHead> {
    const { origin, size, root, witnesses, timestamps } = await this.checkpointing.witnessed();
    return { origin, size, root, witnesses, timestamps };
  }

  async sign(text: Uint8Array): Promise<readonly CertificateSignature[]> {
    return Promise.all(
      this.keys.signers(this.time.now()).map(async ({ verifier, sign }) => ({
        name: verifier.name,
        publicKey: verifier.publicKey.toString('base64'),
        signature: Buffer.from(await sign(text)).toString('base64'),
      })),
    );
  }
}
