/** Playing a history: which event is shown, and when the next one is due at the speed chosen. */
import { useCallback, useEffect, useState } from 'react';
import { nextAt } from './pace.ts';

export type Player = {
  readonly index: number;
  readonly playing: boolean;
  readonly speed: number;
  readonly passOver: boolean;
  readonly goTo: (index: number) => void;
  readonly toggle: () => void;
  readonly setSpeed: (speed: number) => void;
  readonly setPassOver: (passOver: boolean) => void;
};

/** The timer of a browser holds no more, milliseconds: 24 days. */
const LONGEST = 2 ** 31 - 1;

/** @param times of the events that are shown, milliseconds */
export const usePlayer = (times: readonly number[]): Player => {
  const [index, setIndex] = useState(0);
  const [playing, setPlaying] = useState(false);
  const [speed, setSpeed] = useState<number>(100);
  const [passOver, setPassOver] = useState(true);
  const last = Math.max(0, times.length - 1);
  const at = Math.min(index, last);
  useEffect(() => {
    if (!playing) return;
    const next = nextAt(times, at, speed, passOver);
    if (!next) return setPlaying(false);
    const timer = setTimeout(() => setIndex(next.index), Math.min(next.wait, LONGEST));
    return () => clearTimeout(timer);
  }, [playing, times, at, speed, passOver]);
  const goTo = useCallback((to: number) => setIndex(Math.min(Math.max(0, to), last)), [last]);
  const toggle = (): void => {
    // At the end, playing begins anew.
    if (!playing && at === last) setIndex(0);
    setPlaying(!playing);
  };
  return { index: at, playing, speed, passOver, goTo, toggle, setSpeed, setPassOver };
};
