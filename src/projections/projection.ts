/** A projection: some tables, and for each event that concerns them how it becomes rows. */
import type { AnomalyEvent } from '../domain/anomaly.js';
import type { AssuranceEvent } from '../domain/assurance.js';
import type { CanarySeeded } from '../domain/canary.js';
import type { AddressSet } from '../domain/address.js';
import type { ApprovalEvent } from '../domain/approval.js';
import type { AuditReportGenerated } from '../domain/audit.js';
import type { ReportEvent } from '../domain/audit.js';
import type { AuditPlanAdopted } from '../domain/auditplan.js';
import type { CustodyEvent } from '../domain/custody.js';
import type { BreachEvent } from '../domain/breach.js';
import type { CanvassEvent } from '../domain/canvass.js';
import type { ActionRefused, RetentionClass } from '../domain/decider.js';
import type { DepartmentEvent } from '../domain/department.js';
import type { DetectionEvent } from '../domain/detection.js';
import type { DeviceEvent } from '../domain/device.js';
import type { DutyOverdue } from '../domain/duty.js';
import type { EquipmentEvent } from '../domain/equipment.js';
import type { RetentionExplained } from '../domain/explanation.js';
import type { HeartbeatReceived } from '../domain/heartbeat.js';
import type { ExternalEvent } from '../domain/external.js';
import type { HitEvent } from '../domain/hit.js';
import type { IncidentEvent } from '../domain/incident.js';
import type { EntryEvent } from '../domain/entry.js';
import type { HotListEvent } from '../domain/hotlist.js';
import type { MemberEvent } from '../domain/member.js';
import type { MonitoringEvent } from '../domain/monitoring.js';
import type { PlacementEvent } from '../domain/placement.js';
import type { PostingEvent } from '../domain/posting.js';
import type { ProcedureAdopted } from '../domain/procedure.js';
import type { NoticeEvent } from '../domain/notice.js';
import type { QuarantineEvent } from '../domain/quarantine.js';
import type { WarrantRegistered } from '../domain/warrant.js';
import type { QueryEvent } from '../domain/query.js';
import type { ReviewEvent } from '../domain/review.js';
import type { SessionEvent } from '../domain/session.js';
import type { UnmaskEvent } from '../domain/unmask.js';
import type { ShiftEvent } from '../domain/shift.js';
import type { SigningEvent } from '../domain/signing.js';
import type { ViolationEvent } from '../domain/violation.js';
import type { OutsideEvent } from '../domain/outside.js';
import type { ProtectionEvent } from '../domain/protection.js';
import type { PublicFigurePublished } from '../domain/publication.js';
import type { PurposeTaxonomyAdopted } from '../domain/taxonomy.js';
import { dayOf } from '../domain/time.js';
import type { Opened } from '../ledger/line.js';
import type { Sqlite } from '../vault/sqlite.js';

export type DomainEvent =
  | ActionRefused
  | OutsideEvent
  | AnomalyEvent
  | AssuranceEvent
  | CanarySeeded
  | DutyOverdue
  | AddressSet
  | AuditReportGenerated
  | AuditPlanAdopted
  | CustodyEvent
  | BreachEvent
  | DepartmentEvent
  | DetectionEvent
  | EntryEvent
  | DeviceEvent
  | EquipmentEvent
  | HeartbeatReceived
  | HitEvent
  | HotListEvent
  | MemberEvent
  | MonitoringEvent
  | PlacementEvent
  | PostingEvent
  | ProcedureAdopted
  | NoticeEvent
  | IncidentEvent
  | CanvassEvent
  | ExternalEvent
  | QuarantineEvent
  | WarrantRegistered
  | QueryEvent
  | ReportEvent
  | RetentionExplained
  | ReviewEvent
  | SessionEvent
  | SigningEvent
  | UnmaskEvent
  | ShiftEvent
  | ViolationEvent
  | ApprovalEvent
  | ProtectionEvent
  | PurposeTaxonomyAdopted
  | PublicFigurePublished;

/** An event of one type as the ledger tells it; `sealed` is null when its key was destroyed. */
export type Told<Type extends DomainEvent['type']> = Omit<Opened, 'type' | 'data' | 'sealed'> &
  Pick<Extract<DomainEvent, { type: Type }>, 'type' | 'data' | 'sealed'>;

export type Handlers = { readonly [Type in DomainEvent['type']]?: (db: Sqlite, event: Told<Type>) => unknown };

/** Columns that hold what was sealed. A purge of the key blanks them, so that no copy outlives the original. */
export type Sealed = {
  readonly table: string;
  readonly class: RetentionClass;
  /** What is blanked. */
  readonly columns: readonly string[];
  /** The column that names the day of the key (`keptOn`); blanked too. */
  readonly kept: string;
  /** The column that names the unit, which a hold may keep. */
  readonly unit: string;
};

export type Projection = {
  readonly name: string;
  /** SQL that creates the tables; any change of it has every view built anew. */
  readonly tables: string;
  readonly on: Handlers;
  readonly sealed?: readonly Sealed[];
  /** SQL run around the blanking of many rows, where doing it row by row would take long. */
  readonly forgetting?: { readonly before: string; readonly after: string };
};

/** The day of the key under which an event's sealed part is kept, `yyyymmdd`; null when nothing of it can be read. */
export const keptOn = ({ occurredAt, sealed }: Pick<Opened, 'occurredAt' | 'sealed'>): number | null =>
  sealed === null || sealed === undefined ? null : Number(dayOf(occurredAt));

/** Truth as SQLite keeps it. */
export const flag = (value: boolean): number => (value ? 1 : 0);
