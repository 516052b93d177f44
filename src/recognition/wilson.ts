/** How sure a measured share is. */

/** A share with its 95 % Wilson interval. */
export type Share = {
  readonly of: number;
  readonly n: number;
  readonly share: number;
  readonly low: number;
  readonly high: number;
};

/** Wilson's score interval for `of` out of `n`, at 95 % (Wilson 1927, J. Am. Stat. Assoc. 22, 209). */
export const wilson = (of: number, n: number): Share => {
  const z = 1.959964;
  if (n === 0) return { of, n, share: 0, low: 0, high: 1 };
  const share = of / n;
  const middle = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
  return { of, n, share, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
};
