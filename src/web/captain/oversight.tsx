/** The calendar of oversight, the audit plan and the monitoring plan, attestations, and violations reported. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { choicesOf, inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, type Names, namesIn, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { Attestations } from './attestations.tsx';
import { AdoptPlan, Draw, OpenAudit, Plan } from './auditplan.tsx';
import { dailyLook } from './daily.ts';

const duties: Readonly<Record<string, string>> = {
  'placement-review': 'Review where a camera looks',
  'posting-attestation': 'Attest that the policy is posted',
  'safeguard-attestation': 'Attest the safeguards',
  'hosting-attestation': 'Attest the hosting',
  'violation-triage': 'Triage a violation',
  'violation-closing': 'Close a violation',
  'finding-resolution': 'Resolve a finding of an audit',
  'monitoring-review': 'Review what the monitoring shows',
  'weekly-audit': 'Hold the light review',
  'quarterly-audit': 'Hold the quarterly audit',
  'quarterly-report': 'Submit the quarterly report',
  'breach-notice': 'Send the notices of a breach',
};

const dutyColumns = (names: Names): readonly Column<Row>[] => [
  { head: 'Due', cell: ({ dueBy }) => <Due by={dueBy} soon={14} />, width: '16rem' },
  {
    head: 'Duty',
    cell: ({ duty, times }) =>
      `${duties[String(duty)] ?? inWords(duty)}${Number(times) > 1 ? `, ${String(times)} times` : ''}`,
  },
  { head: 'Concerning', cell: ({ of }) => of !== null && <Said>{names.known(of) ? names.of(of) : ''}</Said> },
];

/** Duties of one kind, one day and one thing stand in one row, with how often. */
const counted = (calendar: readonly Row[]): readonly Row[] => {
  const rows = new Map<string, Row>();
  for (const row of calendar) {
    const key = `${String(row['duty'])} ${String(row['of'])} ${String(row['dueBy'])}`;
    rows.set(key, { ...row, times: Number(rows.get(key)?.['times'] ?? 0) + 1 });
  }
  return [...rows.values()];
};

const auditColumns = (members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Kind', cell: ({ kind }) => String(kind) },
  { head: 'From', cell: ({ from }) => <When at={from} days /> },
  { head: 'To', cell: ({ to }) => <When at={to} days /> },
  { head: 'Opened by', cell: ({ openedBy }) => <MemberOf id={openedBy} members={members} /> },
  { head: 'Reviewed', cell: ({ reviewed, items }) => `${String(reviewed)} of ${String(items)}`, figures: true },
  { head: 'Violations', cell: ({ violations }) => String(violations), figures: true },
  {
    head: 'Stands',
    cell: (audit) =>
      audit['status'] === 'open' ? (
        <Draw audit={audit} />
      ) : (
        <Status kind={audit['status'] === 'closed' ? 'good' : 'due'}>{String(audit['status'])}</Status>
      ),
  },
];

const violationColumns: readonly Column<Row>[] = [
  { head: 'Reported', cell: ({ reportedAt }) => <When at={reportedAt} /> },
  { head: 'Kind', cell: ({ kind }) => inWords(kind) },
  { head: 'What happened', cell: ({ account }) => <Said>{account}</Said> },
  {
    head: 'Stands',
    cell: ({ status, closedAt }) => <Status kind={closedAt ? 'good' : 'due'}>{inWords(status)}</Status>,
  },
  { head: 'Outcome', cell: ({ outcome }) => (outcome ? inWords(outcome) : '') },
];

const Report = (): ReactNode => (
  <Deed
    name="violation"
    label="Report a violation"
    about="It goes to whoever is not concerned by it (430.9)."
    fields={{
      kind: {
        kind: 'choice',
        label: 'Kind',
        choices: choicesOf([
          'error',
          'personal-use',
          'harassment',
          'invasion-of-privacy',
          'disclosure',
          'unauthorised-access',
          'without-confirmation',
          'other',
        ]),
      },
      account: { kind: 'words', label: 'What happened', longest: 10_000 },
    }}
    perform={(body, key) => api.POST('/violations', { params: { header: key }, body: { ...body, subjectId: null } })}
    changes={['violations', 'duties', 'attention']}
  />
);

type Given = Readonly<
  Record<
    | 'duties'
    | 'audit-plans'
    | 'audits'
    | 'violations'
    | 'monitoring-reviews'
    | 'postings'
    | 'procedures'
    | 'assurances'
    | 'equipment'
    | 'members',
    readonly Row[]
  >
>;

const Shown = (rows: Given): ReactNode => {
  const { duties: calendar, audits, violations, equipment, members } = rows;
  const late = calendar.filter(({ overdue }) => overdue === true);
  return (
    <>
      <Section
        title="Calendar"
        count={calendar.length}
        about={late.length > 0 ? `${late.length} of them overdue.` : 'Nothing is overdue.'}
      >
        {calendar.length === 0 ? (
          <Empty>Nothing is due.</Empty>
        ) : (
          <Rows
            label="Calendar"
            rows={counted(calendar)}
            columns={dutyColumns(namesIn(equipment))}
            keyOf={(row, index) => `${row.id} ${index}`}
          />
        )}
      </Section>
      <Section title="Audit plan" actions={<AdoptPlan />}>
        <Plan plan={rows['audit-plans'][0]} members={members} />
      </Section>
      <Section title="Audits" count={audits.length} actions={<OpenAudit />}>
        {audits.length === 0 ? (
          <Empty>
            None was opened. Under the plan, one light review a week and one full audit a quarter stand here.
          </Empty>
        ) : (
          <Rows label="Audits" rows={audits} columns={auditColumns(members)} />
        )}
      </Section>
      <Attestations {...rows} />
      <Section title="Violations" count={violations.length} actions={<Report />}>
        {violations.length === 0 ? (
          <Empty>None that you may see. What concerns yourself goes to another.</Empty>
        ) : (
          <Rows label="Violations" rows={violations} columns={violationColumns} />
        )}
      </Section>
    </>
  );
};

export const Oversight = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Calendar and audit plan</PageTitle>
    <Registers
      of={[
        'duties',
        'audit-plans',
        'audits',
        'violations',
        'monitoring-reviews',
        'postings',
        'procedures',
        'assurances',
        'equipment',
        'members',
      ]}
      suggested={dailyLook}
    >
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
