/** How long a read takes to meet a hot list of a million entries; nothing asserts it, for machines differ. */
import { HotIndex } from '../../src/matching/hotindex.js';
import { entry, read } from './arbitrary.js';

const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';

/** A California passenger plate, made up from a number: the same number always gives the same plate. */
const plateOf = (seed: number): string => {
  let n = (seed * 2_654_435_761) % 4_294_967_296;
  const take = (size: number): number => {
    const digit = n % size;
    n = Math.floor(n / size) + seed;
    return digit;
  };
  const letter = (): string => letters.charAt(take(letters.length));
  const digits = String(take(1_000)).padStart(3, '0');
  return `${1 + take(9)}${letter()}${letter()}${letter()}${digits}`;
};

export type Measured = {
  readonly entries: number;
  readonly met: number;
  /** Of one read with one alternative reading. */
  readonly microseconds: number;
  readonly megabytes: number;
};

/** Fills an index with as many entries, a thousandth of them partial, and times as many reads. */
export const measureMatching = (entries: number, reads: number): Measured => {
  const before = process.memoryUsage().heapUsed;
  const index = new HotIndex();
  for (let i = 0; i < entries; i += 1) {
    const plate = plateOf(i);
    const listed = i % 1_000 === 0 ? `${plate.slice(0, 4)}??${plate.slice(6)}` : plate;
    index.add(entry(listed, { entryId: String(i) }));
  }
  const megabytes = (process.memoryUsage().heapUsed - before) / 1e6;
  const seen = Array.from({ length: reads }, (_, i) => ({
    ...read(plateOf(entries * 2 + i)),
    candidates: [{ plate: plateOf(entries * 3 + i), confidence: 3_000 }],
  }));
  let met = 0;
  // Time of this process alone: the machine may be busy with something else.
  const started = process.cpuUsage();
  for (const one of seen) met += index.match(one).length;
  const { user, system } = process.cpuUsage(started);
  return { entries, met, microseconds: (user + system) / reads, megabytes };
};
