/** How a history is played: at its own pace times the speed, quiet times passed over, what falls together at once. */
import { nextAt, speeds } from '../../src/web/auditor/pace.js';

const HOUR = 3_600_000;

it('from 1x to 1000x', () => expect([speeds[0], speeds.at(-1)]).toEqual([1, 1000]));

it('waits as long as it was, by the speed', () => {
  const times = [0, 1000, 61_000];
  expect(nextAt(times, 0, 1, false)).toEqual({ index: 1, wait: 1000 });
  expect(nextAt(times, 1, 10, false)).toEqual({ index: 2, wait: 6000 });
});

it('passes over a quiet night, if that is wanted', () => {
  expect(nextAt([0, 8 * HOUR], 0, 100, true)).toEqual({ index: 1, wait: 1500 });
  expect(nextAt([0, 8 * HOUR], 0, 100, false)).toEqual({ index: 1, wait: 288_000 });
});

it('shows at once what falls into one picture, and never stands still', () => {
  expect(nextAt([0, 100, 200, 16_001, 90_000], 0, 1000, true)).toEqual({ index: 2, wait: 16 });
  expect(nextAt([500, 400, 90_000], 0, 1, true)).toEqual({ index: 1, wait: 16 });
});

it('ends with the last event', () => {
  expect(nextAt([0, 1], 1, 1, true)).toBeNull();
  expect(nextAt([], 0, 1, true)).toBeNull();
});
