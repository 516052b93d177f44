/** Anomaly flags: what the system saw, the events it rests on, and what a person says it was. */
import { Button, Group, Radio, Stack, Text, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { RegisterRows, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { useKeptForm } from '../kept.ts';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { type Kind, Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { Named, plain } from './names.tsx';
import { ProofButton } from './proofpanel.tsx';
import { want } from './wanted.ts';
import './auditor.css';

type Flag = {
  readonly id: string;
  readonly detector: string;
  readonly sentence: string;
  readonly severity: 'info' | 'warn' | 'high' | 'critical';
  readonly memberId: string | null;
  readonly events: readonly string[];
  readonly count: number;
  readonly flaggedAt: string;
  readonly disposition: string | null;
  readonly dispositionedAt: string | null;
  readonly dispositionedBy: string | null;
  readonly note: string | null;
};
type Disposition = components['schemas']['DispositionedBody']['disposition'];

const grave: Readonly<Record<Flag['severity'], Kind>> = { info: 'quiet', warn: 'open', high: 'due', critical: 'bad' };

const columns = (pick: (flag: Flag) => void): readonly Column<Flag>[] => [
  {
    head: 'Gravity',
    width: '7rem',
    cell: ({ severity }) => <Status kind={grave[severity]}>{severity}</Status>,
  },
  { head: 'Whose use', width: '8rem', cell: ({ memberId }) => <Named id={memberId} /> },
  { head: 'What was seen', cell: ({ sentence, detector }) => <Said>{sentence ?? detector}</Said> },
  {
    head: 'What it was',
    width: '8rem',
    cell: ({ disposition }) =>
      disposition === null ? (
        <Status kind="open">to look at</Status>
      ) : (
        <Status kind="good">{plain(disposition)}</Status>
      ),
  },
  {
    head: 'Look',
    width: '5rem',
    cell: (flag) => (
      <Button variant="default" size="compact-xs" onClick={() => pick(flag)}>
        Open
      </Button>
    ),
  },
];

const SayWhat = ({ flag }: { readonly flag: Flag }): ReactNode => {
  const refresh = useRefresh();
  const [disposition, setDisposition] = useState<Disposition | ''>('');
  const form = useKeptForm(`flag-${flag.id}`, { initialValues: { note: '' } });
  const { act, busy, problem } = useAct((body: components['schemas']['DispositionedBody'], key) =>
    api.POST('/anomalies/{anomalyId}/disposition', { params: { path: { anomalyId: flag.id }, header: key }, body }),
  );
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (disposition === '' || !(await act({ disposition, note: form.getValues().note }))) return;
    form.taken();
    await refresh('registers', 'anomalies');
  };
  return (
    <form onSubmit={(event) => void submit(event)} aria-label="What it was">
      <Stack gap="sm">
        <Radio.Group label="What was it?" value={disposition} onChange={(to) => setDisposition(to as Disposition)}>
          <Stack gap={6} mt={4}>
            <Radio value="legitimate" label="Legitimate: the work explains it" />
            <Radio value="training" label="A matter of training" />
            <Radio value="violation" label="A violation: it is reported and handled as one" />
          </Stack>
        </Radio.Group>
        <Textarea
          label="What you looked at, and what it showed"
          autosize
          minRows={3}
          maxLength={10_000}
          required
          {...form.getInputProps('note')}
        />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy} disabled={disposition === ''}>
            Record it
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const One = ({ flag }: { readonly flag: Flag }): ReactNode => {
  const navigate = useNavigate();
  const { memberId: me } = useWho();
  const replay = (): void => {
    want({ memberId: flag.memberId! });
    void navigate({ to: '/auditor/replay' });
  };
  return (
    <Stack gap="sm">
      <Text component="h2" fw={650}>
        <Said>{flag.sentence}</Said>
      </Text>
      <dl className="facts">
        <Fact label="Whose use">
          <Named id={flag.memberId} />
        </Fact>
        <Fact label="Seen by">
          {flag.detector}, {flag.count} {flag.count === 1 ? 'time' : 'times'}
        </Fact>
        <Fact label="Flagged">
          <When at={flag.flaggedAt} />
        </Fact>
        {flag.disposition !== null && (
          <>
            <Fact label="It was">{plain(flag.disposition)}</Fact>
            <Fact label="Said by">
              <Named id={flag.dispositionedBy} />, <When at={flag.dispositionedAt} />
            </Fact>
            <Fact label="What it showed">
              <Said>{flag.note}</Said>
            </Fact>
          </>
        )}
      </dl>
      <Group gap="xs">
        {flag.memberId !== null && <Button onClick={replay}>Replay this member</Button>}
        {flag.events.slice(0, 6).map((event, n) => (
          <ProofButton key={event} eventId={event}>{`Event ${n + 1}`}</ProofButton>
        ))}
        {flag.events.length > 6 && <Text size="sm">{`and ${flag.events.length - 6} more in the replay`}</Text>}
      </Group>
      {flag.disposition === null && flag.memberId !== me && <SayWhat key={flag.id} flag={flag} />}
    </Stack>
  );
};

const List = ({ flags }: { readonly flags: readonly Flag[] }): ReactNode => {
  const [picked, setPicked] = useState<string | null>(null);
  const open = flags.filter(({ disposition }) => disposition === null);
  const flag = flags.find(({ id }) => id === picked) ?? open[0] ?? flags[0];
  if (!flag)
    return <Empty>Nothing was flagged. Each hour the detectors look for patterns that somebody should look at.</Empty>;
  return (
    <>
      <Text role="status">
        <strong>{open.length}</strong> to look at, {flags.length - open.length} looked at
      </Text>
      <div className="player-parts">
        <Rows
          label="Flags"
          rows={flags}
          columns={columns(({ id }) => setPicked(id))}
          current={flag.id}
          onPick={({ id }) => setPicked(id)}
        />
        <section aria-label="The flag at hand" className="player-event">
          <One key={flag.id} flag={flag} />
        </section>
      </div>
    </>
  );
};

export const Flags = (): ReactNode => (
  <Stack gap="md">
    <PageTitle>Flags</PageTitle>
    <Text c="dimmed" size="sm">
      A flag is a lead, never a verdict. Nobody looks at one about himself.
    </Text>
    <RegisterRows register="anomalies">{({ rows }) => <List flags={rows as unknown as Flag[]} />}</RegisterRows>
  </Stack>
);
