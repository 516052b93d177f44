/** How a controller acts: through the one door in, and no refusal ever passes for a success. */
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import { Act } from '../handlers/act.js';
import type { Request } from '../handlers/orders.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';

@Injectable()
export class Acting {
  constructor(private readonly commands: CommandBus) {}

  /**
   * @param asked what was really asked, where the command holds more than that, as a secret just made
   * @throws Refused when the policy does not allow it; the refusal is on the ledger
   */
  async act(request: Request, by: Actor, commandId: string, asked?: unknown): Promise<ReceiptBody> {
    return receiptOf(await this.commands.execute(new Act({ request, by, commandId, asked })));
  }
}
