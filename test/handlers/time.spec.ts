/** The clock of the house never goes back, whoever sets the one on the wall. */
import { SystemTime } from '../../src/handlers/time.js';

const noon = Date.parse('2026-11-25T12:00:00.000Z');
const hour = 3_600_000;

let wall: number;
let elapsed: number;
let time: SystemTime;
beforeEach(() => {
  wall = noon;
  elapsed = 0;
  time = new SystemTime(
    () => wall,
    () => elapsed,
  );
});
const pass = (milliseconds: number): void => {
  wall += milliseconds;
  elapsed += milliseconds;
};

it('says what the clock on the wall says', () => {
  expect(time.now()).toBe('2026-11-25T12:00:00.000Z');
  pass(1500);
  expect([time.now(), time.behind()]).toEqual(['2026-11-25T12:00:01.500Z', 0]);
});

it('goes on from where it was when that clock is set back, and says by how far', () => {
  time.now();
  wall -= 10 * hour;
  pass(1000);
  expect(time.now()).toBe('2026-11-25T12:00:01.000Z');
  pass(1000);
  expect([time.now(), time.behind()]).toEqual(['2026-11-25T12:00:02.000Z', 10 * hour]);
  wall += 10 * hour;
  expect([time.now(), time.behind()]).toEqual(['2026-11-25T12:00:02.000Z', 0]);
});

it('begins no earlier than the last fact on the ledger', () => {
  time.notBefore('2026-11-25T18:00:00.000Z');
  pass(2000);
  expect([time.now(), time.behind()]).toEqual(['2026-11-25T18:00:02.000Z', 6 * hour]);
  time.notBefore('2026-11-25T11:00:00.000Z');
  expect(time.now()).toBe('2026-11-25T18:00:02.000Z');
});

it('gives the time it was asked for and no earlier one, to the millisecond', () => {
  const said = Array.from({ length: 1000 }, () => {
    elapsed += 0.3;
    wall -= 1;
    return time.now();
  });
  expect(said).toEqual(said.toSorted());
});
