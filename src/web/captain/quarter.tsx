/** The quarter as it drafts itself: what is done, what is open with whom, and both reports with one click. */
import { NativeSelect, SimpleGrid, Stack } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Row, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { DownloadButton } from '../pieces/download.tsx';
import { Due } from '../pieces/due.tsx';
import { inWords } from '../pieces/fields.tsx';
import { ReportPaper } from '../pieces/reportpaper.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { dailyLook } from './daily.ts';
import { auditOf, type Drafted, latestQuarters, type OpenItem, openItems, reportOf } from './quarters.ts';

const openColumns: readonly Column<OpenItem>[] = [
  { head: 'With', cell: ({ office }) => inWords(office) },
  { head: 'Person', cell: ({ holders }) => <Said>{holders.join(', ') || 'nobody holds this office'}</Said> },
  { head: 'How many', cell: ({ count }) => count, figures: true, width: '6rem' },
  { head: 'What', cell: ({ what }) => what },
  { head: 'Due', cell: ({ dueBy }) => dueBy && <Due by={dueBy} /> },
];

const Steps = ({ drafted, quarter }: { readonly drafted: Drafted; readonly quarter: string }): ReactNode => {
  const audit = auditOf(drafted.audits, quarter);
  const report = reportOf(drafted.reports, quarter);
  const open = openItems(drafted, quarter).length;
  const reportState = !report
    ? 'not made'
    : report['acknowledgedAt'] !== null
      ? 'acknowledged'
      : report['submittedAt'] !== null
        ? 'submitted'
        : 'made';
  return (
    <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} spacing="sm">
      <Tally figure={open} kind={open > 0 ? 'due' : 'good'}>
        kinds of work still open
      </Tally>
      <Tally figure={audit ? `${String(audit['reviewed'])} of ${String(audit['items'])}` : '0 of 0'}>
        items of the quarterly sample reviewed
      </Tally>
      <Tally figure={audit ? String(audit['status']) : 'not opened'}>the quarterly audit</Tally>
      <Tally figure={reportState} kind={reportState === 'acknowledged' ? 'good' : 'quiet'}>
        the quarterly audit report
      </Tally>
    </SimpleGrid>
  );
};

const Papers = ({ quarter }: { readonly quarter: string }): ReactNode => {
  const refresh = useRefresh();
  const made = (): void => void refresh('registers', 'reports');
  const path = { quarter };
  return (
    <Section
      title="The two reports"
      about="Each is made from the ledger as it stands now. A quarter that still runs gives an interim report."
    >
      <DownloadButton
        primary
        label={`Make the quarterly audit report ${quarter}`}
        file={`alpr-audit-report-${quarter}.pdf`}
        perform={(key) => api.POST('/reports/quarterly/{quarter}', { params: { path, header: key }, parseAs: 'blob' })}
        then={made}
      />
      <DownloadButton
        label={`Make the total detection report ${quarter}`}
        file={`alpr-total-detection-report-${quarter}.pdf`}
        perform={(key) =>
          api.POST('/reports/total-detection/{quarter}', {
            params: { path, header: key },
            parseAs: 'blob',
          })
        }
        then={made}
      />
    </Section>
  );
};

const reportColumns = (members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Quarter', cell: ({ quarter }) => String(quarter).toUpperCase() },
  { head: 'Report', cell: ({ kind }) => (kind === 'total-detection' ? 'total detection' : 'quarterly audit') },
  { head: 'Made', cell: ({ generatedAt }) => <When at={generatedAt} /> },
  { head: 'By', cell: ({ generatedBy }) => <MemberOf id={generatedBy} members={members} /> },
  { head: 'The paper', cell: (row) => <ReportPaper report={row} /> },
  { head: 'Events', cell: ({ treeSize }) => Number(treeSize).toLocaleString(), figures: true },
  { head: 'Submitted', cell: ({ submittedAt }) => <When at={submittedAt} days /> },
  {
    head: 'Chief',
    cell: ({ acknowledgedAt, submittedAt }) =>
      acknowledgedAt ? (
        <Status kind="good">acknowledged</Status>
      ) : (
        <Status kind={submittedAt ? 'due' : 'quiet'}>{submittedAt ? 'not yet' : 'not submitted'}</Status>
      ),
  },
  {
    head: 'What you can do',
    cell: ({ id, quarter, submittedAt }) =>
      submittedAt === null && (
        <Deed
          name={`submit ${id}`}
          label="Submit to the Chief"
          of={String(quarter).toUpperCase()}
          about="Its quarter has ended, every sampled item is reviewed, all data kept over two years is explained."
          perform={(_, key) =>
            api.POST('/reports/{reportId}/submission', { params: { path: { reportId: id }, header: key } })
          }
          changes={['reports', 'attention']}
        />
      ),
  },
];

const Shown = (drafted: Drafted): ReactNode => {
  const quarters = latestQuarters(new Date(), 6);
  const [quarter, setQuarter] = useState(quarters[0]!);
  const items = openItems(drafted, quarter);
  return (
    <>
      <NativeSelect
        label="Quarter"
        maw={220}
        data={quarters.map((value, index) => ({ value, label: index === 0 ? `${value}, running now` : value }))}
        value={quarter}
        onChange={(event) => setQuarter(event.currentTarget.value)}
      />
      <Steps drafted={drafted} quarter={quarter} />
      <Section title="Open, by person" count={items.length} about="What must be done before this quarter is complete.">
        {items.length === 0 ? (
          <Empty>Nothing is open: the quarter is complete.</Empty>
        ) : (
          <Rows label="Open, by person" rows={items} columns={openColumns} />
        )}
      </Section>
      <Papers quarter={quarter} />
      <Section title="Reports made" count={drafted.reports.length}>
        {drafted.reports.length === 0 ? (
          <Empty>None yet. Each report that is made stands here, with its way to the Chief.</Empty>
        ) : (
          <Rows label="Reports made" rows={drafted.reports} columns={reportColumns(drafted.members)} />
        )}
      </Section>
    </>
  );
};

export const Quarter = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Quarter and reports</PageTitle>
    <Registers of={['audits', 'audit-findings', 'kept-long', 'reports', 'members']} suggested={dailyLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
