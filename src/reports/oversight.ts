/** Rows of what is seldom and looked at closely: releases, audits, violations, breaches, purges, holds and backups. */
import type { AgencyClass } from '../domain/agency.js';
import type { AnomalyDisposition, AnomalySeverity } from '../domain/anomaly.js';
import type { BreachDuty } from '../domain/breach.js';
import type { Severity, Stratum, Verdict } from '../domain/review.js';
import type { Outcome, Route, ViolationKind } from '../domain/violation.js';
import type { Time } from './source.js';

export type Agency = {
  readonly agencyId: string;
  readonly agencyClass: AgencyClass;
  readonly california: boolean;
  readonly registeredAt: Time;
  readonly retiredAt: Time | null;
};
export type Agreement = {
  readonly agencyId: string;
  readonly from: Time;
  readonly until: Time;
  readonly executedAt: Time;
  readonly endedAt: Time | null;
  readonly granted: boolean;
  readonly complies: boolean | null;
  readonly determinedAt: Time | null;
};
export type Release = {
  readonly releaseId: string;
  readonly agencyId: string;
  readonly agencyClass: AgencyClass;
  readonly california: boolean;
  readonly purpose: string;
  readonly status: string;
  readonly requestedAt: Time;
  readonly approvedAt: Time | null;
  readonly deniedAt: Time | null;
  readonly fulfilledAt: Time | null;
  readonly items: number | null;
  readonly conflict: boolean;
  readonly complies: boolean | null;
};
export type RecordsRequest = {
  readonly receivedAt: Time;
  readonly dueAt: Time;
  readonly closedAt: Time | null;
  readonly outcome: string | null;
  readonly late: boolean | null;
  readonly rowsGiven: number;
};
export type ExternalAccess = { readonly at: Time; readonly source: string; readonly ownerLookup: boolean };
export type Unmasking = { readonly requestedAt: Time; readonly approvedAt: Time | null; readonly shownAt: Time | null };

export type Audit = {
  readonly auditId: string;
  readonly kind: 'weekly' | 'quarterly';
  readonly status: 'open' | 'drawn' | 'closed';
  readonly from: Time;
  readonly to: Time;
  readonly treeSize: number | null;
  readonly root: string | null;
  readonly population: string | null;
  readonly strata: readonly Stratum[];
  readonly closedAt: Time | null;
};
export type AuditItem = { readonly auditId: string; readonly area: string; readonly verdict: Verdict | null };
export type Finding = {
  readonly auditId: string;
  readonly severity: Severity;
  readonly clause: string;
  readonly raisedAt: Time;
  readonly dueBy: Time;
  readonly resolvedAt: Time | null;
};
export type Anomaly = {
  readonly detector: string;
  readonly severity: AnomalySeverity;
  readonly flaggedAt: Time;
  readonly disposition: AnomalyDisposition | null;
};
export type WeeklyReview = { readonly at: Time; readonly looked: number };
export type OddSession = { readonly openedAt: Time; readonly concurrent: number; readonly strays: number };

export type Violation = {
  readonly kind: ViolationKind;
  readonly route: Route;
  readonly status: string;
  readonly reportedAt: Time;
  readonly triagedAt: Time | null;
  readonly closedAt: Time | null;
  readonly outcome: Outcome | null;
};
export type Incident = {
  readonly incidentId: string;
  readonly reportedAt: Time;
  readonly dueBy: Time;
  readonly passedAt: Time | null;
  readonly inTime: boolean | null;
};
export type Breach = {
  readonly incidentId: string;
  readonly confirmedAt: Time;
  readonly residents: number;
  readonly heldByVendor: boolean;
  readonly dueBy: Time;
  readonly owed: readonly BreachDuty[];
  readonly sent: readonly { readonly duty: BreachDuty; readonly at: Time }[];
  readonly closedAt: Time | null;
};

export type Purge = {
  readonly purgeId: string;
  readonly class: string;
  readonly date: string;
  readonly state: string;
  readonly dueAt: Time;
  readonly proposedAt: Time;
  readonly completedAt: Time | null;
  readonly blockedAt: Time | null;
  readonly units: number;
  readonly kept: number;
  readonly certificateId: string | null;
};
/** One day of one retention class of which something can still be read. */
export type KeptDay = {
  readonly class: string;
  readonly date: string;
  readonly dueAt: Time | null;
  readonly rows: number;
  readonly held: number;
};
export type Hold = {
  readonly holdId: string;
  readonly state: string;
  readonly orderedAt: Time;
  readonly reviewAt: Time;
  readonly releasedAt: Time | null;
  readonly units: number;
};
export type Download = { readonly at: Time; readonly until: Time | null };
/** A day of data older than two years, with how many reads or hits of it can still be read. */
export type LongKept = {
  readonly class: string;
  readonly day: string;
  readonly kept: number;
  readonly explained: boolean;
};
export type Explanation = {
  readonly explanationId: string;
  readonly class: string;
  readonly from: string;
  readonly to: string;
  readonly explainedAt: Time;
};
export type Schedule = { readonly adoptedAt: Time; readonly downloadDays: number };
export type Reburial = { readonly at: Time; readonly keys: number };
export type Evidence = { readonly bookedAt: Time; readonly items: number };

export type Backup = {
  readonly at: Time;
  readonly what: 'copied' | 'restored';
  readonly treeSize: number;
  readonly problems: number | null;
};
export type Assurance = {
  readonly at: Time;
  readonly kind: string;
  readonly problems: number | null;
  readonly again: Time | null;
};
export type Overdue = { readonly duty: string; readonly dueBy: Time; readonly toldAt: Time };
