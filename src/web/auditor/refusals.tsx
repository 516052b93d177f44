/** What was refused, counted by code and clause: where people run against the policy, or a rule is unclear. */
import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, useMemo, useState } from 'react';
import { type Elements, useInquiry } from '../asking.tsx';
import { ClauseLink } from '../pieces/clause.tsx';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Loading } from '../pieces/loading.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { EventFacts } from './event.tsx';
import { type Access, type History, useHistory } from './history.ts';
import { actWords, Named } from './names.tsx';
import './auditor.css';

type Counted = {
  readonly id: string;
  readonly code: string;
  readonly clause: string;
  readonly count: number;
  readonly people: number;
  readonly last: string;
};

const DAY = 86_400_000;

/** One refusal counts under each code that it broke. */
const byCode = (rows: readonly Access[]): readonly Counted[] => {
  const found = new Map<string, { clause: string; code: string; count: number; people: Set<string>; last: string }>();
  for (const { rulings, actorId, at } of rows)
    for (const { clause, code } of rulings) {
      const key = `${clause} ${code}`;
      const one = found.get(key) ?? { clause, code, count: 0, people: new Set<string>(), last: at };
      one.people.add(actorId);
      found.set(key, { ...one, count: one.count + 1, last: at > one.last ? at : one.last });
    }
  return [...found.entries()]
    .map(([id, { people, ...one }]) => ({ id, ...one, people: people.size }))
    .sort((a, b) => b.count - a.count);
};

const codeColumns = (pick: (code: string) => void): readonly Column<Counted>[] => [
  {
    head: 'Code',
    cell: ({ code, id }) => (
      <Button variant="subtle" size="compact-xs" onClick={() => pick(id)}>
        {code}
      </Button>
    ),
  },
  { head: 'Clause', cell: ({ clause }) => <ClauseLink clause={clause} /> },
  { head: 'Refusals', figures: true, cell: ({ count }) => count },
  { head: 'People', figures: true, cell: ({ people }) => people },
  { head: 'Last', cell: ({ last }) => <When at={last} /> },
];

const columns: readonly Column<Access>[] = [
  { head: 'When', width: '11.5rem', cell: ({ at }) => <When at={at} /> },
  {
    head: 'Who',
    width: '9rem',
    cell: ({ actorId, username, actorKind }) => <Named id={actorId} username={username} kind={actorKind} />,
  },
  { head: 'Tried', width: '12rem', cell: ({ act }) => actWords(act) },
  { head: 'Reason given', cell: ({ reason }) => (reason === null ? '' : <Said>{reason}</Said>) },
];

const Shown = ({ history: { rows, more, loading, loadMore } }: { readonly history: History }): ReactNode => {
  const [code, setCode] = useState<string | null>(null);
  const [picked, setPicked] = useState<string | null>(null);
  const counted = useMemo(() => byCode(rows), [rows]);
  const current = counted.find(({ id }) => id === code) ?? counted[0];
  const under = useMemo(
    () => rows.filter(({ rulings }) => rulings.some((one) => `${one.clause} ${one.code}` === current?.id)),
    [rows, current],
  );
  const event = under.find(({ id }) => id === picked) ?? under.at(-1);
  if (!current) return <Empty>Nothing was refused in this time.</Empty>;
  return (
    <>
      <Text role="status">
        <strong>{rows.length}</strong> refusals under {counted.length} codes{more ? '; there are more' : ''}
      </Text>
      <Rows
        label="Refusals by code"
        rows={counted}
        columns={codeColumns(setCode)}
        current={current.id}
        onPick={({ id }) => setCode(id)}
        height="16rem"
      />
      {more && (
        <Group>
          <Button variant="default" size="xs" loading={loading} onClick={loadMore}>
            Fetch the next 1,000
          </Button>
        </Group>
      )}
      <Text component="h2" fw={650}>
        Under {current.code}
      </Text>
      <div className="player-parts">
        <Rows
          label={`Refusals under ${current.code}`}
          rows={under}
          columns={columns}
          current={event?.id ?? null}
          onPick={({ id }) => setPicked(id)}
          height="20rem"
        />
        {event && (
          <section aria-label="The refusal at hand" className="player-event">
            <EventFacts event={event} />
          </section>
        )}
      </div>
    </>
  );
};

const dayOf = (time: number): string => new Date(time).toISOString().slice(0, 10);

export const Refusals = (): ReactNode => {
  const why = useInquiry();
  const [from, setFrom] = useState(() => dayOf(Date.now() - 30 * DAY));
  const elements = useMemo<Elements>(
    () => ({ kind: 'refusal', ...(from && { from: new Date(`${from}T00:00`).toISOString() }) }),
    [from],
  );
  const history = useHistory(elements, why);
  return (
    <Stack gap="md">
      <PageTitle>Refusals</PageTitle>
      {why === null ? (
        <InquiryForm />
      ) : (
        <>
          <TextInput
            type="date"
            label="Since"
            maw="12rem"
            value={from}
            onChange={(event) => setFrom(event.currentTarget.value)}
          />
          {history.problem && <RefusalPanel problem={history.problem} inquiry={<InquiryForm />} />}
          {history.loading && history.rows.length === 0 && <Loading what="Fetching the refusals" />}
          {!history.problem && !(history.loading && history.rows.length === 0) && <Shown history={history} />}
        </>
      )}
    </Stack>
  );
};
