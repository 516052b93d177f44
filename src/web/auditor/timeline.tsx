/** The time line of a history: how much happened when, what was refused, which sessions; and the hand that scrubs. */
import { type KeyboardEvent, type PointerEvent, type ReactNode, useMemo, useRef } from 'react';
import type { Access } from './history.ts';
import { actWords } from './names.tsx';

const BINS = 200;
const HEIGHT = 64;
/** Bars stand on this line; refusals hang below it. */
const AXIS = 40;
const DOWN = 14;

type Bins = { readonly all: readonly number[]; readonly refused: readonly number[] };
type Band = { readonly from: number; readonly to: number };

const spanOf = (times: readonly number[]): { from: number; length: number } => {
  let [from, to] = [Infinity, -Infinity];
  for (const time of times) [from, to] = [Math.min(from, time), Math.max(to, time)];
  return { from, length: Math.max(1, to - from) };
};

const binned = (rows: readonly Access[], place: (index: number) => number): Bins => {
  const all = Array.from({ length: BINS }, () => 0);
  const refused = Array.from({ length: BINS }, () => 0);
  rows.forEach(({ outcome }, index) => {
    const bin = Math.min(BINS - 1, Math.floor(place(index) * BINS));
    const into = outcome === 'refused' ? refused : all;
    into[bin] = into[bin]! + 1;
  });
  return { all, refused };
};

/** From the first to the last act in each session. */
const sessionsOf = (rows: readonly Access[], place: (index: number) => number): readonly Band[] => {
  const bands = new Map<string, Band>();
  rows.forEach(({ sessionId }, index) => {
    if (sessionId === null) return;
    const at = place(index);
    const { from, to } = bands.get(sessionId) ?? { from: at, to: at };
    bands.set(sessionId, { from: Math.min(from, at), to: Math.max(to, at) });
  });
  return [...bands.values()];
};

/** Many and few must both be seen: the root of the share. */
const height = (count: number, most: number, room: number): number =>
  count === 0 ? 0 : Math.sqrt(count / most) * room;

const Picture = ({
  rows,
  place,
  at,
}: {
  readonly rows: readonly Access[];
  readonly place: (index: number) => number;
  readonly at: number;
}): ReactNode => {
  const { all, refused } = useMemo(() => binned(rows, place), [rows, place]);
  const bands = useMemo(() => sessionsOf(rows, place), [rows, place]);
  const most = Math.max(...all, ...refused, 1);
  return (
    <svg viewBox={`0 0 ${BINS} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" className="timeline-picture">
      <line x1="0" x2={BINS} y1={AXIS} y2={AXIS} className="timeline-axis" />
      {all.map((count, bin) => {
        const tall = height(count, most, AXIS - 4);
        return (
          tall > 0 && <rect key={bin} x={bin} width="0.8" y={AXIS - tall} height={tall} className="timeline-done" />
        );
      })}
      {refused.map((count, bin) => {
        const tall = height(count, most, DOWN);
        return (
          tall > 0 && (
            <rect key={bin} x={bin} width="0.8" y={AXIS} height={Math.max(3, tall)} className="timeline-refused" />
          )
        );
      })}
      {bands.map(({ from, to }, n) => (
        <rect
          key={n}
          x={from * BINS}
          width={Math.max(0.3, (to - from) * BINS)}
          y={HEIGHT - 6}
          height="4"
          className="timeline-session"
        />
      ))}
      <rect x={Math.min(BINS - 0.6, at * BINS)} width="0.6" y="0" height={HEIGHT} className="timeline-hand" />
    </svg>
  );
};

/** Keys by which the hand is moved, from where it is to where it goes. */
const moves: Readonly<Record<string, (index: number, count: number) => number>> = {
  ArrowRight: (index) => index + 1,
  ArrowDown: (index) => index + 1,
  ArrowLeft: (index) => index - 1,
  ArrowUp: (index) => index - 1,
  PageDown: (index, count) => index + Math.max(1, Math.round(count / 20)),
  PageUp: (index, count) => index - Math.max(1, Math.round(count / 20)),
  Home: () => 0,
  End: (_, count) => count - 1,
};

export const Timeline = ({
  rows,
  times,
  index,
  goTo,
}: {
  readonly rows: readonly Access[];
  readonly times: readonly number[];
  readonly index: number;
  readonly goTo: (index: number) => void;
}): ReactNode => {
  const box = useRef<HTMLDivElement>(null);
  const place = useMemo(() => {
    const { from, length } = spanOf(times);
    return (at: number): number => ((times[at] ?? from) - from) / length;
  }, [times]);
  const scrub = ({ clientX, buttons }: PointerEvent): void => {
    if (buttons !== 1 || !box.current) return;
    const { left, width } = box.current.getBoundingClientRect();
    const share = Math.min(1, Math.max(0, (clientX - left) / width));
    // The last event that had happened by then.
    let [low, high] = [0, times.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (place(middle) <= share) low = middle;
      else high = middle - 1;
    }
    goTo(low);
  };
  const press = (event: KeyboardEvent): void => {
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    goTo(move(index, rows.length));
  };
  const row = rows[index];
  return (
    <div
      ref={box}
      role="slider"
      tabIndex={0}
      aria-label="Time line"
      aria-valuemin={1}
      aria-valuemax={rows.length}
      aria-valuenow={index + 1}
      aria-valuetext={row ? `${new Date(row.at).toLocaleString()}, ${actWords(row.act)}` : ''}
      className="timeline"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={scrub}
      onKeyDown={press}
    >
      <Picture rows={rows} place={place} at={place(index)} />
    </div>
  );
};
