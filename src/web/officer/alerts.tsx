/** The alert queue: what came, most urgent first, and beside it the one at hand. */
import { Group, Stack, Switch, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useInquiry } from '../asking.tsx';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { Plate, Said, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { isSilent, setSilent, sound } from './bell.ts';
import { Hit } from './hit.tsx';
import { type Alert, onRing, seen, startWatch, useWatch } from './watch.ts';
import { inWords, matchWords, statusWords } from './words.ts';

const Item = ({
  alert,
  current,
  fresh,
  open,
}: {
  readonly alert: Alert;
  readonly current: boolean;
  readonly fresh: boolean;
  readonly open: () => void;
}): ReactNode => (
  <li>
    <button
      type="button"
      className={fresh ? 'alert-item alert-fresh' : 'alert-item'}
      aria-current={current || undefined}
      onClick={open}
    >
      <span className="alert-head">
        <Plate plate={alert.plate} state={alert.plateState} />
        <Status kind={statusWords[alert.status][0]}>{statusWords[alert.status][1]}</Status>
      </span>
      <span className="alert-line">
        {fresh && <strong>New. </strong>}
        {inWords(alert.category)} · {matchWords[alert.match]}
      </span>
      <span className="alert-line">
        <Said>{alert.camera}</Said> · <When at={alert.capturedAt} />
      </span>
    </button>
  </li>
);

/** Said aloud by a screen reader, shown as a band, and heard. */
const Announcement = ({
  alerts,
  fresh,
}: {
  readonly alerts: readonly Alert[];
  readonly fresh: readonly string[];
}): ReactNode => {
  const newest = alerts.find(({ id }) => id === fresh.at(-1));
  const many = fresh.length === 1 ? 'A new alert' : `${fresh.length} new alerts`;
  return (
    <div role="alert" className="announcement">
      {newest && (
        <div className="band band-alert">
          {many}, not verified: {inWords(newest.category)}, {matchWords[newest.match]}
        </div>
      )}
    </div>
  );
};

const live = { off: 'Not watching', connecting: 'Connecting', live: 'Live', lost: 'Connection lost' } as const;

const Bar = (): ReactNode => {
  const { state } = useWatch();
  const [silent, setIt] = useState(isSilent());
  return (
    <Group gap="md">
      <span role="status">
        <Status kind={state === 'live' ? 'good' : state === 'lost' ? 'bad' : 'open'}>{live[state]}</Status>
      </span>
      <Switch
        label="Sound"
        checked={!silent}
        onChange={({ currentTarget: { checked } }) => {
          setSilent(!checked);
          setIt(!checked);
          if (checked) sound();
        }}
      />
    </Group>
  );
};

const Queue = (): ReactNode => {
  const { alerts, fresh, state, problem } = useWatch();
  const [current, setCurrent] = useState<string | null>(null);
  const alert = alerts.find(({ id }) => id === current);
  const open = (id: string): void => {
    setCurrent(id);
    seen();
  };
  useEffect(() => {
    onRing(() => sound());
    return () => onRing(() => undefined);
  }, []);
  useEffect(() => {
    document.title = fresh.length > 0 ? `(${fresh.length}) New alert · alpr-ledger` : 'Alerts · alpr-ledger';
  }, [fresh]);
  const why = useInquiry();
  if (problem)
    return <RefusalPanel problem={problem} again={() => why && startWatch({ ...why })} inquiry={<InquiryForm />} />;
  return (
    <>
      <Announcement alerts={alerts} fresh={fresh} />
      {state === 'lost' && (
        <Text role="status" size="sm">
          The line to the server is down. These alerts stand as they were; they are gone on from where they broke off.
        </Text>
      )}
      <div className="alerts">
        <nav aria-label="Alerts">
          {alerts.length === 0 && <Empty>No alert waits. New ones appear here by themselves.</Empty>}
          <ul className="alert-list">
            {alerts.map((one) => (
              <Item
                key={one.id}
                alert={one}
                current={one.id === current}
                fresh={fresh.includes(one.id)}
                open={() => open(one.id)}
              />
            ))}
          </ul>
        </nav>
        {alert ? <Hit key={alert.id} alert={alert} /> : <Empty>Choose an alert to compare it with its picture.</Empty>}
      </div>
    </>
  );
};

export const Alerts = (): ReactNode => {
  const why = useInquiry();
  const { problem } = useWatch();
  useEffect(() => {
    if (why && !problem) startWatch(why);
  }, [why, problem]);
  // Said anew after a refusal: another attempt.
  useEffect(() => {
    if (why) startWatch(why);
  }, [why]);
  return (
    <Stack gap="md">
      <PageTitle beside={<Bar />}>Alerts</PageTitle>
      {why ? <Queue /> : <InquiryForm />}
    </Stack>
  );
};
