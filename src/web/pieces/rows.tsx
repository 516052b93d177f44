/** A table of any length: thousands of rows are there for the eye and the reader, but only those near are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useRef } from 'react';

export type Column<R> = {
  readonly head: string;
  readonly cell: (row: R) => ReactNode;
  /** A CSS width, such as '8rem'; the rest share what is left. */
  readonly width?: string;
  /** Figures stand to the right. */
  readonly figures?: true;
};

type Given<R> = {
  /** Says what the table holds, to who cannot see it. */
  readonly label: string;
  readonly rows: readonly R[];
  readonly columns: readonly Column<R>[];
  readonly keyOf?: (row: R, index: number) => string;
  /** Marks one row as the one at hand. */
  readonly current?: string | null;
  readonly height?: string;
  /** Keeps the current row in sight, as it changes. */
  readonly follow?: boolean;
  /** A click on a row; the keyboard must have another way to the same. */
  readonly onPick?: (row: R, index: number) => void;
  /** The last rows came into sight: time to fetch more. */
  readonly onEnd?: () => void;
};

/** Up to here every row is drawn. */
const FEW = 60;
const ROW = 38;

const Cells = <R,>({ row, columns }: { readonly row: R; readonly columns: readonly Column<R>[] }): ReactNode =>
  columns.map(({ head, cell, figures }) => (
    <td key={head} data-head={head} className={figures && 'figures'}>
      {cell(row)}
    </td>
  ));

const keyed = <R,>({ keyOf }: Given<R>, row: R, index: number): string =>
  keyOf?.(row, index) ?? (row as { id?: string }).id ?? String(index);

/** Scrolls no further than is needed; the heading stays, and takes the height of a row from what is in sight. */
const bringIntoSight = (box: HTMLElement, at: number): void => {
  const [top, room] = [at * ROW, box.clientHeight - ROW];
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW > box.scrollTop + room) box.scrollTop = top + ROW - room;
};

/** Which rows are drawn, and how much room is left for those before and after them. */
const useNear = <R,>(given: Given<R>) => {
  const { rows, current, follow = false, onEnd } = given;
  const box = useRef<HTMLDivElement>(null);
  const many = rows.length > FEW;
  const virtual = useVirtualizer({
    count: many ? rows.length : 0,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const near = virtual.getVirtualItems();
  const at = follow ? rows.findIndex((row, index) => keyed(given, row, index) === current) : -1;
  useEffect(() => {
    if (at >= 0 && box.current) bringIntoSight(box.current, at);
  }, [at, rows.length]);
  const ended = (near.at(-1)?.index ?? -1) >= rows.length - 1;
  useEffect(() => {
    if (many && ended) onEnd?.();
  }, [many, ended, onEnd]);
  const shown = many ? near.map(({ index }) => index) : rows.map((_, index) => index);
  const before = many ? (near[0]?.start ?? 0) : 0;
  const after = many ? virtual.getTotalSize() - (near.at(-1)?.end ?? 0) : 0;
  return { box, many, shown, before, after };
};

export const Rows = <R,>(given: Given<R>): ReactNode => {
  const { label, rows, columns, current, height = '65vh', onPick } = given;
  const { box, many, shown, before, after } = useNear(given);
  return (
    // A box that scrolls must be reachable by the keyboard.
    <div
      ref={box}
      className={many ? 'rows rows-many' : 'rows'}
      style={many ? { height } : {}}
      tabIndex={0}
      role="region"
      aria-label={label}
    >
      <table aria-rowcount={rows.length + 1} aria-label={label}>
        <thead>
          <tr>
            {columns.map(({ head, width, figures }) => (
              <th key={head} scope="col" style={width ? { width } : {}} className={figures && 'figures'}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {before > 0 && <tr aria-hidden="true" style={{ height: before }} />}
          {shown.map((index) => {
            const row = rows[index]!;
            const key = keyed(given, row, index);
            return (
              <tr
                key={key}
                aria-rowindex={index + 2}
                aria-current={current === key || undefined}
                onClick={onPick && (() => onPick(row, index))}
                className={onPick && 'pickable'}
              >
                <Cells row={row} columns={columns} />
              </tr>
            );
          })}
          {after > 0 && <tr aria-hidden="true" style={{ height: after }} />}
        </tbody>
      </table>
    </div>
  );
};
