/** One request, opened by the Chief: what was written, what would leave, the determination, and the decision. */
import { Anchor, Button, Group, Paper, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useState } from 'react';
import { useAct } from '../acting.ts';
import { api } from '../calling.ts';
import { agencyKind } from '../pieces/agreements.tsx';
import { Deed } from '../pieces/deed.tsx';
import { inWords } from '../pieces/fields.tsx';
import { Loading } from '../pieces/loading.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { Rows } from '../pieces/rows.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Status } from '../pieces/status.tsx';
import { PageTitle } from '../pieces/title.tsx';

type Item = { readonly kind: string; readonly id: string; readonly digest: string };
type Release = {
  readonly status: 'requested' | 'prepared' | 'approved' | 'denied' | 'fulfilled';
  readonly agencyClass: string;
  readonly california: boolean;
  readonly items: readonly Item[] | null;
  readonly root: string | null;
  readonly opinion: { readonly permits: boolean; readonly immigration: boolean } | null;
  readonly valuesAct: { readonly complies: boolean; readonly at: string; readonly basis: string | null } | null;
} & Readonly<Record<string, unknown>>;

const written: readonly (readonly [string, string])[] = [
  ['agencyName', 'Agency'],
  ['personName', 'Person who asks'],
  ['contact', 'Reached at'],
  ['reason', 'Reason'],
  ['caseNumber', 'Case'],
  ['seeks', 'Seeks'],
  ['courtOrder', 'Court order, SHA-256'],
  ['specialRequest', 'Special request, SHA-256'],
  ['document', 'Written request, SHA-256'],
];

const Written = ({ release }: { readonly release: Release }): ReactNode => (
  <Paper withBorder p="md">
    <dl className="facts">
      <Fact label="Kind of agency">{agencyKind(release.agencyClass)}</Fact>
      <Fact label="In California">{release.california ? 'yes' : 'no'}</Fact>
      <Fact label="Purpose">{inWords(release['purpose'])}</Fact>
      {written.map(([field, label]) => (
        <Fact key={field} label={label}>
          <Said>{release[field]}</Said>
        </Fact>
      ))}
      <Fact label="Asked">
        <When at={release['requestedAt']} />
      </Fact>
    </dl>
  </Paper>
);

const Weighed = ({ release }: { readonly release: Release }): ReactNode => {
  const { opinion, valuesAct, status, root } = release;
  return (
    <Paper withBorder p="md">
      <dl className="facts">
        <Fact label="Stands">
          <Status kind={status === 'denied' ? 'bad' : status === 'approved' ? 'good' : 'open'}>{status}</Status>
        </Fact>
        <Fact label="Values Act">
          {valuesAct ? (
            <>
              <Status kind={valuesAct.complies ? 'good' : 'bad'}>
                {valuesAct.complies ? 'complies' : 'does not comply'}
              </Status>{' '}
              <Said>{valuesAct.basis}</Said>
            </>
          ) : (
            <Status kind="due">to be determined by you</Status>
          )}
        </Fact>
        <Fact label="City Attorney">
          {opinion ? (
            <Status kind={opinion.permits ? 'good' : 'bad'}>
              {opinion.permits ? 'permits it' : 'does not permit it'}
            </Status>
          ) : (
            <span className="nothing">no opinion filed</span>
          )}
        </Fact>
        <Fact label="Prepared">
          {root ? `${String(release['count'])} items` : <Status kind="due">nothing is prepared yet</Status>}
        </Fact>
        <Fact label="Manifest">
          <span className="digest">{root ?? ''}</span>
        </Fact>
      </dl>
    </Paper>
  );
};

type Deciding = { readonly releaseId: string; readonly release: Release; readonly decided: () => void };

const Decisions = ({ releaseId, release, decided }: Deciding): ReactNode => {
  const path = { releaseId };
  const { status, root, valuesAct } = release;
  if (status !== 'requested' && status !== 'prepared') return null;
  const isReady = status === 'prepared' && valuesAct?.complies === true;
  return (
    <Group gap="xs">
      <Deed
        name={`values ${releaseId}`}
        label="Determine under the Values Act"
        look={valuesAct ? {} : { variant: 'filled', size: 'sm' }}
        about="Whether this release complies with Government Code 7282.5 and 7284.2 ff. (430.10)."
        fields={{
          complies: { kind: 'yes', label: 'It complies' },
          basis: { kind: 'words', label: 'What the determination rests on' },
        }}
        perform={(body, key) => api.POST('/releases/{releaseId}/values-act', { params: { path, header: key }, body })}
        changes={['releases', 'attention']}
        then={decided}
      />
      <Deed
        name={`approve-release ${releaseId}`}
        label="Approve the release"
        look={isReady ? { variant: 'filled', size: 'sm' } : {}}
        about={`Exactly what the manifest names leaves, and nothing else: ${String(release['count'] ?? 0)} items.`}
        perform={(_, key) =>
          api.POST('/releases/{releaseId}/approval', { params: { path, header: key }, body: { root: root ?? '' } })
        }
        changes={['releases', 'attention']}
        then={decided}
        disabled={root === null}
      />
      <Deed
        name={`deny ${releaseId}`}
        label="Deny the request"
        fields={{ why: { kind: 'words', label: 'Why', about: 'The agency is told this.' } }}
        perform={(body, key) => api.POST('/releases/{releaseId}/denial', { params: { path, header: key }, body })}
        changes={['releases', 'attention']}
        then={decided}
      />
    </Group>
  );
};

/** Opening it is itself an act, and recorded; so nothing is opened before somebody says so. */
export const ReleasePage = (): ReactNode => {
  const { releaseId } = useParams({ strict: false }) as { readonly releaseId: string };
  const [release, setRelease] = useState<Release | null>(null);
  const { act, busy, problem } = useAct((_: null, key) =>
    api.POST('/releases/{releaseId}/opening', { params: { path: { releaseId }, header: key } }),
  );
  const open = async (): Promise<void> => {
    const came = await act(null);
    if (came) setRelease(came.release as unknown as Release);
  };
  useEffect(() => setRelease(null), [releaseId]);
  return (
    <Stack gap="lg">
      <PageTitle>Request for a release</PageTitle>
      <Anchor component={Link} to="/chief/releases" size="sm">
        All requests
      </Anchor>
      {problem && <RefusalPanel problem={problem} />}
      {busy && <Loading what="Opening" />}
      {!release && !busy && (
        <Stack gap="xs">
          <Text>Opening shows what the agency wrote and what would leave. The look is recorded under your name.</Text>
          <Group>
            <Button onClick={() => void open()}>Open the request</Button>
          </Group>
        </Stack>
      )}
      {release && (
        <>
          <Decisions releaseId={releaseId} release={release} decided={() => void open()} />
          <SimpleGrid cols={{ base: 1, lg: 2 }}>
            <Section title="As it was written">
              <Written release={release} />
            </Section>
            <Section title="How it was weighed">
              <Weighed release={release} />
            </Section>
          </SimpleGrid>
          <Section title="What would leave" count={release.items?.length ?? 0}>
            {!release.items || release.items.length === 0 ? (
              <Empty>Nothing yet: an officer prepares which reads and hits are to leave, each by itself.</Empty>
            ) : (
              <Rows
                label="What would leave"
                rows={release.items}
                columns={[
                  { head: 'Kind', cell: ({ kind }) => (kind === 'hit' ? 'hit' : 'read'), width: '6rem' },
                  { head: 'Number', cell: ({ id }) => <code>{id}</code> },
                  { head: 'SHA-256', cell: ({ digest }) => <code>{`${digest.slice(0, 16)}…`}</code> },
                ]}
              />
            )}
          </Section>
        </>
      )}
    </Stack>
  );
};
