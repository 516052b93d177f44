/** Devices: the Department’s own, and personal ones with their written permission, until a day. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed, Once } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { choicesOf, endOf, inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, namesIn, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { dailyLook } from './daily.ts';

const endings = ['replaced', 'lost', 'stolen', 'sold', 'reassigned', 'permission-withdrawn'] as const;

const Token = ({ token }: { readonly token: string | null }): ReactNode => (
  <Once title="By this the device shows itself, shown this once" value={token}>
    Enter it on the device now. It is kept nowhere.
  </Once>
);

const Register = (): ReactNode => (
  <Deed
    name="register-device"
    label="Register a device"
    look={{ variant: 'filled', size: 'sm' }}
    fields={{
      name: { kind: 'text', label: 'Name', longest: 100 },
      class: { kind: 'choice', label: 'Kind', choices: choicesOf(['desk', 'handheld', 'vehicle', 'dispatch']) },
      ownership: {
        kind: 'choice',
        label: 'Whose it is',
        choices: [
          { value: 'issued', label: 'issued by the Department' },
          { value: 'owned', label: 'owned by the Department' },
        ] as const,
      },
    }}
    perform={(body, key) => api.POST('/devices', { params: { header: key }, body: { ...body, journalKey: null } })}
    changes={['devices']}
    outcome={({ token }) => <Token token={token} />}
  />
);

const Permit = ({ members }: { readonly members: readonly Row[] }): ReactNode => (
  <Deed
    name="permit"
    label="Permit a personal device"
    about="By a permission in writing, until a day. Plates that come of hot lists ask for verified controls besides."
    fields={{
      memberId: {
        kind: 'choice',
        label: 'Whose device',
        choices: members
          .filter(({ approved }) => approved === true)
          .map(({ id, name, username }) => ({ value: id, label: String(name ?? username) })),
      },
      scope: {
        kind: 'choice',
        label: 'For what',
        choices: [
          { value: 'metadata', label: 'lists without plates' },
          { value: 'plates', label: 'plates as well' },
        ] as const,
      },
      until: { kind: 'day', label: 'Until' },
      document: { kind: 'document', label: 'The signed permission' },
    }}
    perform={({ memberId, scope, until, document }, key) =>
      api.POST('/devices/personal', {
        params: { header: key },
        body: { memberId, scope, expiresAt: endOf(until), document },
      })
    }
    changes={['devices', 'attention']}
    outcome={({ token }) => <Token token={token} />}
  />
);

const End = ({ device, of }: { readonly device: Row; readonly of: string }): ReactNode => {
  const isPersonal = device['kind'] === 'personal';
  const path = { deviceId: device.id };
  return (
    <Deed
      name={`end-device ${device.id}`}
      label={isPersonal ? 'Revoke the permission' : 'Retire'}
      of={of}
      fields={{ why: { kind: 'choice', label: 'Why', choices: choicesOf(endings) } }}
      perform={(body, key) =>
        isPersonal
          ? api.POST('/devices/{deviceId}/revocation', { params: { path, header: key }, body })
          : api.POST('/devices/{deviceId}/retirement', { params: { path, header: key }, body })
      }
      changes={['devices', 'attention']}
    />
  );
};

const Verify = ({ device, of }: { readonly device: Row; readonly of: string }): ReactNode => (
  <Deed
    name={`controls ${device.id}`}
    label="Verify its controls"
    of={of}
    fields={{
      until: { kind: 'day', label: 'Good until' },
      document: { kind: 'document', label: 'The record of verification' },
    }}
    perform={({ until, document }, key) =>
      api.POST('/devices/{deviceId}/controls', {
        params: { path: { deviceId: device.id }, header: key },
        body: { document, validUntil: endOf(until) },
      })
    }
    changes={['devices']}
  />
);

const Stands = ({ device }: { readonly device: Row }): ReactNode =>
  device['endedAt'] === null ? (
    <Status kind="good">in use</Status>
  ) : (
    <Status kind="quiet">{inWords(device['why'])}</Status>
  );

const own: readonly Column<Row>[] = [
  { head: 'Device', cell: ({ name }) => <Said>{name}</Said> },
  { head: 'Kind', cell: ({ class: of }) => inWords(of) },
  { head: 'Whose', cell: ({ kind }) => (kind === 'issued' ? 'issued' : 'owned') },
  { head: 'Since', cell: ({ since }) => <When at={since} days /> },
  { head: 'Stands', cell: (device) => <Stands device={device} /> },
  {
    head: 'What you can do',
    cell: (device) => device['endedAt'] === null && <End device={device} of={String(device['name'])} />,
  },
];

const personal = (members: readonly Row[]): readonly Column<Row>[] => {
  const names = namesIn(members);
  return [
    { head: 'Member', cell: ({ memberId }) => <MemberOf id={memberId} members={members} /> },
    { head: 'For', cell: ({ scope }) => (scope === 'plates' ? 'plates as well' : 'lists without plates') },
    { head: 'Until', cell: ({ expiresAt, endedAt }) => <Due by={expiresAt} soon={30} done={endedAt !== null} /> },
    { head: 'Controls verified until', cell: ({ controlsUntil }) => <When at={controlsUntil} days /> },
    { head: 'Stands', cell: (device) => <Stands device={device} /> },
    {
      head: 'What you can do',
      cell: (device) =>
        device['endedAt'] === null && (
          <span className="deeds">
            <Verify device={device} of={names.of(device['memberId'])} />
            <End device={device} of={names.of(device['memberId'])} />
          </span>
        ),
    },
  ];
};

type Given = Readonly<Record<'devices' | 'members', readonly Row[]>>;

const Shown = ({ devices, members }: Given): ReactNode => {
  const [ours, theirs] = [false, true].map((isPersonal) =>
    devices.filter(({ kind }) => (kind === 'personal') === isPersonal),
  ) as [Row[], Row[]];
  return (
    <>
      <Section title="The Department’s devices" count={ours.length}>
        {ours.length === 0 ? (
          <Empty>None is registered. A registered device is known at sign-in, and locks by its kind.</Empty>
        ) : (
          <Rows label="The Department’s devices" rows={ours} columns={own} />
        )}
      </Section>
      <Section title="Personal devices" count={theirs.length} actions={<Permit members={members} />}>
        {theirs.length === 0 ? (
          <Empty>None is permitted. Nobody uses a device of his own without a permission in writing.</Empty>
        ) : (
          <Rows label="Personal devices" rows={theirs} columns={personal(members)} />
        )}
      </Section>
    </>
  );
};

export const Devices = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle beside={<Register />}>Devices</PageTitle>
    <Registers of={['devices', 'members']} suggested={dailyLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
