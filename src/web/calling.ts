/** Calls to our own server, typed by its description; a session that ended on the way is opened again, not lost. */
import createClient from 'openapi-fetch';
import type { paths } from './generated/api.d.ts';
import { heard, lost } from './connection.ts';
import { passGate } from './session.ts';

/** A problem document (RFC 9457) as the server sends it. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly clauses?: readonly BrokenClause[];
  /** The event by which a refusal stands on the ledger. */
  readonly receipt?: string;
  readonly where?: string;
  readonly remedy?: string;
  readonly incident?: string;
  readonly settled?: boolean;
};

export type BrokenClause = {
  readonly clause: string;
  readonly code: string;
  readonly requires: string;
  readonly text: string;
  readonly remedy: string;
};

/** The header under which an act is settled once, however often it is sent. */
export type Key = { 'Idempotency-Key': string };

/** A version 4 UUID; `crypto.randomUUID` is there in secure contexts alone, and a station may have none. */
export const freshId = (): string => {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
};

/** The server could not be reached. What was typed is still there, and goes out under the same id. */
export const unreachable: Problem = {
  type: 'urn:alpr-ledger:problem:unreachable',
  title: 'The server cannot be reached',
  status: 0,
  detail: 'Nothing you typed is lost. Try again once the connection is back: it is recorded once.',
};

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'title' in body && 'detail' in body;

/** What an answer that is no success says; null for a success. */
export const problemOf = async (response: Response): Promise<Problem | null> => {
  if (response.ok) return null;
  const body: unknown = await response
    .clone()
    .json()
    .catch(() => null);
  const said = { type: '', title: 'It did not work', status: response.status, detail: response.statusText };
  return isProblem(body) ? body : said;
};

/** Which gate a refusal asks to be passed first, where it asks for nothing else. */
const gateOf = (problem: Problem | null): 'sign-in' | 'unlock' | 'banner' | null => {
  if (problem?.status === 401) return 'sign-in';
  const codes = (problem?.clauses ?? []).map(({ code }) => code);
  if (codes.includes('R-SESSION-LOCKED')) return 'unlock';
  return codes.includes('R-BANNER') ? 'banner' : null;
};

const send = async (request: Request): Promise<Response> => {
  try {
    const response = await fetch(request);
    heard();
    return response;
  } catch (error) {
    lost();
    throw error;
  }
};

/** A refusal was recorded under the id it came with; asked again, the same act needs another. */
const anew = (request: Request, recorded: boolean): Request => {
  const again = request.clone();
  if (recorded && again.headers.has('Idempotency-Key')) again.headers.set('Idempotency-Key', freshId());
  return again;
};

const patiently = async (first: Request): Promise<Response> => {
  let kept = first.clone();
  for (;;) {
    const response = await send(kept.clone());
    const gate = new URL(first.url).pathname.startsWith('/sessions') ? null : gateOf(await problemOf(response));
    if (gate === null || !(await passGate(gate))) return response;
    kept = anew(kept, gate !== 'sign-in');
  }
};

/** The API: `api.POST('/hits/{hitId}/action', { params: { path, header: key }, body })`. */
export const api = createClient<paths>({
  baseUrl: '',
  headers: { 'X-Alpr-Screen': '1' },
  fetch: patiently,
});

/** Thrown by `answered`: an answer that was no success, as the server put it. */
export class Refusal extends Error {
  constructor(readonly problem: Problem) {
    super(problem.title);
  }
}

export type Outcome<T> = { readonly data?: T | undefined; readonly response: Response };

/** The body of a success. @throws Refusal for anything else, also where the server was out of reach */
export const answered = async <T>(calling: Promise<Outcome<T>>): Promise<T> => {
  const outcome = await calling.catch((error: unknown) => {
    if (error instanceof TypeError) throw new Refusal(unreachable);
    throw error;
  });
  const { data, response } = outcome;
  if (!response.ok) {
    // The body was read by the client; what it held comes back as `error`.
    const { error } = outcome as { error?: unknown };
    throw new Refusal(isProblem(error) ? error : (await problemOf(response))!);
  }
  return data as T;
};
