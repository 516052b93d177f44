/** A transfer from a vehicle or a fixed site to the store: what was sent, beside what was recorded (430.8¶1.2). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import { content } from './standing.js';
import { between } from './time.js';

// Stored for good: never rename, only add.
/** `reads` is the SHA-256 of the ids that the source gave them, sorted, one a line, hex. */
export type TransferReceived = Event<
  'TransferReceived',
  {
    readonly transferId: string;
    readonly cameraId: string;
    readonly count: number;
    readonly first: string;
    readonly last: string;
    readonly reads: string;
  }
>;
export type TransferMismatch = Event<
  'TransferMismatch',
  {
    readonly transferId: string;
    readonly cameraId: string;
    readonly count: number;
    readonly recorded: number;
    readonly same: boolean;
  }
>;
export type TransferEvent = TransferReceived | TransferMismatch;

export type ReceiveBatch = Command<
  'ReceiveBatch',
  TransferReceived['data'] & {
    /** Found by the shell: whether the unit is on the register, how many of its reads were recorded, and which. */
    readonly inService: boolean;
    readonly recorded: number;
    readonly recordedReads: string;
  }
>;

export type TransferState = { readonly received: boolean };

export const transfer: Decider<ReceiveBatch, TransferState, TransferEvent> = {
  category: 'transfer',
  stream: ({ data }) => `transfer-${data.transferId}`,
  initial: { received: false },
  evolve: () => ({ received: true }),
  on: {
    ReceiveBatch: {
      rules: [
        ...content,
        rule<Case<ReceiveBatch, TransferState>>(
          '430.8¶1.2',
          'R-TRANSFER-UNIT',
          'the unit that sent the batch is on the register',
          ({ command }) => command.data.inService,
          'Register the camera first.',
        ),
        rule<Case<ReceiveBatch, TransferState>>(
          '430.8¶1.2',
          'R-TRANSFER-MANIFEST',
          'the manifest says how many reads it holds, of which time, and their digest',
          ({ command: { data }, at }) =>
            data.count >= 0 &&
            between(data.first, data.last) >= 0 &&
            between(data.last, at) >= 0 &&
            /^[0-9a-f]{64}$/.test(data.reads),
          'Send count, first and last time, and the digest of the reads’ ids.',
        ),
      ],
      events: ({ command: { data }, state }) => {
        // The same manifest again is the same transfer: nothing is counted twice.
        if (state.received) return [];
        const { transferId, cameraId, count, first, last, reads, recorded } = data;
        const same = data.recordedReads === reads;
        const received: TransferReceived = {
          type: 'TransferReceived',
          data: { transferId, cameraId, count, first, last, reads },
        };
        if (same && recorded === count) return [received];
        return [received, { type: 'TransferMismatch', data: { transferId, cameraId, count, recorded, same } }];
      },
    },
  },
};
