/** Public records requests: each with its ten days, what was given, and how it was closed (430.10). */
import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { useTerms } from './terms.ts';
import { custodyLook } from './words.ts';

export type Request = Row & {
  readonly requestId: string;
  readonly receivedAt: string;
  readonly dueAt: string;
  readonly requester: string | null;
  readonly contact: string | null;
  readonly asks: string | null;
  readonly given: number;
  readonly rowsGiven: number;
  readonly closedAt: string | null;
  readonly outcome: string | null;
  readonly late: boolean | null;
  readonly why: string | null;
};

export const RequestState = ({ of: { closedAt, outcome, late, dueAt } }: { readonly of: Request }): ReactNode => {
  if (closedAt) return <Status kind={late ? 'bad' : 'good'}>{`${inWords(outcome)}${late ? ', late' : ''}`}</Status>;
  return dueAt <= new Date().toISOString() ? <Status kind="bad">overdue</Status> : <Status kind="open">open</Status>;
};

const columns: readonly Column<Request>[] = [
  {
    head: 'From',
    width: '14rem',
    cell: ({ requestId, requester }) => (
      <Anchor component={Link} to={`/custodian/requests/${requestId}`} inherit>
        <Said>{requester}</Said>
      </Anchor>
    ),
  },
  { head: 'Asks for', cell: ({ asks }) => <Said>{asks}</Said> },
  { head: 'Received', width: '8rem', cell: ({ receivedAt }) => <When at={receivedAt} days /> },
  { head: 'Given', figures: true, width: '5rem', cell: ({ given }) => given },
  { head: 'Stands', width: '10rem', cell: (request) => <RequestState of={request} /> },
  {
    head: 'Answer due',
    width: '14rem',
    cell: ({ dueAt, closedAt }) => (closedAt ? <When at={closedAt} days /> : <Due by={dueAt} soon={4} />),
  },
];

const Log = (): ReactNode => {
  const { recordsRequestDays } = useTerms();
  return (
    <Deed
      name="log request"
      label="Log a request"
      about={`Its ${recordsRequestDays} days begin on the day it came in (Gov. Code 7922.535).`}
      look={{ variant: 'filled', size: 'sm' }}
      fields={{
        receivedOn: { kind: 'day', label: 'Received on' },
        requester: { kind: 'text', label: 'From', longest: 120 },
        contact: { kind: 'text', label: 'Address for the answer', longest: 120 },
        asks: { kind: 'words', label: 'What it asks for', about: 'In its own words.', longest: 4000 },
      }}
      perform={({ receivedOn, ...body }, key) =>
        api.POST('/records-requests', {
          params: { header: key },
          body: { ...body, receivedAt: new Date(`${receivedOn}T00:00:00`).toISOString() },
        })
      }
      changes={['records-requests']}
    />
  );
};

const Shown = ({ requests }: { readonly requests: readonly Request[] }): ReactNode => {
  const open = requests.filter(({ closedAt }) => closedAt === null).toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
  const closed = requests.filter(({ closedAt }) => closedAt !== null);
  const late = open.filter(({ dueAt }) => dueAt <= new Date().toISOString());
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        <Tally figure={open.length} kind={open.length > 0 ? 'due' : 'quiet'}>
          open
        </Tally>
        <Tally figure={late.length} kind={late.length > 0 ? 'bad' : 'good'}>
          overdue
        </Tally>
        <Tally figure={closed.length}>closed</Tally>
      </SimpleGrid>
      <Section title="Open" count={open.length} about="The one that is due first stands first.">
        {open.length === 0 ? (
          <Empty>No request is open. What comes in on paper or by mail is logged here, and its ten days begin.</Empty>
        ) : (
          <Rows label="Open requests" rows={open} columns={columns} height="45vh" />
        )}
      </Section>
      {closed.length > 0 && (
        <Section title="Closed" count={closed.length}>
          <Rows label="Closed requests" rows={closed} columns={columns} height="40vh" />
        </Section>
      )}
    </>
  );
};

export const Requests = (): ReactNode => {
  const { position } = useWho();
  return (
    <Stack gap="lg">
      <PageTitle beside={position === 'custodian-of-records' && <Log />}>Public records requests</PageTitle>
      <Registers of={['records-requests']} suggested={custodyLook}>
        {({ 'records-requests': requests }) => <Shown requests={requests as readonly Request[]} />}
      </Registers>
    </Stack>
  );
};
