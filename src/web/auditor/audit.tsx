/** One audit from its opening to its closing: the lot, the items one by one, the findings, the papers. */
import { Anchor, Button, FileInput, Group, Progress, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { RegisterRows, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Fact, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { AuditStatus } from './audits.tsx';
import type { Audit, Finding, Item } from './auditview.ts';
import { Findings, RaiseForm } from './findings.tsx';
import { ItemPanel } from './item.tsx';
import { actWords, Named, plain } from './names.tsx';
import { canCheck, sha256, toHex } from './proof.ts';
import './auditor.css';

const Heading = ({ children }: { readonly children: string }): ReactNode => (
  <Text component="h2" fw={650} size="lg">
    {children}
  </Text>
);

const Draw = ({ audit }: { readonly audit: Audit }): ReactNode => {
  const refresh = useRefresh();
  const { act, busy, problem } = useAct((auditId: string, key) =>
    api.POST('/audits/{auditId}/sample', { params: { path: { auditId }, header: key } }),
  );
  const draw = async (): Promise<void> => {
    if (await act(audit.id)) await Promise.all([refresh('registers', 'audits'), refresh('registers', 'audit-items')]);
  };
  return (
    <Stack gap="sm">
      <Text>
        The lot is decided by the root of the ledger with the opening of this audit in it: nobody can choose what is
        drawn, and anybody with a copy can draw it again.
      </Text>
      <Group>
        <Button loading={busy} onClick={() => void draw()}>
          Draw the sample
        </Button>
      </Group>
      {problem && <RefusalPanel problem={problem} />}
    </Stack>
  );
};

const verdictStatus = ({ verdict }: Item): ReactNode => {
  if (verdict === null) return <Status kind="open">to review</Status>;
  return <Status kind={verdict === 'violation' ? 'bad' : verdict === 'unclear' ? 'doubt' : 'good'}>{verdict}</Status>;
};

const columns = (pick: (id: string) => void, me: string): readonly Column<Item>[] => [
  { head: 'Area', cell: ({ area }) => plain(area) },
  { head: 'Act', cell: ({ act }) => (act === null ? 'of the system' : actWords(act)) },
  {
    head: 'Whose',
    cell: ({ actorId }) => (
      <>
        <Named id={actorId} />
        {actorId === me && ' (you: another reviews it)'}
      </>
    ),
  },
  { head: 'Verdict', width: '8.5rem', cell: verdictStatus },
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

const Close = ({ audit }: { readonly audit: Audit }): ReactNode => {
  const refresh = useRefresh();
  const [file, setFile] = useState<File | null>(null);
  const { act, busy, problem } = useAct((papers: string, key) =>
    api.POST('/audits/{auditId}/closing', { params: { path: { auditId: audit.id }, header: key }, body: { papers } }),
  );
  const close = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    const papers = toHex(await sha256(new Uint8Array(await file.arrayBuffer())));
    if (await act(papers)) await refresh('registers', 'audits');
  };
  return (
    <form onSubmit={(event) => void close(event)} aria-label="Close the audit">
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          It is approved by the {plain(audit.approver)}, once every item is reviewed and every finding resolved.
        </Text>
        <Group align="flex-end" gap="sm">
          <FileInput
            label="The papers"
            description="Only their SHA-256 leaves this machine"
            miw="16rem"
            value={file}
            onChange={setFile}
          />
          <Button type="submit" variant="default" loading={busy} disabled={!file || !canCheck()}>
            Approve and close
          </Button>
        </Group>
        {problem && <RefusalPanel problem={problem} />}
      </Stack>
    </form>
  );
};

const Sample = ({ audit, items }: { readonly audit: Audit; readonly items: readonly Item[] }): ReactNode => {
  const { memberId } = useWho();
  const [picked, setPicked] = useState<string | null>(null);
  const item = items.find(({ id }) => id === picked) ?? items.find(({ verdict }) => verdict === null) ?? items[0];
  if (!item) return <Empty>Nothing was drawn: nothing of the kind happened in this period.</Empty>;
  return (
    <>
      <Group gap="sm" role="status">
        <Text>
          <strong>{audit.reviewed}</strong> of {audit.items} reviewed, <strong>{audit.violations}</strong> violations
        </Text>
        <Progress value={(100 * audit.reviewed) / Math.max(1, audit.items)} w="12rem" aria-label="Items reviewed" />
      </Group>
      <div className="player-parts">
        <Rows
          label="The sample"
          rows={items}
          columns={columns(setPicked, memberId)}
          current={item.id}
          onPick={({ id }) => setPicked(id)}
        />
        <section aria-label="The item at hand" className="player-event">
          <ItemPanel key={item.id} item={item} done={() => setPicked(null)} />
        </section>
      </div>
      {audit.status === 'drawn' && (
        <>
          <Heading>Raise a finding</Heading>
          <RaiseForm auditId={audit.id} item={item} />
        </>
      )}
    </>
  );
};

const Facts = ({ audit }: { readonly audit: Audit }): ReactNode => (
  <dl className="facts">
    <Fact label="Status">
      <AuditStatus status={audit.status} />
    </Fact>
    <Fact label="Period">
      <When at={audit.from} days /> to <When at={audit.to} days />
    </Fact>
    <Fact label="Opened">
      <When at={audit.openedAt} /> by <Named id={audit.openedBy} />
    </Fact>
    {audit.root !== null && (
      <Fact label="The lot">
        drawn from {audit.treeSize} events by root <span className="digest">{audit.root}</span>
      </Fact>
    )}
    {audit.strata.length > 0 && (
      <Fact label="Of each area">
        {audit.strata.map(({ area, drawn, population }) => `${plain(area)} ${drawn} of ${population}`).join(', ')}
      </Fact>
    )}
    {audit.closedAt !== null && (
      <Fact label="Closed">
        <When at={audit.closedAt} /> by <Named id={audit.closedBy} />, papers{' '}
        <span className="digest">{audit.papers}</span>
      </Fact>
    )}
  </dl>
);

const Whole = ({ audit }: { readonly audit: Audit }): ReactNode => (
  <>
    <Facts audit={audit} />
    {audit.status === 'open' ? (
      <Draw audit={audit} />
    ) : (
      <>
        <RegisterRows register="audit-items">
          {({ rows }) => (
            <Sample audit={audit} items={(rows as unknown as Item[]).filter(({ auditId }) => auditId === audit.id)} />
          )}
        </RegisterRows>
        <Heading>Findings</Heading>
        <RegisterRows register="audit-findings">
          {({ rows }) => (
            <Findings findings={(rows as unknown as Finding[]).filter(({ auditId }) => auditId === audit.id)} />
          )}
        </RegisterRows>
        {audit.status === 'drawn' && (
          <>
            <Heading>Close the audit</Heading>
            <Close audit={audit} />
          </>
        )}
      </>
    )}
  </>
);

export const AuditPage = (): ReactNode => {
  const { auditId } = useParams({ strict: false }) as { readonly auditId?: string };
  const back = (
    <Anchor component={Link} to="/auditor/audits">
      All audits
    </Anchor>
  );
  return (
    <Stack gap="md">
      <PageTitle beside={back}>Audit</PageTitle>
      <RegisterRows register="audits">
        {({ rows }) => {
          const audit = (rows as unknown as Audit[]).find(({ id }) => id === auditId);
          return audit ? <Whole audit={audit} /> : <Empty>There is no such audit.</Empty>;
        }}
      </RegisterRows>
    </Stack>
  );
};
