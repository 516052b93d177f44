/** What went wrong and runs against a clock: faults of the equipment, breaches, notices that wait. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { choicesOf, inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, type Names, namesIn, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { dailyLook } from './daily.ts';

const faultColumns = (names: Names, members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Camera', cell: ({ cameraId }) => <Said>{names.of(cameraId)}</Said> },
  { head: 'Kind', cell: ({ kind }) => inWords(kind) },
  { head: 'What was seen', cell: ({ description }) => <Said>{description}</Said> },
  { head: 'Reported', cell: ({ reportedAt }) => <When at={reportedAt} /> },
  { head: 'By', cell: ({ reportedBy }) => <MemberOf id={reportedBy} members={members} /> },
  {
    head: 'What you can do',
    cell: ({ id, cameraId, clearedAt, how }) =>
      clearedAt ? (
        <Status kind="good">{inWords(how)}</Status>
      ) : (
        <Deed
          name={`clear ${id}`}
          label="Clear the fault"
          of={names.of(cameraId)}
          look={{ variant: 'filled' }}
          about="The camera may be used again from then on."
          fields={{
            how: { kind: 'choice', label: 'How', choices: choicesOf(['repaired', 'replaced', 'no-fault-found']) },
          }}
          perform={(body, key) =>
            api.POST('/equipment/{cameraId}/faults/{faultId}/clearing', {
              params: { path: { cameraId: String(cameraId), faultId: id }, header: key },
              body,
            })
          }
          changes={['equipment-faults', 'attention']}
        />
      ),
  },
];

const Confirm = ({ id }: { readonly id: string }): ReactNode => (
  <Deed
    name={`confirm ${id}`}
    label="Confirm a breach"
    about="The law then asks for notices within its time; the clock starts now (Civil Code 1798.29)."
    fields={{
      residents: {
        kind: 'number',
        label: 'California residents concerned',
        about: 'Whose unencrypted data was, or is believed to have been, acquired',
      },
      heldByVendor: { kind: 'yes', label: 'What was breached is held by the vendor' },
      account: { kind: 'words', label: 'What happened', longest: 10_000 },
    }}
    perform={(body, key) =>
      api.POST('/breaches/{incidentId}', { params: { path: { incidentId: id }, header: key }, body })
    }
    changes={['breaches', 'breach-reports', 'attention']}
  />
);

const Forward = ({ id }: { readonly id: string }): ReactNode => (
  <Deed
    name={`forward ${id}`}
    label="Pass it on"
    look={{ variant: 'filled' }}
    about="A report is passed on, or found to be no breach, before its time is over."
    fields={{
      to: { kind: 'choice', label: 'To whom', choices: choicesOf(['cjis-systems-agency', 'chief', 'no-breach']) },
    }}
    perform={(body, key) =>
      api.POST('/incidents/{incidentId}/forwarding', { params: { path: { incidentId: id }, header: key }, body })
    }
    changes={['breach-reports', 'attention']}
  />
);

const reportColumns = (members: readonly Row[], breaches: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Reported', cell: ({ reportedAt }) => <When at={reportedAt} /> },
  { head: 'By', cell: ({ reporterId }) => <MemberOf id={reporterId} members={members} /> },
  { head: 'What happened', cell: ({ account }) => <Said>{account}</Said> },
  { head: 'To be passed on', cell: ({ dueBy, passedAt }) => <Due by={dueBy} soon={1} done={passedAt !== null} /> },
  {
    head: 'Stands',
    cell: ({ passedAt, passedTo, inTime }) =>
      passedAt ? (
        <Status kind={inTime ? 'good' : 'bad'}>{`${inWords(passedTo)}, ${inTime ? 'in time' : 'late'}`}</Status>
      ) : (
        <Status kind="due">with you</Status>
      ),
  },
  {
    head: 'What you can do',
    cell: ({ id, passedAt }) => (
      <span className="deeds">
        {passedAt === null && <Forward id={id} />}
        {!breaches.some((breach) => breach.id === id) && <Confirm id={id} />}
      </span>
    ),
  },
];

type Owed = 'residents' | 'attorney-general' | 'vendor';

const Notice = ({ id, owed }: { readonly id: string; readonly owed: readonly Owed[] }): ReactNode => (
  <Deed
    name={`notice ${id}`}
    label="Record a notice sent"
    look={{ variant: 'filled' }}
    fields={{
      duty: { kind: 'choice', label: 'To whom', choices: choicesOf(owed) },
      document: { kind: 'document', label: 'The notice' },
    }}
    perform={(body, key) =>
      api.POST('/breaches/{incidentId}/notices', { params: { path: { incidentId: id }, header: key }, body })
    }
    changes={['breaches', 'attention', 'duties']}
  />
);

const Close = ({ id }: { readonly id: string }): ReactNode => (
  <Deed
    name={`close-breach ${id}`}
    label="Close the procedure"
    about="Every notice that the law asks for was sent."
    perform={(_, key) =>
      api.POST('/breaches/{incidentId}/closing', { params: { path: { incidentId: id }, header: key } })
    }
    changes={['breaches', 'attention']}
  />
);

const breachColumns: readonly Column<Row>[] = [
  { head: 'Confirmed', cell: ({ confirmedAt }) => <When at={confirmedAt} /> },
  { head: 'Residents', cell: ({ residents }) => Number(residents).toLocaleString(), figures: true },
  { head: 'Held by', cell: ({ heldByVendor }) => (heldByVendor ? 'the vendor' : 'the Department') },
  { head: 'What happened', cell: ({ account }) => <Said>{account}</Said> },
  {
    head: 'Notices owed',
    cell: ({ owed, dueBy, closedAt }) => {
      const to = owed as readonly Owed[];
      if (to.length === 0) return <Status kind="good">all sent</Status>;
      return (
        <span className="due">
          {to.map(inWords).join(', ')}
          <Due by={dueBy} soon={10} done={closedAt !== null} />
        </span>
      );
    },
  },
  {
    head: 'What you can do',
    cell: ({ id, owed, closedAt }) => {
      if (closedAt !== null) return <Status kind="quiet">closed</Status>;
      const to = owed as readonly Owed[];
      return to.length > 0 ? <Notice id={id} owed={to} /> : <Close id={id} />;
    },
  },
];

const whyUnsent = (notice: Row): ReactNode => {
  if (notice['sentAt'] !== null) return <Status kind="good">sent</Status>;
  if (notice['why'] !== null) return <Status kind="bad">{inWords(notice['why'])}</Status>;
  return <Status kind="due">waits</Status>;
};

const noticeColumns: readonly Column<Row>[] = [
  { head: 'Notice', cell: ({ subject }) => <Said>{subject}</Said> },
  { head: 'By', cell: ({ clause }) => <ClauseLink clause={String(clause)} /> },
  {
    head: 'To',
    cell: ({ recipient }) => (String(recipient).startsWith('member-') ? 'the member concerned' : inWords(recipient)),
  },
  { head: 'Called for', cell: ({ calledForAt }) => <When at={calledForAt} /> },
  { head: 'Tried', cell: ({ attempts }) => String(attempts), figures: true },
  { head: 'Stands', cell: whyUnsent },
];

type Given = Readonly<
  Record<'equipment-faults' | 'breach-reports' | 'breaches' | 'notices' | 'equipment' | 'members', readonly Row[]>
>;

const Shown = (rows: Given): ReactNode => {
  const { 'equipment-faults': faults, 'breach-reports': reports, breaches, notices, equipment, members } = rows;
  const open = faults.filter(({ clearedAt }) => clearedAt === null);
  const unsent = notices.filter(({ sentAt }) => sentAt === null);
  const names = namesIn(equipment);
  return (
    <>
      <Section title="Reports of a breach" count={reports.filter(({ passedAt }) => passedAt === null).length}>
        {reports.length === 0 ? (
          <Empty>None. What anybody reports as a breach stands here, with the hour by which it is passed on.</Empty>
        ) : (
          <Rows label="Reports of a breach" rows={reports} columns={reportColumns(members, breaches)} />
        )}
      </Section>
      <Section title="Breaches confirmed" count={breaches.filter(({ closedAt }) => closedAt === null).length}>
        {breaches.length === 0 ? (
          <Empty>None. A breach that you confirm stands here, with the notices owed and their clock.</Empty>
        ) : (
          <Rows label="Breaches confirmed" rows={breaches} columns={breachColumns} />
        )}
      </Section>
      <Section title="Faults of the equipment" count={open.length}>
        {faults.length === 0 ? (
          <Empty>None. Damage, wear and failures that anybody reports stand here until they are cleared.</Empty>
        ) : (
          <Rows label="Faults of the equipment" rows={faults} columns={faultColumns(names, members)} />
        )}
      </Section>
      <Section
        title="Notices that wait"
        count={unsent.length}
        about="E-mail that an event called for and no mail server has taken yet. It is tried again by itself."
      >
        {unsent.length === 0 ? (
          <Empty>Every notice has left.</Empty>
        ) : (
          <Rows label="Notices that wait" rows={unsent} columns={noticeColumns} keyOf={({ key }) => String(key)} />
        )}
      </Section>
    </>
  );
};

export const Faults = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Faults and breaches</PageTitle>
    <Registers
      of={['equipment-faults', 'breach-reports', 'breaches', 'notices', 'equipment', 'members']}
      suggested={dailyLook}
    >
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
