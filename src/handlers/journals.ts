/** Journals that devices kept while they were offline: each entry is checked, and judged by the policy on its own. */
import { createPublicKey, verify } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import type { Member } from '../domain/actor.js';
import type { OfflineAccessSynced } from '../domain/device.js';
import { sessionOnDevice } from '../projections/sessions.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';
import type { AnyCommand, Receipt } from './orders.js';
import type { Standings } from './standings.js';

/** One entry as the device signed it: Ed25519 over its six parts, each on a line of its own. */
export type JournalEntry = Omit<OfflineAccessSynced['data'], 'deviceId'> & {
  /** base64url */ readonly signature: string;
};

export type Synced = {
  readonly synced: number;
  readonly refused: readonly { readonly seq: number; readonly receipt: Receipt }[];
};

/** What is signed. */
export const journalText = (deviceId: string, { seq, memberId, at, what, rowId }: Omit<JournalEntry, 'signature'>) =>
  [deviceId, seq, memberId, at, what, rowId].join('\n');

/** SubjectPublicKeyInfo of an Ed25519 key, but for the key itself (RFC 8410). */
const ED25519 = Buffer.from('302a300506032b6570032100', 'hex');

const isSigned = (key: string | null, text: string, signature: string): boolean => {
  if (key === null) return false;
  const der = Buffer.concat([ED25519, Buffer.from(key, 'hex')]);
  const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), publicKey, Buffer.from(signature, 'base64url'));
};

export class Journals {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly standings: Standings,
  ) {}

  /** Takes in a journal in its order; an entry sent again is answered with its first receipt. */
  async sync(deviceId: string, entries: readonly JournalEntry[], by: Member): Promise<Synced> {
    await this.views.caughtUp();
    const { journalKey } = await this.standings.device(deviceId);
    const refused: { seq: number; receipt: Receipt }[] = [];
    for (const entry of entries) {
      const receipt = await this.#take(deviceId, entry, journalKey, by);
      if (receipt.refused.length > 0) refused.push({ seq: entry.seq, receipt });
    }
    return { synced: entries.length - refused.length, refused };
  }

  #take(deviceId: string, entry: JournalEntry, key: string | null, by: Member): Promise<Receipt> {
    const { signature, ...told } = entry;
    const data = {
      ...told,
      deviceId,
      signed: isSigned(key, journalText(deviceId, told), signature),
      loggedInAt: sessionOnDevice(this.views.db, told.memberId, deviceId, told.at),
    };
    const request = { type: 'SyncOfflineAccess', data } satisfies AnyCommand;
    const commandId = derivedId('journal', deviceId, String(entry.seq), signature);
    return this.commands.execute(new Act({ request, by, commandId, asked: told }));
  }
}
