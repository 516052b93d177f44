/** Hot lists: plates of interest, each with a category of 430.1, a specific reason, a reference and an end. */
import { IsBoolean, IsIn, IsOptional, IsString, Length, MaxLength } from 'class-validator';
import type { HotListSource } from '../domain/hotlist.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

export class RegistrationBody {
  /** @example 'local' */
  @IsIn(['local', 'state', 'federal'])
  source: HotListSource;

  /** @example 'Stolen vehicles, local' */
  @IsString()
  @Length(1, 100)
  name: string;
}

export class RegisteredBody extends ReceiptBody {
  hotListId: string;
}

export class EntryBody {
  /**
   * One of the eleven of 430.1; any other is refused, and the refusal is recorded.
   * @example 'stolen-vehicle'
   */
  @IsString()
  @Length(1, 60)
  category: string;

  /**
   * Upper-case letters and digits.
   * @example '7XYZ123'
   */
  @IsString()
  @Length(1, 20)
  plate: string;

  /** @example 'CA' */
  @IsString()
  @Length(2, 10)
  plateState: string;

  /**
   * What the vehicle is sought for.
   * @example 'Taken from the owner at gunpoint, occupied twice'
   */
  @IsString()
  @MaxLength(1000)
  reason: string;

  /**
   * Warrant, case, order or alert number.
   * @example '26-11-0417'
   */
  @IsString()
  @MaxLength(100)
  reference: string;

  /**
   * When the entry ends, within a year.
   * @example '2027-02-24T00:00:00-08:00'
   */
  @IsOptional()
  @Instant()
  expiresAt: string | null = null;

  /** Who issued the order: a court, the Parole Board. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  issuingBody: string | null = null;

  /** Whose investigation it is. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  requestingAgency: string | null = null;

  /**
   * Statute of the crime.
   * @example 'Penal Code 215'
   */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  offence: string | null = null;

  /** When the motor vehicle department said so. */
  @IsOptional()
  @Instant()
  sourceDate: string | null = null;

  /** The entry rests on information about a specific individual. */
  @IsBoolean()
  individualSpecific: boolean = false;
}

export class EntryAddedBody extends ReceiptBody {
  entryId: string;
}

export class RemovalBody {
  /** @example 'recovered' */
  @IsIn(['recovered', 'cancelled', 'expired', 'mistaken'])
  why: 'recovered' | 'cancelled' | 'expired' | 'mistaken';
}

export class RefusedClauseBody {
  /** @example '430.1¶3.0' */
  clause: string;
  /** @example 'R-HL-REASON' */
  code: string;
  requires: string;
}

export class RefusedLineBody {
  /** In the file; the header is line 1. */
  line: number;
  clauses: RefusedClauseBody[];
}

export class FileAddedBody {
  added: number;
  refused: RefusedLineBody[];
}

export class RetiringBody {
  /** @example 'superseded' */
  @IsIn(['superseded', 'agreement-ended', 'mistaken'])
  why: 'superseded' | 'agreement-ended' | 'mistaken';
}

export class QuarantinedBody {
  /** @example '430.1¶3/X' */
  clause: string;
  /** @example 'R-HL-CATEGORY' */
  code: string;
  entries: number;
  /** The first lines of the file concerned, 100 at most. */
  lines: number[];
}

export class VersionBody extends ReceiptBody {
  versionId: string;
  /** From 1. */
  number: number;
  entries: number;
  added: number;
  removed: number;
  unchanged: number;
  duplicates: number;
  /** Entries beside which a look-alike is listed, such as O and 0. */
  collisions: number;
  /** What the policy does not name: never matched, and nothing of it kept. */
  quarantine: QuarantinedBody[];
}
