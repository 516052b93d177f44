/** Whether confidence means what it says: of all that is claimed at 0.9, nine in ten must be right. */
import { wilson, type Share } from './wilson.js';

/** What was claimed of one read, and whether it was right. */
export type Claim = { readonly confidence: number; readonly right: boolean };

/** The claims from `low` to below `high`: what they said on average, and how many were right. */
export type Bin = { readonly low: number; readonly high: number; readonly said: number; readonly right: Share };

const BINS = 10;

/** The reliability diagram: ten bins of equal width, the last with 1 in it; empty ones are left out. */
export const reliability = (claims: readonly Claim[]): Bin[] =>
  Array.from({ length: BINS }, (_, bin) => {
    const inside = claims.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === bin);
    return {
      low: bin / BINS,
      high: (bin + 1) / BINS,
      said: inside.reduce((sum, { confidence }) => sum + confidence, 0) / Math.max(1, inside.length),
      right: wilson(inside.filter(({ right }) => right).length, inside.length),
    };
  }).filter(({ right }) => right.n > 0);

/**
 * Expected calibration error: how far what was said lies from what was right, on average over the claims
 * (Naeini et al. 2015; Guo et al. 2017, arXiv:1706.04599). Few claims make it larger than it is, never smaller.
 */
export const calibrationError = (claims: readonly Claim[]): number =>
  reliability(claims).reduce((sum, { said, right }) => sum + Math.abs(said - right.share) * right.n, 0) /
  Math.max(1, claims.length);

/** The error that exact confidences would show on average with as many claims: what chance alone adds up to. */
export const errorByChance = (claims: readonly Claim[]): number =>
  reliability(claims).reduce((sum, { said, right }) => sum + meanDistance(right.n, said), 0) /
  Math.max(1, claims.length);

/** Mean of |k - n p| over the binomial distribution, by de Moivre's formula (Diaconis and Zabell 1991). */
const meanDistance = (n: number, p: number): number => {
  if (p <= 0 || p >= 1) return 0;
  const m = Math.floor(n * p) + 1;
  let log = Math.log(m) + m * Math.log(p) + (n - m + 1) * Math.log(1 - p);
  for (let i = 1; i <= m; i += 1) log += Math.log((n - m + i) / i);
  return 2 * Math.exp(log);
};
