/** The start page of an office: what needs whoever holds it, before anything else; and what waits with others. */
import { SimpleGrid, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Inquiry, Row } from '../asking.tsx';
import { inWords } from './fields.tsx';
import { Matters } from './matters.tsx';
import { Empty } from './refusal.tsx';
import { Registers } from './registers.tsx';
import { Section, Tally } from './section.tsx';
import { PageTitle } from './title.tsx';

const DAY = 86_400_000;
const dueBefore = (at: number) => (row: Row) => typeof row['dueBy'] === 'string' && Date.parse(row['dueBy']) < at;
const sum = (rows: readonly Row[]): number => rows.reduce((all, { count }) => all + Number(count), 0);

type Given = {
  readonly attention: readonly Row[];
  readonly office: string;
  /** Matters that concern him too, though they lie with another. */
  readonly others: boolean;
};

const Shown = ({ attention, office, others: showOthers }: Given): ReactNode => {
  const mine = attention.filter((row) => row['office'] === office);
  const late = mine.filter(dueBefore(Date.now()));
  const week = mine.filter(dueBefore(Date.now() + 7 * DAY)).filter((row) => !late.includes(row));
  const others = attention.filter((row) => showOthers && row['office'] !== office);
  const offices = [...new Set(others.map((row) => String(row['office'])))].map(
    (other) => [other, others.filter((row) => row['office'] === other)] as const,
  );
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <Tally figure={sum(late)} kind={late.length > 0 ? 'bad' : 'good'}>
          late
        </Tally>
        <Tally figure={sum(week)} kind={week.length > 0 ? 'due' : 'quiet'}>
          due within a week
        </Tally>
        <Tally figure={sum(mine)}>with you altogether</Tally>
      </SimpleGrid>
      <Section title="With you" about="What is due first stands first. Each leads to the page on which it is done.">
        {mine.length === 0 ? (
          <Empty>Nothing needs you now. What does stands here, with the day it is due.</Empty>
        ) : (
          <Matters label="With you" rows={mine} mine />
        )}
      </Section>
      {offices.map(([other, rows]) => (
        <Section key={other} title={`With the ${inWords(other)}`} count={sum(rows)}>
          <Matters label={`With the ${inWords(other)}`} rows={rows} />
        </Section>
      ))}
    </>
  );
};

/** @param office as the register `attention` names it */
export const OfficeToday = ({
  office,
  suggested,
  others = false,
}: {
  readonly office: string;
  readonly suggested: Inquiry;
  readonly others?: boolean;
}): ReactNode => (
  <Stack gap="lg">
    <PageTitle>What needs you today</PageTitle>
    <Registers of={['attention']} suggested={suggested}>
      {({ attention }) => <Shown attention={attention} office={office} others={others} />}
    </Registers>
  </Stack>
);
