/** The rows of each register, as the read models hold them. */
import type { Actor } from '../domain/actor.js';
import type { Register } from '../domain/registers.js';
import type { Sqlite } from '../vault/sqlite.js';
import { allCanaries, anomaliesFor, detectorRecord, weeklyDigest } from './anomalies.js';
import { allAssurances, allBreaches, allPostings, allProcedures, monitoringReviews } from './assurances.js';
import { attentionRows } from './attention.js';
import { allBackups } from './backups.js';
import { allBuckets } from './buckets.js';
import { allAuditItems, allAuditPlans, allAudits, allExplanations, allFindings, keptLongNow } from './audits.js';
import { allCameras } from './cameras.js';
import { calendar } from './calendar.js';
import { allEvidence, allHolds } from './holds.js';
import { breachRows, canvassRows, externalRows, sourceRows, warrantRows } from './duties.js';
import { exigencyRows } from './exigencies.js';
import { allMembers } from './members.js';
import { allDownloads, allPurges, allSchedules } from './retention.js';
import { unsentFirst } from './notices.js';
import { outsideRows } from './outside.js';
import { allDelegations } from './delegations.js';
import { allDevices } from './devices.js';
import { latestSessions } from './sessions.js';
import { allDesignations, allPositions, allWindows } from './positions.js';
import { allUnmaskings } from './unmaskings.js';
import { quarantineRows } from './quarantined.js';
import { latestShifts } from './shifts.js';
import { latestMaintenance, openFaultsFirst } from './upkeep.js';
import { allPlacements } from './placements.js';
import { allReports } from './reports.js';
import { violationProgress, violationsFor } from './violations.js';
import { allHotLists } from './hotlists.js';
import { allQuarantined, allSourceFiles, allVersions } from './hotlistversions.js';
import { allPublications } from './publicfigures.js';
import { allApprovals, protectionCounts } from './searches.js';

export type RegisterRow = { readonly id: string };

type Rows = (db: Sqlite, limit: number, by: Actor) => readonly RegisterRow[];

/** Register → its rows, at most `limit`, as far as the asker may see them; `id` is what is written down as seen. */
export const registerRows: { readonly [Name in Register]: Rows } = {
  ...outsideRows,
  attention: attentionRows,
  members: (db, limit) =>
    allMembers(db)
      .slice(0, limit)
      .map((member) => ({ ...member, passwordHash: undefined })),
  colleagues: (db, limit) =>
    allMembers(db)
      .filter(({ approved }) => approved)
      .slice(0, limit)
      .map(({ id, name, username, position }) => ({ id, name, username, position })),
  sessions: latestSessions,
  devices: allDevices,
  positions: allPositions,
  'contractor-access': allWindows,
  designations: allDesignations,
  unmaskings: allUnmaskings,
  delegations: allDelegations,
  equipment: (db, limit) => allCameras(db).slice(0, limit),
  shifts: latestShifts,
  'equipment-faults': openFaultsFirst,
  maintenance: latestMaintenance,
  violations: (db, limit, by) =>
    (by.kind === 'member' ? violationsFor(db, by.id) : violationProgress(db)).slice(0, limit),
  placements: (db, limit) => allPlacements(db).slice(0, limit),
  postings: (db, limit) => allPostings(db).slice(0, limit),
  procedures: (db, limit) => allProcedures(db).slice(0, limit),
  'monitoring-reviews': (db, limit) => monitoringReviews(db).slice(0, limit),
  assurances: (db, limit) => allAssurances(db).slice(0, limit),
  breaches: (db, limit) => allBreaches(db).slice(0, limit),
  schedules: (db, limit) => allSchedules(db).slice(0, limit),
  retention: (db, limit) => allBuckets(db).slice(0, limit),
  purges: (db, limit) => allPurges(db).slice(0, limit),
  holds: (db, limit) => allHolds(db).slice(0, limit),
  downloads: (db, limit) => allDownloads(db).slice(0, limit),
  evidence: (db, limit) => allEvidence(db).slice(0, limit),
  backups: (db, limit) => allBackups(db).slice(0, limit),
  notices: unsentFirst,
  'protected-plates': (db) => protectionCounts(db),
  'search-approvals': allApprovals,
  'hot-lists': (db, limit) => allHotLists(db).slice(0, limit),
  'hot-list-versions': allVersions,
  'hot-list-quarantine': allQuarantined,
  'hot-list-files': allSourceFiles,
  publications: allPublications,
  anomalies: (db, limit, by) => anomaliesFor(db, by.id).slice(0, limit),
  duties: (db, limit) => calendar(db).slice(0, limit),
  'anomaly-digest': (db, limit, by) => weeklyDigest(db, by.id).slice(0, limit),
  detectors: (db, limit) => detectorRecord(db).slice(0, limit),
  canaries: (db, limit) =>
    allCanaries(db)
      .slice(0, limit)
      .map(({ id, seededAt, seededBy }) => ({ id, seededAt, seededBy })),
  'audit-plans': (db, limit) => allAuditPlans(db).slice(0, limit),
  audits: (db, limit) => allAudits(db).slice(0, limit),
  'audit-items': (db, limit) => allAuditItems(db).slice(0, limit),
  'audit-findings': (db, limit) => allFindings(db).slice(0, limit),
  reports: (db, limit) => allReports(db).slice(0, limit),
  'kept-long': (db, limit) => keptLongNow(db).slice(0, limit),
  explanations: (db, limit) => allExplanations(db).slice(0, limit),
  canvasses: canvassRows,
  exigencies: exigencyRows,
  'breach-reports': (db, limit, by) => breachRows(db, limit, by.id),
  sources: sourceRows,
  'external-access': externalRows,
  warrants: warrantRows,
  quarantine: quarantineRows,
};
