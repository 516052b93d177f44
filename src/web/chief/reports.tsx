/** The reports submitted to the Chief: what waits to be acknowledged, and what was. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { ReportPaper } from '../pieces/reportpaper.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { chiefsLook } from './daily.ts';

const columns = (members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Quarter', cell: ({ quarter }) => String(quarter).toUpperCase() },
  { head: 'Report', cell: ({ kind }) => (kind === 'total-detection' ? 'total detection' : 'quarterly audit') },
  { head: 'Made', cell: ({ generatedAt }) => <When at={generatedAt} /> },
  { head: 'By', cell: ({ generatedBy }) => <MemberOf id={generatedBy} members={members} /> },
  { head: 'The paper', cell: (row) => <ReportPaper report={row} /> },
  { head: 'Submitted', cell: ({ submittedAt }) => <When at={submittedAt} days /> },
  {
    head: 'What you can do',
    cell: ({ id, quarter, acknowledgedAt }) =>
      acknowledgedAt ? (
        <>
          <Status kind="good">acknowledged</Status> <When at={acknowledgedAt} days />
        </>
      ) : (
        <Deed
          name={`acknowledge ${id}`}
          label="Acknowledge"
          of={`report ${String(quarter).toUpperCase()}`}
          look={{ variant: 'filled' }}
          about="That you received this report, as the paper that you can download beside this."
          perform={(_, key) =>
            api.POST('/reports/{reportId}/acknowledgement', { params: { path: { reportId: id }, header: key } })
          }
          changes={['reports', 'attention']}
        />
      ),
  },
];

type Given = { readonly reports: readonly Row[]; readonly members: readonly Row[] };

const Shown = ({ reports, members }: Given): ReactNode => {
  const submitted = reports.filter(({ submittedAt }) => submittedAt !== null);
  const waiting = submitted.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  return (
    <>
      <Section title="Waiting for you" count={waiting.length}>
        {waiting.length === 0 ? (
          <Empty>No report waits. A report that the Administrator submits stands here until you acknowledge it.</Empty>
        ) : (
          <Rows label="Waiting for you" rows={waiting} columns={columns(members)} />
        )}
      </Section>
      {submitted.length > waiting.length && (
        <Section title="Acknowledged" count={submitted.length - waiting.length}>
          <Rows
            label="Acknowledged"
            rows={submitted.filter((one) => !waiting.includes(one))}
            columns={columns(members)}
          />
        </Section>
      )}
    </>
  );
};

export const Reports = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Reports to you</PageTitle>
    <Registers of={['reports', 'members']} suggested={chiefsLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
