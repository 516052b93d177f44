/** The retention schedule in force, the clock it goes by, and the two acts of the Administrator that concern both. */
import { Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Rows } from '../pieces/rows.tsx';
import { When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { useWho } from '../session.ts';
import { classOf } from './words.ts';

type Clock = { readonly class: 'detection' | 'hit' | 'access-record' | 'hot-list' | 'release'; readonly days: number };

/** In force until the City adopts a schedule (docs/operating/custody.md). */
const strictest: readonly Clock[] = [
  { class: 'detection', days: 30 },
  { class: 'hit', days: 365 },
  { class: 'access-record', days: 730 },
  { class: 'hot-list', days: 730 },
  { class: 'release', days: 730 },
];

/** Days a class is kept under the schedule in force. */
export const daysOf = (schedules: readonly Row[], name: Clock['class']): number => {
  const clocks = (schedules[0]?.['clocks'] as readonly Clock[] | undefined) ?? strictest;
  return (clocks.find((one) => one.class === name) ?? strictest.find((one) => one.class === name)!).days;
};

const Adopt = ({ schedules }: { readonly schedules: readonly Row[] }): ReactNode => {
  const whole = (label: string) => ({ kind: 'number', label, least: 0, most: 36_500 }) as const;
  return (
    <Deed
      name="adopt schedule"
      label="Adopt a schedule"
      about="On the resolution of the council and the written consent of the city attorney (Gov. Code 34090)."
      initial={{
        ...Object.fromEntries(strictest.map(({ class: name }) => [name, daysOf(schedules, name)])),
        downloads: Number(schedules[0]?.['downloadDays'] ?? 365),
      }}
      fields={{
        resolution: { kind: 'document', label: 'Resolution of the council' },
        consent: { kind: 'document', label: 'Consent of the city attorney' },
        detection: whole('Reads, days'),
        hit: whole('Hits, days'),
        'access-record': whole('Access records, days'),
        'hot-list': whole('Hot lists, days'),
        release: whole('Releases and requests, days'),
        downloads: whole('Reads downloaded to a case, days; 365 at most'),
      }}
      perform={({ resolution, consent, downloads, ...days }, key) =>
        api.POST('/retention/schedule', {
          params: { header: key },
          body: {
            resolution,
            consent,
            clocks: strictest.map(({ class: name }) => ({ class: name, days: days[name] })),
            downloadDays: downloads,
          },
        })
      }
      changes={['schedules', 'retention']}
    />
  );
};

const Confirm = (): ReactNode => (
  <Deed
    name="confirm clock"
    label="Confirm the clock"
    about="After the program stood still, purges wait until the clock was compared with an independent one."
    fields={{ time: { kind: 'text', label: 'The time that the other clock shows now, with its offset', longest: 35 } }}
    initial={{ time: '' }}
    perform={({ time }, key) => api.POST('/retention/clock', { params: { header: key }, body: { trueTime: time } })}
    changes={['retention']}
  />
);

export const Schedule = ({ schedules }: { readonly schedules: readonly Row[] }): ReactNode => {
  const { administrator } = useWho();
  const [inForce] = schedules;
  const rows = strictest.map(({ class: id }) => ({ id, days: daysOf(schedules, id) }));
  return (
    <Section
      title="The schedule in force"
      about={
        inForce ? (
          <>
            Adopted <When at={inForce['adoptedAt']} days />.
          </>
        ) : (
          'The City has adopted none: the strictest clocks apply.'
        )
      }
      actions={
        administrator && (
          <Group gap="xs">
            <Adopt schedules={schedules} />
            <Confirm />
          </Group>
        )
      }
    >
      <Rows
        label="Clocks"
        rows={[...rows, { id: 'download', days: Number(inForce?.['downloadDays'] ?? 365) }]}
        columns={[
          { head: 'Class', cell: ({ id }) => (id === 'download' ? 'Reads downloaded to a case' : classOf(id)) },
          { head: 'Kept for', figures: true, width: '10rem', cell: ({ days }) => `${days} days` },
        ]}
      />
      {inForce && (
        <Text size="xs" c="dimmed" className="digest">
          Resolution SHA-256 {String(inForce['resolution'])} · consent SHA-256 {String(inForce['consent'])}
        </Text>
      )}
    </Section>
  );
};
