/** A quarter of everything that a report counts, told event by event at random times, some of them outside it. */
import { type Ground, id } from '../projections/ground.js';
import { auditor, camera, install, officer } from '../projections/telling.js';
import { overseenTales } from './tales-overseen.js';
import { type Data, digest, Teller } from './teller.js';

const people = async (t: Teller): Promise<void> => {
  for (const [act, stream, data] of [
    ['AccessApproved', 'member', { memberId: officer.id, approver: auditor.id }],
    ['AccessSuspended', 'member', { memberId: officer.id, lapsed: 'CLETS', since: '2026-10-01T00:00:00.000Z' }],
    ['PolicyAcknowledged', 'member', { memberId: officer.id, digest }],
    ['SharingNetworksAdopted', 'department', { networks: [] }],
  ] as const)
    for (let n = t.below(5); n >= 0; n -= 1) await t.tell(act, `${stream}-${officer.id}`, data as unknown as Data);
  for (let n = 0; n < 4; n += 1) {
    const at = t.time();
    await t.tell(
      'DelegateAssigned',
      `delegation-${t.name('d')}`,
      { memberId: t.name('m'), scopes: ['devices'], until: t.later(at, 30) },
      { at },
    );
  }
};

const upkeep = async (t: Teller): Promise<void> => {
  for (let n = 0; n < 12; n += 1) {
    const [shiftId, at] = [t.name('shift'), t.time()];
    const of = { shiftId, memberId: officer.id };
    await t.tell('ShiftStarted', `shift-${shiftId}`, of, { at });
    const seen = { affixed: t.chance(0.8), damaged: t.chance(0.1), worn: t.chance(0.1), photo: null };
    await t.tell('EquipmentInspected', `shift-${shiftId}`, { ...of, cameraId: camera, ...seen }, { at });
    const check = { functioning: t.chance(0.7), agrees: t.chance(0.7) };
    await t.tell('FunctionChecked', `shift-${shiftId}`, { ...of, cameraId: camera, ...check }, { at });
    if (t.chance(0.7)) await t.tell('ShiftEnded', `shift-${shiftId}`, of, { at: t.later(at, 0.4) });
  }
  for (let n = 0; n < 9; n += 1) {
    const [faultId, at] = [t.name('fault'), t.time()];
    const of = { faultId, cameraId: camera, memberId: officer.id };
    await t.tell('EquipmentFaultReported', `equipment-${camera}`, { ...of, kind: t.one(['lens', 'mount']) }, { at });
    if (t.chance(0.6))
      await t.tell('FaultCleared', `equipment-${camera}`, { ...of, how: 'repaired' }, { at: t.time(at) });
    await t.tell('HeartbeatReceived', `heartbeat-${camera}`, { cameraId: camera, clockSkewMs: 0, testRead: null });
    const work = { cameraId: camera, memberId: officer.id, work: 'cleaning' };
    await t.tell('EquipmentMaintained', `equipment-${camera}`, work);
  }
  for (let n = 0; n < 6; n += 1) {
    const [transferId, at] = [t.name('transfer'), t.time()];
    const count = 100 + t.below(50);
    const batch = { transferId, cameraId: camera, count, first: at, last: at };
    await t.tell('TransferReceived', `transfer-${transferId}`, batch, { at });
    if (!t.chance(0.5)) continue;
    const differs = { transferId, count, recorded: count - 3, same: false };
    await t.tell('TransferMismatch', `transfer-${transferId}`, differs, { at });
  }
};

const vendors = async (t: Teller): Promise<void> => {
  const dataStoreId = t.name('store');
  const of = `datastore-${dataStoreId}`;
  const papers = { contract: digest, addendum: digest };
  await t.tell('DataStoreRegistered', of, { dataStoreId, ...papers }, { at: '2026-09-01T00:00:00.000Z' });
  for (let n = 0; n < 5; n += 1) {
    const drift = { dataStoreId, digest, approved: null, changed: 2, immigration: t.below(2) };
    if (t.chance(0.6)) await t.tell('VendorDriftDetected', of, drift);
    const log = { file: id(`log ${n % 5}`), header: digest, columns: 4, rows: t.below(90), first: null, last: null };
    await t.tell('VendorLogImported', of, { dataStoreId, ...log });
    const changed = { file: id(`log ${n % 5}`), vanished: t.below(4), changed: t.below(4), columnsDropped: 0 };
    if (t.chance(0.4)) await t.tell('VendorLogDiscrepancy', of, { dataStoreId, ...changed });
    const at = t.time();
    const held = { dataStoreId, asOf: at, overdue: t.below(3), missing: t.below(3) };
    await t.tell('VendorPurgeReconciled', of, { ...held, returned: t.below(500), list: digest }, { at });
    if (held.overdue + held.missing > 0) await t.tell('VendorPurgeDiscrepancy', of, held, { at });
  }
};

const lists = async (t: Teller): Promise<void> => {
  const [local, federal] = [t.name('local'), t.name('federal')];
  for (const [hotListId, source] of [
    [local, 'local'],
    [federal, 'federal'],
  ] as const)
    await t.tell(
      'HotListRegistered',
      `hotlist-${hotListId}`,
      { hotListId, source, owner: officer.id },
      { sealed: { name: source } },
    );
  let at = '2026-09-12T00:00:00.000Z';
  for (let number = 1; number <= 7; number += 1) {
    const versionId = t.name('version');
    const counts = {
      added: t.below(9),
      removed: t.below(9),
      unchanged: 3,
      duplicates: 0,
      collisions: 0,
      quarantined: t.below(4),
    };
    const version = { versionId, hotListId: federal, number, asOf: at, entries: 40 + number, ...counts };
    const categories = [{ category: 'stolen-vehicle', entries: 40 + number }];
    await t.tell('HotListVersionPublished', `hotlist-${federal}`, { ...version, categories, content: {} }, { at });
    const aside = {
      versionId,
      hotListId: federal,
      clause: '430.1¶3.0',
      code: 'R-HL-REASON',
      entries: counts.quarantined,
      lines: [],
    };
    if (counts.quarantined > 0) await t.tell('HotListEntryQuarantined', `hotlist-${federal}`, aside, { at });
    at = t.later(at, 15);
  }
  await listFiles(t, federal);
  await listEntries(t, local, federal);
};

const listFiles = async (t: Teller, federal: string): Promise<void> => {
  for (const file of ['vehicle', 'wanted-person', 'missing-person']) {
    const on = t.time();
    await t.tell(
      'SourceFileEnabled',
      `hotlist-${federal}`,
      { hotListId: federal, file, category: 'wanted-person' },
      { at: on },
    );
    if (t.chance(0.5))
      await t.tell('SourceFileDisabled', `hotlist-${federal}`, { hotListId: federal, file }, { at: t.time(on) });
  }
};

const listEntries = async (t: Teller, local: string, federal: string): Promise<void> => {
  for (let n = 0; n < 8; n += 1) {
    const [entryId, added] = [t.name('entry'), t.time()];
    const entry = {
      hotListId: t.one([local, federal]),
      entryId,
      category: 'stolen-vehicle',
      individualSpecific: false,
    };
    const until = { expiresAt: t.later(added, 10 + t.below(90)), addedBy: officer.id };
    const sealed = { plate: '7ABC123', plateState: 'CA', reason: 'taken', reference: '1' };
    await t.tell(
      'HotListEntryAdded',
      `entry-${entryId}`,
      { ...entry, ...until },
      { at: added, sealed, class: 'hot-list' },
    );
    if (t.chance(0.3))
      await t.tell('HotListEntryRemoved', `entry-${entryId}`, { entryId, why: 'resolved' }, { at: t.time(added) });
  }
};

const uses = async (t: Teller): Promise<void> => {
  for (let n = 0; n < 20; n += 1) await t.detect(`read ${n}`, t.time());
  for (let n = 0; n < 14; n += 1) {
    const [queryId, at] = [t.name('query'), t.time()];
    const asked = {
      queryId,
      question: t.one(['detections', 'hits', 'registers']),
      purpose: 'stolen-vehicle',
      elements: ['plate'],
    };
    await t.tell('QueryMade', `query-${queryId}`, { ...asked, eventNumberGiven: t.chance(0.5) }, { at });
    const seen = [id(`read ${t.below(20)}`), id(`read ${t.below(20)}`)].filter(
      (one, at2, all) => all.indexOf(one) === at2,
    );
    await t.tell('ResultsSeen', `query-${queryId}`, { queryId, rows: seen.length, seen }, { at: t.later(at, 0.001) });
  }
  for (let n = 0; n < 5; n += 1) {
    const [canvassId, at] = [t.name('canvass'), t.time()];
    const span = { memberId: officer.id, incident: t.one(['shooting', 'homicide']), from: at, until: t.later(at, 0.5) };
    await t.tell('CanvassOpened', `canvass-${canvassId}`, { canvassId, ...span }, { at });
    if (t.chance(0.5)) await t.tell('CanvassClosed', `canvass-${canvassId}`, { canvassId }, { at: t.time(at) });
    const [hitId, declared] = [t.name('hit'), t.time()];
    await t.tell('ExigencyDeclared', `hit-${hitId}`, { hitId, memberId: officer.id }, { at: declared });
    const review = { hitId, memberId: auditor.id, justified: t.chance(0.5), inTime: t.chance(0.5) };
    if (t.chance(0.6)) await t.tell('ExigencyReviewed', `hit-${hitId}`, review, { at: t.time(declared) });
  }
};

/** Tells all of it; the same seed tells the same. */
export const tellQuarter = async (ground: Ground, seed: number): Promise<void> => {
  const teller = new Teller(ground, seed);
  await install(ground);
  for (const tale of [people, upkeep, vendors, lists, uses, ...overseenTales]) await tale(teller);
};
