/** Whether the server is within reach, as the last call found it; screens say so and keep what they hold. */
import { useSyncExternalStore } from 'react';

let reachable = true;
const listeners = new Set<() => void>();

const set = (now: boolean): void => {
  if (reachable === now) return;
  reachable = now;
  for (const tell of listeners) tell();
};

export const heard = (): void => set(true);
export const lost = (): void => set(false);

addEventListener('offline', lost);
// Only a call that was answered shows that the way to the server is open again.
addEventListener('online', () => void fetch('/health/live').then(heard, lost));

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useReachable = (): boolean => useSyncExternalStore(subscribe, () => reachable);
