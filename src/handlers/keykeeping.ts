/** Changing the keys that sign the ledger: a new one takes over and the old one goes on for a time, or is disowned. */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import type { LogKeys } from '../proof/logkeys.js';
import { Act } from './act.js';
import type { Checkpointing, SignedHead } from './checkpointing.js';
import { Malformed } from './errors.js';
import { Refused, type Request } from './orders.js';
import type { Time } from './time.js';

/** Days for which the key that was followed signs too, so that who knows only that one can go on; ours. */
export const OVERLAP_DAYS = 30;

export class KeyKeeping {
  constructor(
    private readonly commands: CommandBus,
    private readonly keys: LogKeys,
    private readonly checkpointing: Checkpointing,
    private readonly time: Time,
  ) {}

  /** Makes a key, lets it take over, and signs the ledger with both. @throws Refused */
  async rotate(by: Actor, commandId: string, overlapDays = OVERLAP_DAYS): Promise<SignedHead> {
    const { size } = await this.checkpointing.now();
    const overlapUntil = new Date(Date.parse(this.time.now()) + overlapDays * 86_400_000).toISOString();
    const previous = this.keys.active.publicKey;
    const data = { publicKey: this.keys.make(), previous, fromSize: size, overlapUntil };
    return this.#act({ type: 'RotateLedgerKey', data }, by, commandId);
  }

  /**
   * Disowns a key from a size on.
   * @param key its public key, hex, or the 8 hex digits of its key id
   * @throws Refused, Malformed when there is no such key or size
   */
  async revoke(key: string, lastTrustedSize: number, by: Actor, commandId: string): Promise<SignedHead> {
    const found = this.keys.keys.find(
      ({ publicKey }) => publicKey === key || this.keys.verifier(publicKey).keyId === key,
    );
    if (!found) throw new Malformed('There is no such key', 'key', 'Look it up: alpr-ledger keys list.');
    const { size } = await this.checkpointing.now();
    if (!Number.isSafeInteger(lastTrustedSize) || lastTrustedSize < 0 || lastTrustedSize > size)
      throw new Malformed('That is no size of the ledger', 'lastTrustedSize', `Give a number from 0 to ${size}.`);
    const data = { publicKey: found.publicKey, lastTrustedSize };
    return this.#act({ type: 'RevokeLedgerKey', data }, by, commandId);
  }

  async #act(request: Request, by: Actor, commandId: string): Promise<SignedHead> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    await this.keys.reload();
    return this.checkpointing.now();
  }
}
