/** One release: the written request, whose turn it is, and the package that leaves. */
import { Group, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { inWords } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { Steps } from '../pieces/steps.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { Manifest } from './paper.tsx';
import { type Release, releaseState } from './releases.tsx';
import { type Delivered, Open, Package, stepsOf } from './releasesteps.tsx';
import { custodyLook } from './words.ts';

const Shown = ({ release }: { readonly release: Release }): ReactNode => {
  const { position, approved } = useWho();
  const [kind, word] = releaseState[release.status];
  // It is handed over once, and is kept here while the page is open.
  const [delivered, setDelivered] = useState<Delivered | null>(null);
  return (
    <>
      <Group justify="space-between">
        <Text fw={650} size="lg">
          <Said>{release.agencyName}</Said>
        </Text>
        <Status kind={kind}>{word}</Status>
      </Group>
      <Section title="The written request">
        <dl className="facts">
          <Fact label="Person">
            <Said>{release.personName}</Said>, <Said>{release.contact}</Said>
          </Fact>
          <Fact label="Purpose">{inWords(release.purpose)}</Fact>
          <Fact label="What it is for">
            <Said>{release.reason}</Said>
          </Fact>
          <Fact label="Case">
            <Said>{release.caseNumber}</Said>
          </Fact>
          <Fact label="Received">
            <When at={release.requestedAt} />
            {release.takenIn && (
              <>
                , on paper, taken in by <Said>{release.requestedByName}</Said>
              </>
            )}
          </Fact>
          <Fact label="Documents, SHA-256">
            <span className="digest">
              {[release.document, release.courtOrder, release.specialRequest].filter((one) => one !== null).join(' ')}
            </span>
          </Fact>
        </dl>
        {approved && <Open release={release} />}
      </Section>
      {delivered && (
        <Section title="The package" about="It is on the ledger, and handed over now: it is kept nowhere here.">
          <Package {...delivered} />
        </Section>
      )}
      <Section title="What becomes of it">
        <Steps label="Steps of the release" steps={stepsOf(release, position, approved, setDelivered)} />
        {release.root !== null && <Manifest releaseId={release.releaseId} />}
      </Section>
    </>
  );
};

export const ReleasePage = (): ReactNode => {
  const { releaseId } = useParams({ strict: false }) as { releaseId?: string };
  return (
    <Stack gap="lg">
      <PageTitle>Release to an agency</PageTitle>
      <Registers of={['releases']} suggested={custodyLook}>
        {({ releases }) => {
          const release = releases.find(({ id }) => id === releaseId) as Release | undefined;
          return release ? <Shown release={release} /> : <Empty>There is no such request.</Empty>;
        }}
      </Registers>
    </Stack>
  );
};
