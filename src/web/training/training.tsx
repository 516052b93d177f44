/** Who is trained in what until when; what ends in 30, 60 and 90 days; recording a training with its certificate. */
import { SegmentedControl, SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Inquiry, Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { choicesOf, endOf } from '../pieces/fields.tsx';
import { askedOf, firstEnd, kindsOfTraining, Position, trainingOf, TrainingUntil } from '../pieces/qualified.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Person } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';

const trainersLook: Inquiry = {
  purpose: 'audit',
  reason: 'Training of the Department: who is trained until when',
  eventNumber: null,
  noEventNumberBecause: 'The daily work of the Training Sergeant, no case',
};

const DAY = 86_400_000;
const calledOf = ({ name, username, id }: Row): string => String(name ?? username ?? id.slice(0, 8));

const Record = ({ member }: { readonly member: Row }): ReactNode => (
  <Deed
    name={`train ${member.id}`}
    label="Record a training"
    of={calledOf(member)}
    fields={{
      training: { kind: 'choice', label: 'Training', choices: choicesOf(kindsOfTraining) },
      until: { kind: 'day', label: 'Current until' },
      certificate: {
        kind: 'text',
        label: 'Number of the certificate',
        about: 'Letters, digits, point, dash and slash',
        longest: 40,
        optional: true,
      },
      course: { kind: 'text', label: 'Version of the course', about: 'As 26.2.0', longest: 8, optional: true },
    }}
    perform={({ training, until, certificate, course }, key) =>
      api.POST('/members/{memberId}/training', {
        params: { path: { memberId: member.id }, header: key },
        body: {
          training,
          validUntil: endOf(until),
          certificate: certificate || null,
          ...(course !== '' && { course }),
        },
      })
    }
    changes={['members', 'attention']}
  />
);

const columns = (positions: readonly Row[]): readonly Column<Row>[] => [
  {
    head: 'Member',
    cell: ({ id, name, username }) => <Person name={name} username={username} memberId={id} />,
  },
  { head: 'Position', cell: ({ position }) => <Position of={position} /> },
  ...kindsOfTraining.map((kind) => ({
    head: kind,
    cell: (member: Row): ReactNode =>
      askedOf(member, positions).includes(kind) || trainingOf(member)[kind] ? (
        <TrainingUntil member={member} kind={kind} />
      ) : (
        <Status kind="quiet">not asked</Status>
      ),
  })),
  { head: 'What you can do', cell: (member) => <Record member={member} /> },
];

const spans = ['all', '30', '60', '90', 'missing'] as const;
const labels = { all: 'Everybody', '30': '30 days', '60': '60 days', '90': '90 days', missing: 'Missing' } as const;

/** How a member's trainings stand: the first of them that ends, or that one was never completed. */
const lacks = (member: Row, positions: readonly Row[]): boolean =>
  askedOf(member, positions).some((kind) => (trainingOf(member)[kind] ?? '') <= new Date().toISOString());

const endsWithin = (member: Row, positions: readonly Row[], days: number): boolean => {
  const end = firstEnd(member, positions);
  return !lacks(member, positions) && end !== null && Date.parse(end) < Date.now() + days * DAY;
};

type Given = { readonly members: readonly Row[]; readonly positions: readonly Row[] };

const Shown = ({ members, positions }: Given): ReactNode => {
  const [span, setSpan] = useState<(typeof spans)[number]>('all');
  const [sought, setSought] = useState('');
  const present = members.filter(({ revokedAt }) => revokedAt === null);
  const missing = present.filter((member) => lacks(member, positions));
  const ending = (days: number): readonly Row[] => present.filter((member) => endsWithin(member, positions, days));
  const chosen = span === 'all' ? present : span === 'missing' ? missing : ending(Number(span));
  const found = chosen.filter((member) => calledOf(member).toLowerCase().includes(sought.toLowerCase()));
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Tally figure={missing.length} kind={missing.length > 0 ? 'bad' : 'good'}>
          lack a training, or it has ended
        </Tally>
        <Tally figure={ending(30).length} kind={ending(30).length > 0 ? 'due' : 'quiet'}>
          have one that ends in 30 days
        </Tally>
        <Tally figure={ending(60).length}>in 60 days</Tally>
        <Tally figure={ending(90).length}>in 90 days</Tally>
      </SimpleGrid>
      <SegmentedControl
        aria-label="Whose training ends"
        transitionDuration={0}
        value={span}
        onChange={(value) => setSpan(value as (typeof spans)[number])}
        data={spans.map((value) => ({ value, label: labels[value] }))}
      />
      <TextInput
        label="Find a member"
        maw={320}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <Section title={span === 'all' ? 'Everybody' : labels[span]} count={found.length}>
        {found.length === 0 ? (
          <Empty>Nobody. Members whose training ends within the time chosen stand here.</Empty>
        ) : (
          <Rows label="Trainings" rows={found} columns={columns(positions)} />
        )}
      </Section>
    </>
  );
};

export const Training = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Training</PageTitle>
    <Registers of={['members', 'positions']} suggested={trainersLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
