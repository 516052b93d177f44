/** The figures of thirty days, as published: counts alone, and small ones left out. */
import { Table, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { components } from '../generated/api.d.ts';
import { wordsOf } from './words.ts';

export type Notice = components['schemas']['PublicNoticeBody'];

const number = new Intl.NumberFormat();

/** In the order in which they are read; what is not named here is not shown. */
const titles: readonly (readonly [table: string, title: string, note: string])[] = [
  ['cameras', 'Cameras in service', 'Where they stand is not published.'],
  ['reads', 'Detections', 'Plates that the cameras recorded.'],
  ['alerts', 'Hits', 'Plates that agreed with a hot list, and what became of the alert.'],
  ['searches', 'Searches by members of the Department', 'By the purpose that was given.'],
  ['numbered', 'Searches with and without a case', 'Each search states its reason.'],
  ['sought', 'What the hot lists seek', 'Entries in force, by reason.'],
  ['refused', 'Refusals', 'What somebody tried, and the policy did not allow.'],
  ['released', 'Given to others on request', 'Each with the written request and its approval.'],
  ['immigration', 'Sharing for immigration enforcement', 'None may be on.'],
];

/** Lines of a table that are always told. */
const FEW = 4;

const cell = (count: number | null): string => (count === null ? 'withheld' : number.format(count));

const Counts = ({
  title,
  note,
  counts,
}: {
  readonly title: string;
  readonly note: string;
  readonly counts: Readonly<Record<string, number | null>>;
}): ReactNode => {
  // Of a long table the lines of which there were none say nothing.
  const all = Object.entries(counts);
  const some = all.filter(([, count]) => count !== 0);
  const told = all.length <= FEW ? all : some.length > 0 ? some : [];
  return (
    <section className="public-figure">
      <h3>{title}</h3>
      <Text size="sm" c="dimmed">
        {note}
      </Text>
      {told.length === 0 ? (
        <Text>None in this time.</Text>
      ) : (
        <Table aria-label={title}>
          <Table.Tbody>
            {told.map(([line, count]) => (
              <Table.Tr key={line}>
                <Table.Th scope="row" fw={400}>
                  {wordsOf(line)}
                </Table.Th>
                <Table.Td className={count === null ? 'public-withheld' : 'public-count'}>{cell(count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </section>
  );
};

export const Figures = ({ notice: { tables } }: { readonly notice: Notice }): ReactNode => (
  <div className="public-figures">
    {titles.map(
      ([table, title, note]) =>
        tables[table] && <Counts key={table} title={title} note={note} counts={tables[table]} />,
    )}
  </div>
);
