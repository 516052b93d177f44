/** Whose history is to be replayed: said by another page, or in the form; in memory alone, for it may name a plate. */
import { useSyncExternalStore } from 'react';
import type { Elements } from '../asking.tsx';

let wanted: Elements | null = null;
const listeners = new Set<() => void>();

export const want = (elements: Elements | null): void => {
  wanted = elements;
  for (const tell of listeners) tell();
};

const subscribe = (tell: () => void): (() => void) => {
  listeners.add(tell);
  return () => listeners.delete(tell);
};

export const useWanted = (): Elements | null => useSyncExternalStore(subscribe, () => wanted);
