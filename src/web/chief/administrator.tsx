/** The ALPR Administrator: whom the Chief has designated, and the approval of the Administrator’s own access. */
import { Group, Paper, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { startOf } from '../pieces/fields.tsx';
import { Missing, missingOf, Position } from '../pieces/qualified.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Fact, Person, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { chiefsLook } from './daily.ts';

const calledOf = ({ name, username, id }: Row): string => String(name ?? username ?? id.slice(0, 8));

const Designate = ({ members }: { readonly members: readonly Row[] }): ReactNode => (
  <Deed
    name="designate"
    label="Designate an Administrator"
    about="One member of the rank that 430.4 asks for; whoever holds the office now gives it up on that day."
    fields={{
      memberId: {
        kind: 'choice',
        label: 'Member',
        choices: members
          .filter(({ position, revokedAt }) => String(position).startsWith('police-') && revokedAt === null)
          .map((member) => ({ value: member.id, label: calledOf(member) })),
      },
      from: { kind: 'day', label: 'From', about: 'Empty: at once', optional: true },
    }}
    perform={({ memberId, from }, key) =>
      api.POST('/department/administrator', {
        params: { header: key },
        body: { memberId, ...(from !== '' && { from: startOf(from) }) },
      })
    }
    changes={['members', 'designations', 'attention']}
  />
);

const Own = ({ member, positions }: { readonly member: Row; readonly positions: readonly Row[] }): ReactNode => {
  const isReady = missingOf(member, positions).length === 0;
  return (
    <Paper withBorder p="md" maw={720}>
      <dl className="facts">
        <Fact label="Administrator">
          <Person name={member['name']} username={member['username']} memberId={member.id} />
        </Fact>
        <Fact label="Position">
          <Position of={member['position']} />
        </Fact>
        <Fact label="Still missing">
          <Missing member={member} positions={positions} />
        </Fact>
        <Fact label="Access">
          {member['approved'] === true ? (
            <>
              <Status kind="good">approved</Status> <When at={member['approvedAt']} days />
            </>
          ) : (
            <Status kind="due">waits for your approval</Status>
          )}
        </Fact>
      </dl>
      {member['approved'] !== true && (
        <Group mt="sm">
          <Deed
            name={`approve-administrator ${member.id}`}
            label="Approve access"
            of={calledOf(member)}
            look={{ size: 'sm', variant: isReady ? 'filled' : 'default' }}
            about="Nobody approves his own access: the Administrator’s is approved by the Chief (430.4U)."
            perform={(_, key) =>
              api.POST('/members/{memberId}/approval', { params: { path: { memberId: member.id }, header: key } })
            }
            changes={['members', 'attention']}
          />
        </Group>
      )}
    </Paper>
  );
};

const columns = (members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Administrator', cell: ({ memberId }) => <MemberOf id={memberId} members={members} /> },
  { head: 'From', cell: ({ from }) => <When at={from} days /> },
  {
    head: 'Until',
    cell: ({ until, toCome }) =>
      until ? (
        <When at={until} days />
      ) : (
        <Status kind={toCome ? 'due' : 'good'}>{toCome ? 'to come' : 'in office'}</Status>
      ),
  },
];

type Given = Readonly<Record<'members' | 'designations' | 'positions', readonly Row[]>>;

const Shown = ({ members, designations, positions }: Given): ReactNode => {
  const current = members.find(({ administrator }) => administrator === true);
  return (
    <>
      <Section title="In office" actions={<Designate members={members} />}>
        {current ? (
          <Own member={current} positions={positions} />
        ) : (
          <Empty>Nobody is designated. Until you designate an Administrator, nobody can be approved.</Empty>
        )}
      </Section>
      <Section title="Designations" count={designations.length}>
        <Rows label="Designations" rows={designations} columns={columns(members)} />
      </Section>
    </>
  );
};

export const AdministratorPage = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>ALPR Administrator</PageTitle>
    <Registers of={['members', 'designations', 'positions']} suggested={chiefsLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
