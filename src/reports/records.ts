/** What a report asks of the registers: plain rows of what was done, none of which holds a plate, a name or a place. */
import type {
  Deed,
  Posting,
  Span,
  Device,
  Inspection,
  Check,
  Fault,
  Maintenance,
  Placement,
  Deployment,
  Shift,
  Batch,
  Vendor,
  VendorFinding,
  Reconciliation,
  LogImport,
  Version,
  SetAside,
  SourceFile,
  LocalEntry,
  Exigency,
  AgeAtUse,
  PlateSearch,
  Canvass,
} from './daily.js';
import type {
  Agency,
  Agreement,
  Release,
  RecordsRequest,
  ExternalAccess,
  Unmasking,
  Audit,
  AuditItem,
  Finding,
  Anomaly,
  WeeklyReview,
  OddSession,
  Violation,
  Incident,
  Breach,
  Purge,
  KeptDay,
  Hold,
  Download,
  LongKept,
  Explanation,
  Schedule,
  Reburial,
  Evidence,
  Backup,
  Assurance,
  Overdue,
} from './oversight.js';
import type { Time } from './source.js';

/** All of them. Each is read when it is asked for; the order of the rows does not matter. */
export interface RecordSource {
  deeds(): Iterable<Deed>;
  postings(): Iterable<Posting>;
  windows(): Iterable<Span>;
  delegations(): Iterable<Span>;
  devices(): Iterable<Device>;
  inspections(): Iterable<Inspection>;
  checks(): Iterable<Check>;
  faults(): Iterable<Fault>;
  maintenance(): Iterable<Maintenance>;
  placements(): Iterable<Placement>;
  /** Fixed cameras in service whose placement nobody has approved. */
  unplaced(): Iterable<string>;
  /** Hours in which a camera was heard of, by a read or a heartbeat. */
  signsOfLife(): Iterable<{ readonly at: Time; readonly cameraId: string }>;
  shifts(): Iterable<Shift>;
  deployments(): Iterable<Deployment>;
  batches(): Iterable<Batch>;
  vendors(): Iterable<Vendor>;
  vendorFindings(): Iterable<VendorFinding>;
  reconciliations(): Iterable<Reconciliation>;
  logImports(): Iterable<LogImport>;
  versions(): Iterable<Version>;
  setAside(): Iterable<SetAside>;
  sourceFiles(): Iterable<SourceFile>;
  localEntries(): Iterable<LocalEntry>;
  exigencies(): Iterable<Exigency>;
  agesAtUse(): Iterable<AgeAtUse>;
  plateSearches(): Iterable<PlateSearch>;
  canvasses(): Iterable<Canvass>;
  agencies(): Iterable<Agency>;
  agreements(): Iterable<Agreement>;
  releases(): Iterable<Release>;
  recordsRequests(): Iterable<RecordsRequest>;
  externalAccesses(): Iterable<ExternalAccess>;
  unmaskings(): Iterable<Unmasking>;
  audits(): Iterable<Audit>;
  auditItems(): Iterable<AuditItem>;
  findings(): Iterable<Finding>;
  anomalies(): Iterable<Anomaly>;
  weeklyReviews(): Iterable<WeeklyReview>;
  oddSessions(): Iterable<OddSession>;
  violations(): Iterable<Violation>;
  incidents(): Iterable<Incident>;
  breaches(): Iterable<Breach>;
  purges(): Iterable<Purge>;
  keptDays(): Iterable<KeptDay>;
  holds(): Iterable<Hold>;
  downloads(): Iterable<Download>;
  /** What is older than two years at that time. */
  longKept(at: Time): Iterable<LongKept>;
  explanations(): Iterable<Explanation>;
  schedules(): Iterable<Schedule>;
  reburials(): Iterable<Reburial>;
  evidence(): Iterable<Evidence>;
  backups(): Iterable<Backup>;
  assurances(): Iterable<Assurance>;
  overdue(): Iterable<Overdue>;
  /** Different plates that each camera read from then until before then, among the reads that can still be read. */
  differentPlates(from: Time, to: Time): Iterable<{ readonly cameraId: string; readonly plates: number }>;
  /** Reads that can still be read, by their age at that time in whole days. */
  readsKept(at: Time): { readonly to30: number; readonly to365: number; readonly over365: number };
}
