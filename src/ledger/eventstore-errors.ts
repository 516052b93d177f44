/** What an error of the client means for us: it is judged by its code and type, never by its class or message alone. */

/** Our own deadline ran out: the client has none on appends, so a silent server would be waited for without end. */
export class TimedOut extends Error {}

/** The client that carried this call was put aside for a new one; the call may or may not have been carried out. */
export class Retired extends Error {}

/**
 * - `conflict`: the stream is elsewhere. `missing`: no such stream. `deleted`: deleted for good.
 * - `denied`, `too-large`: refused for good, nothing written.
 * - `refused`: certainly not carried out, worth another try. `unknown`: perhaps carried out, worth another try.
 * - `fault`: not the store's doing.
 */
export type Meaning = 'conflict' | 'missing' | 'deleted' | 'denied' | 'too-large' | 'refused' | 'unknown' | 'fault';

const BY_TYPE: Readonly<Record<string, Meaning>> = {
  'wrong-expected-version': 'conflict',
  'stream-not-found': 'missing',
  'no-stream': 'missing',
  'stream-deleted': 'deleted',
  'access-denied': 'denied',
  'maximum-append-size-exceeded': 'too-large',
  'not-leader': 'refused',
  timeout: 'unknown',
  'deadline-exceeded': 'unknown',
  unavailable: 'unknown',
  cancelled: 'unknown',
};

const [PERMISSION_DENIED, UNAVAILABLE, UNAUTHENTICATED] = [7, 14, 16];
/** What a busy or starting node answers to an append; the client wraps it into an error without code. */
const NOT_NOW = /server is (?:busy|not ready)/i;
const NOT_FOUND_BY_GOSSIP = /^Failed to discover/;

type Shape = { readonly type?: unknown; readonly code?: unknown; readonly message?: unknown };

/** Judges anything thrown by a call of the client, or by our own timers. */
export const meaningOf = (error: unknown): Meaning => {
  if (error instanceof TimedOut || error instanceof Retired) return 'unknown';
  if (error instanceof TypeError || error instanceof RangeError || error === null || typeof error !== 'object') {
    return 'fault';
  }
  const { type, code, message } = error as Shape;
  if (code === PERMISSION_DENIED || code === UNAUTHENTICATED) return 'denied';
  if (typeof type === 'string' && type !== 'unknown') return BY_TYPE[type] ?? 'unknown';
  if (NOT_NOW.test(String(message))) return 'refused';
  // Untyped code 14 is the client's question for the server's features, which comes before anything is sent.
  if (type === undefined && (code === UNAVAILABLE || NOT_FOUND_BY_GOSSIP.test(String(message)))) return 'refused';
  return typeof code === 'number' || type === 'unknown' || error instanceof Error ? 'unknown' : 'fault';
};

/** Whether a client that threw this is of no more use: hung, half-open, on a wrong node, or with a rejection cached. */
export const spoils = (error: unknown): boolean => {
  if (error instanceof TimedOut) return true;
  if (error instanceof Retired || error === null || typeof error !== 'object') return false;
  const { type, code, message } = error as Shape;
  if (type === undefined) return typeof code === 'number' && code !== UNAVAILABLE;
  return type === 'unknown' && code === undefined && !NOT_NOW.test(String(message));
};

/** A short reason for messages: never the error's own text, which may quote a connection string. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof TimedOut) return 'it does not answer';
  if (error instanceof Error && NOT_NOW.test(error.message)) return 'it is busy or starting';
  const { type, code } = (error ?? {}) as Shape;
  const meaning = meaningOf(error);
  if (meaning === 'denied') return 'it refuses this user';
  if (code === UNAVAILABLE || meaning === 'refused') return 'not reachable';
  return `it answered ${String(type ?? code ?? 'with an error')}`;
};
