/** The cameras on a map drawn here: points and a scale, so that nobody's tile server learns where one looks. */
import { SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { type Row, RegisterRows } from '../asking.tsx';
import { Rows } from '../pieces/rows.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Said, visible, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';

type Camera = Row & {
  readonly name: string | null;
  readonly mobility: 'fixed' | 'mobile';
  readonly place: { readonly latitude: number; readonly longitude: number } | null;
  readonly installedAt: string;
  readonly retiredAt: string | null;
};
type Placed = Camera & { readonly place: NonNullable<Camera['place']> };

const SIZE = 600;
const MARGIN = 48;
const KM_PER_DEGREE = 111.32;

/** Degrees to the plane, near enough for one town: a degree of longitude shrinks with the latitude. */
const plan = (cameras: readonly Placed[]) => {
  const shrink = Math.cos(((cameras[0]?.place.latitude ?? 0) * Math.PI) / 180);
  const flat = cameras.map(({ place }) => ({
    x: place.longitude * shrink * KM_PER_DEGREE,
    y: place.latitude * KM_PER_DEGREE,
  }));
  const [xs, ys] = [flat.map(({ x }) => x), flat.map(({ y }) => y)];
  const [left, right, bottom, top] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)];
  const scale = (SIZE - 2 * MARGIN) / Math.max(1, right - left, top - bottom);
  // What there is stands in the middle.
  const middle = { x: (left + right) / 2, y: (top + bottom) / 2 };
  const at = ({ x, y }: { readonly x: number; readonly y: number }) => ({
    x: SIZE / 2 + (x - middle.x) * scale,
    y: SIZE / 2 - (y - middle.y) * scale,
  });
  return { scale, points: flat.map(at) };
};

/** A length that is easily thought of, at most a third of the map. */
const roundKm = (scale: number): number => [10, 5, 2, 1, 0.5, 0.2, 0.1].find((km) => km * scale <= SIZE / 3) ?? 0.1;

const Plan = ({
  cameras,
  current,
  choose,
}: {
  readonly cameras: readonly Placed[];
  readonly current: string | null;
  readonly choose: (id: string) => void;
}): ReactNode => {
  const { scale, points } = plan(cameras);
  const km = roundKm(scale);
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} className="plan" role="group" aria-label="Map of the cameras">
      <rect width={SIZE} height={SIZE} className="plan-ground" />
      {cameras.map(({ id, name, mobility, retiredAt }, at) => (
        <g
          key={id}
          role="button"
          tabIndex={0}
          aria-pressed={id === current}
          aria-label={`${visible(name ?? 'camera')}, ${mobility}`}
          className={id === current ? 'plan-camera plan-current' : 'plan-camera'}
          onClick={() => choose(id)}
          onKeyDown={({ key }) => (key === 'Enter' || key === ' ') && choose(id)}
        >
          {mobility === 'fixed' ? (
            <circle cx={points[at]!.x} cy={points[at]!.y} r={9} />
          ) : (
            <rect x={points[at]!.x - 8} y={points[at]!.y - 8} width={16} height={16} />
          )}
          {retiredAt !== null && <path d={`M${points[at]!.x - 9} ${points[at]!.y - 9}l18 18`} />}
          <text x={points[at]!.x + 14} y={points[at]!.y + 5}>
            {visible(name ?? '')}
          </text>
        </g>
      ))}
      <path d={`M${MARGIN} ${SIZE - 20}h${km * scale}`} className="plan-scale" />
      <text x={MARGIN} y={SIZE - 28}>
        {km} km
      </text>
    </svg>
  );
};

const List = ({
  cameras,
  current,
}: {
  readonly cameras: readonly Camera[];
  readonly current: string | null;
}): ReactNode => (
  <Rows
    label="Cameras"
    rows={cameras}
    current={current}
    columns={[
      { head: 'Name', cell: ({ name }) => <Said>{name}</Said> },
      { head: 'Kind', cell: ({ mobility }) => mobility, width: '6rem' },
      { head: 'Since', cell: ({ installedAt }) => <When at={installedAt} days />, width: '8rem' },
      {
        head: 'Standing',
        cell: ({ retiredAt }) => (
          <Status kind={retiredAt ? 'quiet' : 'good'}>{retiredAt ? 'retired' : 'in service'}</Status>
        ),
        width: '9rem',
      },
    ]}
  />
);

const Both = ({ cameras }: { readonly cameras: readonly Camera[] }): ReactNode => {
  const [current, setCurrent] = useState<string | null>(null);
  const placed = cameras.filter((one): one is Placed => one.place !== null);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {placed.length > 0 ? (
        <Plan cameras={placed} current={current} choose={setCurrent} />
      ) : (
        <Empty>No camera has a place on the register.</Empty>
      )}
      <List cameras={cameras} current={current} />
    </SimpleGrid>
  );
};

export const Cameras = (): ReactNode => (
  <Stack gap="md">
    <PageTitle>Cameras</PageTitle>
    <Text size="sm" c="dimmed">
      Circles are fixed, squares mobile. The map is drawn here: no other server is asked.
    </Text>
    <RegisterRows register="equipment">{({ rows }) => <Both cameras={rows as readonly Camera[]} />}</RegisterRows>
  </Stack>
);
