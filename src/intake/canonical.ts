/** The one read that every vendor's format becomes; normalised for matching, with the raw text kept beside it. */
import { createHash } from 'node:crypto';
import type { SourceSystem } from '../domain/detection.js';
import { Malformed, sayable } from './malformed.js';

export type Candidate = { readonly plate: string; /** 0 to 1. */ readonly confidence: number };

export type Picture = { readonly kind: 'plate' | 'vehicle' | 'scene'; readonly bytes: Uint8Array };

export type Vehicle = {
  readonly make: string | null;
  readonly model: string | null;
  readonly color: string | null;
  readonly body: string | null;
  readonly year: string | null;
  readonly orientation: string | null;
};

export type CanonicalRead = {
  readonly sourceSystem: SourceSystem;
  /** The source's own id: with the source it tells whether a read was recorded before. */
  readonly sourceEventId: string;
  /** ISO 8601, UTC, milliseconds. */
  readonly capturedAt: string;
  readonly receivedAt: string | null;
  /** `normalised` is upper-case letters and digits; empty when nothing was read, or no plate is that long. */
  readonly plate: { readonly raw: string; readonly normalised: string };
  /** USPS code, or `unknown`. */
  readonly plateState: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly stateConfidence: number | null;
  readonly candidates: readonly Candidate[];
  /** The camera as the source calls it; which camera it is, its credential says. */
  readonly camera: { readonly reference: string | null; readonly name: string | null };
  readonly vehicle: Vehicle;
  readonly images: readonly Picture[];
  /** Degrees from north. */
  readonly direction: number | null;
  /** Degrees, WGS 84. */
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
  /** SHA-256, hex, of the body it came in, whatever the order of its members. */
  readonly payloadDigest: string;
};

export const LONGEST_PLATE = 10;
/** Alternative readings kept at most. */
export const MOST_CANDIDATES = 20;
/** How deep a body may be nested; the deepest format we know has seven levels. */
const DEEPEST = 16;

/** Upper-case letters and digits; empty when that leaves nothing, or more than a plate has room for. */
export const normalised = (raw: string): string => {
  const plate = raw
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
  return plate.length > LONGEST_PLATE ? '' : plate;
};

/** Distinct alternative readings, the likeliest first. */
export const candidatesOf = (given: readonly Candidate[]): Candidate[] => {
  const best = new Map<string, number>();
  for (const { plate, confidence } of given) {
    const text = normalised(plate);
    if (text !== '' && confidence > (best.get(text) ?? -1)) best.set(text, confidence);
  }
  return [...best]
    .map(([plate, confidence]) => ({ plate, confidence }))
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, MOST_CANDIDATES);
};

/** The system reads plates; of the people in a vehicle it takes nothing in (430.1¶1.3, R-PERSON-FIELD). */
const people = new Set(
  (
    'driver drivers occupant occupants passenger passengers person persons people pedestrian pedestrians face faces ' +
    'facial gender sex age race ethnicity skin biometric biometrics emotion'
  ).split(' '),
);

const aboutPeople = (name: string): boolean =>
  name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .some((word) => people.has(word));

/**
 * Looks at every member of a body before anything else does.
 * @throws Malformed when one names a person, or it is nested without end
 */
export const refusePeople = (body: unknown): void => {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > DEEPEST) throw new Malformed('The body is nested too deep', 'body', `Use ${DEEPEST} levels at most.`);
    const inner: unknown[] = [];
    for (const value of level) {
      if (value === null || typeof value !== 'object') continue;
      for (const [name, member] of Object.entries(value)) {
        if (!Array.isArray(value) && aboutPeople(name))
          throw new Malformed(
            'Nothing about a driver or an occupant is taken in: 430.1¶1.3, R-PERSON-FIELD',
            sayable(name),
            'Send the plate and the vehicle only.',
          );
        inner.push(member);
      }
    }
    level = inner;
  }
};

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, member]) => [name, sorted(member)]),
  );
};

/** SHA-256, hex, of a body that `refusePeople` has looked at. */
export const payloadDigest = (body: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(sorted(body)) ?? '')
    .digest('hex');
