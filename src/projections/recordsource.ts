/** What a report asks of the registers, row by row: what was done, when, and by whom; no plate, no name, no place. */
import { instant } from '../domain/time.js';
import type { Sqlite } from '../vault/sqlite.js';
import { allPostings } from './assurances.js';
import { allDelegations } from './delegations.js';
import { allDevices } from './devices.js';
import { exigencyRows } from './exigencies.js';
import { allEntries } from './hotlists.js';
import { allQuarantined, allSourceFiles, allVersions } from './hotlistversions.js';
import { allPlacements, unplacedCameras } from './placements.js';
import { allWindows } from './positions.js';
import { latestShifts } from './shifts.js';
import { many, one } from './statements.js';
import { hoursAlive, latestMaintenance, openFaultsFirst } from './upkeep.js';
import { allTransfers, allVendors, reconciliations, vendorFindings, vendorLogs } from './vendors.js';
import { overseen } from './overseen.js';
import { ALL, picked } from './picked.js';

/** Acts of which a report counts how often they were done. */
export const countedActs = [
  'MemberEnrolled',
  'TrainingCompleted',
  'PolicyAcknowledged',
  'AccessApproved',
  'AccessSuspended',
  'AccessRevoked',
  'AccountDisabled',
  'CredentialsReset',
  'PolicyAdopted',
  'ProcedureAdopted',
  'SharingNetworksAdopted',
  'PlateProtected',
  'CivilUseApproved',
  'SearchApproved',
  'ClockSetBack',
] as const;

const deeds = (db: Sqlite) =>
  many(
    db,
    "select at, act from accesses where outcome = 'done' and act in (select value from json_each(?)) order by position",
    JSON.stringify(countedActs),
  ) as { at: string; act: string }[];

const people = (db: Sqlite) => ({
  deeds: () => deeds(db),
  postings: () => allPostings(db).map(({ postedAt, attestAgainBy, drift }) => ({ at: postedAt, attestAgainBy, drift })),
  windows: () =>
    allWindows(db, ALL).map(({ openedAt, until, closedAt }) => ({ from: openedAt, until, endedAt: closedAt })),
  delegations: () => picked(allDelegations(db, ALL), 'from', 'until', 'endedAt'),
  devices: () => picked(allDevices(db, ALL), 'kind', 'since', 'endedAt', 'expiresAt', 'controlsUntil'),
});

const recordedOf = (db: Sqlite): Map<string, number> =>
  new Map(
    vendorFindings(db).flatMap(({ finding, subject, counts }) =>
      finding === 'transfer' ? [[subject, counts['recorded'] ?? 0] as const] : [],
    ),
  );

const readsDuring = (db: Sqlite, cameraId: string, from: string, to: string | null): number =>
  one(
    db,
    'select count(*) as n from detections where camera_id = ? and captured >= ? and captured < ?',
    cameraId,
    instant(from),
    to === null ? Number.MAX_SAFE_INTEGER : instant(to),
  )?.n as number;

const equipment = (db: Sqlite) => ({
  inspections: () =>
    latestShifts(db, ALL).flatMap(({ inspections }) =>
      inspections.map(({ at, cameraId, affixed, damaged, worn }) => ({
        at,
        cameraId,
        sound: affixed && !damaged && !worn,
      })),
    ),
  checks: () =>
    latestShifts(db, ALL).flatMap(({ checks }) =>
      checks.map(({ at, cameraId, functioning, agrees }) => ({ at, cameraId, functioning, agrees })),
    ),
  faults: () => picked(openFaultsFirst(db, ALL), 'cameraId', 'kind', 'reportedAt', 'clearedAt'),
  maintenance: () => picked(latestMaintenance(db, ALL), 'at', 'cameraId', 'work'),
  placements: () =>
    allPlacements(db).map(({ id, reviewedAt, reviewDue, outcome }) => ({
      cameraId: id,
      reviewedAt,
      reviewDue,
      outcome,
    })),
  unplaced: () => unplacedCameras(db),
  signsOfLife: () => hoursAlive(db),
  shifts: () => picked(latestShifts(db, ALL), 'shiftId', 'startedAt', 'endedAt'),
  deployments: () =>
    latestShifts(db, ALL).flatMap(({ shiftId, deployments }) =>
      deployments.map(({ cameraId, mobility, startedAt, endedAt }) => ({
        shiftId,
        cameraId,
        mobility,
        startedAt,
        endedAt,
        reads: readsDuring(db, cameraId, startedAt, endedAt),
      })),
    ),
  batches: () => {
    const recorded = recordedOf(db);
    return allTransfers(db).map(({ id, cameraId, receivedAt, count }) => ({
      cameraId,
      receivedAt,
      announced: count,
      recorded: recorded.get(id) ?? null,
    }));
  },
});

const hosted = (db: Sqlite) => ({
  vendors: () =>
    allVendors(db).map(({ dataStoreId, registeredAt, settings, settingsAt, approvedSettings, ...more }) => ({
      dataStoreId,
      registeredAt,
      settings:
        settings === null
          ? ('unseen' as const)
          : approvedSettings === null
            ? ('unapproved' as const)
            : settings === approvedSettings
              ? ('approved' as const)
              : ('differ' as const),
      settingsAt,
      immigration: more.immigration,
      attestations: more.attestations.map(({ kind, validUntil, at }) => ({ kind, validUntil, at })),
    })),
  vendorFindings: () => picked(vendorFindings(db), 'at', 'finding', 'counts'),
  reconciliations: () => reconciliations(db),
  logImports: () => picked(vendorLogs(db), 'at', 'dataStoreId', 'rows'),
});

function* localEntries(db: Sqlite) {
  for (const { entryId, hotListId, source, category, addedBy, addedAt, expiresAt, ...more } of allEntries(db))
    if (source === 'local')
      yield {
        entryId,
        hotListId,
        category,
        addedBy,
        addedAt,
        expiresAt,
        removedAt: more.removedAt,
        coSigned: more.awaitsCoSign
          ? ('awaited' as const)
          : more.coSignedBy === null
            ? ('not needed' as const)
            : ('yes' as const),
      };
}

const lists = (db: Sqlite) => ({
  versions: () =>
    picked(
      allVersions(db, ALL),
      'hotListId',
      'number',
      'publishedAt',
      'asOf',
      'entries',
      'added',
      'removed',
      'quarantined',
      'categories',
    ),
  setAside: () => {
    const published = new Map(allVersions(db, ALL).map(({ id, publishedAt }) => [id, publishedAt]));
    return allQuarantined(db, ALL).map(({ versionId, clause, code, entries }) => ({
      publishedAt: published.get(versionId)!,
      clause,
      code,
      entries,
    }));
  },
  sourceFiles: () => picked(allSourceFiles(db, ALL), 'hotListId', 'file', 'category', 'enabledAt', 'disabledAt'),
  localEntries: () => localEntries(db),
  exigencies: () => picked(exigencyRows(db, ALL), 'declaredAt', 'reviewedAt', 'justified', 'inTime'),
});

/** The rows of the registers, read anew at each call. */
export const recordSource = (db: Sqlite) => ({
  ...people(db),
  ...equipment(db),
  ...hosted(db),
  ...lists(db),
  ...overseen(db),
});
