/** The rows of a search, however many. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Rows } from '../pieces/rows.tsx';
import { Plate, Said, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import type { Found } from './search.tsx';
import type { Alert } from './watch.ts';
import { inWords, matchWords, statusWords } from './words.ts';

/** Chances are kept in ten-thousandths. */
const percent = (chance: unknown): string => (typeof chance === 'number' ? `${Math.round(chance / 100)} %` : '');

export const Detections = ({
  rows,
  open,
}: {
  readonly rows: readonly Found[];
  readonly open: (row: Found) => void;
}): ReactNode => (
  <Rows
    label="What cameras read"
    rows={rows}
    columns={[
      { head: 'Plate', cell: ({ plate, plateState }) => <Plate plate={plate} state={plateState} />, width: '11rem' },
      { head: 'Seen', cell: ({ capturedAt }) => <When at={capturedAt} />, width: '13rem' },
      { head: 'Camera', cell: ({ camera }) => <Said>{camera}</Said> },
      { head: 'Certainty', cell: ({ confidence }) => percent(confidence), width: '6rem', figures: true },
      {
        head: 'Picture',
        width: '7rem',
        cell: (row) =>
          (row['images'] as readonly string[]).length > 0 ? (
            <Button size="compact-xs" variant="default" onClick={() => open(row)}>
              Open
            </Button>
          ) : (
            'none'
          ),
      },
    ]}
  />
);

export const Hits = ({ rows }: { readonly rows: readonly Found[] }): ReactNode => (
  <Rows
    label="Alerts found"
    rows={rows as unknown as readonly (Alert & Found)[]}
    columns={[
      { head: 'Plate', cell: ({ plate, plateState }) => <Plate plate={plate} state={plateState} />, width: '11rem' },
      { head: 'Raised', cell: ({ raisedAt }) => <When at={raisedAt} />, width: '13rem' },
      { head: 'Sought for', cell: ({ category }) => inWords(category) },
      { head: 'Match', cell: ({ match }) => matchWords[match] },
      {
        head: 'Standing',
        cell: ({ status }) => <Status kind={statusWords[status][0]}>{statusWords[status][1]}</Status>,
        width: '13rem',
      },
    ]}
  />
);
