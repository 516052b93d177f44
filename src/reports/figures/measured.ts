/** Everything that is counted for a quarter, before a light or an open point is drawn from it. */
import type { Kind } from '../../domain/policy/clauses-words.js';
import type { LedgerRow, Time } from '../source.js';
import type { CorrectionFigures, HitFigures } from './hits.js';
import type { HotListFigures } from './hotlists.js';
import type { EquipmentFigures, ReadFigures } from './reads.js';
import type { AccessFigures, RefusalFigures } from './searches.js';
import type { IncidentFigures, RetentionFigures } from './custody.js';
import type { IntegrityFigures } from './integrity.js';
import type { ListFigures } from './lists.js';
import type { OversightFigures } from './oversight.js';
import type { PeopleFigures } from './people.js';
import type { ReleaseFigures } from './releases.js';
import type { UpkeepFigures } from './upkeep.js';
import type { UseFigures } from './uses.js';
import type { SessionFigures, UserFigures } from './users.js';
import type { VendorFigures } from './vendors.js';

export type Period = {
  /** `2026-Q4`. */
  readonly quarter: string;
  /** The zone whose midnights bound the quarter. */
  readonly timeZone: string;
  readonly from: Time;
  readonly to: Time;
  /** When the figures were drawn. */
  readonly asOf: Time;
  /** False for an interim report: the quarter had not ended. */
  readonly complete: boolean;
};

export type PolicyFigures = {
  readonly version: string;
  readonly digest: string;
  readonly clauses: number;
  /** How many clauses are upheld in each way; a clause upheld in two ways counts in both. */
  readonly byKind: Readonly<Record<Kind, number>>;
};

/** What is counted. */
export type Measured = {
  readonly period: Period;
  readonly policy: PolicyFigures;
  readonly users: UserFigures;
  readonly sessions: SessionFigures;
  readonly equipment: EquipmentFigures;
  readonly reads: ReadFigures;
  readonly hotLists: HotListFigures;
  readonly hits: HitFigures;
  readonly corrections: CorrectionFigures;
  readonly accesses: AccessFigures;
  readonly refusals: RefusalFigures;
  readonly people: PeopleFigures;
  readonly upkeep: UpkeepFigures;
  readonly vendors: VendorFigures;
  readonly imports: ListFigures;
  readonly uses: UseFigures;
  readonly releases: ReleaseFigures;
  readonly oversight: OversightFigures;
  readonly incidents: IncidentFigures;
  readonly retention: RetentionFigures;
  readonly integrity: IntegrityFigures;
  readonly ledger: LedgerRow;
};
