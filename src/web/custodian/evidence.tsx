/** Evidence: every package that was booked, what is on it, whose hands it went through, and how it is opened. */
import { Anchor, Code, SimpleGrid, Stack, Text } from '@mantine/core';
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
import { Steps } from '../pieces/steps.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { custodyLook } from './words.ts';

export type Evidence = Row & {
  readonly packageId: string;
  readonly holdId: string;
  readonly bookedAt: string;
  readonly memberName: string | null;
  readonly media: string;
  readonly package: string;
  readonly items: number;
  readonly propertyNumber: string | null;
  readonly mediaId: string | null;
  readonly transfers: readonly {
    readonly at: string;
    readonly from: string | null;
    readonly to: string | null;
    readonly why: string | null;
  }[];
};

export const OpenWithAge = (): ReactNode => (
  <Stack gap={4}>
    <Text size="sm">
      The file holds the package, encrypted with age, and its manifest, which names nobody. Unpack it onto the medium;
      whoever has the key opens it on any computer:
    </Text>
    <Code block>{'tar -xf evidence-NUMBER.tar\nage --decrypt -i KEY evidence-PACKAGE.tar.age | tar -x'}</Code>
  </Stack>
);

const columns: readonly Column<Evidence>[] = [
  { head: 'Property number', width: '11rem', cell: ({ propertyNumber }) => <Said>{propertyNumber}</Said> },
  {
    head: 'Medium',
    width: '13rem',
    cell: ({ media, mediaId }) => (
      <>
        {inWords(media)} <Said>{mediaId}</Said>
      </>
    ),
  },
  { head: 'Files', figures: true, width: '5rem', cell: ({ items }) => items.toLocaleString('en-US') },
  {
    head: 'Booked',
    width: '16rem',
    cell: ({ memberName, bookedAt }) => (
      <>
        <Said>{memberName}</Said>, <When at={bookedAt} />
      </>
    ),
  },
  { head: 'SHA-256 of the package', cell: ({ package: digest }) => <span className="digest">{digest}</span> },
];

export const EvidenceRows = ({
  label,
  evidence,
}: {
  readonly label: string;
  readonly evidence: readonly Evidence[];
}) => <Rows label={label} rows={evidence} columns={columns} height="40vh" />;

const Transfer = ({ packageId, propertyNumber, transfers }: Evidence): ReactNode => (
  <Deed
    name={`transfer ${packageId}`}
    label="Record the next hand"
    of={propertyNumber ?? packageId.slice(0, 8)}
    fields={{
      from: { kind: 'text', label: 'From', longest: 120 },
      to: { kind: 'text', label: 'To', longest: 120 },
      why: { kind: 'text', label: 'Why', about: 'As the subpoena, with its date.', longest: 400 },
    }}
    initial={{ from: transfers.at(-1)?.to ?? 'Custodian of Records' }}
    perform={(body, key) =>
      api.POST('/evidence/{packageId}/transfers', { params: { path: { packageId }, header: key }, body })
    }
    changes={['evidence']}
  />
);

const Chain = ({ one, matter }: { readonly one: Evidence; readonly matter: unknown }): ReactNode => (
  <Section
    title={`Property ${one.propertyNumber ?? 'without a readable number'}`}
    about={
      <>
        Of the hold{' '}
        <Anchor component={Link} to={`/custodian/holds/${one.holdId}`} underline="always" inherit>
          <Said>{matter}</Said>
        </Anchor>
        ; {inWords(one.media)} <Said>{one.mediaId}</Said>.
      </>
    }
    actions={<Transfer {...one} />}
  >
    <Text size="sm" className="digest">
      SHA-256 {one.package}
    </Text>
    <Steps
      label={`Chain of custody of ${one.propertyNumber ?? 'the package'}`}
      steps={[
        {
          name: 'Booked',
          state: 'done',
          said: (
            <>
              <Said>{one.memberName}</Said>, <When at={one.bookedAt} />
            </>
          ),
        },
        ...one.transfers.map(({ at, from, to, why }, index) => ({
          name: `${index + 1}. ${from ?? 'unknown'} to ${to ?? 'unknown'}`,
          state: 'done' as const,
          said: (
            <>
              <Said>{why}</Said>, <When at={at} />
            </>
          ),
        })),
      ]}
    />
  </Section>
);

const Shown = ({ evidence, holds }: { readonly evidence: readonly Evidence[]; readonly holds: readonly Row[] }) => (
  <>
    <SimpleGrid cols={{ base: 2, sm: 3 }} spacing="sm">
      <Tally figure={evidence.length}>{evidence.length === 1 ? 'package booked' : 'packages booked'}</Tally>
      <Tally figure={evidence.reduce((sum, { transfers }) => sum + transfers.length, 0)}>transfers recorded</Tally>
      <Tally figure={evidence.filter(({ transfers }) => transfers.length === 0).length}>
        still where they were booked
      </Tally>
    </SimpleGrid>
    {evidence.length === 0 ? (
      <Empty>Nothing was booked yet. Open a hold, and book what it keeps: its chain of custody then begins here.</Empty>
    ) : (
      <>
        <Section title="Packages" count={evidence.length}>
          <EvidenceRows label="Packages" evidence={evidence} />
        </Section>
        {evidence.map((one) => (
          <Chain key={one.packageId} one={one} matter={holds.find(({ id }) => id === one.holdId)?.['matter']} />
        ))}
      </>
    )}
    <Section title="How a package is opened">
      <OpenWithAge />
    </Section>
  </>
);

export const EvidencePage = (): ReactNode => (
  <Stack gap="lg">
    <PageTitle>Evidence</PageTitle>
    <Registers of={['evidence', 'holds']} suggested={custodyLook}>
      {({ evidence, holds }) => <Shown evidence={evidence as readonly Evidence[]} holds={holds} />}
    </Registers>
  </Stack>
);
