/** One's own shift: equipment inspected, checked, taken out and brought back (430.6(b), (f) and (g)). */
import { Button, Checkbox, Group, NativeSelect, Paper, Radio, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { RegisterRows, type Row } from '../asking.tsx';
import { answered, api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { Loading } from '../pieces/loading.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { Rows } from '../pieces/rows.tsx';
import { visible, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';

type OpenShift = components['schemas']['OpenShiftBody'];
type Camera = Row & { readonly name: string | null; readonly retiredAt: string | null };
type Of = { readonly shift: OpenShift; readonly cameras: readonly Camera[]; readonly done: () => void };

const nameOf = (cameras: readonly Camera[], id: string): string =>
  visible(cameras.find((one) => one.id === id)?.name ?? id.slice(0, 8));

const Which = ({
  cameras,
  value,
  set,
}: {
  readonly cameras: readonly Camera[];
  readonly value: string;
  readonly set: (id: string) => void;
}): ReactNode => (
  <NativeSelect
    label="Equipment"
    data={cameras
      .filter(({ retiredAt }) => retiredAt === null)
      .map(({ id, name }) => ({ value: id, label: visible(name ?? id) }))}
    value={value}
    onChange={(event) => set(event.currentTarget.value)}
  />
);

const first = (cameras: readonly Camera[]): string => cameras.find(({ retiredAt }) => retiredAt === null)?.id ?? '';

/** Each point is answered by looking: nothing is ticked beforehand. */
const Inspect = ({ shift, cameras, done }: Of): ReactNode => {
  const [cameraId, setCameraId] = useState(first(cameras));
  const [seen, setSeen] = useState({ affixed: false, damaged: false, worn: false });
  const { act, busy, problem } = useAct((body: components['schemas']['InspectionBody'], key) =>
    api.POST('/shifts/{shiftId}/inspections', { params: { path: { shiftId: shift.shiftId }, header: key }, body }),
  );
  const inspect = (event: FormEvent): void => {
    event.preventDefault();
    void act({ cameraId, ...seen, photo: null }).then((ok) => ok && done());
  };
  const tick = (name: keyof typeof seen, label: string): ReactNode => (
    <Checkbox
      label={label}
      checked={seen[name]}
      onChange={({ currentTarget: { checked } }) => setSeen({ ...seen, [name]: checked })}
    />
  );
  return (
    <form onSubmit={inspect} aria-label="Inspection">
      <Stack gap="xs">
        <Which cameras={cameras} value={cameraId} set={setCameraId} />
        {tick('affixed', 'properly affixed')}
        {tick('damaged', 'damaged')}
        {tick('worn', 'excessive wear')}
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" variant="default" loading={busy}>
            Record the inspection
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Check = ({ shift, cameras, done }: Of): ReactNode => {
  const [cameraId, setCameraId] = useState(first(cameras));
  const [functioning, setFunctioning] = useState('');
  const { act, busy, problem } = useAct((body: components['schemas']['FunctionBody'], key) =>
    api.POST('/shifts/{shiftId}/function-checks', { params: { path: { shiftId: shift.shiftId }, header: key }, body }),
  );
  const check = (event: FormEvent): void => {
    event.preventDefault();
    void act({ cameraId, functioning: functioning === 'yes' }).then((ok) => ok && done());
  };
  return (
    <form onSubmit={check} aria-label="Function check">
      <Stack gap="xs">
        <Which cameras={cameras} value={cameraId} set={setCameraId} />
        <Radio.Group label="It works as it should" value={functioning} onChange={setFunctioning} required>
          <Group gap="md">
            <Radio value="yes" label="yes" required />
            <Radio value="no" label="no" />
          </Group>
        </Radio.Group>
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" variant="default" loading={busy}>
            Record the check
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Deploy = ({ shift, cameras, done }: Of): ReactNode => {
  const [cameraId, setCameraId] = useState(first(cameras));
  const out = useAct((body: { readonly cameraId: string }, key) =>
    api.POST('/shifts/{shiftId}/deployments', { params: { path: { shiftId: shift.shiftId }, header: key }, body }),
  );
  const back = useAct((deploymentId: string, key) =>
    api.POST('/shifts/{shiftId}/deployments/{deploymentId}/end', {
      params: { path: { shiftId: shift.shiftId, deploymentId }, header: key },
    }),
  );
  return (
    <Stack gap="xs">
      <Which cameras={cameras} value={cameraId} set={setCameraId} />
      <Group>
        <Button
          variant="default"
          loading={out.busy}
          onClick={() => void out.act({ cameraId }).then((ok) => ok && done())}
        >
          Take it out
        </Button>
      </Group>
      {[out.problem, back.problem].map((one, at) => one && <RefusalPanel key={at} problem={one} />)}
      <Rows
        label="Taken out in this shift"
        rows={shift.deployments}
        keyOf={({ deploymentId }) => deploymentId}
        columns={[
          { head: 'Equipment', cell: (one) => <bdi>{nameOf(cameras, one.cameraId)}</bdi> },
          { head: 'Out', cell: ({ startedAt }) => <When at={startedAt} /> },
          {
            head: 'Back',
            cell: ({ endedAt, deploymentId }) =>
              endedAt ? (
                <When at={endedAt} />
              ) : (
                <Button
                  size="compact-xs"
                  variant="default"
                  onClick={() => void back.act(deploymentId).then((ok) => ok && done())}
                >
                  Bring back
                </Button>
              ),
          },
        ]}
      />
    </Stack>
  );
};

const Part = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode => (
  <Paper withBorder p="md" component="section" aria-label={title}>
    <Text component="h2" fw={650} mb="xs">
      {title}
    </Text>
    {children}
  </Paper>
);

const Done = ({ shift, cameras }: Omit<Of, 'done'>): ReactNode => (
  <Rows
    label="Inspections and checks of this shift"
    rows={[
      ...shift.inspections.map((one) => ({
        ...one,
        what: 'inspected',
        good: one.affixed && !one.damaged && !one.worn,
      })),
      ...shift.checks.map((one) => ({ ...one, what: 'checked', good: one.functioning && one.agrees })),
    ]}
    keyOf={({ what, at }) => `${what} ${at}`}
    columns={[
      { head: 'Equipment', cell: ({ cameraId }) => <bdi>{nameOf(cameras, cameraId)}</bdi> },
      { head: 'What', cell: ({ what }) => what },
      { head: 'When', cell: ({ at }) => <When at={at} /> },
      {
        head: 'Found',
        cell: ({ good }) => (
          <Status kind={good ? 'good' : 'bad'}>{good ? 'as it should be' : 'not as it should be'}</Status>
        ),
      },
    ]}
  />
);

const Running = (of: Of): ReactNode => {
  const end = useAct((shiftId: string, key) =>
    api.POST('/shifts/{shiftId}/end', { params: { path: { shiftId }, header: key } }),
  );
  return (
    <Stack gap="md">
      <Group justify="space-between">
        <Text>
          Since <When at={of.shift.startedAt} />
        </Text>
        <Button
          variant="default"
          loading={end.busy}
          onClick={() => void end.act(of.shift.shiftId).then((ok) => ok && of.done())}
        >
          End the shift
        </Button>
      </Group>
      {end.problem && <RefusalPanel problem={end.problem} />}
      <Part title="Inspection">
        <Inspect {...of} />
      </Part>
      <Part title="Function check">
        <Check {...of} />
      </Part>
      <Part title="Equipment out">
        <Deploy {...of} />
      </Part>
      <Done {...of} />
    </Stack>
  );
};

export const Shift = (): ReactNode => {
  const { data, refetch } = useQuery({ queryKey: ['shift'], queryFn: () => answered(api.GET('/shifts/current')) });
  const { act, busy, problem } = useAct((_: null, key) => api.POST('/shifts', { params: { header: key } }));
  const done = (): void => void refetch();
  return (
    <Stack gap="md" maw={860}>
      <PageTitle>My shift</PageTitle>
      {!data && <Loading what="Looking" />}
      {data && !data.shift && (
        <Group>
          <Button loading={busy} onClick={() => void act(null).then((ok) => ok && done())}>
            Start a shift
          </Button>
        </Group>
      )}
      {problem && <RefusalPanel problem={problem} />}
      {data?.shift && (
        <RegisterRows register="equipment">
          {({ rows }) => <Running shift={data.shift!} cameras={rows as readonly Camera[]} done={done} />}
        </RegisterRows>
      )}
    </Stack>
  );
};
