/** Importing the file of a source as the next version of a list: the file, how it is laid out, and what it changed. */
import { Button, FileInput, Group, Stack, Text, Textarea } from '@mantine/core';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { type Row, useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { Dialog } from '../pieces/dialog.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { Fact, visible } from '../pieces/said.tsx';

type Version = components['schemas']['VersionBody'];

/** A layout to begin with; every source has its own. */
const example = {
  name: 'Daily file of the source',
  format: 'delimited',
  delimiter: ',',
  header: true,
  lifeDays: 1,
  fields: {
    plate: { column: 'plate' },
    state: { column: 'state' },
    category: { column: 'type', codes: { SV: 'stolen-vehicle', WP: 'wanted-person' } },
    reason: { column: 'reason' },
    reference: { column: 'case' },
  },
};

/** The layout last used for a list, while this page lives. */
const layouts = new Map<string, string>();

const figures: readonly (readonly [keyof Version, string])[] = [
  ['entries', 'Entries in force'],
  ['added', 'New'],
  ['removed', 'Gone'],
  ['unchanged', 'Unchanged'],
  ['duplicates', 'Twice in the file'],
  ['collisions', 'Look like another'],
];

const Difference = ({ version }: { readonly version: Version }): ReactNode => (
  <Stack gap="sm">
    <Text fw={650}>{`Version ${version.number} is in force`}</Text>
    <dl className="facts">
      {figures.map(([field, label]) => (
        <Fact key={field} label={label}>
          {Number(version[field]).toLocaleString()}
        </Fact>
      ))}
    </dl>
    {version.quarantine.length > 0 && (
      <>
        <Text fw={650}>Set aside</Text>
        <ul>
          {version.quarantine.map(({ clause, code, entries, lines }) => (
            <li key={`${clause} ${code}`}>
              {`${entries.toLocaleString()} by `}
              <ClauseLink clause={clause} />
              {` (${code}), lines ${lines.slice(0, 12).join(', ')}${entries > 12 ? ' …' : ''}`}
            </li>
          ))}
        </ul>
      </>
    )}
  </Stack>
);

const formOf = (file: File, mapping: string): FormData => {
  const form = new FormData();
  form.set('mapping', mapping);
  form.set('list', file);
  return form;
};

const Form = ({ list, came }: { readonly list: Row; readonly came: (version: Version) => void }): ReactNode => {
  const [file, setFile] = useState<File | null>(null);
  const [mapping, setMapping] = useState(layouts.get(list.id) ?? JSON.stringify(example, null, 2));
  const refresh = useRefresh();
  const { act, busy, problem } = useAct((form: FormData, key) =>
    api.POST('/hot-lists/{hotListId}/versions', {
      params: { path: { hotListId: list.id }, header: key },
      body: form as never,
      bodySerializer: (body) => body as unknown as FormData,
    }),
  );
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (!file) return;
    layouts.set(list.id, mapping);
    const version = await act(formOf(file, mapping));
    if (!version) return;
    came(version);
    for (const register of ['hot-list-versions', 'hot-list-quarantine', 'hot-lists'] as const)
      void refresh('registers', register);
  };
  return (
    <form onSubmit={(event) => void send(event)} aria-label="Import a version">
      <Stack gap="sm">
        <Text size="sm">
          The file is taken whole or not at all. Lines that the policy does not allow are set aside, and named.
        </Text>
        <FileInput label="The file of the source" value={file} onChange={setFile} required clearable />
        <Textarea
          label="How it is laid out"
          description="As JSON: where plate, state, category or file, reason and reference stand."
          autosize
          minRows={6}
          maxRows={18}
          value={mapping}
          onChange={(event) => setMapping(event.currentTarget.value)}
          classNames={{ input: 'digest' }}
          required
        />
        {problem && <RefusalPanel problem={problem} />}
        <Group>
          <Button type="submit" loading={busy} disabled={!file}>
            Import
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

export const UploadVersion = ({ list }: { readonly list: Row }): ReactNode => {
  const [opened, setOpened] = useState(false);
  const [version, setVersion] = useState<Version | null>(null);
  const close = (): void => {
    setOpened(false);
    setVersion(null);
  };
  const called = visible(String(list['name'] ?? 'the list'));
  return (
    <>
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => setOpened(true)}
        aria-label={`Import a version: ${called}`}
      >
        Import a version
      </Button>
      <Dialog opened={opened} onClose={close} title={`Import a version: ${called}`}>
        {version ? (
          <Stack gap="md">
            <Difference version={version} />
            <Group>
              <Button onClick={close}>Done</Button>
            </Group>
          </Stack>
        ) : (
          <Form list={list} came={setVersion} />
        )}
      </Dialog>
    </>
  );
};
