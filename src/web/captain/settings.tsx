/** Settings and the policy as text: what is open to the Department, how its gaps are read, positions and purposes. */
import { Code, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { answered, api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { Deed } from '../pieces/deed.tsx';
import { choicesOf, inWords } from '../pieces/fields.tsx';
import { Loading } from '../pieces/loading.tsx';
import { kindsOfTraining } from '../pieces/qualified.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { dailyLook } from './daily.ts';

type Setting = components['schemas']['SettingBody'];

/** `sessionHours` as `session hours`. */
const spelt = (name: string): string => name.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);

const settingColumns: readonly Column<Setting>[] = [
  { head: 'Setting', cell: ({ name }) => spelt(name) },
  { head: 'In force', cell: ({ value }) => value.toLocaleString(), figures: true },
  { head: 'Ours', cell: ({ ours }) => ours.toLocaleString(), figures: true },
  {
    head: 'Whose',
    cell: ({ value, ours }) => (
      <Status kind={value === ours ? 'quiet' : 'good'}>
        {value === ours ? 'as delivered' : 'the Department’s own'}
      </Status>
    ),
  },
];

/** JSON as it was typed, or an empty draft: what it means is the server's to say. */
const draftOf = (text: string): Record<string, never> => {
  try {
    return JSON.parse(text) as Record<string, never>;
  } catch {
    return { text: text.slice(0, 100) } as unknown as Record<string, never>;
  }
};

const DryRun = (): ReactNode => (
  <Deed
    name="dry-run"
    label="Hold a draft against the past"
    about="Every act is decided again under the draft. Nothing changes; that it was done is recorded."
    fields={{ draft: { kind: 'words', label: 'Draft, as JSON', about: 'settings, packs, without', longest: 20_000 } }}
    initial={{ draft: '{ "settings": { "reasonLength": 20 } }' }}
    perform={({ draft }, key) =>
      api.POST('/policy/dry-run', { params: { header: key }, body: { draft: draftOf(draft) } })
    }
    changes={[]}
    outcome={({ commands, wouldRefuse, wouldAllow, cases }) => (
      <Stack gap="xs">
        <Text fw={650}>{`${commands.toLocaleString()} acts were decided again`}</Text>
        <Text>{`${wouldRefuse} would be refused that were allowed, and ${wouldAllow} the other way.`}</Text>
        <Rows
          label="Acts decided otherwise"
          rows={cases.slice(0, 200)}
          keyOf={({ position }) => position}
          columns={[
            { head: 'When', cell: ({ recordedAt }) => <When at={recordedAt} /> },
            { head: 'Act', cell: ({ action }) => action },
            { head: 'Then', cell: ({ recorded }) => recorded },
            { head: 'Under the draft', cell: ({ now, broken }) => `${now} ${broken.join(', ')}` },
          ]}
        />
      </Stack>
    )}
  />
);

const Purposes = (): ReactNode => {
  const { purposes } = useWho();
  const all = [
    'criminal-investigation',
    'crime-prevention',
    'crime-detection',
    'wanted-person',
    'missing-person',
    'stolen-vehicle',
    'unregistered-vehicle',
    'administrative-or-civil',
    'audit',
    'training',
  ] as const;
  return (
    <Deed
      name="purposes"
      label="Adopt the purposes"
      about="A question for any other purpose is refused from then on."
      fields={{ purposes: { kind: 'several', label: 'Purposes open in the Department', choices: choicesOf(all) } }}
      initial={{ purposes: all.filter((one) => purposes.some(({ purpose }) => purpose === one)) }}
      perform={(body, key) => api.POST('/department/purposes', { params: { header: key }, body })}
      changes={[]}
    />
  );
};

const Position = ({ row }: { readonly row: Row }): ReactNode => {
  const position = row.id;
  const listed = row['withdrawnAt'] === null;
  return (
    <span className="deeds">
      <Deed
        name={`requirement ${position}`}
        label="Set its training"
        of={inWords(position)}
        about="Never less than the policy asks."
        fields={{ trainings: { kind: 'several', label: 'Trainings', choices: choicesOf(kindsOfTraining) } }}
        perform={(body, key) =>
          api.POST('/positions/{position}/training-requirement', {
            params: { path: { position }, header: key },
            body,
          })
        }
        changes={['positions']}
      />
      <Deed
        name={`position ${position}`}
        label={listed ? 'Withdraw' : 'List'}
        of={inWords(position)}
        about={listed ? 'Whoever holds it has no access from that moment.' : 'Whoever holds it may be approved.'}
        perform={(_, key) =>
          listed
            ? api.POST('/positions/{position}/withdrawal', { params: { path: { position }, header: key } })
            : api.POST('/positions/{position}/listing', { params: { path: { position }, header: key } })
        }
        changes={['positions']}
      />
    </span>
  );
};

const positionColumns: readonly Column<Row>[] = [
  { head: 'Position', cell: ({ position }) => inWords(position) },
  { head: 'Must have completed', cell: ({ trainings }) => (trainings as readonly string[]).join(', ') },
  {
    head: 'Stands',
    cell: ({ withdrawnAt }) => (
      <Status kind={withdrawnAt ? 'bad' : 'good'}>{withdrawnAt ? 'withdrawn' : 'may access'}</Status>
    ),
  },
  { head: 'What you can do', cell: (row) => <Position row={row} /> },
];

const Terms = (): ReactNode => {
  const { data } = useQuery({ queryKey: ['terms'], queryFn: () => answered(api.GET('/policy/terms')) });
  if (!data) return <Loading what="Fetching the settings" />;
  return (
    <>
      <Section
        title="Settings"
        count={data.settings.length}
        about="Figures that the policy leaves open. Ours stand until the Department adopts its own with the policy."
        actions={<DryRun />}
      >
        <Rows label="Settings" rows={data.settings} columns={settingColumns} keyOf={({ name }) => name} height="40vh" />
      </Section>
      <Section title="Law beside the policy" count={data.packs.length}>
        <Rows
          label="Law beside the policy"
          rows={data.packs}
          keyOf={({ name }) => name}
          columns={[
            { head: 'Law', cell: ({ title }) => title },
            {
              head: 'Stands',
              cell: ({ inForce }) => (
                <Status kind={inForce ? 'good' : 'quiet'}>{inForce ? 'in force' : 'not in force'}</Status>
              ),
            },
          ]}
        />
      </Section>
    </>
  );
};

/** The contradictions and gaps of the policy's text, to be read or printed as they are. */
const Lint = (): ReactNode => {
  const { data } = useQuery({ queryKey: ['notes'], queryFn: () => answered(api.GET('/policy/notes')) });
  if (!data) return <Loading what="Fetching the notes" />;
  return (
    <Section
      title="What the policy’s text leaves open"
      count={data.length}
      about="Its contradictions and gaps, and how each is read until the Department settles it."
    >
      {data.map(({ id, clauses, observed, settled }) => (
        <div key={id} className="lint">
          <Text fw={600}>
            <Code>{id}</Code>{' '}
            {clauses.map((clause, index) => (
              <span key={clause}>
                {index > 0 && ', '}
                <ClauseLink clause={clause} />
              </span>
            ))}
          </Text>
          <Text>{observed}</Text>
          <Text c="dimmed">{settled}</Text>
        </div>
      ))}
    </Section>
  );
};

export const SettingsPage = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle beside={<Purposes />}>Settings and policy</PageTitle>
    <Terms />
    <Registers of={['positions']} suggested={dailyLook}>
      {({ positions }) => (
        <Section
          title="Positions"
          count={positions.length}
          about="Those that 430.4 lists, and what each must complete."
        >
          <Rows label="Positions" rows={positions} columns={positionColumns} />
        </Section>
      )}
    </Registers>
    <Lint />
  </Stack>
);
