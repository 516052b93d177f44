/** The hot lists: what is registered, each version and what it changed, source files, what was set aside. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { Deed } from '../pieces/deed.tsx';
import { choicesOf, inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, type Names, namesIn, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { CoSigns } from './cosigns.tsx';
import { dailyLook } from './daily.ts';
import { SourceFiles } from './listfiles.tsx';
import { UploadVersion } from './listupload.tsx';

const Register = (): ReactNode => (
  <Deed
    name="register-list"
    label="Register a list"
    look={{ variant: 'filled', size: 'sm' }}
    about="You answer for the list from then on. Nothing is matched until it has entries."
    fields={{
      name: { kind: 'text', label: 'Name', longest: 100 },
      source: { kind: 'choice', label: 'Where it comes from', choices: choicesOf(['local', 'state', 'federal']) },
    }}
    perform={({ name, source }, key) => api.POST('/hot-lists', { params: { header: key }, body: { name, source } })}
    changes={['hot-lists']}
  />
);

const Retire = ({ list }: { readonly list: Row }): ReactNode => (
  <Deed
    name={`retire-list ${list.id}`}
    label="Retire"
    of={String(list['name'])}
    about="Nothing of it is matched from then on."
    fields={{
      why: { kind: 'choice', label: 'Why', choices: choicesOf(['superseded', 'agreement-ended', 'mistaken']) },
    }}
    perform={({ why }, key) =>
      api.POST('/hot-lists/{hotListId}/retirement', {
        params: { path: { hotListId: list.id }, header: key },
        body: { why },
      })
    }
    changes={['hot-lists']}
  />
);

const listColumns = (members: readonly Row[], versions: readonly Row[]): readonly Column<Row>[] => [
  { head: 'List', cell: ({ name }) => <Said>{name}</Said> },
  { head: 'From', cell: ({ source }) => inWords(source) },
  { head: 'Answers for it', cell: ({ owner }) => <MemberOf id={owner} members={members} /> },
  {
    head: 'Latest version',
    cell: ({ id }) => {
      const latest = versions.find(({ hotListId }) => hotListId === id);
      return latest ? (
        <>
          {`${String(latest['number'])}, as of `}
          <When at={latest['asOf']} days />
        </>
      ) : (
        <span className="nothing">typed entries only</span>
      );
    },
  },
  {
    head: 'Stands',
    cell: ({ retiredAt }) => <Status kind={retiredAt ? 'quiet' : 'good'}>{retiredAt ? 'retired' : 'in use'}</Status>,
  },
  {
    head: 'What you can do',
    cell: (list) =>
      list['retiredAt'] === null && (
        <span className="deeds">
          <UploadVersion list={list} />
          <Retire list={list} />
        </span>
      ),
  },
];

const count = (head: string, field: string): Column<Row> => ({
  head,
  cell: (row) => Number(row[field]).toLocaleString(),
  figures: true,
});

const versionColumns = (names: Names): readonly Column<Row>[] => [
  { head: 'List', cell: ({ hotListId }) => <Said>{names.of(hotListId)}</Said> },
  { head: 'Version', cell: ({ number }) => String(number), figures: true },
  { head: 'As of', cell: ({ asOf }) => <When at={asOf} /> },
  count('Entries', 'entries'),
  count('New', 'added'),
  count('Gone', 'removed'),
  count('Unchanged', 'unchanged'),
  count('Twice', 'duplicates'),
  count('Look alike', 'collisions'),
  {
    head: 'Set aside',
    cell: ({ quarantined }) =>
      Number(quarantined) > 0 ? (
        <Status kind="due">{Number(quarantined).toLocaleString()}</Status>
      ) : (
        <Status kind="good">none</Status>
      ),
  },
];

const asideColumns = (names: Names, versions: readonly Row[]): readonly Column<Row>[] => [
  { head: 'List', cell: ({ hotListId }) => <Said>{names.of(hotListId)}</Said> },
  {
    head: 'Version',
    cell: ({ versionId }) => String(versions.find(({ id }) => id === versionId)?.['number'] ?? ''),
    figures: true,
  },
  { head: 'By', cell: ({ clause }) => <ClauseLink clause={String(clause)} /> },
  { head: 'Code', cell: ({ code }) => String(code) },
  count('Entries', 'entries'),
  {
    head: 'Lines of the file',
    cell: ({ lines, entries }) => {
      const all = lines as readonly number[];
      return `${all.slice(0, 12).join(', ')}${Number(entries) > 12 ? ' …' : ''}`;
    },
  },
];

type Given = Readonly<
  Record<'hot-lists' | 'hot-list-versions' | 'hot-list-quarantine' | 'hot-list-files' | 'members', readonly Row[]>
>;

const Shown = (rows: Given): ReactNode => {
  const { members, 'hot-lists': lists, 'hot-list-versions': versions, 'hot-list-quarantine': aside } = rows;
  const names = namesIn(lists);
  return (
    <>
      <Section title="Registered lists" count={lists.length}>
        {lists.length === 0 ? (
          <Empty>No list is registered. Register the first: a camera then alerts for what stands on it.</Empty>
        ) : (
          <Rows label="Registered lists" rows={lists} columns={listColumns(members, versions)} />
        )}
      </Section>
      <Section
        title="Entries that wait for a co-signature"
        about="A vehicle believed involved in a crime is matched once a supervisor signed too. Looking shows plates."
      >
        <CoSigns />
      </Section>
      <Section
        title="Versions"
        count={versions.length}
        about="Each import is a version; what left the list alerts no more."
      >
        {versions.length === 0 ? (
          <Empty>No file was imported yet.</Empty>
        ) : (
          <Rows label="Versions" rows={versions} columns={versionColumns(names)} />
        )}
      </Section>
      <Section
        title="Set aside by imports"
        count={aside.length}
        about="Which lines, and by which sentence of the policy."
      >
        {aside.length === 0 ? (
          <Empty>Nothing was set aside.</Empty>
        ) : (
          <Rows
            label="Set aside by imports"
            rows={aside}
            columns={asideColumns(names, versions)}
            keyOf={({ versionId, code, clause }) => `${String(versionId)} ${String(clause)} ${String(code)}`}
          />
        )}
      </Section>
      <SourceFiles lists={lists} switched={rows['hot-list-files']} />
    </>
  );
};

export const HotLists = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle beside={<Register />}>Hot lists</PageTitle>
    <Registers
      of={['hot-lists', 'hot-list-versions', 'hot-list-quarantine', 'hot-list-files', 'members']}
      suggested={dailyLook}
    >
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
