/** A table of any length: thousands of rows are there for the eye and the reader, but only those near are drawn. */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useRef } from 'react';

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

export const Rows = <R,>(given: Given<R>): ReactNode => {
  const { label, rows, columns, keyOf, current, height = '65vh' } = given;
  const box = useRef<HTMLDivElement>(null);
  const many = rows.length > FEW;
  const virtual = useVirtualizer({
    count: many ? rows.length : 0,
    getScrollElement: () => box.current,
    estimateSize: () => ROW,
    overscan: 12,
  });
  const near = virtual.getVirtualItems();
  const shown = many ? near.map(({ index }) => index) : rows.map((_, index) => index);
  const before = many ? (near[0]?.start ?? 0) : 0;
  const after = many ? virtual.getTotalSize() - (near.at(-1)?.end ?? 0) : 0;
  const keyed = (row: R, index: number): string => keyOf?.(row, index) ?? (row as { id?: string }).id ?? String(index);
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
            const key = keyed(row, index);
            return (
              <tr key={key} aria-rowindex={index + 2} aria-current={current === key || undefined}>
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
