/** What a hold reaches: plates, cases, a place and a time, or ids; all that meets any of them. */
import { Group, MultiSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import type { components } from '../generated/api.d.ts';

export type ScopeTyped = {
  readonly plates: string;
  readonly cases: string;
  readonly ids: string;
  readonly cameras: string[];
  readonly from: string;
  readonly to: string;
};

export const noScope: ScopeTyped = { plates: '', cases: '', ids: '', cameras: [], from: '', to: '' };

const listed = (text: string): string[] => [
  ...new Set(
    text
      .split(/[\n,;]+/)
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  ),
];

const instant = (local: string): string => new Date(local).toISOString();

/** As the server takes it: only what was given. */
export const scopeOf = ({
  plates,
  cases,
  ids,
  cameras,
  from,
  to,
}: ScopeTyped): components['schemas']['HoldScopeBody'] => ({
  ...(plates.trim() && { plates: listed(plates.toUpperCase()) }),
  ...(cases.trim() && { caseNumbers: listed(cases) }),
  ...(ids.trim() && { ids: listed(ids) }),
  ...(cameras.length > 0 && { cameraIds: cameras }),
  ...(from && { from: instant(from) }),
  ...(to && { to: instant(to) }),
});

type Listed = 'plates' | 'cases' | 'ids';

const Lines = (given: {
  readonly label: string;
  readonly description: string;
  readonly value: string;
  readonly set: (text: string) => void;
}): ReactNode => (
  <Textarea
    label={given.label}
    description={given.description}
    autosize
    minRows={2}
    maxRows={8}
    value={given.value}
    onChange={(event) => given.set(event.currentTarget.value)}
  />
);

export const ScopeFields = ({
  value,
  onChange,
  cameras,
}: {
  readonly value: ScopeTyped;
  readonly onChange: (next: ScopeTyped) => void;
  readonly cameras: readonly Row[];
}): ReactNode => {
  const set = (changes: Partial<ScopeTyped>): void => onChange({ ...value, ...changes });
  const lines = (name: Listed, label: string, description: string): ReactNode => (
    <Lines label={label} description={description} value={value[name]} set={(text) => set({ [name]: text })} />
  );
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed">
        All that meets any of these is kept, with the hits and corrections that came of it. What is typed here is
        sealed.
      </Text>
      <Group grow align="flex-start" className="pair">
        {lines('plates', 'Plates', 'One a line.')}
        {lines('cases', 'Case or event numbers', 'What was asked, shown or downloaded under them.')}
      </Group>
      <MultiSelect
        label="Cameras"
        description="Where it happened; with a time below, only what was captured then."
        data={cameras.map((row) => ({ value: row.id, label: String(row['name'] ?? row.id.slice(0, 8)) }))}
        value={value.cameras}
        onChange={(next) => set({ cameras: next })}
        withCheckIcon={false}
        searchable
        comboboxProps={{ withinPortal: false }}
      />
      <Group grow align="flex-start" className="pair">
        <TextInput
          label="Captured from"
          description="Local time."
          type="datetime-local"
          value={value.from}
          onChange={(event) => set({ from: event.currentTarget.value })}
        />
        <TextInput
          label="Captured before"
          description="Local time."
          type="datetime-local"
          value={value.to}
          onChange={(event) => set({ to: event.currentTarget.value })}
        />
      </Group>
      {lines('ids', 'Ids', 'Of reads, hits, hot-list entries or queries; one a line.')}
    </Stack>
  );
};
