/** Any department at all, for the properties. */
import fc from 'fast-check';
import { hotListCategories, type HotListCategory } from '../../src/domain/hotlist.js';
import { authorisedPositions, unlistedPositions } from '../../src/domain/positions.js';
import { purposes, type Purpose } from '../../src/domain/policy/purposes.js';
import { noRows, type Rows } from './rows.js';

const time = fc
  .date({ min: new Date('2026-09-20T00:00:00Z'), max: new Date('2027-01-10T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const orNull = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const cameraId = fc.constantFrom('camera-1', 'camera-2', 'camera-3');
const memberId = fc.constantFrom('member-1', 'member-2', 'member-3', 'member-4');
const category = fc.constantFrom(...(Object.keys(hotListCategories) as HotListCategory[]));
const purpose = fc.constantFrom(...(Object.keys(purposes) as Purpose[]));

const detection = fc.record({
  at: time,
  cameraId,
  confidence: orNull(fc.integer({ min: 0, max: 10_000 })),
  unread: fc.boolean(),
  stateKnown: fc.boolean(),
  count: fc.integer({ min: 1, max: 50 }),
});

const hit = fc.record({
  hitId: fc.uuid(),
  cameraId,
  category: orNull(category),
  match: fc.constantFrom('exact' as const, 'confusable' as const, 'partial' as const),
  raisedAt: time,
  verdict: orNull(fc.constantFrom('verified' as const, 'wrong-state' as const, 'misread' as const)),
  verdictAt: orNull(time),
  confirmation: orNull(fc.constantFrom('confirmed' as const, 'negative' as const)),
  confirmationAt: orNull(time),
  exigent: fc.boolean(),
  actionAt: orNull(time),
});

const access = fc.record({
  at: time,
  memberId,
  kind: fc.constantFrom('search' as const, 'read' as const, 'image' as const, 'export' as const, 'replay' as const),
  purpose: orNull(purpose),
  eventNumber: fc.boolean(),
  rows: fc.nat({ max: 100 }),
});

const refusal = fc.record({
  at: time,
  action: fc.constantFrom('MakeSearch', 'RecordEnforcement', 'LogIn'),
  by: fc.constantFrom('member' as const, 'camera' as const),
  rulings: fc.array(
    fc.record({
      clause: fc.constantFrom('430.7(g)', '430.6(k).3', '430.6(d)'),
      code: fc.constantFrom('R-NO-REASON', 'R-UNCONFIRMED', 'R-TRAINING:CLETS'),
    }),
    { maxLength: 4 },
  ),
});

const member = fc.record({
  memberId,
  position: fc.constantFrom(...authorisedPositions, ...unlistedPositions),
  training: fc.record({ CLETS: time, ALPR: time, POST: time }, { requiredKeys: [] }),
  acknowledged: fc.boolean(),
  approved: fc.boolean(),
  administrator: fc.boolean(),
});

export const anyRows: fc.Arbitrary<Rows> = fc
  .record({
    detections: fc.array(detection, { maxLength: 30 }),
    hits: fc.array(hit, { maxLength: 20 }),
    accesses: fc.array(access, { maxLength: 20 }),
    refusals: fc.array(refusal, { maxLength: 10 }),
    members: fc.array(member, { maxLength: 10 }),
  })
  .map((rows) => ({ ...noRows(), ...rows }));
