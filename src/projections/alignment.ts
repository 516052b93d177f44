/** Which character was read for which: two texts of a plate laid side by side. */

export type Pair = { readonly read: string; readonly corrected: string };

/** Fewest changes from the first `i` characters of one to the first `j` of the other (Wagner and Fischer 1974). */
const distances = (read: string, corrected: string): number[][] => {
  const rows = Array.from({ length: read.length + 1 }, (_, i) => [i]);
  for (let j = 1; j <= corrected.length; j += 1) rows[0]!.push(j);
  for (let i = 1; i <= read.length; i += 1)
    for (let j = 1; j <= corrected.length; j += 1) {
      const changed = rows[i - 1]![j - 1]! + Number(read[i - 1] !== corrected[j - 1]);
      rows[i]!.push(Math.min(changed, rows[i - 1]![j]! + 1, rows[i]![j - 1]! + 1));
    }
  return rows;
};

/** The characters that differ, in order; an empty text stands for a character that was not there. */
export const pairsOf = (read: string, corrected: string): Pair[] => {
  const rows = distances(read, corrected);
  const pairs: Pair[] = [];
  let [i, j] = [read.length, corrected.length];
  while (i > 0 || j > 0) {
    const here = rows[i]![j]!;
    const [a, b] = [read[i - 1] ?? '', corrected[j - 1] ?? ''];
    if (i > 0 && j > 0 && rows[i - 1]![j - 1]! + Number(a !== b) === here) {
      if (a !== b) pairs.push({ read: a, corrected: b });
      [i, j] = [i - 1, j - 1];
    } else if (i > 0 && rows[i - 1]![j]! + 1 === here) {
      pairs.push({ read: a, corrected: '' });
      i -= 1;
    } else {
      pairs.push({ read: '', corrected: b });
      j -= 1;
    }
  }
  return pairs.reverse();
};
