/** Operations: canvasses, partial plates, reports of breaches, the data of others, court orders, reads set aside. */
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { IncidentKind } from '../domain/canvass.js';
import type { Source } from '../domain/external.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

const kinds: readonly IncidentKind[] = ['homicide', 'shooting', 'major-incident', 'other'];
const sources: readonly Source[] = ['clets', 'ncic', 'dmv', 'partner-agency'];

export class CanvassBody {
  /** @example 'homicide' */
  @IsIn(kinds)
  incident: IncidentKind;

  /** @example '26-11-0417' */
  @IsString()
  @MaxLength(60)
  incidentNumber: string = '';

  /** @example 'Ramon Road between Sunrise Way and Farrell Drive' */
  @IsString()
  @MaxLength(500)
  area: string = '';

  /** @example '2026-11-24T20:00:00-08:00' */
  @Instant()
  from: string;

  /** @example '2026-11-25T02:00:00-08:00' */
  @Instant()
  until: string;
}

export class CanvassOpenedBody extends ReceiptBody {
  canvassId: string;
}

export class PartialBody {
  /**
   * Upper-case letters and digits, `?` for each character nobody saw.
   * @example '7AB?1?3'
   */
  @IsString()
  @Length(1, 20)
  plate: string;

  /** @example 'CA' */
  @IsString()
  @Length(2, 10)
  plateState: string;

  /** @example 'homicide' */
  @IsString()
  @MaxLength(40)
  crime: string;

  /** @example '26-11-0417' */
  @IsString()
  @MaxLength(60)
  incidentNumber: string = '';

  /** @example 'Grey sedan seen leaving the scene' */
  @IsString()
  @MaxLength(1000)
  reason: string = '';

  /** @example '2026-12-01T00:00:00-08:00' */
  @Instant()
  expiresAt: string;
}

export class BreachReportBody {
  /**
   * What was seen; kept sealed.
   * @example 'A workstation stood open in the lobby'
   */
  @IsString()
  @Length(1, 4000)
  account: string;

  /** The member it is about, where it is about one: he is not told of it. */
  @IsOptional()
  @Matches(uuid)
  subjectId: string | null = null;
}

export class BreachReportedBody extends ReceiptBody {
  incidentId: string;
}

const ways = ['cjis-systems-agency', 'chief', 'no-breach'] as const;

export class ForwardingBody {
  /** @example 'cjis-systems-agency' */
  @IsIn(ways)
  to: (typeof ways)[number];
}

export class SourceBody {
  /** @example 'dmv' */
  @IsIn(sources)
  source: Source;

  /** @example '2027-11-24' */
  @Instant()
  validUntil: string;
}

export class SourceWithdrawalBody {
  /** @example 'dmv' */
  @IsIn(sources)
  source: Source;
}

export class AccessBody {
  /** @example 'dmv' */
  @IsIn(sources)
  source: Source;

  /** @example 'Owner of the silver sedan taken on Ramon Road' */
  @IsString()
  @MaxLength(1000)
  reason: string = '';

  /** @example '26-11-0417' */
  @IsString()
  @MaxLength(60)
  caseNumber: string = '';
}

export class OwnerLookupBody extends AccessBody {
  /** The alert, compared by eye, that the look-up follows. */
  @Matches(uuid)
  hitId: string;

  /**
   * The use that 18 U.S.C. 2721(b) permits: `government-function`, `vehicle-safety-or-theft` or `court-proceeding`.
   * @example 'government-function'
   */
  @IsString()
  @MaxLength(60)
  use: string = '';
}

export class AccessedBody extends ReceiptBody {
  accessId: string;
}

export class ReviewBody {
  /** Circumstances were exigent. */
  @IsBoolean()
  justified: boolean;

  /** @example 'Heard the pursuit on channel two, and saw the recording' */
  @IsString()
  @MaxLength(2000)
  note: string = '';
}

export class QuarantineBody {
  /** @example 'private-place' */
  @IsIn(['private-place', 'camera-turned'])
  why: 'private-place' | 'camera-turned';
}

export class QuarantineReleaseBody {
  /** @example 'public-view' */
  @IsIn(['public-view', 'court-order'])
  basis: 'public-view' | 'court-order';
}

export class WarrantBody {
  @Matches(uuid)
  cameraId: string;

  /** @example 'SW-26-0012' */
  @IsString()
  @MaxLength(60)
  orderNumber: string = '';

  /** @example 'Superior Court, County of Riverside' */
  @IsString()
  @MaxLength(200)
  court: string = '';

  /**
   * SHA-256 of the copy of the order, hex.
   * @example 'a31fcfe6d9449c23ef19806499f0b12cdf01102b538796e2ba5dd63fdd525283'
   */
  @IsString()
  @MaxLength(64)
  document: string = '';

  @Instant()
  from: string;

  @Instant()
  until: string;
}

export class WarrantRegisteredBody extends ReceiptBody {
  warrantId: string;
}
