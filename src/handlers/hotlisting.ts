/** A local hot list comes as a file: read as a whole first, then every entry is judged by the policy on its own. */
import { CommandBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import { type HotListLine, parseHotListCsv } from '../intake/hotlistcsv.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';
import type { Receipt } from './orders.js';

/** What became of a file: entries added, and the lines that the policy refused, each with its receipt. */
export type Imported = {
  readonly added: number;
  readonly refused: readonly { readonly line: number; readonly receipt: Receipt }[];
};

export class HotListing {
  constructor(private readonly commands: CommandBus) {}

  /**
   * Adds the entries of a CSV file. Sent again under the same id, nothing is added twice.
   * @throws Malformed naming every faulty line; then nothing was added
   */
  async importCsv(hotListId: string, csv: string | Uint8Array, by: Member, commandId: string): Promise<Imported> {
    const lines = parseHotListCsv(csv);
    const refused: { line: number; receipt: Receipt }[] = [];
    for (const one of lines) {
      const receipt = await this.#add(hotListId, one, by, commandId);
      if (receipt.refused.length > 0) refused.push({ line: one.line, receipt });
    }
    return { added: lines.length - refused.length, refused };
  }

  #add(hotListId: string, { line, ...entry }: HotListLine, by: Member, commandId: string): Promise<Receipt> {
    const entryId = derivedId('entry', commandId, String(line));
    const data = { ...entry, hotListId, entryId };
    const request = { type: 'AddHotListEntry', data } as const;
    return this.commands.execute(new Act({ request, by, commandId: derivedId('import', commandId, String(line)) }));
  }
}
