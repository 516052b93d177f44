/** What a purge would do, as it is asked and answered before anybody decides. */
import { IsIn, Matches } from 'class-validator';
import type { RetentionClass } from '../domain/decider.js';
import type { PurgePreview } from '../handlers/purgepreviews.js';
import { InquiryBody } from './queries.body.js';
import { aDay, classes } from './retention.body.js';

export class PurgePreviewAskedBody extends InquiryBody {
  /** @example 'detection' */
  @IsIn(classes)
  class: RetentionClass;

  /**
   * The UTC day whose data it is.
   * @example '2026-11-23'
   */
  @Matches(aDay)
  date: string;
}

export class SparingHoldBody {
  holdId: string;
  /** Null once its key is gone. */
  matter: string | null;
  units: number;
}

export class NamingReleaseBody {
  id: string;
  /** @example 'approved' */
  status: string;
  agencyName: string | null;
}

export class NamingEvidenceBody {
  id: string;
  propertyNumber: string | null;
}

export class NamingReportBody {
  id: string;
  /** @example '2026-q4' */
  quarter: string;
}

/** What left the house, or is about to, and names units of the day: a purge reaches none of it. */
export class NamedElsewhereBody {
  exports: number;
  exportedRows: number;
  releases: NamingReleaseBody[];
  evidence: NamingEvidenceBody[];
  /** Reports that count this day: their figures stay as they were drawn. */
  reports: NamingReportBody[];
}

export class PurgePreviewBody {
  /** @example 'detection' */
  class: string;
  date: string;
  /** Days the class is kept, and when the time of this day is over; null for a class without a clock. */
  days: number | null;
  dueAt: string | null;
  units: number;
  spared: number;
  goes: number;
  holds: SparingHoldBody[];
  downloads: number;
  coolingHours: number;
  now: string;
  vouchedAt: string | null;
  named: NamedElsewhereBody;
}

export const previewOf = ({ holds, named, ...preview }: PurgePreview): PurgePreviewBody => ({
  ...preview,
  holds: holds.map((one) => ({ ...one })),
  named: {
    ...named,
    releases: named.releases.map((one) => ({ ...one })),
    evidence: named.evidence.map((one) => ({ ...one })),
    reports: named.reports.map((one) => ({ ...one })),
  },
});
