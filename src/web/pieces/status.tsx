/** How something stands, in a word and a shape; the colour only repeats what both say. */
import type { ReactNode } from 'react';

/** `open`: nobody has looked; `doubt`: not to be relied on yet; `good`: settled; `due`: soon; `bad`: late or broken. */
export type Kind = 'open' | 'doubt' | 'good' | 'due' | 'bad' | 'quiet';

const marks: Readonly<Record<Kind, string>> = {
  open: 'M3 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0',
  doubt: 'M8 2L14 13H2Z M8 6V9.5 M8 11.2V11.4',
  good: 'M3 8.5L6.5 12L13 4.5',
  due: 'M3 8a5 5 0 1 0 10 0a5 5 0 1 0 -10 0 M8 5V8L10 9.5',
  bad: 'M4 4L12 12M12 4L4 12',
  quiet: 'M4 8H12',
};

export const Status = ({ kind, children }: { readonly kind: Kind; readonly children: string }): ReactNode => (
  <span className={`status status-${kind}`}>
    <svg
      viewBox="0 0 16 16"
      width="14"
      height="14"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="2"
    >
      <path d={marks[kind]} />
    </svg>
    {children}
  </span>
);
