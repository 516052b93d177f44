/** The replay player: the whole access history of a member, a plate or a case, scrubbed, played and stepped through. */
import { Button, Checkbox, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useEffect, useMemo, useState } from 'react';
import { useInquiry } from '../asking.tsx';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Loading } from '../pieces/loading.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { EventFacts, Outcome } from './event.tsx';
import { type Access, type History, useHistory } from './history.ts';
import { actWords, Named, plain } from './names.tsx';
import { speeds } from './pace.ts';
import { type Player, usePlayer } from './player.ts';
import { ProofButton } from './proofpanel.tsx';
import { Timeline } from './timeline.tsx';
import { useWanted, want } from './wanted.ts';
import { WhoseForm } from './whose.tsx';
import './auditor.css';

type Filter = { readonly kind: string; readonly outcome: string; readonly text: string };
const everything: Filter = { kind: '', outcome: '', text: '' };

const passes = ({ kind, outcome, text }: Filter): ((row: Access) => boolean) => {
  const wanted = text.trim().toLowerCase();
  return (row) =>
    (kind === '' || row.kind === kind) &&
    (outcome === '' || row.outcome === outcome) &&
    (wanted === '' ||
      [
        row.username,
        row.reason,
        row.eventNumber,
        row.act,
        ...row.rulings.map(({ clause, code }) => `${clause} ${code}`),
      ]
        .join(' ')
        .toLowerCase()
        .includes(wanted));
};

const Filters = ({
  rows,
  filter,
  setFilter,
}: {
  readonly rows: readonly Access[];
  readonly filter: Filter;
  readonly setFilter: (filter: Filter) => void;
}): ReactNode => {
  const kinds = useMemo(() => [...new Set(rows.map(({ kind }) => kind))].sort(), [rows]);
  return (
    <Group gap="sm" align="flex-end" role="group" aria-label="Filters">
      <NativeSelect
        label="Kind"
        size="xs"
        data={[{ value: '', label: 'all kinds' }, ...kinds.map((kind) => ({ value: kind, label: plain(kind) }))]}
        value={filter.kind}
        onChange={(event) => setFilter({ ...filter, kind: event.currentTarget.value })}
      />
      <NativeSelect
        label="Outcome"
        size="xs"
        data={[
          { value: '', label: 'all' },
          { value: 'done', label: 'done' },
          { value: 'refused', label: 'refused' },
        ]}
        value={filter.outcome}
        onChange={(event) => setFilter({ ...filter, outcome: event.currentTarget.value })}
      />
      <TextInput
        label="Reason, clause, code or name"
        size="xs"
        value={filter.text}
        onChange={(event) => setFilter({ ...filter, text: event.currentTarget.value })}
      />
    </Group>
  );
};

const Controls = ({ player, count }: { readonly player: Player; readonly count: number }): ReactNode => (
  <Group gap="sm" align="flex-end">
    <Button onClick={player.toggle} miw="6rem">
      {player.playing ? 'Pause' : 'Play'}
    </Button>
    <Button variant="default" onClick={() => player.goTo(player.index - 1)} disabled={player.index === 0}>
      Back
    </Button>
    <Button variant="default" onClick={() => player.goTo(player.index + 1)} disabled={player.index >= count - 1}>
      Forward
    </Button>
    <NativeSelect
      label="Speed"
      size="xs"
      data={speeds.map((speed) => ({ value: String(speed), label: `${speed}x` }))}
      value={String(player.speed)}
      onChange={(event) => player.setSpeed(Number(event.currentTarget.value))}
    />
    <Checkbox
      label="Pass over quiet times"
      checked={player.passOver}
      onChange={(event) => player.setPassOver(event.currentTarget.checked)}
    />
    <Text size="sm" c="dimmed" className="keys">
      Space plays, arrows step, Home and End, + and − change the speed
    </Text>
  </Group>
);

const columns: readonly Column<Access>[] = [
  { head: 'When', width: '11rem', cell: ({ at }) => <When at={at} /> },
  {
    head: 'Who',
    width: '8rem',
    cell: ({ actorId, username, actorKind }) => <Named id={actorId} username={username} kind={actorKind} />,
  },
  { head: 'Act', width: '9rem', cell: ({ act }) => actWords(act) },
  { head: 'Outcome', width: '6.5rem', cell: ({ outcome }) => <Outcome outcome={outcome} /> },
  {
    head: 'Reason, or what refused it',
    cell: ({ outcome, rulings, reason }) =>
      outcome === 'refused' ? rulings.map(({ code }) => code).join(', ') : reason === null ? '' : <Said>{reason}</Said>,
  },
];

/** Where somebody types or chooses, a key is his; elsewhere in the player it plays and steps. */
const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLElement && ['INPUT', 'SELECT', 'TEXTAREA', 'BUTTON', 'A', 'SUMMARY'].includes(target.tagName);

const keyed =
  (player: Player, count: number) =>
  (event: KeyboardEvent): void => {
    const faster = (by: number): void => {
      const at = speeds.findIndex((speed) => speed === player.speed) + by;
      player.setSpeed(speeds[Math.min(Math.max(0, at), speeds.length - 1)]!);
    };
    const acts: Readonly<Record<string, () => void>> = {
      ' ': player.toggle,
      ArrowRight: () => player.goTo(player.index + 1),
      ArrowLeft: () => player.goTo(player.index - 1),
      ArrowDown: () => player.goTo(player.index + 1),
      ArrowUp: () => player.goTo(player.index - 1),
      Home: () => player.goTo(0),
      End: () => player.goTo(count - 1),
      '+': () => faster(1),
      '-': () => faster(-1),
    };
    const act = acts[event.key];
    if (!act || isTyping(event.target)) return;
    event.preventDefault();
    act();
  };

const Playing = ({ history }: { readonly history: History }): ReactNode => {
  const [filter, setFilter] = useState(everything);
  const rows = useMemo(() => history.rows.filter(passes(filter)), [history.rows, filter]);
  const times = useMemo(() => rows.map(({ at }) => Date.parse(at)), [rows]);
  const player = usePlayer(times);
  const { index, goTo } = player;
  const { more, loadMore } = history;
  useEffect(() => {
    if (more && index >= rows.length - 100) loadMore();
  }, [more, index, rows.length, loadMore]);
  const row = rows[index];
  const refused = rows.filter(({ outcome }) => outcome === 'refused').length;
  const sessions = new Set(rows.map(({ sessionId }) => sessionId).filter((id) => id !== null)).size;
  return (
    <Stack gap="sm" onKeyDown={keyed(player, rows.length)} className="player">
      <Group justify="space-between" align="flex-end">
        <Text role="status">
          <strong>{rows.length.toLocaleString()}</strong> events in {sessions} {sessions === 1 ? 'session' : 'sessions'}
          , <strong>{refused}</strong> of them refused{more ? '; more are fetched as you come to them' : ''}
        </Text>
        <Filters rows={history.rows} filter={filter} setFilter={setFilter} />
      </Group>
      {row ? (
        <>
          <Timeline rows={rows} times={times} index={index} goTo={goTo} />
          <Controls player={player} count={rows.length} />
          <div className="player-parts">
            <Rows
              label="The history"
              rows={rows}
              columns={columns}
              current={row.id}
              follow
              onPick={(_, at) => goTo(at)}
              onEnd={loadMore}
              height="24rem"
            />
            <section aria-label="The event at hand" className="player-event">
              <EventFacts event={row} />
            </section>
          </div>
        </>
      ) : (
        <Empty>Nothing fits these filters.</Empty>
      )}
      {history.receipt && (
        <Group gap="xs">
          <Text size="sm" c="dimmed">
            That you opened this history is recorded, and stands in it.
          </Text>
          <ProofButton eventId={history.receipt}>Prove that</ProofButton>
        </Group>
      )}
    </Stack>
  );
};

const Found = (): ReactNode => {
  const wanted = useWanted();
  const history = useHistory(wanted, useInquiry());
  const { rows, loading, problem } = history;
  if (wanted === null)
    return <Empty>Say above whose history you want to see; it is played from its first act on.</Empty>;
  if (problem) return <RefusalPanel problem={problem} inquiry={<InquiryForm />} />;
  if (rows.length === 0)
    return loading ? <Loading what="Fetching the history" /> : <Empty>Nobody did anything here.</Empty>;
  return <Playing history={history} />;
};

export const Replay = (): ReactNode => {
  const why = useInquiry();
  // A plate that was looked into is not left lying about for whoever comes to this page next.
  useEffect(() => () => want(null), []);
  return (
    <Stack gap="md">
      <PageTitle>Replay</PageTitle>
      {why === null ? (
        <InquiryForm />
      ) : (
        <>
          <WhoseForm />
          <Found />
        </>
      )}
    </Stack>
  );
};
