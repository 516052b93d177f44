/** The members: who waits for approval and for what, who has access, whose access ended; enrolling and inviting. */
import { SimpleGrid, Stack, TextInput } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed, More } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { inWords } from '../pieces/fields.tsx';
import { firstEnd, Missing, missingOf, Position } from '../pieces/qualified.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Person, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { dailyLook } from './daily.ts';
import { Address, Approve, calledOf, Enrol, Invite, Reset, Revoke, Source, Unlock } from './persondeeds.tsx';

const who: Column<Row> = {
  head: 'Member',
  cell: ({ id, name, username }) => <Person name={name} username={username} memberId={id} />,
};
const position: Column<Row> = { head: 'Position', cell: (row) => <Position of={row['position']} /> };

const waitingColumns = (asked: readonly Row[]): readonly Column<Row>[] => [
  who,
  position,
  { head: 'Still missing', cell: (member) => <Missing member={member} positions={asked} /> },
  { head: 'Enrolled', cell: ({ enrolledAt }) => <When at={enrolledAt} days /> },
  {
    head: 'What you can do',
    cell: (member) => (
      <span className="deeds">
        {member['administrator'] === true ? (
          <Status kind="quiet">the Chief approves</Status>
        ) : (
          <Approve member={member} ready={missingOf(member, asked).length === 0} />
        )}
        {(member['factors'] as unknown[]).length === 0 && <Invite member={member} />}
      </span>
    ),
  },
];

const accessColumns = (asked: readonly Row[]): readonly Column<Row>[] => [
  who,
  position,
  { head: 'Trained until', cell: (member) => <Due by={firstEnd(member, asked)} soon={30} /> },
  {
    head: 'Policy',
    cell: ({ acknowledged }) => (
      <Status kind={acknowledged ? 'good' : 'bad'}>{acknowledged ? 'acknowledged' : 'not acknowledged'}</Status>
    ),
  },
  { head: 'Approved', cell: ({ approvedAt }) => <When at={approvedAt} days /> },
  {
    head: 'What you can do',
    cell: (member) => (
      <span className="deeds">
        <Revoke member={member} />
        <More of={calledOf(member)}>
          <Reset member={member} />
          <Unlock member={member} />
          <Address member={member} />
          <Source member={member} />
        </More>
      </span>
    ),
  },
];

const withoutColumns: readonly Column<Row>[] = [
  who,
  position,
  {
    head: 'Account',
    cell: ({ factors }) => (
      <Status kind={(factors as unknown[]).length > 0 ? 'good' : 'due'}>
        {(factors as unknown[]).length > 0 ? 'open' : 'invitation not taken up'}
      </Status>
    ),
  },
  { head: 'Enrolled', cell: ({ enrolledAt }) => <When at={enrolledAt} days /> },
  {
    head: 'What you can do',
    cell: (member) => (
      <span className="deeds">
        {(member['factors'] as unknown[]).length === 0 && <Invite member={member} />}
        <More of={calledOf(member)}>
          <Reset member={member} />
          <Unlock member={member} />
          <Address member={member} />
        </More>
      </span>
    ),
  },
];

const endedColumns: readonly Column<Row>[] = [
  who,
  position,
  { head: 'Ended', cell: ({ revokedAt }) => <When at={revokedAt} days /> },
  { head: 'Why', cell: ({ revokedWhy }) => inWords(revokedWhy) },
  { head: 'What you can do', cell: (member) => <Approve member={member} ready={false} /> },
];

const sourceColumns = (members: readonly Row[]): readonly Column<Row>[] => [
  {
    head: 'Member',
    cell: ({ memberId }) => {
      const row = members.find(({ id }) => id === memberId);
      return <Person name={row?.['name']} username={row?.['username']} memberId={memberId} />;
    },
  },
  { head: 'Source', cell: ({ source }) => String(source).toUpperCase() },
  { head: 'Until', cell: ({ validUntil }) => <Due by={validUntil} soon={30} /> },
  {
    head: 'What you can do',
    cell: ({ memberId, source }) => (
      <Deed
        name={`withdraw ${String(memberId)} ${String(source)}`}
        label="Withdraw"
        of={String(source).toUpperCase()}
        perform={(_, key) =>
          api.POST('/members/{memberId}/sources/withdrawal', {
            params: { path: { memberId: String(memberId) }, header: key },
            body: { source: source as 'dmv' },
          })
        }
        changes={['sources']}
      />
    ),
  },
];

const matches = (sought: string) => (member: Row) =>
  [member['name'], member['username'], member['position']].some((one) =>
    String(one ?? '')
      .toLowerCase()
      .includes(sought.toLowerCase()),
  );

type Counted = Readonly<Record<'ready' | 'waiting' | 'lapsing' | 'approved', number>>;

const Counts = ({ ready, waiting, lapsing, approved }: Counted): ReactNode => (
  <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
    <Tally figure={ready} kind={ready > 0 ? 'due' : 'quiet'}>
      ready for your approval
    </Tally>
    <Tally figure={waiting - ready}>waiting, with something missing</Tally>
    <Tally figure={lapsing} kind={lapsing > 0 ? 'bad' : 'quiet'}>
      approved, but something has lapsed
    </Tally>
    <Tally figure={approved}>have access</Tally>
  </SimpleGrid>
);

type Given = { readonly members: readonly Row[]; readonly positions: readonly Row[]; readonly sources: readonly Row[] };

const Shown = ({ members, positions: asked, sources: granted }: Given): ReactNode => {
  const [sought, setSought] = useState('');
  const found = members.filter(matches(sought));
  const approved = found.filter((member) => member['approved'] === true);
  const ended = found.filter((member) => member['approved'] !== true && member['revokedAt'] !== null);
  const others = found.filter((member) => member['approved'] !== true && member['revokedAt'] === null);
  const [waiting, without] = [true, false].map((listed) =>
    others.filter((member) => asked.some(({ id }) => id === member['position']) === listed),
  ) as [Row[], Row[]];
  const ready = waiting.filter((member) => missingOf(member, asked).length === 0);
  const lapsing = approved.filter((member) => missingOf(member, asked).length > 0);
  return (
    <>
      <Counts ready={ready.length} waiting={waiting.length} lapsing={lapsing.length} approved={approved.length} />
      <TextInput
        label="Find a member"
        maw={320}
        value={sought}
        onChange={(event) => setSought(event.currentTarget.value)}
      />
      <Section title="Waiting for approval" count={waiting.length}>
        {waiting.length === 0 ? (
          <Empty>Nobody waits. Whoever is enrolled stands here until his access is approved.</Empty>
        ) : (
          <Rows label="Waiting for approval" rows={waiting} columns={waitingColumns(asked)} />
        )}
      </Section>
      <Section title="With access" count={approved.length}>
        <Rows label="With access" rows={approved} columns={accessColumns(asked)} />
      </Section>
      {without.length > 0 && (
        <Section
          title="Without plates"
          count={without.length}
          about="Positions that 430.4 does not list see no plates, and need no approval for their work."
        >
          <Rows label="Without plates" rows={without} columns={withoutColumns} />
        </Section>
      )}
      {granted.length > 0 && (
        <Section title="Authorised for the data of others" count={granted.length}>
          <Rows
            label="Authorised for the data of others"
            rows={granted.filter(({ withdrawnAt }) => withdrawnAt === null)}
            columns={sourceColumns(members)}
            keyOf={({ memberId, source }) => `${String(memberId)} ${String(source)}`}
          />
        </Section>
      )}
      {ended.length > 0 && (
        <Section title="Access ended" count={ended.length}>
          <Rows label="Access ended" rows={ended} columns={endedColumns} />
        </Section>
      )}
    </>
  );
};

export const People = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle beside={<Enrol />}>People</PageTitle>
    <Registers of={['members', 'positions', 'sources']} suggested={dailyLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
