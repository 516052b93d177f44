/** Requests of other agencies: those that wait for a decision first, each to be opened and decided. */
import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { chiefsLook } from './daily.ts';

const kinds = { requested: 'open', prepared: 'due', approved: 'good', denied: 'bad', fulfilled: 'quiet' } as const;

const StandOf = ({ status }: { readonly status: unknown }): ReactNode => (
  <Status kind={kinds[status as keyof typeof kinds] ?? 'quiet'}>{String(status)}</Status>
);

const columns = (members: readonly Row[]): readonly Column<Row>[] => [
  {
    head: 'Agency',
    cell: ({ id, agencyName }) => (
      <Anchor component={Link} to={`/chief/release/${id}`} inherit>
        <Said>{agencyName ?? 'name destroyed'}</Said>
      </Anchor>
    ),
  },
  { head: 'Person', cell: ({ personName }) => <Said>{personName}</Said> },
  { head: 'Purpose', cell: ({ purpose }) => inWords(purpose) },
  { head: 'Asked', cell: ({ requestedAt }) => <When at={requestedAt} /> },
  { head: 'Stands', cell: ({ status }) => <StandOf status={status} /> },
  {
    head: 'Values Act',
    cell: ({ valuesAct }) => {
      const determined = valuesAct as { readonly complies: boolean } | null;
      if (!determined) return <Status kind="due">not determined</Status>;
      return (
        <Status kind={determined.complies ? 'good' : 'bad'}>{determined.complies ? 'complies' : 'does not'}</Status>
      );
    },
  },
  { head: 'Items', cell: ({ count }) => (count === null ? '' : String(count)), figures: true },
  {
    head: 'Prepared by',
    cell: ({ preparedBy }) => preparedBy !== null && <MemberOf id={preparedBy} members={members} />,
  },
];

const isUndecided = ({ status }: Row): boolean => status === 'requested' || status === 'prepared';

type Given = { readonly releases: readonly Row[]; readonly members: readonly Row[] };

const Shown = ({ releases, members }: Given): ReactNode => {
  const waiting = releases.filter(isUndecided);
  const decided = releases.filter((row) => !isUndecided(row));
  return (
    <>
      <Section
        title="Waiting for a decision"
        count={waiting.length}
        about="Open a request to read it, determine whether it complies with the Values Act, and decide (430.10)."
      >
        {waiting.length === 0 ? (
          <Empty>No request waits. A written request of another agency stands here until you decide.</Empty>
        ) : (
          <Rows label="Waiting for a decision" rows={waiting} columns={columns(members)} />
        )}
      </Section>
      {decided.length > 0 && (
        <Section title="Decided" count={decided.length}>
          <Rows label="Decided" rows={decided} columns={columns(members)} />
        </Section>
      )}
    </>
  );
};

export const Releases = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Releases</PageTitle>
    <Registers of={['releases', 'members']} suggested={chiefsLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
