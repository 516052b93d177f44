/** The cameras: installed, given a credential, placed where only the public is in view, maintained, retired. */
import { Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed, More } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { choicesOf, inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf, Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { calledOf, Install, Maintained, NewCredential, Place, Retire, Review } from './cameradeeds.tsx';
import { dailyLook } from './daily.ts';

const Placed = ({ camera, placement }: { readonly camera: Row; readonly placement: Row | undefined }): ReactNode => {
  if (camera['mobility'] === 'mobile') return <Status kind="quiet">moves</Status>;
  if (!placement) return <Status kind="bad">not approved</Status>;
  if (placement['outcome'] === 'to-be-moved') return <Status kind="bad">to be moved</Status>;
  return (
    <span className="due">
      {inWords(placement['publicView'])}
      <Due by={placement['reviewDue']} soon={30} />
    </span>
  );
};

const columns = (placements: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Camera', cell: ({ name }) => <Said>{name}</Said> },
  { head: 'Kind', cell: ({ mobility }) => String(mobility), width: '6rem' },
  { head: 'Installed', cell: ({ installedAt }) => <When at={installedAt} days /> },
  {
    head: 'Placement, and its next review',
    cell: (camera) => <Placed camera={camera} placement={placements.find(({ id }) => id === camera.id)} />,
  },
  {
    head: 'What you can do',
    cell: (camera) => (
      <span className="deeds">
        {camera['mobility'] === 'fixed' && (
          <Place camera={camera} wanted={!placements.some(({ id }) => id === camera.id)} />
        )}
        {placements.some(({ id }) => id === camera.id) && <Review camera={camera} />}
        <More of={calledOf(camera)}>
          <Maintained camera={camera} />
          <NewCredential camera={camera} />
          <Retire camera={camera} />
        </More>
      </span>
    ),
  },
];

const retiredColumns: readonly Column<Row>[] = [
  { head: 'Camera', cell: ({ name }) => <Said>{name}</Said> },
  { head: 'Kind', cell: ({ mobility }) => String(mobility) },
  { head: 'Installed', cell: ({ installedAt }) => <When at={installedAt} days /> },
  { head: 'Retired', cell: ({ retiredAt }) => <When at={retiredAt} days /> },
];

const asideColumns = (members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Read', cell: ({ id }) => <code>{id.slice(0, 8)}</code> },
  { head: 'Set aside', cell: ({ at }) => <When at={at} /> },
  { head: 'By', cell: ({ memberId }) => <MemberOf id={memberId} members={members} /> },
  { head: 'Why', cell: ({ why }) => inWords(why) },
  {
    head: 'What you can do',
    cell: ({ id }) => (
      <Deed
        name={`unquarantine ${id}`}
        label="Release it"
        of={id.slice(0, 8)}
        about="It can be found again from then on."
        fields={{
          basis: { kind: 'choice', label: 'On what ground', choices: choicesOf(['public-view', 'court-order']) },
        }}
        perform={({ basis }, key) =>
          api.POST('/detections/{detectionId}/release', {
            params: { path: { detectionId: id }, header: key },
            body: { basis },
          })
        }
        changes={['quarantine', 'attention']}
      />
    ),
  },
];

const maintenanceColumns = (cameras: readonly Row[], members: readonly Row[]): readonly Column<Row>[] => [
  { head: 'Camera', cell: ({ cameraId }) => <Said>{cameras.find(({ id }) => id === cameraId)?.['name']}</Said> },
  { head: 'What was done', cell: ({ work }) => inWords(work) },
  { head: 'When', cell: ({ at }) => <When at={at} /> },
  { head: 'By', cell: ({ memberId }) => <MemberOf id={memberId} members={members} /> },
];

type Given = Readonly<Record<'equipment' | 'placements' | 'quarantine' | 'maintenance' | 'members', readonly Row[]>>;

const Shown = ({ equipment, placements, quarantine, maintenance, members }: Given): ReactNode => {
  const inService = equipment.filter(({ retiredAt }) => retiredAt === null);
  const retired = equipment.filter(({ retiredAt }) => retiredAt !== null);
  return (
    <>
      <Section title="In service" count={inService.length}>
        {inService.length === 0 ? (
          <Empty>No camera is in service. Install the first; its credential is shown once.</Empty>
        ) : (
          <Rows label="Cameras in service" rows={inService} columns={columns(placements)} />
        )}
      </Section>
      <Section
        title="Reads set aside"
        count={quarantine.length}
        about="What a camera saw beyond public view is shown to nobody until you release it (430.8)."
      >
        {quarantine.length === 0 ? (
          <Empty>None. A read that somebody sets aside as of a private place stands here.</Empty>
        ) : (
          <Rows label="Reads set aside" rows={quarantine} columns={asideColumns(members)} />
        )}
      </Section>
      <Section title="Maintenance" count={maintenance.length}>
        {maintenance.length === 0 ? (
          <Empty>None is recorded yet.</Empty>
        ) : (
          <Rows label="Maintenance" rows={maintenance} columns={maintenanceColumns(equipment, members)} />
        )}
      </Section>
      {retired.length > 0 && (
        <Section title="Retired" count={retired.length}>
          <Rows label="Retired cameras" rows={retired} columns={retiredColumns} />
        </Section>
      )}
    </>
  );
};

export const Cameras = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle beside={<Install />}>Camera register</PageTitle>
    <Registers of={['equipment', 'placements', 'quarantine', 'maintenance', 'members']} suggested={dailyLook}>
      {(rows) => <Shown {...rows} />}
    </Registers>
  </Stack>
);
