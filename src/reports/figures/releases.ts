/** Figures of what left the Department: releases, agreements, records requests, the data of others, unmaskings. */
import type { Release } from '../oversight.js';
import type { RecordSource } from '../records.js';
import type { Time } from '../source.js';
import { byKey, count, grouped, tally } from '../statistics.js';
import { byEnd, type Frame, standing } from './frame.js';
import type { PeopleFigures } from './people.js';

export type AgencyReleases = {
  readonly agencyId: string;
  readonly agencyClass: string;
  readonly california: boolean;
  readonly requested: number;
  readonly denied: number;
  readonly fulfilled: number;
  readonly items: number;
};

export type ReleaseFigures = {
  readonly requested: number;
  readonly approved: number;
  readonly denied: number;
  readonly fulfilled: number;
  readonly waiting: number;
  readonly items: number;
  readonly byAgency: readonly AgencyReleases[];
  readonly byPurpose: readonly { readonly key: string; readonly count: number }[];
  /** Requests in which two laws speak against each other (430.10(f)), and determinations under the Values Act. */
  readonly conflicts: number;
  readonly valuesAct: { readonly complies: number; readonly doesNot: number };
  readonly agreements: {
    readonly inForce: number;
    readonly executed: number;
    readonly ended: number;
    readonly determined: number;
    readonly doNotComply: number;
  };
  readonly agencies: { readonly registered: number; readonly withAccess: readonly string[] };
  readonly records: {
    readonly received: number;
    readonly closed: number;
    readonly late: number;
    readonly open: number;
    readonly overdue: number;
    readonly rowsGiven: number;
    readonly byOutcome: readonly { readonly key: string; readonly count: number }[];
  };
  readonly external: {
    readonly bySource: readonly { readonly key: string; readonly count: number }[];
    readonly ownerLookups: number;
  };
  readonly unmaskings: { readonly requested: number; readonly approved: number; readonly shown: number };
  /** What the Vehicle Code asks of data of the CHP (2413): disclosures, agencies, purposes, changes of policy. */
  readonly disclosures: {
    readonly disclosures: number;
    readonly agencies: number;
    readonly purposes: number;
    readonly policyChanges: number;
  };
};

const inPeriod = ({ during }: Frame, at: Time | null): boolean => at !== null && during(at);

const byAgency = (releases: readonly Release[], frame: Frame): AgencyReleases[] =>
  grouped(
    releases.filter(({ requestedAt, deniedAt, fulfilledAt }) =>
      [requestedAt, deniedAt, fulfilledAt].some((at) => inPeriod(frame, at)),
    ),
    ({ agencyId }) => agencyId,
  ).map(([agencyId, rows]) => ({
    agencyId,
    agencyClass: rows[0]!.agencyClass,
    california: rows[0]!.california,
    requested: count(rows, ({ requestedAt }) => inPeriod(frame, requestedAt)),
    denied: count(rows, ({ deniedAt }) => inPeriod(frame, deniedAt)),
    fulfilled: count(rows, ({ fulfilledAt }) => inPeriod(frame, fulfilledAt)),
    items: rows.reduce((all, { fulfilledAt, items }) => all + (inPeriod(frame, fulfilledAt) ? (items ?? 0) : 0), 0),
  }));

const agreements = (source: RecordSource, frame: Frame): ReleaseFigures['agreements'] => {
  const all = [...source.agreements()];
  return {
    inForce: count(all, ({ from, endedAt, until }) => standing(frame, from, endedAt, until)),
    executed: count(all, ({ executedAt }) => frame.during(executedAt)),
    ended: count(all, ({ endedAt }) => inPeriod(frame, endedAt)),
    determined: count(all, ({ determinedAt }) => inPeriod(frame, determinedAt)),
    doNotComply: count(all, ({ determinedAt, complies }) => inPeriod(frame, determinedAt) && complies === false),
  };
};

const records = (source: RecordSource, frame: Frame): ReleaseFigures['records'] => {
  const all = [...source.recordsRequests()];
  const closed = all.filter(({ closedAt }) => inPeriod(frame, closedAt));
  const open = all.filter(({ receivedAt, closedAt }) => standing(frame, receivedAt, closedAt));
  return {
    received: count(all, ({ receivedAt }) => frame.during(receivedAt)),
    closed: closed.length,
    late: count(closed, ({ late }) => late === true),
    open: open.length,
    overdue: count(open, ({ dueAt }) => byEnd(frame, dueAt)),
    rowsGiven: closed.reduce((total, { rowsGiven }) => total + rowsGiven, 0),
    byOutcome: tally(closed.map(({ outcome }) => outcome ?? 'none')).ranked(),
  };
};

const withAccess = (source: RecordSource, frame: Frame): string[] => {
  const granted = [...source.agreements()].filter(
    ({ granted: has, from, endedAt, until }) => has && standing(frame, from, endedAt, until),
  );
  return [...new Set(granted.map(({ agencyId }) => agencyId))].toSorted(byKey);
};

/** What was asked for, decided and given in the period. */
export const releaseFigures = (
  source: RecordSource,
  frame: Frame,
  { acts }: Pick<PeopleFigures, 'acts'>,
): ReleaseFigures => {
  const all = [...source.releases()];
  const fulfilled = all.filter(({ fulfilledAt }) => inPeriod(frame, fulfilledAt));
  const requested = all.filter(({ requestedAt }) => frame.during(requestedAt));
  const external = [...source.externalAccesses()].filter(({ at }) => frame.during(at));
  const unmaskings = [...source.unmaskings()];
  return {
    requested: requested.length,
    approved: count(all, ({ approvedAt }) => inPeriod(frame, approvedAt)),
    denied: count(all, ({ deniedAt }) => inPeriod(frame, deniedAt)),
    fulfilled: fulfilled.length,
    waiting: count(
      all,
      ({ requestedAt, deniedAt, fulfilledAt }) => standing(frame, requestedAt, deniedAt) && !byEnd(frame, fulfilledAt),
    ),
    items: fulfilled.reduce((total, { items }) => total + (items ?? 0), 0),
    byAgency: byAgency(all, frame),
    byPurpose: tally(requested.map(({ purpose }) => purpose)).ranked(),
    conflicts: count(requested, ({ conflict }) => conflict),
    valuesAct: {
      complies: count(requested, ({ complies }) => complies === true),
      doesNot: count(requested, ({ complies }) => complies === false),
    },
    agreements: agreements(source, frame),
    agencies: {
      registered: count([...source.agencies()], ({ registeredAt, retiredAt }) =>
        standing(frame, registeredAt, retiredAt),
      ),
      withAccess: withAccess(source, frame),
    },
    records: records(source, frame),
    external: {
      bySource: tally(external.map(({ source: of }) => of)).ranked(),
      ownerLookups: count(external, ({ ownerLookup }) => ownerLookup),
    },
    unmaskings: {
      requested: count(unmaskings, ({ requestedAt }) => frame.during(requestedAt)),
      approved: count(unmaskings, ({ approvedAt }) => inPeriod(frame, approvedAt)),
      shown: count(unmaskings, ({ shownAt }) => inPeriod(frame, shownAt)),
    },
    disclosures: {
      disclosures: fulfilled.length,
      agencies: new Set(fulfilled.map(({ agencyId }) => agencyId)).size,
      purposes: new Set(fulfilled.map(({ purpose }) => purpose)).size,
      policyChanges: acts.PolicyAdopted + acts.SharingNetworksAdopted,
    },
  };
};
