/** What a report asks for, the read models answer: the types agree, and so do the counts. */
import fc from 'fast-check';
import { pairsOf } from '../../src/projections/alignment.js';
import { figureSource } from '../../src/projections/figuresource.js';
import { quarterFigures } from '../../src/reports/figures.js';
import type { FigureSource, LedgerRow } from '../../src/reports/source.js';
import { Ground, id } from './ground.js';
import { auditor, camera, officer, workingDay } from './telling.js';

const ledger: LedgerRow = { events: 17, root: '0'.repeat(64), verification: null, signed: null };

let ground: Ground;
let source: FigureSource;
beforeAll(async () => {
  ground = await Ground.open();
  await workingDay(ground);
  await ground.settle();
  source = figureSource(ground.views.db, ledger);
});
afterAll(() => ground.close());

it('the rows are those of the day', () => {
  expect([...source.detections()].toSorted((a, b) => a.at.localeCompare(b.at))).toEqual([
    { at: '2026-11-23T09:00:00.000Z', cameraId: camera, confidence: 9000, unread: false, stateKnown: true, count: 1 },
    { at: '2026-11-23T10:00:00.000Z', cameraId: camera, confidence: 9000, unread: false, stateKnown: true, count: 1 },
    { at: '2026-11-23T11:00:00.000Z', cameraId: camera, confidence: null, unread: true, stateKnown: false, count: 1 },
  ]);
  expect([...source.hits()]).toMatchObject([
    { hitId: id('hit first'), verdict: 'verified', confirmation: 'confirmed', match: 'exact', actionAt: null },
    { hitId: id('hit second'), verdict: 'misread', confirmation: null, match: 'confusable' },
  ]);
  expect([...source.corrections()]).toEqual([
    {
      at: expect.any(String),
      cameraId: camera,
      pairs: [{ read: '3', corrected: '8' }],
      stateChanged: false,
    },
  ]);
  expect([...source.accesses()]).toMatchObject([
    { kind: 'image', memberId: officer.id, purpose: null, rows: 0 },
    { kind: 'search', memberId: officer.id, purpose: 'stolen-vehicle', eventNumber: true, rows: 2 },
    { kind: 'search', memberId: officer.id, rows: 0 },
  ]);
  expect([...source.refusals()]).toMatchObject([
    { action: 'MakeQuery', by: 'member', rulings: [{ clause: '430.6(d)', code: 'R-NOT-APPROVED' }] },
  ]);
  expect([...source.members()].map(({ memberId }) => memberId)).toEqual([officer.id, auditor.id]);
  expect([...source.cameras()]).toMatchObject([{ cameraId: camera, mobility: 'fixed', retiredAt: null }]);
  expect([...source.hotListEntries()]).toMatchObject([{ category: 'stolen-vehicle', source: 'local', partial: false }]);
  expect([[...source.hotLists()], [...source.sessions()], source.ledger()]).toEqual([[], [], ledger]);
});

it('no row holds a plate, a name or a place', () => {
  const rows = [source.detections(), source.hits(), source.corrections(), source.accesses(), source.members()].map(
    (each: Iterable<unknown>) => [...each],
  );
  expect(JSON.stringify(rows)).not.toMatch(/7ABC123|7A8C12|officer\.one|Gate|33830300/);
});

it('a quarter is counted from them', () => {
  const figures = quarterFigures(source, { quarter: '2026-Q4', asOf: '2026-11-24T00:00:00.000Z' });
  expect(figures.reads).toMatchObject({ total: 3, unread: 1 });
  expect(figures.hits).toMatchObject({ raised: 2, verified: 1, misread: 1, confirmed: 1, actioned: 0 });
  expect(figures.accesses).toMatchObject({ searches: 2, rowsAnswered: 2 });
  expect(figures.refusals.total).toBe(1);
});

it('counts of reads outlive what was read', () => {
  const kid = 'detection/2026-11-23#0';
  ground.vault.shred(kid);
  ground.views.forget(kid);
  expect([...source.detections()]).toHaveLength(3);
});

describe('the characters corrected', () => {
  const text = fc.string({ unit: fc.constantFrom(...'ABC8'), maxLength: 8 });

  it.each([
    ['7ABC123', '7A8C128', ['B8', '38']],
    ['7ABC123', '7ABC23', ['1-']],
    ['ABC', 'XABC', ['-X']],
    ['', '', []],
  ])('of %s for %s are %j', (read, corrected, pairs) => {
    expect(pairsOf(read, corrected).map((pair) => `${pair.read || '-'}${pair.corrected || '-'}`)).toEqual(pairs);
  });

  it('are as many as it takes to get from one to the other, and none where nothing differs', () =>
    fc.assert(
      fc.property(text, text, (a, b) => {
        const pairs = pairsOf(a, b);
        expect(pairs.length === 0).toBe(a === b);
        expect(pairs.length).toBeLessThanOrEqual(Math.max(a.length, b.length));
        const grown =
          pairs.filter(({ read }) => read === '').length - pairs.filter((one) => one.corrected === '').length;
        expect(b.length - a.length).toBe(grown);
      }),
    ));
});
