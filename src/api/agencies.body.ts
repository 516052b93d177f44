/** Other agencies, as they are put on the register, and the persons who ask in their name. */
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { AgencyClass } from '../domain/agency.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

/** The type has it agree with the classes the policy tells apart. */
const classes: Readonly<Record<AgencyClass, true>> = {
  'local-le': true,
  'state-le': true,
  prosecutor: true,
  'federal-le': true,
  'federal-immigration': true,
  'out-of-state-le': true,
  'non-le': true,
};

/** A code: it stands in clear on the ledger. */
export const code = /^[a-z]{2,24}(?:-[a-z]{1,24}){0,3}$/;

export class AgencyBody {
  /** @example 'Cathedral City Police Department' */
  @IsString()
  @Length(3, 120)
  agencyName: string;

  /** @example 'local-le' */
  @IsIn(Object.keys(classes))
  agencyClass: AgencyClass;

  /** It is the State, a city or a county of California, or an agency of one (Civil Code 1798.90.5(f)). */
  @IsBoolean()
  california: boolean;

  /**
   * Originating Agency Identifier; an entity outside law enforcement has none.
   * @example 'CA0330200'
   */
  @IsOptional()
  @IsString()
  @MaxLength(9)
  ori: string | null = null;

  /**
   * Code of the sharing network it uses.
   * @example 'learn'
   */
  @IsOptional()
  @Matches(code)
  network: string | null = null;
}

export class AgencyRegisteredBody extends ReceiptBody {
  agencyId: string;
}

export class NetworkBody {
  /** @example 'learn' */
  @IsOptional()
  @Matches(code)
  network: string | null = null;
}

export class AgencyPersonBody {
  /** @example 'Named Person' */
  @IsString()
  @Length(1, 100)
  personName: string;

  /** @example 'Detective' */
  @IsString()
  @Length(1, 60)
  rank: string;

  /**
   * An address that only this person reads, or a telephone.
   * @example 'named.person@pd.example'
   */
  @IsString()
  @Length(1, 120)
  contact: string;
}

export class AgencyCredentialBody extends ReceiptBody {
  personId: string;
  /** The person’s bearer token; null when this answer was given before, for it is kept nowhere. */
  token: string | null;
}

export class SharingExceptionBody {
  /**
   * When it ends, within a year.
   * @example '2027-05-24T00:00:00-07:00'
   */
  @Instant()
  until: string;

  /** @example 'Joint burglary task force of the valley, which uses another network' */
  @IsString()
  @MaxLength(1000)
  reason: string;
}

/** Why it ends. One of these and no free text: it stands in clear on the ledger for good. */
const endings = ['left-agency', 'reassigned', 'credential-lost', 'misuse', 'agency-request', 'dissolved', 'mistaken'];

export class AgencyEndingBody {
  /** @example 'left-agency' */
  @IsIn(endings)
  why: string;
}
