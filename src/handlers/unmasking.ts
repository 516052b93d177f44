/** One plate leaves unmasked for an audit, once two people agreed; that it did is on the ledger before it goes out. */
import { CommandBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import type { PlateUnmasked } from '../domain/unmask.js';
import { detectionById } from '../projections/detections.js';
import { hitById } from '../projections/hits.js';
import { plateAsked } from '../projections/unmaskings.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { type Receipt, Refused } from './orders.js';

export type Unmasked = {
  readonly receipt: Receipt;
  readonly plate: string;
  /** Null where none was asked for. */
  readonly plateState: string | null;
};

export class Unmasking {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
  ) {}

  /** @throws Refused when it was not approved for this member, Malformed when there is no such plate any more */
  async show(unmaskId: string, by: Member, commandId: string): Promise<Unmasked> {
    const request = { type: 'UnmaskPlate', data: { unmaskId } } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    await this.views.reached(receipt.position);
    const { kind, rowId } = receipt.recorded[0]!.data as PlateUnmasked['data'];
    const { db } = this.views;
    const row =
      kind === 'query' ? plateAsked(db, rowId) : kind === 'hit' ? hitById(db, rowId) : detectionById(db, rowId);
    if (!row?.plate) throw new Malformed('There is no such plate', 'rowId', 'It never was there, or has been purged.');
    return { receipt, plate: row.plate, plateState: row.plateState };
  }
}
