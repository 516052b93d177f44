/** Who touched what, when, why and with what outcome: every act of a person, and every refusal, in ledger order. */
import type { ActionRefused } from '../domain/decider.js';
import type { Elements } from '../domain/query.js';
import { patternOf } from '../matching/pattern.js';
import type { Sqlite } from '../vault/sqlite.js';
import { outsideActs } from './outside.js';
import { type DomainEvent, flag, type Handlers, keptOn, type Projection, type Told } from './projection.js';
import { insert, one, run, type Value } from './statements.js';

export type AccessKind =
  | 'query'
  | 'results'
  | 'export'
  | 'image'
  | 'comparison'
  | 'confirmation'
  | 'exigency'
  | 'action'
  | 'correction'
  | 'hot-list'
  | 'session'
  | 'unmasking'
  | 'administration'
  | 'operation'
  | 'report'
  | 'release'
  | 'audit'
  | 'refusal';

/** An act of the history; `touches` is the member of its data that names the row it was about. */
type Act = { readonly kind: AccessKind; readonly touches?: 'hitId' | 'entryId' | 'detectionId' };

/** The acts that stand in the history. What cameras and the clock record by themselves is no access. */
const acts: Readonly<Partial<Record<DomainEvent['type'], Act>>> = {
  ...outsideActs,
  HitImageOpened: { kind: 'image', touches: 'hitId' },
  HitVisuallyVerified: { kind: 'comparison', touches: 'hitId' },
  HitRejected: { kind: 'comparison', touches: 'hitId' },
  HitConfirmed: { kind: 'confirmation', touches: 'hitId' },
  HitConfirmationNegative: { kind: 'confirmation', touches: 'hitId' },
  ExigencyDeclared: { kind: 'exigency', touches: 'hitId' },
  EnforcementActionRecorded: { kind: 'action', touches: 'hitId' },
  PlateCorrected: { kind: 'correction', touches: 'hitId' },
  HotListRegistered: { kind: 'hot-list' },
  HotListRetired: { kind: 'hot-list' },
  SourceFileEnabled: { kind: 'hot-list' },
  SourceFileDisabled: { kind: 'hot-list' },
  HotListVersionPublished: { kind: 'hot-list' },
  HotListEntryAdded: { kind: 'hot-list', touches: 'entryId' },
  HotListEntryCoSigned: { kind: 'hot-list', touches: 'entryId' },
  HotListEntryRemoved: { kind: 'hot-list', touches: 'entryId' },
  SessionOpened: { kind: 'session' },
  BannerAccepted: { kind: 'session' },
  SessionLocked: { kind: 'session' },
  SessionUnlocked: { kind: 'session' },
  ConcurrentUseDetected: { kind: 'session' },
  StrayTokenPresented: { kind: 'session' },
  SessionClosed: { kind: 'session' },
  AccountReleased: { kind: 'session' },
  AccountDisabled: { kind: 'session' },
  MemberEnrolled: { kind: 'administration' },
  InvitationRenewed: { kind: 'administration' },
  CredentialSet: { kind: 'administration' },
  CredentialsReset: { kind: 'administration' },
  SecondFactorEnrolled: { kind: 'administration' },
  SecondFactorRemoved: { kind: 'administration' },
  TrainingCompleted: { kind: 'administration' },
  PolicyAcknowledged: { kind: 'administration' },
  AccessApproved: { kind: 'administration' },
  AccessSuspended: { kind: 'administration' },
  AccessRevoked: { kind: 'administration' },
  EquipmentInstalled: { kind: 'administration' },
  CredentialRotated: { kind: 'administration' },
  EquipmentRetired: { kind: 'administration' },
  EquipmentFaultReported: { kind: 'operation' },
  FaultCleared: { kind: 'administration' },
  EquipmentMaintained: { kind: 'administration' },
  ExigencyReviewed: { kind: 'exigency', touches: 'hitId' },
  BreachReported: { kind: 'operation' },
  BreachForwarded: { kind: 'administration' },
  CanvassOpened: { kind: 'operation' },
  CanvassClosed: { kind: 'operation' },
  SourceAuthorised: { kind: 'administration' },
  SourceWithdrawn: { kind: 'administration' },
  ExternalAccessRecorded: { kind: 'operation' },
  OwnerLookupRecorded: { kind: 'operation', touches: 'hitId' },
  DetectionQuarantined: { kind: 'operation' },
  QuarantineReleased: { kind: 'administration' },
  WarrantRegistered: { kind: 'operation' },
  AddressSet: { kind: 'administration' },
  ShiftStarted: { kind: 'operation' },
  EquipmentInspected: { kind: 'operation' },
  FunctionChecked: { kind: 'operation' },
  DeploymentStarted: { kind: 'operation' },
  DeploymentEnded: { kind: 'operation' },
  ShiftEnded: { kind: 'operation' },
  PolicyAdopted: { kind: 'administration' },
  AdministratorNamed: { kind: 'administration' },
  AuthorizedPositionListed: { kind: 'administration' },
  AuthorizedPositionWithdrawn: { kind: 'administration' },
  TrainingRequirementSet: { kind: 'administration' },
  ContractorAccessOpened: { kind: 'administration' },
  ContractorAccessClosed: { kind: 'administration' },
  UnmaskRequested: { kind: 'unmasking' },
  UnmaskApproved: { kind: 'unmasking' },
  PlateUnmasked: { kind: 'unmasking' },
  ClockSetBack: { kind: 'administration' },
  DelegateAssigned: { kind: 'administration' },
  DelegateRevoked: { kind: 'administration' },
  DeviceRegistered: { kind: 'administration' },
  DeviceRetired: { kind: 'administration' },
  PersonalDevicePermissionGranted: { kind: 'administration' },
  PersonalDevicePermissionRevoked: { kind: 'administration' },
  DeviceControlsVerified: { kind: 'administration' },
  AdministratorDesignated: { kind: 'administration' },
  DraftWeighed: { kind: 'administration' },
  RulesInstalled: { kind: 'administration' },
  LedgerKeyRotated: { kind: 'administration' },
  LedgerKeyRevoked: { kind: 'administration' },
  AuditReportGenerated: { kind: 'report' },
  ReportSubmitted: { kind: 'report' },
  ReportAcknowledged: { kind: 'report' },
  RetentionExplained: { kind: 'report' },
  AuditPlanAdopted: { kind: 'administration' },
  AnomalyDispositioned: { kind: 'audit' },
  CanarySeeded: { kind: 'audit' },
  AuditOpened: { kind: 'audit' },
  SampleDrawn: { kind: 'audit' },
  ItemReviewed: { kind: 'audit' },
  FindingRaised: { kind: 'audit' },
  FindingResolved: { kind: 'audit' },
  AuditClosed: { kind: 'audit' },
  // Reports of violations stand in no history: who reads it could learn who reported, and of whom (430.9¶1.2).
  PlacementApproved: { kind: 'administration' },
  PlacementReviewed: { kind: 'administration' },
  PolicyPosted: { kind: 'administration' },
  ProcedureAdopted: { kind: 'administration' },
  MonitoringPlanAdopted: { kind: 'administration' },
  WeeklyReviewCompleted: { kind: 'administration' },
  SafeguardAttested: { kind: 'administration' },
  HostingAttested: { kind: 'administration' },
  BreachConfirmed: { kind: 'administration' },
  BreachNoticeSent: { kind: 'administration' },
  BreachProcedureClosed: { kind: 'administration' },
  RetentionScheduleAdopted: { kind: 'administration' },
  TimeConfirmed: { kind: 'administration' },
  DetectionDownloaded: { kind: 'administration', touches: 'detectionId' },
  HoldPreviewed: { kind: 'administration' },
  HoldOrdered: { kind: 'administration' },
  HoldReleaseRequested: { kind: 'administration' },
  HoldReleased: { kind: 'administration' },
  PurgeProposed: { kind: 'administration' },
  PurgeApproved: { kind: 'administration' },
  EvidenceBooked: { kind: 'administration' },
  EvidenceTransferred: { kind: 'administration' },
  CivilUseApproved: { kind: 'administration' },
  SearchApproved: { kind: 'administration' },
  PlateProtected: { kind: 'administration' },
  ProtectionWithdrawn: { kind: 'administration' },
  PurposeTaxonomyAdopted: { kind: 'administration' },
  ImageOpened: { kind: 'image', touches: 'detectionId' },
};

type Happened = Pick<Told<DomainEvent['type']>, 'position' | 'id' | 'occurredAt' | 'actor' | 'policy' | 'stream'>;
type Columns = Readonly<Record<string, Value>>;

/** The long lists of rulings that admitted an act repeat; each is kept once. */
const rulingsId = (db: Sqlite, rulings: readonly string[]): Value => {
  const list = JSON.stringify(rulings);
  insert(db, 'rulings', { list });
  return one(db, 'select id from rulings where list = ?', list)?.id;
};

const record = (db: Sqlite, event: Happened, act: Columns): void => {
  const { position, id, occurredAt, actor, policy, stream } = event;
  insert(db, 'accesses', {
    position: Number(position),
    event_id: id,
    at: occurredAt,
    actor_kind: actor.kind,
    actor_id: actor.id,
    session_id: actor.session,
    // Streams are named after what they are about: `hit-<id>`, `query-<id>`, `member-<id>`.
    subject: /^[a-z]+-([0-9a-f-]{36})/.exec(stream)?.[1],
    rulings: rulingsId(db, act.outcome === 'refused' ? policy.broken : policy.upheld),
    ...act,
  });
};

/** Links an act to a row it touched: the plate of that row leads to the act, and is written down nowhere else. */
const touch = (db: Sqlite, rowId: string, position: bigint): void => {
  insert(db, 'access_seen', { row_id: rowId, position: Number(position) });
};

/** What was sealed with the question, as far as it can still be read. */
type Asked = {
  readonly elements: Elements;
  readonly reason: string | null;
  readonly eventNumber: string | null;
  readonly noEventNumberBecause: string | null;
};

const numberOf = (text: string | null | undefined): string | null => text?.trim().toUpperCase() || null;

const askedColumns = ({ elements, reason, eventNumber, noEventNumberBecause }: Asked): Columns => ({
  elements: JSON.stringify(elements),
  plate: patternOf(elements.plate ?? '') || null,
  // Whoever replays a member's history stands in it from then on.
  asked_member: elements.memberId,
  asked_username: elements.username,
  case_number: numberOf(elements.caseNumber),
  event_number: numberOf(eventNumber),
  no_event_number: noEventNumberBecause,
  reason,
});

/** What was attempted and refused came from outside, in whatever shape: only text is taken from it. */
const attempted = (sealed: ActionRefused['sealed']): Asked | null => {
  const attempt = sealed?.attempt;
  if (attempt === null || typeof attempt !== 'object') return null;
  const given: Record<string, unknown> = { ...attempt };
  const text = (name: string): string | null => (typeof given[name] === 'string' ? given[name] : null);
  const elements = Object.entries({ plate: given.plate, plateState: given.plateState, ...Object(given.elements) });
  return {
    elements: Object.fromEntries(elements.filter(([, value]) => typeof value === 'string')),
    reason: text('reason'),
    eventNumber: text('eventNumber'),
    noEventNumberBecause: text('noEventNumberBecause'),
  };
};

/** The member an act was about, where its stream is not named after him: an approval for him, a window opened. */
const aboutOf = ({
  actor,
  data,
}: {
  actor: { readonly id: string };
  data: Readonly<Record<string, unknown>>;
}): Value => (typeof data.memberId === 'string' && data.memberId !== actor.id ? data.memberId : undefined);

const plain = Object.entries(acts).map(([type, { kind, touches }]) => [
  type,
  (db: Sqlite, event: Happened & { readonly data: Readonly<Record<string, unknown>> }): void => {
    record(db, event, { kind, act: type, outcome: 'done', about: aboutOf(event) });
    if (touches) touch(db, event.data[touches] as string, event.position);
  },
]);

const on: Handlers = {
  // It was not who brought the journal in that looked, but who was logged in on the device.
  OfflineAccessSynced: (db, event) => {
    const actor = { kind: 'member', id: event.data.memberId } as const;
    record(db, { ...event, actor }, { kind: 'image', act: event.type, outcome: 'done', at: event.data.at });
    touch(db, event.data.rowId, event.position);
  },
  ...(Object.fromEntries(plain) as Handlers),
  QueryMade: (db, event) => {
    const asked = event.sealed && { ...askedColumns(event.sealed), unit: event.data.queryId, kept: keptOn(event) };
    const { purpose, question, eventNumberGiven } = event.data;
    const told = { purpose, question, event_number_given: flag(eventNumberGiven) };
    record(db, event, { kind: 'query', act: event.type, outcome: 'done', ...told, ...asked });
  },
  ResultsSeen: (db, event) => {
    const { queryId, rows, seen } = event.data;
    record(db, event, { kind: 'results', act: event.type, outcome: 'done', shown: rows });
    // The question tells how much it was shown, in all its answers together.
    run(db, "update accesses set shown = coalesce(shown, 0) + ? where subject = ? and kind = 'query'", rows, queryId);
    for (const rowId of seen) touch(db, rowId, event.position);
  },
  RowExported: (db, event) => {
    const { rows, exported } = event.data;
    record(db, event, { kind: 'export', act: event.type, outcome: 'done', shown: rows });
    for (const rowId of exported) touch(db, rowId, event.position);
  },
  ActionRefused: (db, event) => {
    const asked = attempted(event.sealed);
    const personal = asked && { ...askedColumns(asked), unit: event.keep?.unit, kept: keptOn(event) };
    record(db, event, { kind: 'refusal', act: event.data.action, outcome: 'refused', ...personal });
  },
};

export const accesses: Projection = {
  name: 'accesses',
  tables: `
    create table rulings (id integer primary key, list text not null unique);
    create table accesses (
      position integer primary key, event_id text not null, at text not null, kind text not null, act text not null,
      outcome text not null, actor_kind text not null, actor_id text not null, session_id text, subject text,
      rulings integer not null, purpose text, question text, event_number_given integer, shown integer,
      elements text, plate text, case_number text, event_number text, no_event_number text, reason text,
      about text, asked_member text, asked_username text collate nocase, unit text, kept integer
    );
    create index accesses_by_actor on accesses(actor_id, position);
    create index accesses_by_session on accesses(session_id, position) where session_id is not null;
    create index accesses_by_subject on accesses(subject, position);
    create index accesses_by_event on accesses(event_id);
    create index accesses_by_kind on accesses(kind, position);
    create index accesses_by_about on accesses(about) where about is not null;
    create index accesses_by_asked_member on accesses(asked_member) where asked_member is not null;
    create index accesses_by_asked_username on accesses(asked_username) where asked_username is not null;
    create index accesses_by_plate on accesses(plate) where plate is not null;
    create index accesses_by_pattern on accesses(plate) where plate glob '*[?*]*';
    create index accesses_by_case on accesses(case_number) where case_number is not null;
    create index accesses_by_event_number on accesses(event_number) where event_number is not null;
    create table access_seen (
      row_id text not null, position integer not null, primary key (row_id, position)
    ) without rowid;
  `,
  on,
  sealed: [
    {
      table: 'accesses',
      class: 'access-record',
      columns: [
        'elements',
        'plate',
        'case_number',
        'event_number',
        'no_event_number',
        'reason',
        'asked_member',
        'asked_username',
        'unit',
      ],
      kept: 'kept',
      unit: 'unit',
    },
  ],
};

/** When something was last done in a session, as far as the read models have come. */
export const lastActOf = (db: Sqlite, sessionId: string): string | null =>
  (one(db, 'select at from accesses where session_id = ? order by position desc limit 1', sessionId)?.at ?? null) as
    string | null;
