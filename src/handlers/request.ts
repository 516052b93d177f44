/** The digest by which a repeated request is known from another one under the same id. */
import type { Keep } from '../domain/decider.js';
import { canonicalSealed } from '../vault/canonical.js';
import type { Vault } from '../vault/vault.js';
import { sha256 } from './ids.js';
import type { AnyCommand, Order } from './orders.js';

/**
 * SHA-256, hex, of who asked for what. Where the request holds anything personal it is keyed with the unit's own key,
 * so that nobody can test a guessed plate against it, and so that it means nothing once that key is destroyed.
 */
export const requestDigest = (
  vault: Pick<Vault, 'fingerprint'>,
  { request, by, asked }: Order,
  keep: Keep | null,
  occurredAt: string,
): string => {
  const who = { id: by.id, kind: by.kind, ...(by.kind === 'agency' && { person: by.person }) };
  const text = canonicalSealed({ asked: asked ?? request.data, by: who, type: request.type });
  return keep ? vault.fingerprint({ ...keep, day: occurredAt.slice(0, 10) }, text) : sha256(text);
};

/** Never kept, not even sealed: what would let the reader act as somebody else; nor what was found out of the asker. */
const secret = new Set(['passwordHash', 'factorSecret', 'invitation', 'token', 'credential', 'asker']);

/** Acts that keep a plate as a keyed digest alone; refused, they keep no more of it. */
const keyed: ReadonlySet<string> = new Set<AnyCommand['type']>(['ProtectPlate', 'ApproveSearch']);

/** All that may be kept of a read that comes for a day which was purged: that it came, and from where. */
const ofLateRead: ReadonlySet<string> = new Set(['detectionId', 'cameraId', 'capturedAt', 'source', 'dayPurged']);

const isKept = ({ type, data }: AnyCommand, name: string): boolean => {
  if (secret.has(name) || (name === 'plate' && keyed.has(type))) return false;
  return !('dayPurged' in data && data.dayPurged) || ofLateRead.has(name);
};

/** What was attempted, as a refusal keeps it; `withheld` names what it does not keep. */
export const attemptOf = (command: AnyCommand): unknown => {
  const given = Object.entries(command.data).filter(([, value]) => value !== undefined);
  const withheld = given.map(([name]) => name).filter((name) => !isKept(command, name));
  const kept = Object.fromEntries(given.filter(([name]) => isKept(command, name)));
  return withheld.length > 0 ? { ...kept, withheld } : kept;
};
