/** One day of one class: what a purge would destroy and spare, who decides on it, and what came of it. */
import { Alert, Anchor, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { type Inquiry, useInquiry } from '../asking.tsx';
import { answered, api, freshId, Refusal } from '../calling.ts';
import { Due } from '../pieces/due.tsx';
import { InquiryForm } from '../pieces/inquiry.tsx';
import { Loading } from '../pieces/loading.tsx';
import { Nowhere } from '../pieces/nowhere.tsx';
import { Empty, RefusalPanel } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { Rows } from '../pieces/rows.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { Steps } from '../pieces/steps.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { Certificate } from './certificate.tsx';
import { type Name, type Preview, purgeSteps } from './purgesteps.tsx';
import { classes, classOf, count, custodyLook, type Purge } from './words.ts';

const usePreview = (name: Name, date: string, state: string, why: Inquiry | null) =>
  useQuery({
    // Looked at anew when the purge has gone a step further.
    queryKey: ['purge-preview', name, date, state, why],
    queryFn: () =>
      answered(
        api.POST('/retention/purges/preview', {
          params: { header: { 'Idempotency-Key': freshId() } },
          body: { class: name, date, limit: 1000, ...why! },
        }),
      ),
    enabled: why !== null,
  });

const Elsewhere = ({ named }: { readonly named: Preview['named'] }): ReactNode => {
  const lines = [
    ...named.reports.map(({ id, quarter }) => [
      id,
      `The report of ${quarter.toUpperCase()} counts this day; its figures stay.`,
    ]),
    ...named.releases.map(({ id, status, agencyName }) => [
      id,
      `A release to ${agencyName ?? 'an agency'} names reads of it (${status}); what is gone is delivered no more.`,
    ]),
    ...named.evidence.map(({ id, propertyNumber }) => [
      id,
      `Evidence ${propertyNumber ?? ''} was booked from a hold that reaches this day.`,
    ]),
    ...(named.exports > 0
      ? [['exports', `${count(named.exportedRows, 'row')} left in ${count(named.exports, 'export')}.`]]
      : []),
  ];
  return (
    <Section
      title="What else names this day"
      count={lines.length}
      about="A purge does not reach what left the house before it."
    >
      {lines.length === 0 ? (
        <Empty>No report, export, release or evidence names anything of it.</Empty>
      ) : (
        <Rows
          label="What else names this day"
          rows={lines}
          keyOf={([id]) => id!}
          columns={[{ head: 'Where', cell: ([, words]) => <Said>{words}</Said> }]}
        />
      )}
    </Section>
  );
};

const Spared = ({ preview }: { readonly preview: Preview }): ReactNode => (
  <Section
    title="What a purge spares"
    count={preview.spared}
    about="Units that a hold keeps, and reads downloaded to a case whose own time still runs."
  >
    {preview.spared === 0 ? (
      <Empty>Nothing is spared: no hold reaches this day, and nothing of it is kept for a case.</Empty>
    ) : (
      <Rows
        label="What a purge spares"
        rows={[
          ...preview.holds.map(({ holdId, matter, units }) => ({ id: holdId, matter, units })),
          ...(preview.downloads > 0 ? [{ id: 'downloads', matter: null, units: preview.downloads }] : []),
        ]}
        columns={[
          {
            head: 'Because of',
            cell: ({ id, matter }) =>
              id === 'downloads' ? (
                <Anchor component={Link} to="/custodian/downloads" inherit>
                  Downloads to cases
                </Anchor>
              ) : (
                <Anchor component={Link} to={`/custodian/holds/${id}`} inherit>
                  Hold: <Said>{matter}</Said>
                </Anchor>
              ),
          },
          { head: 'Units', figures: true, width: '8rem', cell: ({ units }) => units.toLocaleString('en-US') },
        ]}
      />
    )}
  </Section>
);

const Clock = ({ preview }: { readonly preview: Preview }): ReactNode => {
  const behind = preview.vouchedAt === null ? null : Date.parse(preview.now) - Date.parse(preview.vouchedAt);
  if (behind !== null && behind < 3_600_000) return null;
  return (
    <Alert variant="outline" color="gray" title="The clock is not vouched for up to now">
      The program stood still for a while, and time counts while it runs: this purge comes later by as much, until the
      Administrator has compared the clock with an independent one. Vouched for until <When at={preview.vouchedAt} />.
    </Alert>
  );
};

const Earlier = ({ purges }: { readonly purges: readonly Purge[] }): ReactNode => (
  <Section title="Earlier purges of this day" count={purges.length}>
    {purges.map((one) => (
      <Stack key={one.purgeId} gap="xs">
        <Text size="sm">
          {one.state === 'blocked' ? 'Stopped by a hold' : 'Completed'} <When at={one.completedAt ?? one.blockedAt} />
        </Text>
        {one.certificateId && <Certificate purge={one} />}
      </Stack>
    ))}
  </Section>
);

const Shown = ({
  preview,
  name,
  purges,
}: {
  readonly preview: Preview;
  readonly name: Name;
  readonly purges: readonly Purge[];
}) => {
  const { administrator, position } = useWho();
  const [latest] = purges;
  // What was purged or stopped before may be proposed again, as after a hold was released.
  const again = latest !== undefined && ['completed', 'blocked'].includes(latest.state) && preview.goes > 0;
  const purge = again ? null : (latest ?? null);
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <Tally figure={preview.units}>units that can be read</Tally>
        <Tally figure={preview.goes} kind={preview.goes > 0 ? 'due' : 'quiet'}>
          a purge would destroy
        </Tally>
        <Tally figure={preview.spared}>it would spare</Tally>
      </SimpleGrid>
      <dl className="facts">
        <Fact label="Kept for">
          {preview.days === null ? 'as long as needed: no clock' : `${preview.days} days after the end of the day`}
        </Fact>
        <Fact label="Time over">
          {preview.dueAt ? <Due by={preview.dueAt} done={purge?.state === 'completed'} /> : 'never by itself'}
        </Fact>
      </dl>
      <Clock preview={preview} />
      <Section
        title="The purge"
        about="Two people in two positions decide; the system does it; the certificate proves it."
      >
        <Steps label="Steps of the purge" steps={purgeSteps(preview, name, purge, { administrator, position })} />
      </Section>
      <Spared preview={preview} />
      <Elsewhere named={preview.named} />
      {again && <Earlier purges={purges} />}
    </>
  );
};

const OfDay = ({
  name,
  date,
  purges,
}: {
  readonly name: Name;
  readonly date: string;
  readonly purges: readonly Purge[];
}) => {
  const why = useInquiry();
  const { data, error, refetch } = usePreview(name, date, purges[0]?.state ?? 'none', why);
  if (why === null) return <InquiryForm suggested={custodyLook} />;
  if (error instanceof Refusal)
    return <RefusalPanel problem={error.problem} again={() => void refetch()} inquiry={<InquiryForm />} />;
  if (error) throw error;
  if (!data) return <Loading what="Counting" />;
  return <Shown preview={data} name={name} purges={purges} />;
};

export const Day = (): ReactNode => {
  const { class: name = '', date = '' } = useParams({ strict: false }) as { class?: string; date?: string };
  if (!(name in classes) || !/^\d{4}-\d\d-\d\d$/.test(date)) return <Nowhere />;
  return (
    <Stack gap="lg">
      <PageTitle>{`${classOf(name)} of ${date}`}</PageTitle>
      <Registers of={['purges']} suggested={custodyLook}>
        {({ purges }) => (
          <OfDay
            name={name as Name}
            date={date}
            purges={(purges as readonly Purge[]).filter((one) => one.class === name && one.date === date)}
          />
        )}
      </Registers>
    </Stack>
  );
};
