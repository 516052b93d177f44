/** What was answered is there after kill -9, at whatever moment; `npm run campaign -- kill` does it by the thousand. */
import { killCycles } from './killing.js';

it('a process killed 25 times loses nothing it answered, and leaves no half of a batch', async () => {
  const counts = { acked: 0, unanswered: 0, wrong: [] as string[] };
  for await (const { acked, unanswered, wrong } of killCycles(25)) {
    counts.acked += acked;
    counts.unanswered += unanswered;
    counts.wrong.push(...wrong);
  }
  expect(counts.wrong).toEqual([]);
  expect(counts.acked).toBeGreaterThan(25);
}, 180_000);
