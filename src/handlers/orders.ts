/** The messages that travel through the two doors: what is asked, by whom; and what comes back. */
import type { Actor } from '../domain/actor.js';
import type { AnomalyCommand } from '../domain/anomaly.js';
import type { AssuranceCommand } from '../domain/assurance.js';
import type { SeedCanary } from '../domain/canary.js';
import type { TellOverdue } from '../domain/duty.js';
import type { SetAddress } from '../domain/address.js';
import type { ApprovalCommand } from '../domain/approval.js';
import type { ReportCommand } from '../domain/audit.js';
import type { AdoptAuditPlan } from '../domain/auditplan.js';
import type { CustodyCommand } from '../domain/custody.js';
import type { BreachCommand } from '../domain/breach.js';
import type { CanvassCommand } from '../domain/canvass.js';
import type { Command } from '../domain/decider.js';
import type { DepartmentCommand } from '../domain/department.js';
import type { DetectionCommand } from '../domain/detection.js';
import type { DeviceCommand } from '../domain/device.js';
import type { EquipmentCommand } from '../domain/equipment.js';
import type { ExplainRetention } from '../domain/explanation.js';
import type { ExternalCommand } from '../domain/external.js';
import type { HitCommand } from '../domain/hit.js';
import type { SendHeartbeat } from '../domain/heartbeat.js';
import type { IncidentCommand } from '../domain/incident.js';
import type { EntryCommand } from '../domain/entry.js';
import type { HotListCommand } from '../domain/hotlist.js';
import type { MemberCommand } from '../domain/member.js';
import type { MonitoringCommand } from '../domain/monitoring.js';
import type { PlacementCommand } from '../domain/placement.js';
import type { NoticeCommand } from '../domain/notice.js';
import type { OutsideCommand, OutsideFound } from '../domain/outside.js';
import type { Ruling } from '../domain/policy/rule.js';
import type { PostingCommand } from '../domain/posting.js';
import type { AdoptProcedure } from '../domain/procedure.js';
import type { QuarantineCommand } from '../domain/quarantine.js';
import type { StartWarrantedCapture } from '../domain/warrant.js';
import type { MakeQuery, QueryCommand } from '../domain/query.js';
import type { ReviewCommand } from '../domain/review.js';
import type { SessionCommand } from '../domain/session.js';
import type { UnmaskCommand } from '../domain/unmask.js';
import type { SigningCommand } from '../domain/signing.js';
import type { ShiftCommand } from '../domain/shift.js';
import type { ViolationCommand } from '../domain/violation.js';
import type { ProtectionCommand } from '../domain/protection.js';
import type { PublishFigures } from '../domain/publication.js';
import type { AdoptPurposeTaxonomy } from '../domain/taxonomy.js';

export type AnyCommand =
  | OutsideCommand
  | CustodyCommand
  | DepartmentCommand
  | MemberCommand
  | SessionCommand
  | UnmaskCommand
  | DeviceCommand
  | SigningCommand
  | EquipmentCommand
  | SendHeartbeat
  | ShiftCommand
  | SetAddress
  | NoticeCommand
  | IncidentCommand
  | CanvassCommand
  | ExternalCommand
  | QuarantineCommand
  | StartWarrantedCapture
  | DetectionCommand
  | HotListCommand
  | EntryCommand
  | HitCommand
  | QueryCommand
  | ReportCommand
  | AnomalyCommand
  | SeedCanary
  | TellOverdue
  | AdoptAuditPlan
  | ReviewCommand
  | ExplainRetention
  | ViolationCommand
  | PlacementCommand
  | PostingCommand
  | AdoptProcedure
  | MonitoringCommand
  | AssuranceCommand
  | BreachCommand
  | ApprovalCommand
  | ProtectionCommand
  | AdoptPurposeTaxonomy
  | PublishFigures;

/** What the shell finds out itself and no caller may assert. */
export type Found = OutsideFound & {
  EnrolMember: 'usernameFree';
  ApproveAccess: 'subjectIsAdministrator' | 'subjectRequired';
  DesignateAdministrator: 'subjectPosition';
  ResetCredentials: 'subjectIsAdministrator';
  AssignDelegate: 'subjectFit';
  InspectEquipment: 'unit';
  AttestFunction: 'unit' | 'heard';
  StartDeployment: 'unit';
  AddPartialPlate: 'listRegistered';
  RecordOwnerLookup: 'hitVerified' | 'conflict';
  RecordDetection: 'dayPurged';
  RecordFailedRead: 'dayPurged';
  QuarantineDetection: 'recorded' | 'warranted';
  RaiseHitAlert: 'quarantined';
  OpenHitImage: 'quarantined';
  ReportViolation: 'subject';
  OpenAudit: 'plan';
  GenerateReport: 'found';
  SubmitReport: 'found';
  TriageViolation: 'subject';
  ApprovePlacement: 'cameraInService';
  AddHotListEntry: 'listRegistered' | 'conflict';
  CorrectPlate: 'meets' | 'namesMember' | 'conflict';
  MakeQuery: 'asker';
  OpenImage: 'shown';
  ApproveSearch: 'tag';
  ProtectPlate: 'tag';
};

type Asking<C extends Command> = C['type'] extends keyof Found
  ? { readonly type: C['type']; readonly data: Omit<C['data'] & object, Found[C['type']]> }
  : C;

/** A command as a caller may state it. */
export type Request = AnyCommand extends infer C ? (C extends Command ? Asking<C> : never) : never;

export type Order = {
  readonly request: Request;
  readonly by: Actor;
  /** UUID of this very request: asked twice, it is answered with the first receipt. */
  readonly commandId: string;
  /** What was really asked, where the command holds more than that, as the seals of images just put away. */
  readonly asked?: unknown;
  /** The event that called for this one. */
  readonly cause?: string;
};

/** What was recorded. `refused` is empty when the policy allowed it; `recorded` is empty when nothing was to do. */
export type Receipt = {
  readonly commandId: string;
  readonly stream: string;
  readonly revision: number;
  /** Where the ledger stood; a view that has reached it shows what was recorded. */
  readonly position: bigint;
  readonly recorded: readonly { readonly id: string; readonly type: string; readonly data: unknown }[];
  readonly upheld: readonly Ruling[];
  readonly refused: readonly Ruling[];
  readonly repeated: boolean;
};

/** The question as a member asks it; the query's own id is made by the door. */
export type Asked = Omit<MakeQuery['data'], 'queryId' | 'asker'> & {
  /** Most rows wanted, at most 1,000. */
  readonly limit?: number;
  /** The last row of the page before: the same question, asked on under its own id. */
  readonly after?: string;
  /** The rows leave as a file, and are recorded as exported too. */
  readonly format?: 'csv';
};

export type Answer = {
  readonly queryId: string;
  readonly rows: readonly { readonly id: string }[];
  readonly more: boolean;
  /** Rows left out because they concern the member himself. */
  readonly withheld: number;
  /** The rows as a file, where one was asked for. */
  readonly file?: string;
  readonly receipt: Receipt;
};

/** The policy said no; the refusal is on the ledger. */
export class Refused extends Error {
  readonly code = 'refused';
  constructor(readonly receipt: Receipt) {
    super(receipt.refused.map(({ clause, requires }) => `${clause}: ${requires}`).join('; '));
  }
}
