/** The lot: which items of a population an audit looks at, decided by a hash that nobody could choose. */
import { hash } from 'node:crypto';
import type { RiskArea, Sampling } from '../domain/auditplan.js';
import type { DomainEvent } from '../projections/projection.js';
import type { Item, Stratum } from '../domain/review.js';
import { byKey } from './statistics.js';

const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** Which events belong to which risk area; a search is a question that shows plates. */
const areaOf: Readonly<Partial<Record<DomainEvent['type'], RiskArea>>> = {
  QueryMade: 'searches',
  HitVisuallyVerified: 'hit-comparisons',
  HitRejected: 'hit-comparisons',
  EnforcementActionRecorded: 'enforcement-actions',
  ExigencyDeclared: 'exigencies',
  PlateCorrected: 'corrections',
  HotListRegistered: 'hot-list-changes',
  HotListEntryAdded: 'hot-list-changes',
  HotListEntryRemoved: 'hot-list-changes',
  SessionOpened: 'log-ins',
  AccessApproved: 'approvals',
  ActionRefused: 'refusals',
};

const searching: ReadonlySet<unknown> = new Set(['detections', 'hits', 'hot-list-entries']);

/** A fact as its line tells it, without its sealed part: the lot needs no key. */
export type Told = {
  readonly id: string;
  readonly type: string;
  readonly occurredAt: string;
  readonly actor: { readonly kind: string; readonly id: string };
  readonly data: unknown;
};

/** The item of a population that a fact is, or null when it belongs to no area. */
export const itemOf = ({ id, type, actor, data }: Told): Item | null => {
  const area = areaOf[type as DomainEvent['type']] ?? (type.startsWith('Release') ? 'releases' : undefined);
  if (area === undefined) return null;
  if (area === 'searches' && !searching.has((data as { readonly question?: unknown }).question)) return null;
  return { itemId: id, area, actorId: actor.kind === 'member' ? actor.id : null };
};

export type Lot = {
  /** Root of the ledger up to and including the opening of the audit, hex. */
  readonly root: string;
  readonly auditId: string;
  readonly areas: readonly Sampling[];
};

/**
 * Draws the sample. Every item gets a number, the SHA-256 of root, audit, area and its own id, one a line; the smallest
 * numbers of each area are drawn. Who opens an audit cannot know the root, for it covers the opening itself; who holds
 * a copy of the ledger can do the draw again, with no key and no program of ours.
 */
export const drawSample = (
  { root, auditId, areas }: Lot,
  all: readonly Item[],
): { readonly population: string; readonly strata: readonly Stratum[]; readonly items: readonly Item[] } => {
  const drawn = areas.map(({ area, sample }) => {
    const items = all.filter((item) => item.area === area);
    const numbered = items.map((item) => ({ item, number: sha256([root, auditId, area, item.itemId].join('\n')) }));
    const chosen = numbered
      .toSorted((a, b) => byKey(a.number, b.number))
      .slice(0, sample)
      .map(({ item }) => item);
    return { stratum: { area, population: items.length, drawn: chosen.length }, items: chosen };
  });
  const concerned = new Set(areas.map(({ area }) => area));
  const population = all.filter(({ area }) => concerned.has(area)).map(({ area, itemId }) => `${area} ${itemId}\n`);
  return {
    population: sha256(population.toSorted(byKey).join('')),
    strata: drawn.map(({ stratum }) => stratum),
    items: drawn.flatMap(({ items }) => items),
  };
};
