/** Seeding a canary: of the plate itself nothing is kept, only a digest under a salt that is sealed. */
import { randomBytes } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import { canaryMac } from '../projections/watched.js';
import { patternOf } from '../matching/pattern.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { derivedId } from './ids.js';
import type { Receipt } from './orders.js';

export class Canaries {
  constructor(private readonly commands: CommandBus) {}

  /** @throws Malformed when it is not one whole plate */
  async seed(plate: string, by: Actor, commandId: string): Promise<{ receipt: Receipt; canaryId: string }> {
    const written = patternOf(plate);
    if (!/^[A-Z0-9]{2,10}$/.test(written))
      throw new Malformed('That is not a whole plate', 'plate', 'Write letters and digits, without wildcards.');
    const canaryId = derivedId('canary', commandId);
    const salt = randomBytes(32).toString('hex');
    const request = { type: 'SeedCanary', data: { canaryId, salt, mac: canaryMac(salt, written) } } as const;
    // Asked again under the same id, the first canary stands: the salt is not part of what was asked.
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked: { canaryId } }));
    return { receipt, canaryId };
  }
}
