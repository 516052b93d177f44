/** The retention board: what is kept, by class and age, what falls due when, and what keeps it beyond its time. */
import { Anchor, SegmentedControl, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import type { Row } from '../asking.tsx';
import { Due } from '../pieces/due.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { LongKept } from './longkept.tsx';
import { Schedule } from './schedule.tsx';
import { type Bucket, classes, classOf, count, custodyLook, dayPage, isDue, standing } from './words.ts';

const DAY = 86_400_000;
const ages = [
  ['up to 7 days', 7],
  ['8 to 30 days', 30],
  ['31 days to 1 year', 365],
  ['1 to 2 years', 730],
  ['over 2 years', Number.POSITIVE_INFINITY],
] as const;

const ageOf = ({ date }: Bucket): number => {
  const days = Math.floor((Date.now() - Date.parse(`${date}T00:00:00Z`)) / DAY);
  return ages.findIndex(([, most]) => days <= most);
};

const sum = (buckets: readonly Bucket[]): number => buckets.reduce((all, { rows }) => all + rows, 0);

type OfClass = { readonly id: string; readonly buckets: readonly Bucket[] };

const figure = (value: number): ReactNode =>
  value === 0 ? <span className="nothing">0</span> : value.toLocaleString('en-US');

const byClass: readonly Column<OfClass>[] = [
  { head: 'Class', cell: ({ id }) => <strong>{classOf(id)}</strong>, width: '12rem' },
  ...ages.map(([head], age) => ({
    head,
    figures: true as const,
    cell: ({ buckets }: OfClass) => figure(sum(buckets.filter((one) => ageOf(one) === age))),
  })),
  {
    head: 'Next due',
    width: '13rem',
    cell: ({ buckets }) => {
      const next = buckets.flatMap(({ dueAt }) => dueAt ?? []).toSorted()[0];
      return next ? <Due by={next} /> : <span className="nothing">no clock</span>;
    },
  },
  { head: 'Past its time', figures: true, cell: ({ buckets }) => figure(buckets.filter((one) => isDue(one)).length) },
];

const days: readonly Column<Bucket>[] = [
  {
    head: 'Day (UTC)',
    width: '8rem',
    cell: (bucket) => (
      <Anchor component={Link} to={dayPage(bucket)} inherit aria-label={`${classOf(bucket.class)} of ${bucket.date}`}>
        {bucket.date}
      </Anchor>
    ),
  },
  { head: 'Class', cell: ({ class: name }) => classOf(name) },
  { head: 'Records', figures: true, width: '6rem', cell: ({ rows }) => rows.toLocaleString('en-US') },
  { head: 'Held', figures: true, width: '5rem', cell: ({ held }) => figure(held) },
  {
    head: 'Time over',
    width: '14rem',
    cell: ({ dueAt }) => (dueAt ? <Due by={dueAt} /> : <span className="nothing">no clock</span>),
  },
  {
    head: 'Stands',
    width: '13rem',
    cell: (bucket) => {
      const [kind, word] = standing(bucket);
      return <Status kind={kind}>{word}</Status>;
    },
  },
];

const choices = {
  soon: { label: 'Due, or within a week', empty: 'Nothing falls due within a week.' },
  held: { label: 'Held', empty: 'No hold keeps anything.' },
  all: { label: 'Every day', empty: 'Nothing is kept yet.' },
} as const;

const Days = ({ buckets }: { readonly buckets: readonly Bucket[] }): ReactNode => {
  const [which, setWhich] = useState<keyof typeof choices>('soon');
  const before = new Date(Date.now() + 7 * DAY).toISOString();
  const shown = buckets.filter((one) =>
    which === 'all' ? true : which === 'held' ? one.held > 0 : one.dueAt !== null && one.dueAt <= before,
  );
  return (
    <Section
      title="Day by day"
      count={shown.length}
      about="One class and one day is kept under one key, and destroyed as one. Open a day to see what that would do."
      actions={
        <SegmentedControl
          size="xs"
          aria-label="Which days"
          value={which}
          onChange={(next) => setWhich(next as keyof typeof choices)}
          data={Object.entries(choices).map(([value, { label }]) => ({ value, label }))}
        />
      }
    >
      {shown.length === 0 ? (
        <Empty>{choices[which].empty}</Empty>
      ) : (
        <Rows label="Days" rows={shown} columns={days} height="45vh" />
      )}
    </Section>
  );
};

const Figures = ({
  buckets,
  unexplained,
}: {
  readonly buckets: readonly Bucket[];
  readonly unexplained: number | null;
}) => {
  const late = buckets.filter((one) => isDue(one));
  const held = buckets.reduce((all, one) => all + one.held, 0);
  const waiting = buckets.filter(({ purge }) => purge === 'proposed').length;
  return (
    <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
      <Tally figure={late.length} kind={late.length > 0 ? 'bad' : 'good'}>
        {late.length === 1 ? 'day past its time' : 'days past their time'}
      </Tally>
      <Tally figure={waiting} kind={waiting > 0 ? 'due' : 'quiet'}>
        {waiting === 1 ? 'purge waits for approval' : 'purges wait for approval'}
      </Tally>
      <Tally figure={held}>{held === 1 ? 'unit under a hold' : 'units under a hold'}</Tally>
      {unexplained === null ? (
        <Tally figure={sum(buckets)}>records kept in all</Tally>
      ) : (
        <Tally figure={unexplained} kind={unexplained > 0 ? 'bad' : 'good'}>
          {count(unexplained, 'day').replace(/^\S+ /, '')} over two years without an explanation
        </Tally>
      )}
    </SimpleGrid>
  );
};

const Board = ({
  buckets,
  kept,
  explanations,
  schedules,
}: {
  readonly buckets: readonly Bucket[];
  readonly kept: readonly Row[] | null;
  readonly explanations: readonly Row[];
  readonly schedules: readonly Row[];
}): ReactNode => {
  const names = Object.keys(classes).filter((name) => buckets.some((one) => one.class === name));
  const rows = names.map((id) => ({ id, buckets: buckets.filter((one) => one.class === id) }));
  return (
    <>
      <Figures buckets={buckets} unexplained={kept && kept.filter(({ explained }) => !explained).length} />
      <Section
        title="What is kept, by class and age"
        about="Records that can still be read, by how long ago their day was."
      >
        {rows.length === 0 ? (
          <Empty>Nothing is kept yet. Reads, hits and the record of every look would stand here, by their age.</Empty>
        ) : (
          <Rows label="By class and age" rows={rows} columns={byClass} />
        )}
      </Section>
      <Days buckets={buckets} />
      {kept && <LongKept rows={kept} explanations={explanations} />}
      <Schedule schedules={schedules} />
    </>
  );
};

const common = ['retention', 'schedules'] as const;

export const Retention = (): ReactNode => {
  const { position, administrator } = useWho();
  const explains = position === 'custodian-of-records' || administrator;
  return (
    <Stack gap="lg">
      <PageTitle>Retention board</PageTitle>
      {explains ? (
        <Registers of={[...common, 'kept-long', 'explanations']} suggested={custodyLook}>
          {({ retention, schedules, explanations, 'kept-long': kept }) => (
            <Board
              buckets={retention as readonly Bucket[]}
              kept={kept}
              explanations={explanations}
              schedules={schedules}
            />
          )}
        </Registers>
      ) : (
        <Registers of={common} suggested={custodyLook}>
          {({ retention, schedules }) => (
            <Board buckets={retention as readonly Bucket[]} kept={null} explanations={[]} schedules={schedules} />
          )}
        </Registers>
      )}
      <Text size="xs" c="dimmed">
        Days are those of UTC, as on the ledger.
      </Text>
    </Stack>
  );
};
