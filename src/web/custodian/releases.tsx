/** Releases to other agencies: each request, whose turn it is, and what left (430.10). */
import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { type Kind, Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { custodyLook } from './words.ts';

export type Release = Row & {
  readonly releaseId: string;
  readonly status: 'requested' | 'prepared' | 'approved' | 'denied' | 'fulfilled';
  readonly purpose: string;
  readonly document: string;
  readonly courtOrder: string | null;
  readonly specialRequest: string | null;
  readonly requestedAt: string;
  readonly requestedByName: string | null;
  readonly takenIn: boolean;
  readonly agencyName: string | null;
  readonly personName: string | null;
  readonly contact: string | null;
  readonly reason: string | null;
  readonly caseNumber: string | null;
  readonly escalated: string | null;
  readonly conflict: string | null;
  readonly opinion: { readonly permits: boolean; readonly immigration: boolean; readonly document: string } | null;
  readonly valuesAct: { readonly complies: boolean; readonly at: string } | null;
  readonly count: number | null;
  readonly root: string | null;
  readonly preparedByName: string | null;
  readonly approvedAt: string | null;
  readonly approvedByName: string | null;
  readonly deniedAt: string | null;
  readonly denial: string | null;
  readonly fulfilledAt: string | null;
  readonly fulfilledByName: string | null;
  readonly contents: string | null;
  readonly recipients: readonly string[] | null;
  readonly collectedAt: string | null;
};

export const releaseState: Readonly<Record<Release['status'], readonly [Kind, string]>> = {
  requested: ['open', 'requested'],
  prepared: ['due', 'prepared, to be decided'],
  approved: ['due', 'approved, to be fulfilled'],
  denied: ['quiet', 'denied'],
  fulfilled: ['good', 'fulfilled'],
};

/** The city attorney is asked where words are doubtful, the agency’s duty is, or policy and statute disagree. */
export const needsOpinion = ({ escalated, conflict, opinion, status }: Release): boolean =>
  (escalated !== null || conflict !== null) && opinion === null && status !== 'denied' && status !== 'fulfilled';

const columns: readonly Column<Release>[] = [
  {
    head: 'Agency',
    cell: ({ releaseId, agencyName }) => (
      <Anchor component={Link} to={`/custodian/releases/${releaseId}`} inherit>
        <Said>{agencyName}</Said>
      </Anchor>
    ),
  },
  { head: 'Purpose', cell: ({ purpose }) => inWords(purpose) },
  { head: 'Case', width: '8rem', cell: ({ caseNumber }) => <Said>{caseNumber}</Said> },
  { head: 'Requested', width: '13rem', cell: ({ requestedAt }) => <When at={requestedAt} /> },
  { head: 'Items', figures: true, width: '5rem', cell: ({ count }) => count ?? <span className="nothing">none</span> },
  {
    head: 'Stands',
    width: '15rem',
    cell: (release) => {
      if (needsOpinion(release)) return <Status kind="due">waits for an opinion</Status>;
      const [kind, word] = releaseState[release.status];
      return <Status kind={kind}>{word}</Status>;
    },
  },
];

const purposes = [
  'criminal-investigation',
  'crime-prevention',
  'crime-detection',
  'wanted-person',
  'missing-person',
  'stolen-vehicle',
  'unregistered-vehicle',
].map((value) => ({ value, label: inWords(value) }));

const TakeIn = ({ agencies }: { readonly agencies: readonly Row[] }): ReactNode => (
  <Deed
    name="take in release"
    label="Take in a request on paper"
    about="Who takes it in may neither approve nor fulfil it."
    fields={{
      agencyId: {
        kind: 'choice',
        label: 'Agency',
        choices: agencies
          .filter(({ retiredAt }) => retiredAt === null)
          .map((row) => ({ value: row.id, label: String(row['agencyName'] ?? row.id.slice(0, 8)) })),
      },
      personName: {
        kind: 'text',
        label: 'Person who asks',
        about: 'As the agency has named the person.',
        longest: 100,
      },
      contact: { kind: 'text', label: 'Address or telephone of that person', longest: 120 },
      purpose: { kind: 'choice', label: 'Purpose', choices: purposes },
      reason: { kind: 'words', label: 'What it is for' },
      seeks: { kind: 'words', label: 'Which data is wanted' },
      caseNumber: { kind: 'text', label: 'Case number', optional: true, longest: 60 },
      document: { kind: 'document', label: 'The signed request' },
      courtOrder: { kind: 'document', label: 'Court order, where there is one', optional: true },
      orderNamesData: { kind: 'yes', label: 'The order is a judge’s, and names the very data', optional: true },
      specialRequest: { kind: 'document', label: 'Special request, from outside of California', optional: true },
    }}
    perform={({ caseNumber, courtOrder, specialRequest, ...given }, key) =>
      api.POST('/releases', {
        params: { header: key },
        body: {
          ...given,
          agencyName: String(agencies.find(({ id }) => id === given.agencyId)?.['agencyName'] ?? ''),
          caseNumber: caseNumber || null,
          courtOrder: courtOrder || null,
          specialRequest: specialRequest || null,
        },
      })
    }
    changes={['releases']}
  />
);

const Shown = ({ releases }: { readonly releases: readonly Release[] }): ReactNode => {
  const of = (...statuses: Release['status'][]): readonly Release[] =>
    releases.filter(({ status }) => statuses.includes(status));
  const open = of('requested', 'prepared', 'approved');
  const opinions = releases.filter(needsOpinion);
  const done = of('denied', 'fulfilled');
  return (
    <>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="sm">
        <Tally figure={of('requested').length} kind={of('requested').length > 0 ? 'due' : 'quiet'}>
          to be prepared
        </Tally>
        <Tally figure={opinions.length} kind={opinions.length > 0 ? 'due' : 'quiet'}>
          wait for the city attorney
        </Tally>
        <Tally figure={of('prepared').length}>wait for the Chief</Tally>
        <Tally figure={of('approved').length} kind={of('approved').length > 0 ? 'due' : 'quiet'}>
          approved, to be fulfilled
        </Tally>
      </SimpleGrid>
      <Section
        title="Open"
        count={open.length}
        about="Requested, prepared, approved and fulfilled by different persons (430.10)."
      >
        {open.length === 0 ? (
          <Empty>
            No request is open. Agencies send theirs by their own credential, or the Administrator takes one in on
            paper.
          </Empty>
        ) : (
          <Rows label="Open releases" rows={open} columns={columns} height="45vh" />
        )}
      </Section>
      {done.length > 0 && (
        <Section
          title="Decided"
          count={done.length}
          about="What left stands in the register of disclosures (Vehicle Code 2413)."
        >
          <Rows label="Decided releases" rows={done} columns={columns} height="40vh" />
        </Section>
      )}
    </>
  );
};

export const Releases = (): ReactNode => {
  const { administrator } = useWho();
  return (
    <Stack gap="lg">
      <PageTitle>Releases to agencies</PageTitle>
      {administrator && (
        <Registers of={['agencies']} suggested={custodyLook}>
          {({ agencies }) => (
            <div>
              <TakeIn agencies={agencies} />
            </div>
          )}
        </Registers>
      )}
      <Registers of={['releases']} suggested={custodyLook}>
        {({ releases }) => <Shown releases={releases as readonly Release[]} />}
      </Registers>
    </Stack>
  );
};
