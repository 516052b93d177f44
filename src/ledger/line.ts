/** The line: one fact as canonical text, whose bytes are the leaf; what is personal in it stands sealed beside it. */
import { canonical, canonicalString } from '../vault/canonical.js';
import type { Seal } from '../vault/seal.js';
import { kidOf, type Vault, type Where } from '../vault/vault.js';
import { assertNothingPersonal } from './clear.js';
import { Corrupt, type Entry, type Recorded } from './ledger.js';
import { leafHash } from './tree.js';

/** One fact before it is written down. Ids are UUIDs, digests SHA-256 in hex, times ISO 8601 in UTC. */
export type Fact = {
  readonly id: string;
  /** PascalCase, past tense; `schema` counts the versions of its data from 1. */
  readonly type: string;
  readonly schema: number;
  /** `category-<uuid>`, or `category-<uuid>-<yyyymmdd>`. */
  readonly stream: string;
  /** Leaf (hex) of the stream's previous event, null for its first: makes a stream's completeness provable. */
  readonly prev: string | null;
  readonly occurredAt: string;
  readonly recordedAt: string;
  readonly actor: { readonly kind: string; readonly id: string; readonly session?: string; readonly person?: string };
  /** The type of the command that caused it; absent in the first lines ever written. */
  readonly action?: string;
  /** The command that caused it, and the digest of what was asked. */
  readonly command: string;
  readonly request: string;
  /** The rules weighed: `set` is `psp-430@sha256:<digest>`, the others clauses or codes. */
  readonly policy: { readonly set: string; readonly upheld: readonly string[]; readonly broken: readonly string[] };
  /** Id of the event that led to this one. */
  readonly cause?: string;
  /** Stands in clear for ever: nothing personal. */
  readonly data: unknown;
  /** Under which key `sealed` is kept; needed when there is something to seal. */
  readonly keep?: { readonly class: string; readonly unit: string };
  /** Everything personal; in a fact read back, null when its key was destroyed. */
  readonly sealed?: unknown;
};

/** A fact as its line tells it: what was sealed is named, and not there. */
export type Line = Omit<Fact, 'keep' | 'sealed'> & {
  readonly v: 1;
  readonly retention?: { readonly class: string; readonly kid: string; readonly unit: string };
  readonly sealed?: readonly Seal[];
};

/** A fact read back, with where it stands. `prev` of the next event in its stream is `leaf`. */
export type Opened = Fact & {
  readonly position: bigint;
  readonly revision: number;
  /** Hex. */
  readonly leaf: string;
};

/** The longest line, in bytes of UTF-8: what fits the uint16 length of a tlog-tiles entry bundle, with room. */
export const LONGEST_LINE = 60_000;

/** The part that holds `sealed`. */
const CORE = 'core';

const whereOf = (
  { id, type, occurredAt }: Pick<Fact, 'id' | 'type' | 'occurredAt'>,
  { class: name, unit }: { readonly class: string; readonly unit: string },
): Where => ({ class: name, day: occurredAt.slice(0, 10), unit, eventId: id, type, part: CORE });

/** The members of a seal are digests, names and a length, all of our own making: they need no escaping. */
const sealText = ({ p, alg, kid, cth, len, cm }: Seal): string =>
  `{"alg":"${alg}","cm":"${cm}","cth":"${cth}","kid":${canonicalString(kid)},"len":${len},"p":"${p}"}`;

/** Canonical JSON of the whole line: the members stand here in RFC 8785 order. */
const lineText = (fact: Fact, kid: string, seal: Seal | undefined): string => {
  const { id, type, schema, stream, prev, occurredAt, recordedAt, action, actor } = fact;
  const { command, request, policy, cause, keep } = fact;
  return (
    (action === undefined ? '{' : `{"action":${canonicalString(action)},`) +
    `"actor":${canonical(actor)},` +
    (cause === undefined ? '' : `"cause":${canonicalString(cause)},`) +
    `"command":${canonicalString(command)},"data":${canonical(fact.data)},"id":${canonicalString(id)},` +
    `"occurredAt":${canonicalString(occurredAt)},"policy":${canonical(policy)},"prev":${canonical(prev)},` +
    `"recordedAt":${canonicalString(recordedAt)},"request":${canonicalString(request)},` +
    (keep ? `"retention":{"class":${canonicalString(keep.class)},"kid":"${kid}","unit":"${keep.unit}"},` : '') +
    `"schema":${canonical(schema)},` +
    (seal ? `"sealed":[${sealText(seal)}],` : '') +
    `"stream":${canonicalString(stream)},"type":${canonicalString(type)},"v":1}`
  );
};

/**
 * Writes a fact down: seals its personal part, refuses anything personal in the rest, and hashes the line.
 * @throws PersonalInClear when a member that stands in clear could be personal
 * @throws TypeError when it has no canonical form, RangeError when it is longer than `LONGEST_LINE`
 * @throws KeyDestroyed when the day it belongs to was purged
 */
export const writeLine = (vault: Pick<Vault, 'seal'>, fact: Fact): Entry => {
  const { sealed, keep } = fact;
  assertNothingPersonal(fact, fact.type, 'sealed');
  if (sealed !== undefined && !keep) throw new TypeError(`${fact.type} seals something, but says not where to keep it`);
  const where = keep && whereOf(fact, keep);
  const part = where && sealed !== undefined && sealed !== null ? vault.seal(where, sealed) : undefined;
  const line = lineText(fact, where ? kidOf(where) : '', part?.seal);
  if (line.length > LONGEST_LINE / 3 && Buffer.byteLength(line) > LONGEST_LINE)
    throw new RangeError(`${fact.type} is longer than a line may be (${LONGEST_LINE} bytes)`);
  return {
    id: fact.id,
    type: fact.type,
    line,
    leaf: leafHash(line),
    request: Buffer.from(fact.request, 'hex'),
    parts: part ? [{ name: CORE, ciphertext: part.ciphertext, kid: part.seal.kid }] : [],
  };
};

/** Reads a line back. @throws Corrupt when it is not one */
export const parseLine = (line: string): Line => {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    throw new Corrupt('A line of the ledger is not JSON.');
  }
  if (parsed === null || typeof parsed !== 'object' || (parsed as { v?: unknown }).v !== 1)
    throw new Corrupt('A line of the ledger is not of a version this program knows.');
  return parsed as Line;
};

/**
 * Reads a recorded fact back, opening what was sealed: `sealed` is null when its key was destroyed.
 * @throws DataLoss when key or ciphertext are missing although nobody destroyed them
 * @throws Tampered when the ciphertext is not the one the line names, Corrupt when the line is not one
 */
export const openRecorded = (vault: Pick<Vault, 'open'>, recorded: Recorded): Opened => {
  const { v: _, retention, sealed, ...fact } = parseLine(recorded.line);
  const seal = sealed?.[0];
  const keep = retention && { class: retention.class, unit: retention.unit };
  const opened =
    keep && seal
      ? vault.open(whereOf(fact, keep), seal, recorded.parts.find(({ name }) => name === seal.p)?.ciphertext)
      : undefined;
  return {
    ...fact,
    ...(keep && { keep }),
    ...(seal && { sealed: opened }),
    position: recorded.position,
    revision: recorded.revision,
    leaf: Buffer.from(recorded.leaf).toString('hex'),
  };
};
