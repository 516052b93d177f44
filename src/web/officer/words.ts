/** How alerts are spoken of, in one place: an unverified one is never called or marked as anything else. */
import type { Kind } from '../pieces/status.tsx';
import type { Alert } from './watch.ts';

export const statusWords: Readonly<Record<Alert['status'], readonly [kind: Kind, word: string]>> = {
  raised: ['doubt', 'not verified'],
  rejected: ['quiet', 'rejected by eye'],
  verified: ['due', 'verified, not confirmed'],
  confirmed: ['good', 'confirmed'],
  negative: ['bad', 'not active any more'],
  exigent: ['due', 'verified, exigent'],
  acted: ['quiet', 'acted upon'],
};

export const matchWords: Readonly<Record<Alert['match'], string>> = {
  exact: 'same characters',
  confusable: 'possible: look-alike characters',
  partial: 'possible: partial plate',
};

export const inWords = (code: string): string => code.replaceAll('-', ' ');

/** Positions that must be read from the picture: where the plates differ, and where the reader was unsure. */
export const uncertainAt = ({ differences, reading, entryPlate }: Alert): readonly number[] => {
  const unsure = (reading?.characters ?? []).flatMap(({ uncertain }, at) => (uncertain ? [at] : []));
  const places = new Set([...differences.map(({ position }) => position), ...unsure]);
  return [...places].filter((at) => at < (entryPlate?.length ?? 0)).sort((one, other) => one - other);
};
