/** Identifiers: random where a thing is new, derived where the same thing must get the same id again. */
import { hash, randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';

export const freshId = (): string => uuidv7();

/** UUID (version 8, RFC 9562) of the SHA-256 of the parts: the same parts always give the same id. */
export const derivedId = (...parts: readonly string[]): string => {
  const digest = hash('sha256', ['alpr/id/1', ...parts].join('\n'), 'buffer');
  digest[6] = (digest[6]! & 0x0f) | 0x80;
  digest[8] = (digest[8]! & 0x3f) | 0x80;
  const hex = digest.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`;
};

/** A bearer token: whose it is, and 256 random bits. Only its digest is kept. */
export const freshToken = (owner: string): string => `${owner}.${randomBytes(32).toString('base64url')}`;

/** Whose token it is; null when it is not shaped like one. */
export const ownerOf = (token: string): string | null => /^([0-9a-f-]{36})\.[\w-]{43}$/.exec(token)?.[1] ?? null;

export const sha256 = (text: string | Uint8Array): string => hash('sha256', text, 'hex');
