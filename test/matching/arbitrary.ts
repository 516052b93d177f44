/** Plates as fast-check makes them up. */
import fc from 'fast-check';
import type { HotEntry } from '../../src/matching/hotindex.js';

export const characters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
export const character = fc.constantFrom(...characters);
export const plate = fc.string({ unit: character, minLength: 1, maxLength: 10 });

export const later = '2027-01-01T00:00:00.000Z';
export const now = '2026-11-24T12:00:00.000Z';

export const entry = (plateText: string, more: Partial<HotEntry> = {}): HotEntry => ({
  entryId: `entry of ${plateText}`,
  hotListId: 'list',
  category: 'stolen-vehicle',
  plate: plateText,
  plateState: 'CA',
  reason: 'stolen from the depot yard',
  addedAt: '2026-11-01T00:00:00.000Z',
  expiresAt: later,
  ...more,
});

export const read = (plateText: string, plateState = 'CA') => ({
  plate: plateText,
  plateState,
  at: now,
  candidates: [] as { plate: string; confidence: number }[],
});
