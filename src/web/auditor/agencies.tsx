/** Other agencies: what each may look at and until when, what it did, and what it was given. */
import { Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { RegisterRows } from '../asking.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { wordsOf } from '../public/words.ts';
import { Named, plain } from './names.tsx';
import { want } from './wanted.ts';
import './auditor.css';

type Agency = {
  readonly id: string;
  readonly agencyName: string | null;
  readonly agencyClass: string;
  readonly california: boolean;
  readonly network: string | null;
  readonly retiredAt: string | null;
  readonly persons: readonly { readonly removedAt: string | null }[];
};
type Agreement = {
  readonly id: string;
  readonly agencyId: string;
  readonly from: string;
  readonly until: string;
  readonly scope: readonly string[];
  readonly valuesAct: { readonly complies: boolean; readonly at: string } | null;
  readonly grantedAt: string | null;
  readonly revokedAt: string | null;
  readonly ended: string | null;
};

/** What opens the data, and nothing else, is said to be open. */
const Standing = ({ agreement }: { readonly agreement: Agreement }): ReactNode => {
  const { ended, revokedAt, grantedAt, until, from } = agreement;
  const now = new Date().toISOString();
  if (ended !== null) return <Status kind="quiet">{plain(ended)}</Status>;
  if (revokedAt !== null) return <Status kind="bad">access revoked</Status>;
  if (grantedAt === null) return <Status kind="open">no access granted</Status>;
  return from <= now && until > now ? (
    <Status kind="good">has access</Status>
  ) : (
    <Status kind="quiet">not in force</Status>
  );
};

const agencyColumns = (replay: (id: string) => void): readonly Column<Agency>[] => [
  { head: 'Agency', cell: ({ agencyName }) => <Said>{agencyName}</Said> },
  {
    head: 'Kind',
    cell: ({ agencyClass, california }) => `${wordsOf(agencyClass)}${california ? ', California' : ''}`,
  },
  { head: 'Network', cell: ({ network }) => <Said>{network}</Said> },
  {
    head: 'Persons',
    figures: true,
    cell: ({ persons }) => persons.filter(({ removedAt }) => removedAt === null).length,
  },
  {
    head: 'Status',
    cell: ({ retiredAt }) =>
      retiredAt === null ? <Status kind="good">registered</Status> : <Status kind="quiet">retired</Status>,
  },
  {
    head: 'What it did',
    cell: ({ id }) => (
      <Button variant="default" size="compact-xs" onClick={() => replay(id)}>
        Replay
      </Button>
    ),
  },
];

const agreementColumns = (names: ReadonlyMap<string, string | null>): readonly Column<Agreement>[] => [
  { head: 'Agency', cell: ({ agencyId }) => <Said>{names.get(agencyId) ?? agencyId.slice(0, 8)}</Said> },
  { head: 'Opens', cell: ({ scope }) => scope.map(wordsOf).join(', ') },
  { head: 'From', cell: ({ from }) => <When at={from} days /> },
  { head: 'Until', cell: ({ until }) => <When at={until} days /> },
  {
    head: 'Values Act',
    cell: ({ valuesAct }) =>
      valuesAct === null ? (
        <Status kind="open">not determined</Status>
      ) : (
        <Status kind={valuesAct.complies ? 'good' : 'bad'}>
          {valuesAct.complies ? 'complies' : 'does not comply'}
        </Status>
      ),
  },
  { head: 'Access', cell: (agreement) => <Standing agreement={agreement} /> },
];

type Release = {
  readonly id: string;
  readonly status: string;
  readonly agencyName: string | null;
  readonly purpose: string;
  readonly requestedAt: string;
  readonly approvedBy: string | null;
  readonly count: number | null;
};

const releaseColumns: readonly Column<Release>[] = [
  { head: 'Asked', cell: ({ requestedAt }) => <When at={requestedAt} days /> },
  { head: 'By', cell: ({ agencyName }) => <Said>{agencyName}</Said> },
  { head: 'Purpose', cell: ({ purpose }) => plain(purpose) },
  { head: 'Decided by', cell: ({ approvedBy }) => <Named id={approvedBy} /> },
  { head: 'Rows', figures: true, cell: ({ count }) => count ?? '' },
  {
    head: 'Status',
    cell: ({ status }) => (
      <Status kind={status === 'denied' ? 'bad' : status === 'fulfilled' ? 'good' : 'open'}>{status}</Status>
    ),
  },
];

const Heading = ({ children }: { readonly children: string }): ReactNode => (
  <Text component="h2" fw={650} size="lg">
    {children}
  </Text>
);

export const Agencies = (): ReactNode => {
  const navigate = useNavigate();
  const replay = (memberId: string): void => {
    want({ memberId });
    void navigate({ to: '/auditor/replay' });
  };
  return (
    <Stack gap="md">
      <PageTitle>Other agencies</PageTitle>
      <RegisterRows register="agencies">
        {({ rows: found }) => {
          const agencies = found as unknown as Agency[];
          const names = new Map(agencies.map(({ id, agencyName }) => [id, agencyName]));
          return (
            <>
              <Heading>Agencies</Heading>
              {agencies.length === 0 ? (
                <Empty>No other agency is registered.</Empty>
              ) : (
                <Rows label="Agencies" rows={agencies} columns={agencyColumns(replay)} />
              )}
              <Heading>Agreements</Heading>
              <RegisterRows register="agreements">
                {({ rows }) =>
                  rows.length === 0 ? (
                    <Empty>There is no agreement, and so no access.</Empty>
                  ) : (
                    <Rows label="Agreements" rows={rows as unknown as Agreement[]} columns={agreementColumns(names)} />
                  )
                }
              </RegisterRows>
            </>
          );
        }}
      </RegisterRows>
      <Heading>Releases</Heading>
      <RegisterRows register="releases">
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>Nobody outside has asked for data.</Empty>
          ) : (
            <Rows label="Releases" rows={rows as unknown as Release[]} columns={releaseColumns} />
          )
        }
      </RegisterRows>
    </Stack>
  );
};
