/** Reads downloaded to a case: why each is relevant, and the two clocks that run on it. */
import { Button, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { Due } from '../pieces/due.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { daysOf } from './schedule.tsx';
import { custodyLook } from './words.ts';

const DAY = 86_400_000;

/** The record of a download is kept as every record of a look is: so many whole days after the end of its day. */
const recordUntil = (at: string, days: number): string =>
  new Date(Date.parse(`${at.slice(0, 10)}T00:00:00Z`) + (days + 1) * DAY).toISOString();

const columns = (recordDays: number): readonly Column<Row>[] => [
  { head: 'Case', width: '9rem', cell: ({ caseNumber }) => <Said>{caseNumber}</Said> },
  { head: 'What it shows in the case', cell: ({ relevance }) => <Said>{relevance}</Said> },
  {
    head: 'Downloaded',
    width: '16rem',
    cell: ({ memberName, at }) => (
      <>
        <Said>{memberName}</Said>, <When at={at} />
      </>
    ),
  },
  { head: 'The read is kept', width: '14rem', cell: ({ until }) => <Due by={until} soon={30} /> },
  {
    head: 'The record of it',
    width: '14rem',
    cell: ({ at }) => <Due by={recordUntil(String(at), recordDays)} soon={30} />,
  },
];

const Shown = ({
  downloads,
  schedules,
}: {
  readonly downloads: readonly Row[];
  readonly schedules: readonly Row[];
}) => {
  const now = new Date().toISOString();
  const soon = new Date(Date.now() + 30 * DAY).toISOString();
  const running = downloads.filter(({ until }) => String(until) > now);
  const ending = running.filter(({ until }) => String(until) < soon);
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        <Tally figure={running.length}>reads kept for a case</Tally>
        <Tally figure={ending.length} kind={ending.length > 0 ? 'due' : 'quiet'}>
          end within 30 days
        </Tally>
        <Tally figure={downloads.length - running.length}>whose time is over</Tally>
      </SimpleGrid>
      <Section
        title="Downloads"
        count={downloads.length}
        about="Kept for one year at most, also when its day is purged; the record of it for two (430.8)."
      >
        {downloads.length === 0 ? (
          <Empty>
            Nothing was downloaded to a case. Members do it from the answer to a search, with the case number and what
            the read shows.
          </Empty>
        ) : (
          <Rows label="Downloads" rows={downloads} columns={columns(daysOf(schedules, 'access-record'))} />
        )}
      </Section>
    </>
  );
};

export const Downloads = (): ReactNode => {
  const { position } = useWho();
  const hold = position === 'custodian-of-records' && (
    <Button component={Link} to="/custodian/holds/new" variant="default">
      Place a hold
    </Button>
  );
  return (
    <Stack gap="lg">
      <PageTitle beside={hold}>Downloads to cases</PageTitle>
      <Registers of={['downloads', 'schedules']} suggested={custodyLook}>
        {(rows) => <Shown {...rows} />}
      </Registers>
    </Stack>
  );
};
