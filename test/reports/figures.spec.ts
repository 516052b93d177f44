/** The figures of a quarter, against a department small enough to be reckoned by hand, and against any other. */
import fc from 'fast-check';
import { figuresText, quarterFigures } from '../../src/reports/figures.js';
import { aHit, noRows, type Rows, smallDepartment, sourceOf } from './rows.js';
import { anyRows } from './arbitrary.js';

const of = (rows: Rows) => quarterFigures(sourceOf(rows), { quarter: '2026-Q4' });
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

describe('the figures of a small department', () => {
  const figures = of(smallDepartment());

  it('count the reads of the quarter on the days of the department', () => {
    expect(figures.reads).toMatchObject({ total: 7, unread: 1, stateUnknown: 4, low: 4, silent: ['camera-3'] });
    expect(figures.reads.byDay[0]).toEqual({ day: '2026-10-01', reads: 1, unread: 0, mobile: 0 });
    expect(figures.reads.byDay.at(-1)).toEqual({ day: '2026-12-31', reads: 2, unread: 1, mobile: 2 });
    expect(figures.reads.byCamera.map(({ cameraId, reads }) => [cameraId, reads])).toEqual([
      ['camera-1', 5],
      ['camera-2', 2],
    ]);
    expect(figures.reads.confidence[14]).toBe(4);
    expect(figures.reads.confidence[19]).toBe(2);
    expect(figures.equipment).toEqual({ inService: { fixed: 1, mobile: 1 }, installed: 1, retired: 1 });
  });

  it('count each stage of a hit, and the stops that came before their confirmation', () => {
    expect(figures.hits).toMatchObject({
      raised: 7,
      unseen: 1,
      verified: 4,
      wrongState: 1,
      misread: 1,
      confirmed: 2,
      negative: 1,
      unasked: 1,
      exigent: 1,
      actioned: 3,
      actionedUnconfirmed: 1,
      actionedUnverified: 0,
      against: ['hit-late'],
      exigencies: ['hit-exigent'],
    });
    expect(figures.hits.misreadRate).toMatchObject({ count: 1, of: 6, share: 1 / 6 });
    expect(figures.hits.toVerdict).toEqual({ count: 6, median: 7, p95: 20, longest: 20 });
    expect(figures.hits.toConfirmation).toEqual({ count: 3, median: 95, p95: 300, longest: 300 });
  });

  it('does not let exigent circumstances excuse an action before anybody looked', () => {
    const exigent = aHit({ exigent: true, actionAt: '2026-11-05T20:01:00.000Z' });
    const { hits } = of({ ...noRows(), hits: [exigent] });
    expect(hits).toMatchObject({ actionedUnconfirmed: 0, actionedUnverified: 1, against: ['hit-1'] });
  });

  it('weighs an action by how the hit stood then, not by what was found later', () => {
    const corrected = aHit({ actionAt: '2026-11-05T20:05:00.000Z', whenActed: { verified: true, confirmed: true } });
    expect(of({ ...noRows(), hits: [corrected] }).hits.against).toEqual([]);
    const late = { verdict: 'verified', verdictAt: '2026-11-05T20:01:00.000Z' } as const;
    const unasked = { ...corrected, ...late, whenActed: { verified: true, confirmed: false } };
    expect(of({ ...noRows(), hits: [unasked] }).hits).toMatchObject({ actionedUnconfirmed: 1, actionedUnverified: 0 });
    const unseen = { ...corrected, ...late, whenActed: { verified: false, confirmed: true } };
    expect(of({ ...noRows(), hits: [unseen] }).hits).toMatchObject({ actionedUnconfirmed: 0, actionedUnverified: 1 });
  });

  it('count corrections character by character', () => {
    expect(figures.corrections).toEqual({
      total: 2,
      stateChanged: 1,
      pairs: [
        { read: 'O', corrected: '0', count: 2 },
        { read: '8', corrected: 'B', count: 1 },
      ],
      byCamera: [{ cameraId: 'camera-1', count: 2 }],
    });
  });

  it('count the users, what each lacks, and the sessions', () => {
    expect(figures.users).toMatchObject({
      enrolled: 5,
      approved: 4,
      acknowledged: 3,
      administrators: 1,
      barred: ['member-2', 'member-5'],
      unlistedApproved: [],
    });
    expect(figures.users.training).toEqual([
      { kind: 'CLETS', current: 3, lapsed: 1, never: 1 },
      { kind: 'ALPR', current: 4, lapsed: 0, never: 1 },
      { kind: 'POST', current: 2, lapsed: 0, never: 3 },
    ]);
    expect(figures.sessions).toMatchObject({ opened: 2, members: 2, withoutBanner: 1, personalDevice: 1, closed: 1 });
  });

  it('count the entries in force at the end, by the reasons of the policy', () => {
    expect(figures.hotLists).toMatchObject({ active: 3, added: 5, removed: 1, expired: 1, partial: 1, medianDays: 92 });
    expect(figures.hotLists.lists).toEqual({ local: 1, state: 0, federal: 1 });
    expect(figures.hotLists.byCategory).toHaveLength(11);
    expect(figures.hotLists.byCategory[2]).toMatchObject({ clause: '430.1¶3/H3', federal: 1, total: 1 });
  });

  it('count the searches by purpose and member, and the refusals by code and clause', () => {
    expect(figures.accesses).toMatchObject({ searches: 3, rowsAnswered: 9 });
    expect(figures.accesses.withEventNumber).toMatchObject({ count: 2, of: 3 });
    expect(figures.accesses.byMember).toEqual([
      { memberId: 'member-1', searches: 2, withEventNumber: 1, opened: 1 },
      { memberId: 'member-2', searches: 1, withEventNumber: 1, opened: 0 },
    ]);
    expect(figures.accesses.replays).toEqual([{ memberId: 'member-3', count: 1 }]);
    expect(figures.refusals).toMatchObject({ total: 3, reasonless: 1 });
    expect(figures.refusals.byClause).toContainEqual({ key: '430.7(g)', count: 1 });
    expect(figures.refusals.byCode).toHaveLength(5);
  });

  it('light what is against the policy, and list it first among the open points', () => {
    expect(figures.lights).toHaveLength(12);
    expect(figures.lights[0]).toMatchObject({ clause: '430.6(k).3', value: 1, status: 'act' });
    expect(figures.lights.at(-1)).toMatchObject({ clause: '430.7(i)', value: 1, status: 'good' });
    expect(figures.openPoints[0]).toMatchObject({ status: 'act', ids: ['hit-late'] });
  });

  it('say nothing of the reader after a few hits, and ask for a look once it surely misreads', () => {
    const light = (misread: number, verified: number) => {
      const hits = Array.from({ length: misread + verified }, (_, index) =>
        aHit({ hitId: `hit-${index}`, verdict: index < misread ? 'misread' : 'verified' }),
      );
      return of({ ...noRows(), hits }).lights.find(({ clause }) => clause === '430.6(l)')?.status;
    };
    expect([light(0, 0), light(1, 5), light(2, 98), light(30, 70)]).toEqual(['plain', 'plain', 'good', 'look']);
  });

  it('are interim while the quarter runs', () => {
    const asOf = '2026-11-20T00:00:00.000Z';
    const interim = quarterFigures(sourceOf(smallDepartment()), { quarter: '2026-Q4', asOf });
    expect(interim.period).toMatchObject({ complete: false, asOf });
    expect(interim.hotLists.active).toBe(4);
    expect(figures.period.complete).toBe(true);
  });

  it('are all zero, and no division, for a department in which nothing happened', () => {
    const empty = of(noRows());
    expect(empty.hits).toMatchObject({ raised: 0, toVerdict: { count: 0, median: null } });
    expect(figuresText(empty)).not.toMatch(/NaN|Infinity/);
    expect(empty.openPoints.map(({ clause }) => clause)).toEqual(['430.7(i)']);
  });
});

describe('the figures of any department', () => {
  it('add up', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const { reads, hits, accesses, refusals, users } = of(rows);
        expect(sum(reads.byDay.map((day) => day.reads))).toBe(reads.total);
        expect(sum(reads.byCamera.map((camera) => camera.reads))).toBe(reads.total);
        expect(sum(reads.confidence) + reads.unread).toBe(reads.total);
        expect(hits.unseen + hits.verified + hits.wrongState + hits.misread).toBe(hits.raised);
        expect(sum(hits.byCategory.map(({ raised }) => raised))).toBe(hits.raised);
        expect(sum(hits.byCamera.map(({ misread }) => misread.count))).toBe(hits.misread);
        expect(sum(accesses.byPurpose.map(({ searches }) => searches))).toBe(accesses.searches);
        expect(sum(accesses.byMember.map(({ searches }) => searches))).toBe(accesses.searches);
        expect(sum(refusals.byAction.map(({ count }) => count))).toBe(refusals.total);
        expect(sum(users.byPosition.map(({ enrolled }) => enrolled))).toBe(users.enrolled);
        for (const { current, lapsed, never } of users.training) expect(current + lapsed + never).toBe(users.enrolled);
      }),
      { numRuns: 200 },
    );
  });

  it('do not depend on the order of the rows', () => {
    const shuffled = anyRows.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.record({
          detections: fc.shuffledSubarray(rows.detections, { minLength: rows.detections.length }),
          hits: fc.shuffledSubarray(rows.hits, { minLength: rows.hits.length }),
          accesses: fc.shuffledSubarray(rows.accesses, { minLength: rows.accesses.length }),
          refusals: fc.shuffledSubarray(rows.refusals, { minLength: rows.refusals.length }),
          members: fc.shuffledSubarray(rows.members, { minLength: rows.members.length }),
        }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([rows, other]) => figuresText(of(rows)) === figuresText(of({ ...rows, ...other }))),
      { numRuns: 200 },
    );
  });
});
