/** Holds, matter by matter: what is kept for litigation, when each is looked at again, and what waits to be let go. */
import { Anchor, Button, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { Due } from '../pieces/due.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { type Kind, Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { custodyLook } from './words.ts';

export type Hold = Row & {
  readonly holdId: string;
  readonly state: 'ordered' | 'placed' | 'release-requested' | 'released';
  readonly custodianName: string | null;
  readonly orderedAt: string;
  readonly reviewAt: string;
  readonly round: number;
  readonly units: number;
  readonly buckets: number;
  readonly root: string | null;
  readonly resolution: string | null;
  readonly releasedAt: string | null;
  readonly matter: string | null;
  readonly authority: string | null;
};

export const holdState: Readonly<Record<Hold['state'], readonly [Kind, string]>> = {
  ordered: ['due', 'being placed'],
  placed: ['good', 'in force'],
  'release-requested': ['due', 'release asked for'],
  released: ['quiet', 'released'],
};

const columns: readonly Column<Hold>[] = [
  {
    head: 'Matter',
    cell: ({ holdId, matter }) => (
      <Anchor component={Link} to={`/custodian/holds/${holdId}`} inherit>
        <Said>{matter}</Said>
      </Anchor>
    ),
  },
  { head: 'Authority', cell: ({ authority }) => <Said>{authority}</Said> },
  { head: 'Units', figures: true, width: '6rem', cell: ({ units }) => units.toLocaleString('en-US') },
  {
    head: 'Stands',
    width: '12rem',
    cell: ({ state }) => {
      const [kind, word] = holdState[state];
      return <Status kind={kind}>{word}</Status>;
    },
  },
  {
    head: 'Looked at again',
    width: '15rem',
    cell: ({ state, reviewAt, releasedAt }) =>
      state === 'released' ? <When at={releasedAt} days /> : <Due by={reviewAt} soon={14} />,
  },
];

const Shown = ({ holds }: { readonly holds: readonly Hold[] }): ReactNode => {
  const inForce = holds.filter(({ state }) => state !== 'released');
  const released = holds.filter(({ state }) => state === 'released');
  const asked = inForce.filter(({ state }) => state === 'release-requested');
  const soon = new Date(Date.now() + 14 * 86_400_000).toISOString();
  const review = inForce.filter(({ reviewAt }) => reviewAt < soon);
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Tally figure={inForce.length}>in force</Tally>
        <Tally figure={inForce.reduce((sum, { units }) => sum + units, 0)}>units kept by them</Tally>
        <Tally figure={review.length} kind={review.length > 0 ? 'due' : 'quiet'}>
          to be looked at within 14 days
        </Tally>
        <Tally figure={asked.length} kind={asked.length > 0 ? 'due' : 'quiet'}>
          wait for the city attorney
        </Tally>
      </SimpleGrid>
      <Section
        title="In force"
        count={inForce.length}
        about="What a hold keeps stays through every purge, until two people say that its matter is resolved (430.8)."
      >
        {inForce.length === 0 ? (
          <Empty>No hold is in force. When an order or a demand comes in, place one: it finds what it concerns.</Empty>
        ) : (
          <Rows label="Holds in force" rows={inForce} columns={columns} height="50vh" />
        )}
      </Section>
      {released.length > 0 && (
        <Section title="Released" count={released.length}>
          <Rows label="Released holds" rows={released} columns={columns} height="30vh" />
        </Section>
      )}
    </>
  );
};

export const Holds = (): ReactNode => {
  const { position } = useWho();
  const place = position === 'custodian-of-records' && (
    <Button component={Link} to="/custodian/holds/new">
      Place a hold
    </Button>
  );
  return (
    <Stack gap="lg">
      <PageTitle beside={place}>Holds</PageTitle>
      <Registers of={['holds']} suggested={custodyLook}>
        {({ holds }) => <Shown holds={holds as readonly Hold[]} />}
      </Registers>
    </Stack>
  );
};
