/** What a report asks of the read models, row by row; none of them holds a plate, a name or a place. */
import { isPurpose, type Purpose } from '../domain/policy/purposes.js';
import type { Question } from '../domain/query.js';
import type { Sqlite } from '../vault/sqlite.js';
import { pairsOf } from './alignment.js';
import { allCameras } from './cameras.js';
import { allCorrections } from './corrections.js';
import { allAccesses } from './history.js';
import { readsByHour } from './detections.js';
import { allHits } from './hits.js';
import { allEntries, allHotLists } from './hotlists.js';
import { allMembers } from './members.js';
import { recordSource } from './recordsource.js';
import { allRefusals } from './refusals.js';
import { allSessions } from './sessions.js';

function* hits(db: Sqlite) {
  for (const hit of allHits(db)) {
    const { hitId, cameraId, category, match, raisedAt, verdict, verdictAt } = hit;
    const { confirmation, confirmationAt, exigent, actionAt, whenActed } = hit;
    const told = { verdict, verdictAt, confirmation, confirmationAt, exigent, actionAt, whenActed };
    yield { hitId, cameraId, category, match, raisedAt, ...told };
  }
}

/** After a purge it is still known that something was corrected, and no longer what. */
function* corrections(db: Sqlite) {
  for (const { at, cameraId, from, to, fromState, toState } of allCorrections(db))
    yield { at, cameraId, pairs: pairsOf(from ?? '', to ?? ''), stateChanged: fromState !== toState };
}

/** The queue of alerts opens reads and searches for none; figures and registers show no ALPR data and are left out. */
const kinds: Readonly<Record<Question, 'search' | 'read' | 'replay' | null>> = {
  detections: 'search',
  hits: 'search',
  'hot-list-entries': 'search',
  'open-hits': 'read',
  'access-history': 'replay',
  figures: null,
  registers: null,
};

const purposeOf = (purpose: string | null): Purpose | null => (purpose && isPurpose(purpose) ? purpose : null);

function* accesses(db: Sqlite) {
  for (const { at, actorId, kind, question, purpose, shown, eventNumberGiven } of allAccesses(db, ['query', 'image'])) {
    const access = kind === 'image' ? ('image' as const) : question && kinds[question];
    if (access)
      yield {
        at,
        memberId: actorId,
        kind: access,
        ...(access === 'search' && question && { question }),
        purpose: purposeOf(purpose),
        eventNumber: eventNumberGiven,
        rows: shown ?? 0,
      };
  }
}

function* refusals(db: Sqlite) {
  for (const { at, action, by, rulings } of allRefusals(db)) yield { at, action, by, rulings };
}

const members = (db: Sqlite) =>
  allMembers(db).map(({ memberId, position, training, acknowledged, approved, administrator }) => ({
    memberId,
    position,
    training,
    acknowledged,
    approved,
    administrator,
  }));

const sessions = (db: Sqlite) =>
  allSessions(db).map(({ openedAt, closedAt, memberId, bannerAcceptedAt, departmentDevice }) => ({
    openedAt,
    closedAt,
    memberId,
    bannerAccepted: bannerAcceptedAt !== null,
    departmentDevice,
  }));

function* entries(db: Sqlite) {
  for (const { hotListId, source, category, partial, addedAt, expiresAt, removedAt } of allEntries(db))
    yield { hotListId, source, category, partial, addedAt, expiresAt, removedAt };
}

const cameras = (db: Sqlite) =>
  allCameras(db).map(({ cameraId, mobility, installedAt, retiredAt }) => ({
    cameraId,
    mobility,
    installedAt,
    retiredAt,
  }));

/**
 * The rows of a report, read anew at each call.
 * @param ledger what the ledger says of itself at the checkpoint the report rests on
 */
export const figureSource = <Ledger>(db: Sqlite, ledger: Ledger) => ({
  detections: () => readsByHour(db),
  cameras: () => cameras(db),
  hits: () => hits(db),
  corrections: () => corrections(db),
  hotLists: () => allHotLists(db).map(({ hotListId, source, registeredAt }) => ({ hotListId, source, registeredAt })),
  hotListEntries: () => entries(db),
  accesses: () => accesses(db),
  refusals: () => refusals(db),
  sessions: () => sessions(db),
  members: () => members(db),
  ledger: () => ledger,
  records: recordSource(db),
});
