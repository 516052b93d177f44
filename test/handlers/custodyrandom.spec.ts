/** Holds against purges and clocks that jump, at random: a few of what the campaigns do by the thousand. */
import { interleave } from './interleaving.js';
import { jumpClocks } from './jumping.js';
import { purgeDays } from './residues.js';

it('nothing held is destroyed and nothing destroyed is reported held, in 200 random interleavings', () => {
  const { counted, wrong } = interleave(200, 430);
  process.stdout.write(`${JSON.stringify(counted)}\n`);
  expect(wrong).toEqual([]);
  expect(counted.purges).toBeGreaterThan(20);
  expect(counted.unitsHeldThroughPurge).toBeGreaterThan(10);
  expect(counted.unitsDestroyed).toBeGreaterThan(20);
}, 120_000);

it('no purge comes early in 200 departments whose clocks jump and whose programs restart', () => {
  const { counted, wrong } = jumpClocks(200, 430);
  process.stdout.write(`${JSON.stringify(counted)}\n`);
  expect(wrong).toEqual([]);
  expect(counted.purges).toBeGreaterThan(20);
  expect(counted.jumps).toBeGreaterThan(1000);
}, 120_000);

it('nothing of a purged day is in any file, wherever the purge was stopped', async () => {
  const { counted, wrong } = await purgeDays(4, 430);
  process.stdout.write(`${JSON.stringify(counted)}\n`);
  expect(wrong).toEqual([]);
  expect([counted.purges, counted.keys, counted.ciphertexts > 10]).toEqual([4, 8, true]);
}, 180_000);
