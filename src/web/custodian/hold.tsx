/** One hold: what it keeps, the evidence booked from it, and its release by two people on the same document. */
import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { type Step, Steps } from '../pieces/steps.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { BookEvidence } from './booking.tsx';
import { type Evidence, EvidenceRows } from './evidence.tsx';
import { type Hold, holdState } from './holds.tsx';
import { HoldNotice } from './paper.tsx';
import { custodyLook } from './words.ts';

const Ask = ({ hold }: { readonly hold: Hold }): ReactNode => (
  <Deed
    name={`ask release ${hold.holdId}`}
    label="Ask for its release"
    about="When the matter is resolved. The city attorney, another person, grants it on the same document."
    fields={{ resolution: { kind: 'document', label: 'Document that resolved the matter' } }}
    perform={({ resolution }, key) =>
      api.POST('/holds/{holdId}/release-request', {
        params: { path: { holdId: hold.holdId }, header: key },
        body: { resolution },
      })
    }
    changes={['holds']}
  />
);

const Grant = ({ hold }: { readonly hold: Hold }): ReactNode => (
  <Deed
    name={`grant release ${hold.holdId}`}
    label="Grant the release"
    about="On the document that the Custodian named. What the hold kept follows its own clock again, at once."
    look={{ variant: 'filled', size: 'sm' }}
    fields={{ resolution: { kind: 'document', label: 'Document that resolved the matter' } }}
    perform={({ resolution }, key) =>
      api.POST('/holds/{holdId}/release', {
        params: { path: { holdId: hold.holdId }, header: key },
        body: { resolution },
      })
    }
    changes={['holds', 'retention']}
  />
);

const stepsOf = (hold: Hold, position: string | null): readonly Step[] => {
  const { state, resolution } = hold;
  const asked = state === 'release-requested' || state === 'released';
  return [
    {
      name: 'Placed by the Custodian of Records',
      state: state === 'ordered' ? 'now' : 'done',
      said: (
        <>
          <Said>{hold.custodianName}</Said>, <When at={hold.orderedAt} />
          {hold.round > 1 && `, extended ${hold.round - 1} times`}
        </>
      ),
    },
    {
      name: 'Release asked for by the Custodian, with the document that resolved the matter',
      state: asked ? 'done' : 'later',
      said: resolution && <span className="digest">SHA-256 {resolution}</span>,
      doing: state === 'placed' && position === 'custodian-of-records' && <Ask hold={hold} />,
    },
    {
      name: 'Release granted by the city attorney, on the same document',
      state: state === 'released' ? 'done' : state === 'release-requested' ? 'now' : 'later',
      said: hold.releasedAt ? (
        <When at={hold.releasedAt} />
      ) : state === 'release-requested' ? (
        position === 'city-attorney' ? (
          'It waits for you.'
        ) : (
          'It waits for the city attorney.'
        )
      ) : undefined,
      doing: state === 'release-requested' && position === 'city-attorney' && <Grant hold={hold} />,
    },
  ];
};

const Shown = ({ hold, evidence }: { readonly hold: Hold; readonly evidence: readonly Evidence[] }): ReactNode => {
  const { position } = useWho();
  const [kind, word] = holdState[hold.state];
  const mine = position === 'custodian-of-records' && hold.state !== 'released';
  return (
    <>
      <Group justify="space-between" align="flex-start">
        <div>
          <Text fw={650} size="lg">
            <Said>{hold.matter}</Said>
          </Text>
          <Text c="dimmed">
            <Said>{hold.authority}</Said>
          </Text>
        </div>
        <Group gap="xs">
          <Status kind={kind}>{word}</Status>
          {mine && (
            <Button component={Link} to={`/custodian/holds/${hold.holdId}/extend`} variant="default" size="compact-sm">
              Extend it
            </Button>
          )}
        </Group>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <Tally figure={hold.units}>units kept</Tally>
        <Tally figure={hold.buckets}>days and classes</Tally>
        <Tally figure={evidence.length}>packages booked from it</Tally>
      </SimpleGrid>
      <dl className="facts">
        <Fact label="Looked at again">
          {hold.state === 'released' ? <When at={hold.reviewAt} days /> : <Due by={hold.reviewAt} soon={14} />}
        </Fact>
        <Fact label="Root over what it keeps">
          <span className="digest">{hold.root ?? 'not settled yet'}</span>
        </Fact>
      </dl>
      <Section title="Until its matter is resolved">
        <Steps label="Steps of the hold" steps={stepsOf(hold, position)} />
        <HoldNotice holdId={hold.holdId} />
      </Section>
      <Section
        title="Evidence booked from it"
        count={evidence.length}
        actions={
          <Anchor component={Link} to="/custodian/evidence">
            All evidence
          </Anchor>
        }
      >
        {evidence.length === 0 ? (
          <Empty>Nothing was booked from it yet.</Empty>
        ) : (
          <EvidenceRows label="Evidence booked from this hold" evidence={evidence} />
        )}
        {mine && hold.units > 0 && <BookEvidence holdId={hold.holdId} />}
      </Section>
    </>
  );
};

export const HoldPage = (): ReactNode => {
  const { holdId } = useParams({ strict: false }) as { holdId?: string };
  return (
    <Stack gap="lg">
      <PageTitle>Hold</PageTitle>
      <Registers of={['holds', 'evidence']} suggested={custodyLook}>
        {({ holds, evidence }) => {
          const hold = holds.find(({ id }) => id === holdId) as Hold | undefined;
          if (!hold) return <Empty>There is no such hold.</Empty>;
          const booked = (evidence as readonly Evidence[]).filter((one) => one.holdId === holdId);
          return <Shown hold={hold} evidence={booked} />;
        }}
      </Registers>
    </Stack>
  );
};
