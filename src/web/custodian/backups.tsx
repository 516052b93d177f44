/** Backups: when the three stores were last copied, when a copy was last restored to see that it can be, and how. */
import { Code, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { custodyLook } from './words.ts';

const DAY = 86_400_000;
/** A restoring is tried every quarter. */
export const RESTORE_DAYS = 92;

export const latestOf = (rows: readonly Row[], what: 'copied' | 'restored'): string | null =>
  rows
    .filter((row) => row['what'] === what)
    .map(({ at }) => String(at))
    .toSorted()
    .at(-1) ?? null;

export const daysSince = (at: string | null): number | null =>
  at === null ? null : Math.floor((Date.now() - Date.parse(at)) / DAY);

const said = (days: number | null): string => (days === null ? 'never' : days <= 0 ? 'today' : `${days} d ago`);

const columns: readonly Column<Row>[] = [
  {
    head: 'What',
    width: '12rem',
    cell: ({ what }) => (what === 'copied' ? 'Stores copied' : 'Copy restored, to try it'),
  },
  { head: 'When', width: '14rem', cell: ({ at }) => <When at={at} /> },
  { head: 'Events', figures: true, width: '7rem', cell: ({ treeSize }) => Number(treeSize).toLocaleString('en-US') },
  {
    head: 'Came out',
    width: '12rem',
    cell: ({ problems }) =>
      problems === null ? (
        <Status kind="quiet">copied</Status>
      ) : problems === 0 ? (
        <Status kind="good">verified</Status>
      ) : (
        <Status kind="bad">{`${String(problems)} problems`}</Status>
      ),
  },
  { head: 'Root of the ledger', cell: ({ root }) => <span className="digest">{String(root)}</span> },
];

const Shown = ({ backups }: { readonly backups: readonly Row[] }): ReactNode => {
  const copied = daysSince(latestOf(backups, 'copied'));
  const restored = daysSince(latestOf(backups, 'restored'));
  const failed = backups.filter(({ problems }) => Number(problems ?? 0) > 0).length;
  return (
    <>
      <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
        <Tally figure={said(copied)} kind={copied === null || copied > 1 ? 'due' : 'good'}>
          last copied
        </Tally>
        <Tally figure={said(restored)} kind={restored === null || restored > RESTORE_DAYS ? 'bad' : 'good'}>
          last restored to try it; every quarter
        </Tally>
        <Tally figure={failed} kind={failed > 0 ? 'bad' : 'quiet'}>
          restorings that found problems
        </Tally>
      </SimpleGrid>
      <Section title="Copies and restorings" count={backups.length}>
        {backups.length === 0 ? (
          <Empty>Nothing was copied yet. Each copy and each restoring that was tried would stand here.</Empty>
        ) : (
          <Rows label="Copies and restorings" rows={backups} columns={columns} height="45vh" />
        )}
      </Section>
      <Section
        title="Whose hands they are in"
        about="Three copies, because they are kept for different times and in different hands."
      >
        <Rows
          label="The three stores"
          rows={[
            {
              id: 'ledger',
              holds: 'Lines, tree, certificates, figures; nothing that is sealed',
              kept: 'For ever',
              hands: 'Anyone’s',
            },
            { id: 'sealed', holds: 'What is sealed, and pictures', kept: '30 days', hands: 'The Custodian’s' },
            { id: 'keys', holds: 'Wrapped keys, without the passphrase', kept: '30 days', hands: 'Another person’s' },
          ]}
          columns={[
            { head: 'Folder', width: '8rem', cell: ({ id }) => id },
            { head: 'Holds', cell: ({ holds }) => holds },
            { head: 'Kept', width: '8rem', cell: ({ kept }) => kept },
            { head: 'In whose hands', width: '12rem', cell: ({ hands }) => hands },
          ]}
        />
        <Text size="sm">To copy, and to try whether a copy can be restored:</Text>
        <Code block>{'alpr-ledger backup make --out DIR\nalpr-ledger restore --out DIR --test'}</Code>
      </Section>
    </>
  );
};

export const Backups = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Backups</PageTitle>
    <Registers of={['backups']} suggested={custodyLook}>
      {({ backups }) => <Shown backups={backups} />}
    </Registers>
  </Stack>
);
