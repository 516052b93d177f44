/** Audits: the plan they follow, those that were opened, and the next one to open. */
import { Anchor, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { RegisterRows, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Fact, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import type { Audit } from './auditview.ts';
import { Named, plain } from './names.tsx';
import './auditor.css';

type Plan = {
  readonly id: string;
  readonly adoptedAt: string;
  readonly adoptedBy: string;
  readonly everyDays: number;
  readonly approver: string;
  readonly areas: readonly { readonly area: string; readonly sample: number }[];
};

export const AuditStatus = ({ status }: { readonly status: Audit['status'] }): ReactNode => {
  if (status === 'closed') return <Status kind="good">closed</Status>;
  return status === 'open' ? <Status kind="due">sample to be drawn</Status> : <Status kind="open">in review</Status>;
};

const columns: readonly Column<Audit>[] = [
  {
    head: 'Audit',
    cell: ({ id, kind }) => (
      <Anchor component={Link} to={`/auditor/audits/${id}`}>
        {kind}
      </Anchor>
    ),
  },
  {
    head: 'Period',
    cell: ({ from, to }) => (
      <>
        <When at={from} days /> to <When at={to} days />
      </>
    ),
  },
  { head: 'Status', cell: ({ status }) => <AuditStatus status={status} /> },
  { head: 'Reviewed', figures: true, cell: ({ reviewed, items }) => `${reviewed} of ${items}` },
  { head: 'Violations', figures: true, cell: ({ violations }) => violations },
  { head: 'Opened by', cell: ({ openedBy }) => <Named id={openedBy} /> },
];

const DAY = 86_400_000;
const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

type Opening = components['schemas']['AuditBody'];

/** The last week or quarter that has ended. */
const lastOf = (kind: Opening['kind']): { from: string; to: string } => {
  const now = new Date();
  if (kind === 'weekly') {
    const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate());
    return { from: dayOf(today - 7 * DAY), to: dayOf(today) };
  }
  const quarter = Math.floor(now.getUTCMonth() / 3) * 3;
  return {
    from: dayOf(Date.UTC(now.getUTCFullYear(), quarter - 3, 1)),
    to: dayOf(Date.UTC(now.getUTCFullYear(), quarter, 1)),
  };
};

const OpenForm = (): ReactNode => {
  const refresh = useRefresh();
  const [kind, setKind] = useState<Opening['kind']>('quarterly');
  const [period, setPeriod] = useState(() => lastOf('quarterly'));
  const { act, busy, problem } = useAct((body: Opening, key) => api.POST('/audits', { params: { header: key }, body }));
  const open = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const instant = (day: string): string => `${day}T00:00:00.000Z`;
    if (await act({ kind, from: instant(period.from), to: instant(period.to) })) await refresh('registers', 'audits');
  };
  const choose = (to: Opening['kind']): void => {
    setKind(to);
    setPeriod(lastOf(to));
  };
  return (
    <form onSubmit={(event) => void open(event)} aria-label="Open an audit">
      <Stack gap="sm">
        <Group align="flex-end" gap="sm" className="pair">
          <NativeSelect
            label="Kind"
            data={['quarterly', 'weekly']}
            value={kind}
            onChange={(event) => choose(event.currentTarget.value as Opening['kind'])}
          />
          <TextInput
            type="date"
            label="From"
            required
            value={period.from}
            onChange={(event) => setPeriod({ ...period, from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label="Up to, not including"
            required
            value={period.to}
            onChange={(event) => setPeriod({ ...period, to: event.currentTarget.value })}
          />
          <Button type="submit" loading={busy}>
            Open the audit
          </Button>
        </Group>
        {problem && <RefusalPanel problem={problem} />}
      </Stack>
    </form>
  );
};

const PlanFacts = ({ plan }: { readonly plan: Plan }): ReactNode => (
  <dl className="facts">
    <Fact label="Adopted">
      <When at={plan.adoptedAt} days /> by <Named id={plan.adoptedBy} />
    </Fact>
    <Fact label="Light review">every {plan.everyDays} days; a full audit every quarter</Fact>
    <Fact label="Approved by">{plain(plan.approver)}</Fact>
    <Fact label="Drawn of each">
      {plan.areas
        .filter(({ sample }) => sample > 0)
        .map(({ area, sample }) => `${plain(area)} ${sample}`)
        .join(', ')}
    </Fact>
  </dl>
);

const Heading = ({ children }: { readonly children: string }): ReactNode => (
  <Text component="h2" fw={650} size="lg">
    {children}
  </Text>
);

export const Audits = (): ReactNode => (
  <Stack gap="md">
    <PageTitle>Audits</PageTitle>
    <RegisterRows register="audits">
      {({ rows }) => (
        <>
          {rows.length === 0 ? (
            <Empty>No audit was opened yet. One is due each quarter (430.9(e)): open it below.</Empty>
          ) : (
            <Rows label="Audits" rows={rows as unknown as Audit[]} columns={columns} />
          )}
          <Heading>Open an audit</Heading>
          <OpenForm />
          <Heading>The plan in force</Heading>
          <RegisterRows register="audit-plans">
            {({ rows: plans }) =>
              plans[0] ? (
                <PlanFacts plan={plans[0] as unknown as Plan} />
              ) : (
                <Empty>No plan is in force. The ALPR Administrator adopts it; until then no audit can be opened.</Empty>
              )
            }
          </RegisterRows>
        </>
      )}
    </RegisterRows>
  </Stack>
);
