/** Signs certificates with the ledger's own keys, over a ledger that was itself signed and time-stamped just before. */
import type { CertificateSignature } from '../reports/certificate.js';
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

  /** @throws Unavailable when the ledger cannot be signed: the purge stops here, and is resumed */
  async sign(text: Uint8Array): Promise<readonly CertificateSignature[]> {
    await this.checkpointing.stamped();
    return Promise.all(
      this.keys.signers(this.time.now()).map(async ({ verifier, sign }) => ({
        name: verifier.name,
        publicKey: verifier.publicKey.toString('base64'),
        signature: Buffer.from(await sign(text)).toString('base64'),
      })),
    );
  }
}
