/** Purges: what is due and not proposed, what waits for whom, what cools, and every certificate. */
import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { Deadline } from '../pieces/deadline.tsx';
import { Due } from '../pieces/due.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useTerms } from './terms.ts';
import { type Bucket, classOf, custodyLook, dayPage, isDue, type Purge, purgeState } from './words.ts';

const OfDay = ({ of }: { readonly of: { readonly class: string; readonly date: string } }): ReactNode => (
  <Anchor component={Link} to={dayPage(of)} inherit>
    {`${classOf(of.class)} of ${of.date}`}
  </Anchor>
);

const dueColumns: readonly Column<Bucket>[] = [
  { head: 'Day', cell: (bucket) => <OfDay of={bucket} /> },
  { head: 'Records', figures: true, width: '7rem', cell: ({ rows }) => rows.toLocaleString('en-US') },
  { head: 'Held', figures: true, width: '6rem', cell: ({ held }) => held.toLocaleString('en-US') },
  { head: 'Time over', width: '16rem', cell: ({ dueAt }) => <Due by={dueAt} /> },
];

const columns = (coolingHours: number): readonly Column<Purge>[] => [
  { head: 'Day', cell: (purge) => <OfDay of={purge} /> },
  { head: 'Units', figures: true, width: '5rem', cell: ({ units }) => units.toLocaleString('en-US') },
  { head: 'Spared', figures: true, width: '5rem', cell: ({ kept }) => kept.toLocaleString('en-US') },
  {
    head: 'Proposed',
    width: '16rem',
    cell: ({ proposedByName, proposedAt }) => (
      <>
        <Said>{proposedByName}</Said>, <When at={proposedAt} />
      </>
    ),
  },
  {
    head: 'Stands',
    width: '12rem',
    cell: ({ state }) => {
      const [kind, word] = purgeState[state];
      return <Status kind={kind}>{word}</Status>;
    },
  },
  {
    head: 'When',
    width: '14rem',
    cell: ({ state, proposedAt, completedAt, blockedAt }) =>
      state === 'approved' || state === 'proposed' ? (
        <Deadline
          at={new Date(Date.parse(proposedAt) + coolingHours * 3_600_000).toISOString()}
          left="cools for"
          over="cooled since"
          soon={0}
          good
        />
      ) : (
        <When at={completedAt ?? blockedAt} />
      ),
  },
];

const Shown = ({
  buckets,
  purges,
}: {
  readonly buckets: readonly Bucket[];
  readonly purges: readonly Purge[];
}): ReactNode => {
  const { coolingHours } = useTerms();
  const due = buckets.filter((one) => isDue(one));
  const waiting = purges.filter(({ state }) => state === 'proposed');
  const cooling = purges.filter(({ state }) => state === 'approved' || state === 'committed');
  const past = purges.filter(({ state }) => state === 'completed' || state === 'blocked');
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Tally figure={due.length} kind={due.length > 0 ? 'bad' : 'good'}>
          due, to be proposed
        </Tally>
        <Tally figure={waiting.length} kind={waiting.length > 0 ? 'due' : 'quiet'}>
          wait for approval
        </Tally>
        <Tally figure={cooling.length}>approved, cooling</Tally>
        <Tally figure={past.length}>decided and done</Tally>
      </SimpleGrid>
      <Section
        title="To be proposed"
        count={due.length}
        about="Their time is over. The ALPR Administrator proposes, day by day."
      >
        {due.length === 0 ? (
          <Empty>Nothing is due.</Empty>
        ) : (
          <Rows label="To be proposed" rows={due} columns={dueColumns} height="40vh" />
        )}
      </Section>
      <Section
        title="Under way"
        count={waiting.length + cooling.length}
        about="Proposed by one, approved by another, and then carried out by the system."
      >
        {waiting.length + cooling.length === 0 ? (
          <Empty>No purge is under way.</Empty>
        ) : (
          <Rows label="Under way" rows={[...waiting, ...cooling]} columns={columns(coolingHours)} height="40vh" />
        )}
      </Section>
      <Section title="Done" count={past.length} about="Open a day for its certificate.">
        {past.length === 0 ? (
          <Empty>Nothing was destroyed yet. Each purge would stand here with its certificate.</Empty>
        ) : (
          <Rows label="Done" rows={past} columns={columns(coolingHours)} height="40vh" />
        )}
      </Section>
    </>
  );
};

export const Purges = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Purges</PageTitle>
    <Registers of={['retention', 'purges']} suggested={custodyLook}>
      {({ retention, purges }) => (
        <Shown buckets={retention as readonly Bucket[]} purges={purges as readonly Purge[]} />
      )}
    </Registers>
  </Stack>
);
