/** What a report asks of the registers of oversight and custody, row by row; no plate, no name, no place. */
import { defaults } from '../domain/policy/settings.js';
import type { Sqlite } from '../vault/sqlite.js';
import { allAgencies } from './agencies.js';
import { allAgreements } from './agreements.js';
import { allAnomalies } from './anomalies.js';
import { allAssurances, allBreaches, monitoringReviews } from './assurances.js';
import { allAuditItems, allAudits, allExplanations, allFindings, longKeptAt } from './audits.js';
import { allBackups } from './backups.js';
import { allBuckets } from './buckets.js';
import { differentPlates, readsKept } from './detections.js';
import { breachRows, canvassRows, externalRows } from './duties.js';
import { agesAtUse, plateSearches } from './history.js';
import { allEvidence, allHolds } from './holds.js';
import { allRecordsRequests } from './recordsrequests.js';
import { allReleases } from './releases.js';
import { allDownloads, allPurges, allSchedules } from './retention.js';
import { allSessions } from './sessions.js';
import { many } from './statements.js';
import { allUnmaskings } from './unmaskings.js';
import { allViolations } from './violations.js';
import { ALL, picked } from './picked.js';

const outside = (db: Sqlite) => ({
  agesAtUse: () => agesAtUse(db),
  plateSearches: () => plateSearches(db),
  canvasses: () =>
    canvassRows(db, ALL).map(({ incident, from, until, closedAt }) => ({ incident, from, until, endedAt: closedAt })),
  agencies: () => picked(allAgencies(db), 'agencyId', 'agencyClass', 'california', 'registeredAt', 'retiredAt'),
  agreements: () =>
    allAgreements(db).map(({ agencyId, from, until, executedAt, endedAt, grantedAt, revokedAt, valuesAct }) => ({
      agencyId,
      from,
      until,
      executedAt,
      endedAt,
      granted: grantedAt !== null && revokedAt === null,
      complies: valuesAct?.complies ?? null,
      determinedAt: valuesAct?.at ?? null,
    })),
  releases: () =>
    allReleases(db).map(({ releaseId, agencyId, agencyClass, california, purpose, status, ...more }) => ({
      releaseId,
      agencyId,
      agencyClass,
      california,
      purpose,
      status,
      requestedAt: more.requestedAt,
      approvedAt: more.approvedAt,
      deniedAt: more.deniedAt,
      fulfilledAt: more.fulfilledAt,
      items: more.count,
      conflict: more.conflict !== null,
      complies: more.valuesAct?.complies ?? null,
    })),
  recordsRequests: () =>
    picked(allRecordsRequests(db), 'receivedAt', 'dueAt', 'closedAt', 'outcome', 'late', 'rowsGiven'),
  externalAccesses: () => picked(externalRows(db, ALL), 'at', 'source', 'ownerLookup'),
  unmaskings: () => picked(allUnmaskings(db, ALL), 'requestedAt', 'approvedAt', 'shownAt'),
});

const oversight = (db: Sqlite) => ({
  audits: () =>
    allAudits(db).map(({ id, kind, status, from, to, treeSize, root, population, strata, closedAt }) => ({
      auditId: id,
      kind,
      status,
      from,
      to,
      treeSize,
      root,
      population,
      strata,
      closedAt,
    })),
  auditItems: () => picked(allAuditItems(db), 'auditId', 'area', 'verdict'),
  findings: () => picked(allFindings(db), 'auditId', 'severity', 'clause', 'raisedAt', 'dueBy', 'resolvedAt'),
  anomalies: () => picked(allAnomalies(db), 'detector', 'severity', 'flaggedAt', 'disposition'),
  weeklyReviews: () =>
    monitoringReviews(db).flatMap((one) => (one.kind === 'review' ? [{ at: one.at, looked: one.looked }] : [])),
  oddSessions: () =>
    allSessions(db).flatMap(({ openedAt, concurrent, strays }) =>
      concurrent + strays === 0 ? [] : [{ openedAt, concurrent, strays }],
    ),
  violations: () =>
    picked(allViolations(db), 'kind', 'route', 'status', 'reportedAt', 'triagedAt', 'closedAt', 'outcome'),
  incidents: () =>
    // A report speaks to the Chief, and is about nobody: none is left out for being about its reader.
    breachRows(db, ALL, '').map(({ id, reportedAt, dueBy, passedAt, inTime }) => ({
      incidentId: id,
      reportedAt,
      dueBy,
      passedAt,
      inTime,
    })),
  breaches: () =>
    allBreaches(db).map(({ id, confirmedAt, residents, heldByVendor, dueBy, owed, sent, closedAt }) => ({
      incidentId: id,
      confirmedAt,
      residents,
      heldByVendor,
      dueBy,
      owed,
      sent: sent.map(({ duty, at }) => ({ duty, at })),
      closedAt,
    })),
});

const reburials = (db: Sqlite) =>
  many(db, 'select at, keys from resurrections order by position') as { at: string; keys: number }[];

const custody = (db: Sqlite) => ({
  purges: () =>
    allPurges(db).map(({ purgeId, class: name, date, state, dueAt, proposedAt, completedAt, blockedAt, ...more }) => ({
      purgeId,
      class: name,
      date,
      state,
      dueAt,
      proposedAt,
      completedAt,
      blockedAt,
      units: more.units,
      kept: more.kept,
      certificateId: more.certificateId,
    })),
  keptDays: () =>
    allBuckets(db).map(({ class: name, date, dueAt, rows, held }) => ({ class: name, date, dueAt, rows, held })),
  holds: () => picked(allHolds(db), 'holdId', 'state', 'orderedAt', 'reviewAt', 'releasedAt', 'units'),
  downloads: () => picked(allDownloads(db), 'at', 'until'),
  longKept: (at: string) =>
    longKeptAt(db, at, defaults.explainDays).map(({ class: name, day: date, kept, explained }) => ({
      class: name,
      day: date,
      kept,
      explained,
    })),
  explanations: () =>
    allExplanations(db).map(({ id, class: name, from, to, explainedAt }) => ({
      explanationId: id,
      class: name,
      from,
      to,
      explainedAt,
    })),
  schedules: () => picked(allSchedules(db), 'adoptedAt', 'downloadDays'),
  reburials: () => reburials(db),
  evidence: () => picked(allEvidence(db), 'bookedAt', 'items'),
  differentPlates: (from: string, to: string) => differentPlates(db, from, to),
  readsKept: (at: string) => readsKept(db, at),
});

const assured = (db: Sqlite) => ({
  backups: () => picked(allBackups(db), 'at', 'what', 'treeSize', 'problems'),
  assurances: () =>
    allAssurances(db).map(({ at, kind, problems, attestAgainBy }) => ({ at, kind, problems, again: attestAgainBy })),
  overdue: () =>
    many(db, 'select duty, due_by, told_at from overdue_duties order by told_at, duty_id').map((row) => ({
      duty: row.duty as string,
      dueBy: row.due_by as string,
      toldAt: row.told_at as string,
    })),
});

/** The rows of oversight and custody, read anew at each call. */
export const overseen = (db: Sqlite) => ({ ...outside(db), ...oversight(db), ...custody(db), ...assured(db) });
