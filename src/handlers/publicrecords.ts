/** Records leave the house for the public here: what is given is on the ledger, with its digest, before it goes. */
import { CommandBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import { canonicalSealed } from '../vault/canonical.js';
import { Act } from './act.js';
import type { Checkpointing } from './checkpointing.js';
import { Conflict } from './errors.js';
import { sha256 } from './ids.js';
import { type Receipt, Refused } from './orders.js';
import type { Period, PublicPackage, PublicPackages } from './publicpackages.js';

export class PublicRecords {
  constructor(
    private readonly commands: CommandBus,
    private readonly packages: PublicPackages,
    private readonly checkpointing: Checkpointing,
  ) {}

  /** @throws Refused; the disclosure is on the ledger before anything leaves */
  async disclose(period: Period, by: Member, commandId: string): Promise<{ receipt: Receipt; package: PublicPackage }> {
    await this.checkpointing.now();
    const receipt = await this.commands.execute(
      new Act({ request: { type: 'DiscloseRecords', data: period }, by, commandId }),
    );
    if (receipt.refused.length > 0) throw new Refused(receipt);
    const made = await this.packages.make(period);
    if (sha256(canonicalSealed(made)) !== (receipt.recorded[0]!.data as { contents: string }).contents)
      throw new Conflict('Something of the period changed while it was made up. Ask again.');
    return { receipt, package: made };
  }
}
