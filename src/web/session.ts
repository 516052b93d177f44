/** Who is signed in, and which gate he stands at. The cookie itself is the browser's, out of reach of this script. */
import { useSyncExternalStore } from 'react';
import type { components } from './generated/api.d.ts';
import type { Problem } from './calling.ts';

export type Who = components['schemas']['WhoBody'];
export type Door = components['schemas']['DoorBody'];

/** What must be done before work goes on: signing in again, opening a locked session, accepting the notice. */
export type Gate = 'sign-in' | 'unlock' | 'banner';

export type Session = {
  readonly state: 'loading' | 'out' | 'in';
  readonly who: Who | null;
  readonly door: Door;
  readonly gate: Gate | null;
};

/** What the page itself was told by the server, so that nothing is waited for before it is shown. */
const told = (name: string): string => document.querySelector<HTMLMetaElement>(`meta[name=${name}]`)?.content ?? '';

/**
 * The browser held a session when it fetched this page. Where it followed a link of another site it shows none
 * (SameSite=Strict), and may hold one all the same: so it is asked for in any case.
 */
export const held = told('session') === 'held';

let session: Session = { state: 'loading', who: null, door: JSON.parse(told('door')) as Door, gate: null };
const listeners = new Set<() => void>();
let waiting: ((passed: boolean) => void)[] = [];

const set = (changes: Partial<Session>): void => {
  session = { ...session, ...changes };
  for (const tell of listeners) tell();
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useSession = (): Session => useSyncExternalStore(subscribe, () => session);

/** The member at work; only below the shell, which shows no page before somebody is signed in. */
export const useWho = (): Who => {
  const { who } = useSession();
  if (!who) throw new Error('Nobody is signed in: this page must stand below the shell.');
  return who;
};

type Answer<T> = { readonly body: T | null; readonly problem: Problem | null; readonly status: number };

/** Calls at the door itself go by no gate, so they are made here and not by `api`. */
export const atDoor = async <T>(method: string, path: string, body?: object): Promise<Answer<T>> => {
  const response = await fetch(path, {
    method,
    headers: { 'X-Alpr-Screen': '1', ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  const said: unknown = await response.json().catch(() => null);
  const { ok, status } = response;
  return { body: ok ? (said as T) : null, problem: ok ? null : (said as Problem), status };
};

const gateFor = (who: Who): Gate | null => (who.locked ? 'unlock' : who.bannerAccepted ? null : 'banner');

/** Looks who is signed in: at the start, after each passing of a gate, and once a minute by the shell. */
export const look = async (): Promise<void> => {
  const { body: who, status } = await atDoor<Who>('GET', '/sessions/current');
  if (!who) {
    if (status === 401) set(session.who ? { gate: 'sign-in' } : { state: 'out' });
    return;
  }
  // Somebody else sits down at a page with another's work on it: he begins with an empty one.
  if (session.who && session.who.memberId !== who.memberId) return location.reload();
  const gate = gateFor(who);
  set({ state: 'in', who, gate });
  if (gate !== null) return;
  for (const pass of waiting.splice(0)) pass(true);
};

/** Waits until the gate was passed; the page stays as it is meanwhile. @returns false when he signed out instead */
export const passGate = (gate: Gate): Promise<boolean> => {
  if (session.state !== 'in') return Promise.resolve(false);
  set({ gate });
  return new Promise((resolve) => waiting.push(resolve));
};

export type Factor = { readonly code?: string; readonly passkey?: object };

export const signIn = async (username: string, password: string, factor: Factor): Promise<Problem | null> => {
  const { problem } = await atDoor('POST', '/sessions', { username, password, ...factor });
  if (!problem) await look();
  return problem;
};

export const unlock = async (password: string, factor: Factor): Promise<Problem | null> => {
  const { problem, status } = await atDoor('POST', '/sessions/current/unlock', { password, ...factor });
  if (status === 401) set({ gate: 'sign-in' });
  else if (!problem) await look();
  return problem;
};

export const acceptBanner = async (): Promise<Problem | null> => {
  const { problem } = await atDoor('POST', '/sessions/current/banner');
  if (!problem) await look();
  return problem;
};

export const lock = async (): Promise<void> => {
  await atDoor('POST', '/sessions/current/lock');
  await look();
};

/** Everything held in memory goes with the page: what was typed, what was shown, who it was. */
export const signOut = async (): Promise<void> => {
  waiting.splice(0).forEach((pass) => pass(false));
  await atDoor('DELETE', '/sessions/current');
  location.assign('/app');
};
