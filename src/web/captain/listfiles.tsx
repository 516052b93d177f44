/** The source files of State and federal lists, each with its switch; those that can never be on are seen too. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';

/** Those for which 430.1 names a reason; all others can never be on, and stand here so that it can be seen. */
const files = ['vehicle', 'license-plate', 'wanted-person', 'missing-person', 'protection-order', 'extreme-risk-order'];
const restrictedFiles = ['supervised-release', 'threat-screening'];
const neverFiles = ['immigration-violator', 'gang', 'sex-offender', 'protective-interest', 'violent-person'];

const Switch = ({ list, file, on }: { readonly list: Row; readonly file: string; readonly on: boolean }): ReactNode => {
  const path = { hotListId: list.id, file };
  return (
    <Deed
      name={`switch ${list.id} ${file}`}
      label={on ? 'Switch off' : 'Switch on'}
      of={`${inWords(file)} of ${String(list['name'])}`}
      about={on ? 'Its entries are met no more, from now on.' : 'Its entries are met from the next version on.'}
      perform={(_, key) =>
        on
          ? api.POST('/hot-lists/{hotListId}/source-files/{file}/disabling', { params: { path, header: key } })
          : api.POST('/hot-lists/{hotListId}/source-files/{file}/enabling', { params: { path, header: key } })
      }
      changes={['hot-list-files']}
    />
  );
};

type FileRow = { readonly id: string; readonly list: Row; readonly file: string; readonly known: Row | undefined };

const fileColumns: readonly Column<FileRow>[] = [
  { head: 'List', cell: ({ list }) => <Said>{list['name']}</Said> },
  { head: 'File', cell: ({ file }) => inWords(file) },
  {
    head: 'Stands',
    cell: ({ file, known }) => {
      if (neverFiles.includes(file)) return <Status kind="bad">never on</Status>;
      const on = known !== undefined && known['disabledAt'] === null;
      return <Status kind={on ? 'good' : 'quiet'}>{on ? 'on' : 'off'}</Status>;
    },
  },
  { head: 'Since', cell: ({ known }) => <When at={known?.['disabledAt'] ?? known?.['enabledAt']} days /> },
  {
    head: 'What you can do',
    cell: ({ list, file, known }) =>
      neverFiles.includes(file) ? (
        <span className="nothing">430.1 names no reason for it</span>
      ) : (
        <Switch list={list} file={file} on={known !== undefined && known['disabledAt'] === null} />
      ),
  },
];

type Given = { readonly lists: readonly Row[]; readonly switched: readonly Row[] };

export const SourceFiles = ({ lists, switched }: Given): ReactNode => {
  const inUse = lists.filter(({ retiredAt, source }) => retiredAt === null && source !== 'local');
  const rows = inUse.flatMap((list) =>
    [...files, ...restrictedFiles, ...neverFiles].map((file) => ({
      id: `${list.id} ${file}`,
      list,
      file,
      known: switched.find((one) => one['hotListId'] === list.id && one['file'] === file),
    })),
  );
  return (
    <Section
      title="Source files"
      count={rows.length}
      about="Every file is off until you switch it on. The Immigration Violator File can never be on."
    >
      {rows.length === 0 ? (
        <Empty>A State or federal list has its files here, each with its switch.</Empty>
      ) : (
        <Rows label="Source files" rows={rows} columns={fileColumns} height="40vh" />
      )}
    </Section>
  );
};
