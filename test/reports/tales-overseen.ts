/** What is seldom, told event by event: releases, audits, violations, breaches, purges, holds and backups. */
import { id } from '../projections/ground.js';
import { auditor, officer } from '../projections/telling.js';
import { digest, type Teller } from './teller.js';

const release = async (t: Teller, agencyId: string): Promise<void> => {
  const [releaseId, at] = [t.name('release'), t.time()];
  const stream = `release-${releaseId}`;
  const asked = { releaseId, agencyId, agencyClass: 'local-le', california: true, purpose: 'missing-person' };
  const papers = {
    document: digest,
    courtOrder: null,
    specialRequest: null,
    requestedBy: agencyId,
    takenIn: false,
  };
  await t.tell('ReleaseRequested', stream, { ...asked, ...papers }, { at });
  if (t.chance(0.3)) return t.tell('ReleaseDenied', stream, { releaseId }, { at: t.time(at) });
  if (t.chance(0.2)) await t.tell('StatutoryConflictRaised', stream, { releaseId, why: 'federal' }, { at });
  const prepared = { releaseId, count: 1 + t.below(9), root: digest, preparedBy: officer.id };
  await t.tell('ReleasePrepared', stream, prepared, { at });
  if (t.chance(0.2)) return;
  await t.tell('ReleaseApproved', stream, { releaseId, approver: auditor.id }, { at: t.time(at) });
  if (t.chance(0.2)) return;
  await t.tell(
    'ReleaseFulfilled',
    stream,
    { releaseId, contents: digest, fulfilledBy: officer.id },
    { at: t.time(at) },
  );
};

const outside = async (t: Teller): Promise<void> => {
  for (let n = 0; n < 9; n += 1) await release(t, id(`agency ${n % 3}`));
  for (let n = 0; n < 6; n += 1) {
    const [requestId, receivedAt] = [t.name('request'), t.time()];
    const stream = `recordsrequest-${requestId}`;
    await t.tell(
      'RecordsRequestLogged',
      stream,
      { requestId, receivedAt, dueAt: t.later(receivedAt, 10) },
      { at: receivedAt },
    );
    await t.tell('RecordsDisclosed', stream, { requestId, rows: t.below(30) }, { at: receivedAt });
    const closed = { requestId, outcome: t.one(['given', 'refused']), late: t.chance(0.3) };
    if (t.chance(0.7)) await t.tell('RecordsRequestClosed', stream, closed, { at: t.time(receivedAt) });
    const access = { accessId: t.name('access'), memberId: officer.id, source: t.one(['dmv', 'clets']) };
    if (t.chance(0.5)) await t.tell('ExternalAccessRecorded', `external-${officer.id}`, access);
    else
      await t.tell('OwnerLookupRecorded', `external-${officer.id}`, {
        ...access,
        hitId: t.name('hit'),
        use: 'government-function',
      });
    const [unmaskId, at] = [t.name('unmask'), t.time()];
    const of = `unmask-${unmaskId}`;
    await t.tell('UnmaskRequested', of, { unmaskId, memberId: auditor.id, kind: 'hit', rowId: digest }, { at });
    if (t.chance(0.6)) await t.tell('UnmaskApproved', of, { unmaskId, approver: officer.id }, { at: t.time(at) });
  }
  for (let n = 0; n < 4; n += 1) {
    const [mouId, at] = [t.name('mou'), t.time()];
    const terms = { scope: [], clauses: [], document: digest, chief: auditor.id, from: at, until: t.later(at, 40) };
    await t.tell('MouExecuted', `mou-${mouId}`, { mouId, agencyId: id(`agency ${n}`), ...terms }, { at });
    if (t.chance(0.3)) await t.tell('MouTerminated', `mou-${mouId}`, { mouId }, { at: t.time(at) });
  }
};

const oversight = async (t: Teller): Promise<void> => {
  for (let n = 0; n < 7; n += 1) {
    const [auditId, at] = [id(`audit ${n % 2}`), t.time()];
    const findingId = t.name('finding');
    const found = { auditId, findingId, severity: t.one(['minor', 'major']), clause: '430.7(g)', itemId: null };
    await t.tell(
      'FindingRaised',
      `review-${auditId}`,
      { ...found, raisedBy: auditor.id, dueBy: t.later(at, 14) },
      { at },
    );
    const solved = { auditId, findingId, resolvedBy: officer.id };
    if (t.chance(0.5)) await t.tell('FindingResolved', `review-${auditId}`, solved, { at: t.time(at) });
    const [anomalyId, flagged] = [t.name('anomaly'), t.time()];
    const flag = {
      anomalyId,
      detector: t.one(['burst', 'off-shift']),
      severity: 'warn',
      memberId: null,
      events: [],
      count: 3,
    };
    await t.tell('AnomalyFlagged', `anomaly-${anomalyId}`, flag, { at: flagged });
    const looked = { anomalyId, disposition: t.one(['legitimate', 'violation']), dispositionedBy: auditor.id };
    if (t.chance(0.6)) await t.tell('AnomalyDispositioned', `anomaly-${anomalyId}`, looked, { at: t.time(flagged) });
    await violation(t);
    await incident(t);
  }
};

const violation = async (t: Teller): Promise<void> => {
  const [violationId, at] = [t.name('violation'), t.time()];
  const stream = `violation-${violationId}`;
  const said = {
    violationId,
    kind: t.one(['error', 'personal-use']),
    route: 'supervisor',
    subjectId: null,
    reporterId: null,
  };
  await t.tell('ViolationReported', stream, said, { at });
  if (t.chance(0.3)) return;
  const handled = { violationId, handlerId: auditor.id, subjectId: null, route: 'administrator' };
  await t.tell('ViolationTriaged', stream, handled, { at: t.later(at, 1) });
  if (t.chance(0.4)) return;
  await t.tell('ViolationSubstantiated', stream, { violationId }, { at: t.later(at, 2) });
  await t.tell(
    'ViolationDispositionRecorded',
    stream,
    { violationId, outcome: 'training', decidedOn: at.slice(0, 10) },
    { at: t.later(at, 3) },
  );
  await t.tell('ViolationClosed', stream, { violationId }, { at: t.later(at, 4) });
};

const incident = async (t: Teller): Promise<void> => {
  const [incidentId, at] = [t.name('incident'), t.time()];
  const stream = `incident-${incidentId}`;
  await t.tell(
    'BreachReported',
    stream,
    { incidentId, reporterId: null, subjectId: null, dueBy: t.later(at, 1 / 24) },
    { at },
  );
  const passed = { incidentId, memberId: officer.id, to: auditor.id, inTime: t.chance(0.5) };
  if (t.chance(0.7)) await t.tell('BreachForwarded', stream, passed, { at: t.later(at, 0.1) });
  if (t.chance(0.5)) return;
  const confirmed = { incidentId, confirmedBy: officer.id, residents: t.below(900), heldByVendor: true };
  await t.tell(
    'BreachConfirmed',
    `breach-${incidentId}`,
    { ...confirmed, duties: ['residents'], dueBy: t.later(at, 30) },
    { at },
  );
};

const custody = async (t: Teller): Promise<void> => {
  for (let n = 0; n < 8; n += 1) {
    const [purgeId, at] = [t.name('purge'), t.time()];
    const date = t.later(at, -31).slice(0, 10);
    const [of, stream] = [{ class: 'detection', date, purgeId }, `retention-detection-${date.replaceAll('-', '')}`];
    const due = { days: 30, dueAt: at, proposedAt: at, vouchedAt: at, units: 50 + t.below(50), kept: t.below(5) };
    await t.tell('PurgeProposed', stream, { ...of, memberId: officer.id, ...due }, { at });
    if (t.chance(0.2)) await t.tell('PurgeBlockedByHold', stream, { ...of, holds: [] }, { at: t.time(at) });
    if (t.chance(0.3)) continue;
    const done = {
      ...of,
      certificateId: t.name('certificate'),
      certificate: digest,
      paper: digest,
      units: due.units,
      root: digest,
      kept: due.kept,
      residue: 0,
    };
    await t.tell('PurgeCompleted', stream, done, { at: t.time(at) });
    const downloadId = t.name('download');
    const read = { downloadId, detectionId: id(`read ${n}`), memberId: officer.id };
    await t.tell('DetectionDownloaded', stream, { class: 'detection', date, ...read });
    await t.tell('PurgeResurrectionBlocked', stream, { class: 'detection', date, keys: 1 });
  }
  for (let n = 0; n < 4; n += 1) {
    const [holdId, at] = [t.name('hold'), t.time()];
    await t.tell(
      'HoldOrdered',
      `hold-${holdId}`,
      { holdId, round: 1, custodian: officer.id, reviewAt: t.later(at, 90) },
      { at },
    );
    if (t.chance(0.4)) await t.tell('HoldReleased', `hold-${holdId}`, { holdId }, { at: t.time(at) });
    const [packageId, booked] = [t.name('package'), t.time()];
    const box = { packageId, holdId, memberId: officer.id, media: 'disc', package: digest, items: 1 + t.below(9) };
    await t.tell('EvidenceBooked', `evidence-${packageId}`, box, { at: booked });
    const takenAt = t.time();
    const copy = { backupId: t.name('backup'), takenAt, treeSize: 9, root: digest };
    await t.tell('BackupCompleted', 'backup', copy, { at: takenAt });
    const testedAt = t.time();
    const tried = { backupId: copy.backupId, testedAt, treeSize: 9, root: digest, problems: t.below(2) };
    await t.tell('RestoreTested', 'backup', tried, { at: testedAt });
    const verified = { verificationId: t.name('verification'), treeSize: 9, root: digest };
    await t.tell('IntegrityVerified', `assurance-${verified.verificationId}`, verified);
  }
};

export const overseenTales = [outside, oversight, custody];
