/** Entries that wait for a second signature: they show plates, and so are looked at apart. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { Asked, type Row, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Plate, Said, When } from '../pieces/said.tsx';

const CoSign = ({ entry }: { readonly entry: Row }): ReactNode => {
  const refresh = useRefresh();
  return (
    <Deed
      name={`cosign ${entry.id}`}
      label="Co-sign"
      of={String(entry['plate'])}
      about="It is matched from then on. Whoever added it cannot co-sign it himself (430.1)."
      perform={(_, key) =>
        api.POST('/hot-lists/{hotListId}/entries/{entryId}/co-signature', {
          params: { path: { hotListId: String(entry['hotListId']), entryId: entry.id }, header: key },
        })
      }
      changes={[]}
      then={() => void refresh('hot-list-entries')}
    />
  );
};

const entryColumns: readonly Column<Row>[] = [
  { head: 'Plate', cell: ({ plate, plateState }) => <Plate plate={plate} state={plateState} /> },
  { head: 'Sought for', cell: ({ category }) => inWords(category) },
  { head: 'Reason', cell: ({ reason }) => <Said>{reason}</Said> },
  { head: 'Reference', cell: ({ reference }) => <Said>{reference}</Said> },
  { head: 'Added', cell: ({ addedAt }) => <When at={addedAt} /> },
  { head: 'What you can do', cell: (entry) => <CoSign entry={entry} /> },
];

/** Shows plates, and so is asked apart, when somebody wants to see them. */
export const CoSigns = (): ReactNode => {
  const [open, setOpen] = useState(false);
  if (!open)
    return (
      <div>
        <Button variant="default" size="xs" onClick={() => setOpen(true)}>
          Look at the entries that wait
        </Button>
      </div>
    );
  return (
    <Asked question="hot-list-entries">
      {({ rows }) => {
        const waiting = rows.filter(({ awaitsCoSign, removedAt }) => awaitsCoSign === true && removedAt === null);
        if (waiting.length === 0) return <Empty>No entry waits for a second signature.</Empty>;
        return <Rows label="Entries that wait for a co-signature" rows={waiting} columns={entryColumns} />;
      }}
    </Asked>
  );
};
