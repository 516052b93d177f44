/** Delegates with the day-to-day work assigned to them, and the windows of contractors (430.4A(i), 430.4U(i)). */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { type Choice, choicesOf, endOf, inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, namesIn, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { dailyLook } from './daily.ts';

const scopes = ['enrolment', 'accounts', 'equipment', 'devices', 'contractors', 'hot-lists'] as const;
const works = ['installation', 'inspection', 'repair', 'replacement', 'software', 'alignment'] as const;

const choosing = (members: readonly Row[], fits: (member: Row) => boolean): readonly Choice[] =>
  members
    .filter(fits)
    .map(({ id, name, username }) => ({ value: id, label: String(name ?? username ?? id.slice(0, 8)) }));

const Assign = ({ members }: { readonly members: readonly Row[] }): ReactNode => (
  <Deed
    name="assign"
    label="Assign work"
    look={{ variant: 'filled', size: 'sm' }}
    about="A later assignment takes the place of an earlier one. It ends within a year."
    fields={{
      memberId: {
        kind: 'choice',
        label: 'Member',
        choices: choosing(members, ({ approved, administrator }) => approved === true && administrator !== true),
      },
      scopes: { kind: 'several', label: 'Work', choices: choicesOf(scopes) },
      until: { kind: 'day', label: 'Until' },
    }}
    perform={({ memberId, scopes: work, until }, key) =>
      api.POST('/delegations/{memberId}', {
        params: { path: { memberId }, header: key },
        body: { scopes: work, until: endOf(until) },
      })
    }
    changes={['delegations', 'attention']}
  />
);

const delegationColumns = (members: readonly Row[]): readonly Column<Row>[] => {
  const names = namesIn(members);
  return [
    { head: 'Member', cell: ({ memberId }) => <MemberOf id={memberId} members={members} /> },
    { head: 'Work', cell: ({ scopes: work }) => (work as readonly string[]).map(inWords).join(', ') },
    { head: 'Assigned by', cell: ({ assignedBy }) => <MemberOf id={assignedBy} members={members} /> },
    { head: 'From', cell: ({ from }) => <When at={from} days /> },
    { head: 'Until', cell: ({ until, endedAt }) => <Due by={until} soon={30} done={endedAt !== null} /> },
    {
      head: 'What you can do',
      cell: ({ memberId, endedAt }) =>
        endedAt !== null ? (
          <Status kind="quiet">ended</Status>
        ) : (
          <Deed
            name={`take-back ${String(memberId)}`}
            label="Take it back"
            of={names.of(memberId)}
            perform={(_, key) =>
              api.POST('/delegations/{memberId}/revocation', {
                params: { path: { memberId: String(memberId) }, header: key },
              })
            }
            changes={['delegations', 'attention']}
          />
        ),
    },
  ];
};

const Open = ({ members }: { readonly members: readonly Row[] }): ReactNode => (
  <Deed
    name="open-window"
    label="Open a window"
    about="The contractor acts within it and at no other time, and never sees a plate."
    fields={{
      memberId: {
        kind: 'choice',
        label: 'Contractor',
        choices: choosing(members, ({ position }) => position === 'maintenance-contractor'),
      },
      work: { kind: 'choice', label: 'Work', choices: choicesOf(works) },
      until: { kind: 'day', label: 'Until the end of' },
    }}
    perform={({ memberId, work, until }, key) =>
      api.POST('/contractors/{memberId}/window', {
        params: { path: { memberId }, header: key },
        body: { work, until: endOf(until) },
      })
    }
    changes={['contractor-access']}
  />
);

const windowColumns = (members: readonly Row[]): readonly Column<Row>[] => {
  const names = namesIn(members);
  return [
    { head: 'Contractor', cell: ({ memberId }) => <MemberOf id={memberId} members={members} /> },
    { head: 'Work', cell: ({ work }) => inWords(work) },
    { head: 'Opened', cell: ({ openedAt }) => <When at={openedAt} /> },
    { head: 'Until', cell: ({ until, closedAt }) => <Due by={until} soon={1} done={closedAt !== null} /> },
    {
      head: 'What you can do',
      cell: ({ memberId, closedAt }) =>
        closedAt !== null ? (
          <Status kind="quiet">closed</Status>
        ) : (
          <Deed
            name={`close-window ${String(memberId)}`}
            label="Close it now"
            of={names.of(memberId)}
            perform={(_, key) =>
              api.POST('/contractors/{memberId}/window/closing', {
                params: { path: { memberId: String(memberId) }, header: key },
              })
            }
            changes={['contractor-access']}
          />
        ),
    },
  ];
};

type Given = Readonly<Record<'delegations' | 'contractor-access' | 'members', readonly Row[]>>;

const Shown = ({ delegations, 'contractor-access': windows, members }: Given): ReactNode => (
  <>
    <Section
      title="Delegates"
      count={delegations.filter(({ endedAt }) => endedAt === null).length}
      about="Whoever does part of the Administrator’s day-to-day work, and which part."
      actions={<Assign members={members} />}
    >
      {delegations.length === 0 ? (
        <Empty>Nobody: the day-to-day work is all with the Administrator.</Empty>
      ) : (
        <Rows label="Delegates" rows={delegations} columns={delegationColumns(members)} />
      )}
    </Section>
    <Section
      title="Windows of contractors"
      count={windows.filter(({ closedAt }) => closedAt === null).length}
      actions={<Open members={members} />}
    >
      {windows.length === 0 ? (
        <Empty>None. A contractor is let in for the time his work takes.</Empty>
      ) : (
        <Rows label="Windows of contractors" rows={windows} columns={windowColumns(members)} />
      )}
    </Section>
  </>
);

export const Delegates = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Delegates and contractors</PageTitle>
    <Registers of={['delegations', 'contractor-access', 'members']} suggested={dailyLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
