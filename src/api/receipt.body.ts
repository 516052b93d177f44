/** The receipt of an act, as it is sent: what was recorded, and the clauses that allowed it. */
import { type Receipt, Refused } from '../handlers/orders.js';

export class RecordedBody {
  /** @example '019307f2-5a1e-7c3b-9d52-3f6a0c1b2d4e' */
  id: string;
  /** @example 'HitConfirmed' */
  type: string;
}

export class UpheldBody {
  /** @example '430.6(k).3' */
  clause: string;
  /** @example 'R-UNCONFIRMED' */
  code: string;
}

export class ReceiptBody {
  /** The Idempotency-Key of the request, or the id made for it. */
  commandId: string;
  /** The events recorded; none when there was nothing to do. */
  recorded: RecordedBody[];
  /** The rules that were asked, and all upheld. */
  upheld: UpheldBody[];
  /**
   * Position on the ledger, a whole number as text; null when nothing was recorded.
   * @example '1042'
   */
  position: string | null;
  /** This answer was given before: nothing was recorded again. */
  repeated: boolean;
}

/** What was recorded stays within, but for its ids: it holds digests of credentials. @throws Refused */
export const receiptOf = (receipt: Receipt): ReceiptBody => {
  if (receipt.refused.length > 0) throw new Refused(receipt);
  const { commandId, recorded, upheld, position, repeated } = receipt;
  return {
    commandId,
    recorded: recorded.map(({ id, type }) => ({ id, type })),
    upheld: upheld.map(({ clause, code }) => ({ clause, code })),
    position: recorded.length > 0 ? String(position) : null,
    repeated,
  };
};
