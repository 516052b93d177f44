/** What the public is told of the hot lists in force, of those with access, and of the last audit. */
import { withoutSmall } from '../../src/domain/publication.js';
import { lastAudited, publicCounts } from '../../src/projections/publicfigures.js';
import type { DomainEvent } from '../../src/projections/projection.js';
import { Ground, id } from './ground.js';
import { list } from './telling.js';

const [from, to] = ['2026-11-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z'];
const digest = '0'.repeat(64);

let ground: Ground;
beforeAll(async () => {
  ground = await Ground.open();
});
afterAll(() => ground.close());

const tell = (type: string, stream: string, data: object, at: string): Promise<bigint> =>
  ground.tell({ type, data } as unknown as DomainEvent, { stream, at });

const version = (number: number, entries: number, at: string): Promise<bigint> => {
  const hotListId = id('federal');
  const none = { added: 0, removed: 0, unchanged: 0, duplicates: 0, collisions: 0, quarantined: 0 };
  const categories = [
    { category: 'stolen-vehicle', entries: entries - 3 },
    { category: 'amber-alert', entries: 3 },
  ];
  const data = { versionId: id(`version ${number}`), hotListId, number, asOf: at, entries, categories, content: {} };
  return tell('HotListVersionPublished', `hotlist-${hotListId}`, { ...data, ...none }, at);
};

it('is nothing where nothing was imported, granted or audited', async () => {
  await ground.settle();
  expect(publicCounts(ground.views.db, from, to)).toMatchObject({
    versions: { lists: 0, published: 0 },
    imported: { local: 0, state: 0, federal: 0 },
    agencies: { 'with-access': 0 },
    immigration: { 'switches-on': 0, 'files-on': 0 },
  });
  expect(lastAudited(ground.views.db)).toBeNull();
});

it('counts the version that was in force, not those before or after it', async () => {
  const at = '2026-10-01T00:00:00.000Z';
  await tell(
    'HotListRegistered',
    `hotlist-${id('federal')}`,
    { hotListId: id('federal'), source: 'federal', owner: id('m') },
    at,
  );
  await version(1, 900, '2026-10-05T00:00:00.000Z');
  await version(2, 800, '2026-11-05T00:00:00.000Z');
  await version(3, 700, '2026-12-05T00:00:00.000Z');
  await list(ground, '7ABC123');
  const mou = {
    mouId: id('mou'),
    agencyId: id('agency'),
    from: at,
    until: '2027-06-01T00:00:00.000Z',
    scope: [],
    clauses: [],
  };
  await tell('MouExecuted', `mou-${id('mou')}`, { ...mou, document: digest, chief: id('chief') }, at);
  await tell('AgencyAccessGranted', `mou-${id('mou')}`, { mouId: id('mou') }, at);
  const audit = { auditId: id('audit'), kind: 'quarterly', openedBy: id('m'), approver: id('chief'), areas: [] };
  const quarter = { from: '2026-07-01T07:00:00.000Z', to: '2026-10-01T07:00:00.000Z' };
  await tell('AuditOpened', `review-${id('audit')}`, { ...audit, ...quarter }, at);
  await tell(
    'AuditClosed',
    `review-${id('audit')}`,
    { auditId: id('audit'), closedBy: id('chief'), papers: digest },
    at,
  );
  await ground.settle();
  const counts = publicCounts(ground.views.db, from, to);
  expect(counts).toMatchObject({
    versions: { lists: 1, published: 1 },
    imported: { local: 0, state: 0, federal: 800 },
    agencies: { 'with-access': 1 },
  });
  expect(counts['sought']).toMatchObject({ 'stolen-vehicle': 798, 'amber-alert': 3 });
  expect(lastAudited(ground.views.db)).toBe('2026-09-30');
});

it('leaves out what is small, and what would tell it', () => {
  const { agencies, sought } = publicCounts(ground.views.db, from, to);
  expect(withoutSmall(agencies!, 5)).toEqual({ 'with-access': null });
  expect(withoutSmall(sought!, 5)).toMatchObject({ 'amber-alert': null, 'stolen-vehicle': null, 'missing-person': 0 });
});
