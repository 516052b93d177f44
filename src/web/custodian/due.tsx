/** What is due in the custody of records, for whoever it waits: the first page of the custodian and the attorney. */
import { Anchor, SimpleGrid, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { Due } from '../pieces/due.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { type Column, Rows } from '../pieces/rows.tsx';
import { Section, Tally } from '../pieces/section.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { daysSince, latestOf, RESTORE_DAYS } from './backups.tsx';
import type { Hold } from './holds.tsx';
import { needsOpinion, type Release } from './releases.tsx';
import type { Request } from './requests.tsx';
import { type Bucket, classOf, count, custodyLook, dayPage, isDue, type Purge } from './words.ts';

const DAY = 86_400_000;

/** One thing to be done: what, where, and by when; null as soon as one can. */
type Matter = { readonly id: string; readonly what: string; readonly to: string; readonly by: string | null };

const columns: readonly Column<Matter>[] = [
  {
    head: 'What',
    cell: ({ what, to }) => (
      <Anchor component={Link} to={to} inherit>
        {what}
      </Anchor>
    ),
  },
  {
    head: 'Due',
    width: '16rem',
    cell: ({ by }) => (by === null ? <span className="nothing">as soon as you can</span> : <Due by={by} />),
  },
];

const soonest = (matters: readonly Matter[]): readonly Matter[] =>
  matters.toSorted((a, b) => ((a.by ?? '') < (b.by ?? '') ? -1 : 1));

const toApprove = (purges: readonly Purge[]): Matter[] =>
  purges
    .filter(({ state }) => state === 'proposed')
    .map((purge) => ({
      id: purge.purgeId,
      what: `Approve, or leave, the purge of ${classOf(purge.class).toLowerCase()} of ${purge.date}`,
      to: dayPage(purge),
      by: null,
    }));

const requestsOpen = (requests: readonly Request[]): Matter[] =>
  requests
    .filter(({ closedAt }) => closedAt === null)
    .map(({ requestId, requester, dueAt }) => ({
      id: requestId,
      what: `Answer the records request of ${requester ?? 'somebody'}`,
      to: `/custodian/requests/${requestId}`,
      by: dueAt,
    }));

const toReview = (holds: readonly Hold[]): Matter[] =>
  holds
    .filter(({ state, reviewAt }) => state !== 'released' && Date.parse(reviewAt) < Date.now() + 14 * DAY)
    .map(({ holdId, matter, reviewAt }) => ({
      id: holdId,
      what: `Look again at the hold for ${matter ?? 'a matter'}`,
      to: `/custodian/holds/${holdId}`,
      by: reviewAt,
    }));

const unexplained = (days: readonly Row[]): Matter[] => {
  const open = days.filter(({ explained }) => !explained);
  if (open.length === 0) return [];
  const what = `Explain why ${count(open.length, 'day')} of data are kept for more than two years`;
  return [{ id: 'kept-long', what, to: '/custodian/retention', by: null }];
};

const restoring = (backups: readonly Row[]): Matter[] => {
  const at = latestOf(backups, 'restored');
  const days = daysSince(at);
  if (days !== null && days < RESTORE_DAYS - 14) return [];
  const by = at === null ? null : new Date(Date.parse(at) + RESTORE_DAYS * DAY).toISOString();
  return [{ id: 'restore', what: 'Restore a copy, to see that it can be', to: '/custodian/backups', by }];
};

type Waiting = { readonly who: string; readonly matters: readonly Matter[] };

const List = ({
  label,
  matters,
  empty,
}: {
  readonly label: string;
  readonly matters: readonly Matter[];
  readonly empty: string;
}) =>
  matters.length === 0 ? <Empty>{empty}</Empty> : <Rows label={label} rows={matters} columns={columns} height="45vh" />;

const Shown = ({
  mine,
  others,
  empty,
}: {
  readonly mine: readonly Matter[];
  readonly others: readonly Waiting[];
  readonly empty: string;
}) => {
  const now = new Date().toISOString();
  const week = new Date(Date.now() + 7 * DAY).toISOString();
  const late = mine.filter(({ by }) => by !== null && by < now);
  const soon = mine.filter(({ by }) => by === null || (by >= now && by < week));
  return (
    <>
      <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="sm">
        <Tally figure={late.length} kind={late.length > 0 ? 'bad' : 'good'}>
          late
        </Tally>
        <Tally figure={soon.length} kind={soon.length > 0 ? 'due' : 'quiet'}>
          now, or within a week
        </Tally>
        <Tally figure={mine.length}>with you altogether</Tally>
      </SimpleGrid>
      <Section title="With you" about="Each leads to the page on which it is done.">
        <List label="With you" matters={soonest(mine)} empty={empty} />
      </Section>
      {others
        .filter(({ matters }) => matters.length > 0)
        .map(({ who, matters }) => (
          <Section key={who} title={who} count={matters.length}>
            <List label={who} matters={matters} empty="" />
          </Section>
        ))}
    </>
  );
};

const asked = (holds: readonly Hold[]): Matter[] =>
  holds
    .filter(({ state }) => state === 'release-requested')
    .map(({ holdId, matter }) => ({
      id: holdId,
      what: `Grant, or leave, the release of the hold for ${matter ?? 'a matter'}`,
      to: `/custodian/holds/${holdId}`,
      by: null,
    }));

const opinions = (releases: readonly Release[]): Matter[] =>
  releases.filter(needsOpinion).map(({ releaseId, agencyName }) => ({
    id: releaseId,
    what: `Say whether the law permits the release to ${agencyName ?? 'an agency'}`,
    to: `/custodian/releases/${releaseId}`,
    by: null,
  }));

const toPropose = (buckets: readonly Bucket[]): Matter[] =>
  buckets
    .filter((one) => isDue(one))
    .map((bucket) => ({
      id: bucket.id,
      what: `Propose the purge of ${classOf(bucket.class).toLowerCase()} of ${bucket.date}`,
      to: dayPage(bucket),
      by: bucket.dueAt,
    }));

const Custodian = (): ReactNode => (
  <Registers
    of={['retention', 'purges', 'holds', 'records-requests', 'releases', 'backups', 'kept-long']}
    suggested={custodyLook}
  >
    {({ retention, purges, holds, 'records-requests': requests, releases, backups, 'kept-long': kept }) => (
      <Shown
        mine={[
          ...toApprove(purges as readonly Purge[]),
          ...requestsOpen(requests as readonly Request[]),
          ...toReview(holds as readonly Hold[]),
          ...unexplained(kept),
          ...restoring(backups),
        ]}
        others={[
          { who: 'With the ALPR Administrator', matters: toPropose(retention as readonly Bucket[]) },
          {
            who: 'With the city attorney',
            matters: [...asked(holds as readonly Hold[]), ...opinions(releases as readonly Release[])],
          },
        ]}
        empty="Nothing needs you. Purges to approve, requests, holds and restorings would stand here."
      />
    )}
  </Registers>
);

const Attorney = (): ReactNode => (
  <Registers of={['holds', 'releases', 'purges']} suggested={custodyLook}>
    {({ holds, releases, purges }) => (
      <Shown
        mine={[...asked(holds as readonly Hold[]), ...opinions(releases as readonly Release[])]}
        others={[{ who: 'With the Custodian of Records', matters: toApprove(purges as readonly Purge[]) }]}
        empty="Nothing needs you. Holds to release, and releases that need an opinion, would stand here."
      />
    )}
  </Registers>
);

export const DuePage = (): ReactNode => {
  const { position } = useWho();
  return (
    <Stack gap="lg">
      <PageTitle>What is due</PageTitle>
      {position === 'city-attorney' ? <Attorney /> : <Custodian />}
    </Stack>
  );
};
