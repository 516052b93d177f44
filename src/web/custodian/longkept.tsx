/** What is kept for more than two years, each day with its explanation, or the deed that gives one (430.9(e)). */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { useWho } from '../session.ts';
import { classOf } from './words.ts';

const long = (mine: boolean): readonly Column<Row>[] => [
  { head: 'Day', cell: ({ day }) => String(day), width: '8rem' },
  { head: 'Class', cell: ({ class: name }) => classOf(name), width: '10rem' },
  { head: 'Records', figures: true, width: '6rem', cell: ({ kept }) => Number(kept).toLocaleString('en-US') },
  {
    head: 'Explained',
    width: '12rem',
    cell: ({ explained }) =>
      explained ? <Status kind="good">explained</Status> : <Status kind="bad">not explained</Status>,
  },
  {
    head: 'Do',
    cell: ({ id, class: name, day, explained }) =>
      mine && !explained ? (
        <Deed
          name={`explain ${id}`}
          label="Explain"
          of={`${classOf(name)} of ${String(day)}`}
          about="The quarterly report prints it, and cannot be submitted without it (430.9(e))."
          initial={{ from: String(day), to: String(day) }}
          fields={{
            from: { kind: 'day', label: 'First day it covers' },
            to: { kind: 'day', label: 'Last day it covers' },
            explanation: {
              kind: 'words',
              label: 'Why it is kept',
              about: 'The case, order or demand.',
              longest: 10_000,
            },
          }}
          perform={({ from, to, explanation }, key) =>
            api.POST('/reports/explanations', {
              params: { header: key },
              body: { class: name as 'detection', from, to, explanation },
            })
          }
          changes={['kept-long', 'explanations']}
        />
      ) : null,
  },
];

const told: readonly Column<Row>[] = [
  {
    head: 'Days',
    width: '14rem',
    cell: ({ from, to }) => (from === to ? String(from) : `${String(from)} to ${String(to)}`),
  },
  { head: 'Class', width: '8rem', cell: ({ class: name }) => classOf(name) },
  { head: 'Why', cell: ({ explanation }) => <Said>{explanation}</Said> },
  { head: 'By', width: '10rem', cell: ({ explainedByName }) => <Said>{explainedByName}</Said> },
  { head: 'When', width: '12rem', cell: ({ explainedAt }) => <When at={explainedAt} /> },
];

export const LongKept = ({
  rows,
  explanations,
}: {
  readonly rows: readonly Row[];
  readonly explanations: readonly Row[];
}): ReactNode => {
  const { position } = useWho();
  return (
    <Section
      title="Kept for more than two years"
      count={rows.length}
      about="Each day is explained by the Custodian of Records; the quarterly report prints it (430.9(e))."
    >
      {rows.length === 0 ? (
        <Empty>Nothing is older than two years. Days that are would stand here until they are explained.</Empty>
      ) : (
        <Rows
          label="Kept for more than two years"
          rows={rows}
          columns={long(position === 'custodian-of-records')}
          height="40vh"
        />
      )}
      {explanations.length > 0 && <Rows label="Explanations given" rows={explanations} columns={told} height="30vh" />}
    </Section>
  );
};
