/** The facts of a working day, as the tests of the read models tell them. All plates are made up. */
import type { Actor } from '../../src/domain/actor.js';
import type { HotListCategory } from '../../src/domain/hotlist.js';
import type { Elements, Question } from '../../src/domain/query.js';
import { type Ground, id } from './ground.js';

export const officer = { kind: 'member', id: id('officer'), session: id('session') } as const;
export const auditor = { kind: 'member', id: id('auditor'), session: id('audit session') } as const;
export const camera = id('camera');
const photographed = { kind: 'camera', id: camera } as const;

export const enrol = (ground: Ground, name: string, username: string, at?: string): Promise<bigint> =>
  ground.tell(
    {
      type: 'MemberEnrolled',
      data: {
        memberId: id(name),
        position: name === 'auditor' ? 'auditor' : 'police-officer',
        invitation: '0'.repeat(64),
        invitationExpiresAt: '2026-12-01T00:00:00.000Z',
      },
      sealed: { username, name: `Member ${username}` },
      keep: { class: 'register', unit: id(name) },
    },
    { stream: `member-${id(name)}`, ...(at && { at }) },
  );

export const install = (ground: Ground): Promise<bigint> =>
  ground.tell(
    {
      type: 'EquipmentInstalled',
      data: { cameraId: camera, mobility: 'fixed', credential: '1'.repeat(64) },
      sealed: { name: 'Gate 4', place: { latitude: 33_830_300, longitude: -116_545_300 } },
      keep: { class: 'register', unit: camera },
    },
    { stream: `equipment-${camera}` },
  );

export type Reading = { readonly plate: string; readonly state?: string; readonly at?: string; readonly day?: string };

export const detect = (ground: Ground, name: string, { plate, state = 'CA', at, day }: Reading): Promise<bigint> => {
  const capturedAt = at ?? `${day ?? '2026-11-23'}T09:00:00.000Z`;
  return ground.tell(
    {
      type: 'DetectionRecorded',
      data: {
        detectionId: id(name),
        cameraId: camera,
        capturedAt,
        source: 'openalpr',
        confidence: 9321,
        unread: plate === 'unknown',
        stateKnown: state !== 'unknown',
        images: [],
        models: [],
      },
      sealed: {
        plate,
        plateState: state,
        candidates: [{ plate, confidence: 9321 }],
        characters: [],
        secondReader: null,
        box: null,
        place: { latitude: 33_830_300, longitude: -116_545_300 },
        sourceEventId: name,
      },
      keep: { class: 'detection', unit: id(name) },
    },
    { stream: `detection-${camera}-${capturedAt.slice(0, 10).replaceAll('-', '')}`, by: photographed, at: capturedAt },
  );
};

export const list = async (ground: Ground, plate: string, category: HotListCategory = 'stolen-vehicle') => {
  await ground.tell(
    {
      type: 'HotListEntryAdded',
      data: {
        hotListId: id('list'),
        entryId: id(`entry ${plate}`),
        category,
        expiresAt: '2026-12-31T00:00:00.000Z',
        individualSpecific: false,
        addedBy: officer.id,
      },
      sealed: { plate, plateState: 'CA', reason: 'stolen from the depot yard', reference: '26-11873' },
      keep: { class: 'hot-list', unit: id(`entry ${plate}`) },
    },
    { stream: `entry-${id(`entry ${plate}`)}`, by: officer },
  );
};

export const raise = (ground: Ground, name: string, plate: string, entryPlate = plate): Promise<bigint> =>
  ground.tell(
    {
      type: 'HitAlertRaised',
      data: {
        hitId: id(`hit ${name}`),
        detectionId: id(name),
        cameraId: camera,
        capturedAt: '2026-11-23T09:00:00.000Z',
        entryId: id(`entry ${entryPlate}`),
        hotListId: id('list'),
        category: 'stolen-vehicle',
        match: plate === entryPlate ? 'exact' : 'confusable',
        verified: false,
      },
      sealed: { plate, plateState: 'CA', entryPlate, entryState: 'CA', reason: 'stolen from the depot yard' },
      keep: { class: 'hit', unit: id(`hit ${name}`) },
    },
    { stream: `hit-${id(`hit ${name}`)}` },
  );

/** Anything that happens to a hit and seals nothing. */
export const happen = (
  ground: Ground,
  name: string,
  type: 'HitImageOpened' | 'HitVisuallyVerified',
): Promise<bigint> => {
  const hitId = id(`hit ${name}`);
  const data = { hitId, memberId: officer.id, sessionId: officer.session };
  return ground.tell({ type, data }, { stream: `hit-${hitId}`, by: officer });
};

export const confirm = (ground: Ground, name: string): Promise<bigint> => {
  const hitId = id(`hit ${name}`);
  return ground.tell(
    {
      type: 'HitConfirmed',
      data: { hitId, memberId: officer.id, channel: 'radio' },
      sealed: { confirmer: 'dispatch 12' },
      keep: { class: 'hit', unit: hitId },
    },
    { stream: `hit-${hitId}`, by: officer },
  );
};

export const correct = (ground: Ground, name: string, from: string, to: string, stillMatches: boolean) => {
  const hitId = id(`hit ${name}`);
  return ground.tell(
    {
      type: 'PlateCorrected',
      data: { hitId, detectionId: id(name), memberId: officer.id, basis: 'image', stillMatches },
      sealed: { from, to, fromState: 'CA', toState: 'CA' },
      keep: { class: 'hit', unit: hitId },
    },
    { stream: `hit-${hitId}`, by: officer },
  );
};

type Asking = {
  readonly question?: Question;
  readonly elements?: Elements;
  readonly reason?: string;
  readonly seen?: readonly string[];
  readonly by?: typeof officer | typeof auditor;
};

/** A question and, unless it saw nothing, its answer. */
export const ask = async (ground: Ground, name: string, asking: Asking): Promise<void> => {
  const { question = 'detections', elements = {}, reason = 'theft from the depot, 26-11873', seen, by } = asking;
  const queryId = id(`query ${name}`);
  const where = { stream: `query-${queryId}`, by: by ?? officer };
  const clear = { queryId, question, purpose: 'stolen-vehicle', elements: Object.keys(elements).sort() } as const;
  await ground.tell(
    {
      type: 'QueryMade',
      data: { ...clear, eventNumberGiven: true },
      sealed: { elements, reason, eventNumber: '26-11873', noEventNumberBecause: null },
      keep: { class: 'access-record', unit: queryId },
    },
    { ...where, upheld: ['430.7(g) R-NO-REASON'] },
  );
  if (seen) await ground.tell({ type: 'ResultsSeen', data: { queryId, rows: seen.length, seen } }, where);
};

export const refuse = (
  ground: Ground,
  action: string,
  attempt: unknown,
  by: Pick<Actor, 'kind' | 'id'> = officer,
): Promise<bigint> =>
  ground.tell(
    {
      type: 'ActionRefused',
      data: { action, codes: ['R-NOT-APPROVED'] },
      sealed: { attempt },
      keep: { class: 'access-record', unit: id(`refused ${action}`) },
    },
    { stream: `query-${id(`refused ${action}`)}`, by, broken: ['430.6(d) R-NOT-APPROVED'] },
  );

/** A whole day: who works, what was read, what was sought, asked, found and refused. */
export const workingDay = async (ground: Ground): Promise<void> => {
  await enrol(ground, 'officer', 'officer.one');
  await enrol(ground, 'auditor', 'the.auditor');
  await install(ground);
  await list(ground, '7ABC123');
  await detect(ground, 'first', { plate: '7ABC123' });
  await detect(ground, 'second', { plate: '7A8C123', at: '2026-11-23T10:00:00.000Z' });
  await detect(ground, 'third', { plate: 'unknown', state: 'unknown', at: '2026-11-23T11:00:00.000Z' });
  await raise(ground, 'first', '7ABC123');
  await raise(ground, 'second', '7A8C123', '7ABC123');
  await happen(ground, 'first', 'HitImageOpened');
  await happen(ground, 'first', 'HitVisuallyVerified');
  await confirm(ground, 'first');
  await correct(ground, 'second', '7A8C123', '7A8C128', false);
  await ask(ground, 'plate', { elements: { plate: '7ABC123' }, seen: [id('first'), id('second')] });
  await ask(ground, 'part', { elements: { plate: '7AB*' } });
  await refuse(ground, 'MakeQuery', { elements: { plate: '9XYZ321' }, reason: 'because' });
};
