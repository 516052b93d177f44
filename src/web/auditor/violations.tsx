/** Violations that were reported: taken up, concluded and closed by those they are routed to, never by the subject. */
import { Anchor, Button, Checkbox, Group, NativeSelect, Stack, Text, Textarea } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { RegisterRows, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import { useKeptForm } from '../kept.ts';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Fact, Said, visible, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { Named, plain, useMembers } from './names.tsx';
import './auditor.css';

/** Of his own report a member is told its progress alone: then there is no route. */
type Report = {
  readonly id: string;
  readonly kind: string;
  readonly status: 'reported' | 'triaged' | 'substantiated' | 'unfounded' | 'disposed' | 'closed';
  readonly reportedAt: string;
  readonly closedAt: string | null;
  readonly route?: string;
  readonly subjectId?: string | null;
  readonly reporterId?: string | null;
  readonly handlerId?: string | null;
  readonly account?: string | null;
  readonly findings?: string | null;
  readonly outcome?: string | null;
  readonly decidedOn?: string | null;
};

const StatusOf = ({ status }: Pick<Report, 'status'>): ReactNode => {
  if (status === 'reported') return <Status kind="due">to take up</Status>;
  if (status === 'triaged') return <Status kind="open">in hand</Status>;
  if (status === 'substantiated') return <Status kind="bad">substantiated</Status>;
  return <Status kind={status === 'closed' ? 'good' : 'quiet'}>{status}</Status>;
};

const columns = (pick: (id: string) => void): readonly Column<Report>[] => [
  { head: 'Reported', width: '11.5rem', cell: ({ reportedAt }) => <When at={reportedAt} /> },
  { head: 'About', cell: ({ kind }) => plain(kind) },
  {
    head: 'By',
    cell: ({ route, reporterId }) =>
      route === undefined ? 'you' : reporterId === null ? 'somebody without a name' : <Named id={reporterId} />,
  },
  { head: 'Status', cell: ({ status }) => <StatusOf status={status} /> },
  {
    head: 'Look',
    width: '5.5rem',
    cell: ({ id }) => (
      <Button variant="default" size="compact-xs" onClick={() => pick(id)}>
        Open
      </Button>
    ),
  },
];

const useStep = () => {
  const refresh = useRefresh();
  return (): Promise<void> => refresh('registers', 'violations');
};

const Triage = ({ report }: { readonly report: Report }): ReactNode => {
  const taken = useStep();
  const members = useMembers();
  const [subjectId, setSubjectId] = useState(report.subjectId ?? '');
  const { act, busy, problem } = useAct((subject: string | null, key) =>
    api.POST('/violations/{violationId}/triage', {
      params: { path: { violationId: report.id }, header: key },
      body: { subjectId: subject },
    }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (await act(subjectId || null)) await taken();
  };
  const people = members.map(({ memberId, name, username }) => ({
    value: memberId,
    label: visible(name ?? username ?? memberId.slice(0, 8)),
  }));
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Take the report up">
      <Stack gap="sm">
        <NativeSelect
          label="Whom it is about"
          data={[{ value: '', label: 'nobody is known yet' }, ...people]}
          value={subjectId}
          onChange={(event) => setSubjectId(event.currentTarget.value)}
        />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy}>
            Take it up
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Conclude = ({ report }: { readonly report: Report }): ReactNode => {
  const taken = useStep();
  const form = useKeptForm(`violation-${report.id}`, { initialValues: { substantiated: false, findings: '' } });
  const { act, busy, problem } = useAct((body: { substantiated: boolean; findings: string }, key) =>
    api.POST('/violations/{violationId}/conclusion', {
      params: { path: { violationId: report.id }, header: key },
      body,
    }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!(await act(form.getValues()))) return;
    form.taken();
    await taken();
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="Conclude">
      <Stack gap="sm">
        <Checkbox label="The policy was violated" {...form.getInputProps('substantiated', { type: 'checkbox' })} />
        <Textarea
          label="What you looked at, and what it showed"
          autosize
          minRows={3}
          maxLength={10_000}
          required
          {...form.getInputProps('findings')}
        />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy}>
            Conclude
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Close = ({ report }: { readonly report: Report }): ReactNode => {
  const taken = useStep();
  const { act, busy, problem } = useAct((violationId: string, key) =>
    api.POST('/violations/{violationId}/closing', { params: { path: { violationId }, header: key } }),
  );
  const close = async (): Promise<void> => {
    if (await act(report.id)) await taken();
  };
  return (
    <Stack gap="sm">
      {problem && <RefusalPanel problem={problem} />}
      <Group>
        <Button loading={busy} onClick={() => void close()}>
          Close the report
        </Button>
      </Group>
    </Stack>
  );
};

const Next = ({ report }: { readonly report: Report }): ReactNode => {
  const { status } = report;
  if (status === 'reported') return <Triage report={report} />;
  if (status === 'triaged') return <Conclude report={report} />;
  if (status === 'substantiated')
    return <Text size="sm">The Chief records what followed; of a report about the Chief the City Attorney does.</Text>;
  return status === 'closed' ? null : <Close report={report} />;
};

const One = ({ report }: { readonly report: Report }): ReactNode => {
  if (report.route === undefined)
    return <Text>You reported this. How far it has come stands beside it; more is not told to whoever reported.</Text>;
  return (
    <Stack gap="sm">
      <dl className="facts">
        <Fact label="What was seen">
          <Said>{report.account}</Said>
        </Fact>
        <Fact label="Whom it is about">{report.subjectId ? <Named id={report.subjectId} /> : 'not known yet'}</Fact>
        <Fact label="Goes to">{plain(report.route)}</Fact>
        {report.handlerId && (
          <Fact label="Taken up by">
            <Named id={report.handlerId} />
          </Fact>
        )}
        {report.findings && (
          <Fact label="What was found">
            <Said>{report.findings}</Said>
          </Fact>
        )}
        {report.outcome && (
          <Fact label="What followed">
            {plain(report.outcome)}, {report.decidedOn}
          </Fact>
        )}
      </dl>
      <Next report={report} />
    </Stack>
  );
};

const List = ({ reports }: { readonly reports: readonly Report[] }): ReactNode => {
  const [picked, setPicked] = useState<string | null>(null);
  const report =
    reports.find(({ id }) => id === picked) ?? reports.find(({ status }) => status !== 'closed') ?? reports[0];
  if (!report) return <Empty>No report was routed to you. Anybody may report, also without a name.</Empty>;
  const open = reports.filter(({ status }) => status !== 'closed').length;
  return (
    <>
      <Text role="status">
        <strong>{open}</strong> open of {reports.length}
      </Text>
      <div className="player-parts">
        <Rows
          label="Reports"
          rows={reports}
          columns={columns(setPicked)}
          current={report.id}
          onPick={({ id }) => setPicked(id)}
        />
        <section aria-label="The report at hand" className="player-event">
          <One key={`${report.id} ${report.status}`} report={report} />
        </section>
      </div>
    </>
  );
};

export const Violations = (): ReactNode => {
  const report = (
    <Anchor component={Link} to="/report">
      Report a violation
    </Anchor>
  );
  return (
    <Stack gap="md">
      <PageTitle beside={report}>Violations</PageTitle>
      <RegisterRows register="violations">{({ rows }) => <List reports={rows as unknown as Report[]} />}</RegisterRows>
    </Stack>
  );
};
