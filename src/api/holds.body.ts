/** Holds and evidence, as requests and answers. */
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

const MOST = 1000;

/** What a hold reaches: all that meets any of these. Nothing of it stands in clear on the ledger. */
export class ScopeBody {
  /** @example ['7XYZ123'] */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST)
  @IsString({ each: true })
  @MaxLength(10, { each: true })
  plates?: string[];

  /** Case or event numbers under which something was asked or downloaded. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  caseNumbers?: string[];

  /** Ids of reads, hits, entries or queries. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST)
  @Matches(uuid, { each: true })
  ids?: string[];

  /** Cameras that stood where it happened. */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST)
  @Matches(uuid, { each: true })
  cameraIds?: string[];

  /** Reads captured at or after. */
  @IsOptional()
  @Instant()
  from?: string;

  /** Reads captured before. */
  @IsOptional()
  @Instant()
  to?: string;
}

export class HoldBody {
  /** @example 'People v. Doe, RIF2600001' */
  @IsString()
  @MaxLength(200)
  matter: string = '';

  /**
   * The order, demand or request behind it.
   * @example 'Preservation demand of the public defender, 2 January 2026'
   */
  @IsString()
  @MaxLength(400)
  authority: string = '';

  /** On which day it is looked at again. */
  @Instant()
  reviewAt: string;

  @ValidateNested()
  @Type(() => ScopeBody)
  scope: ScopeBody = {};
}

export class HeldBody extends ReceiptBody {
  holdId: string;
}

export class ResolutionBody {
  /** SHA-256 of the document that resolved the matter, hex. */
  @IsString()
  @MaxLength(64)
  resolution: string = '';
}

export class TransferBody {
  /** @example 'Property room' */
  @IsString()
  @MaxLength(120)
  from: string = '';

  /** @example 'Clerk of the Superior Court' */
  @IsString()
  @MaxLength(120)
  to: string = '';

  /** @example 'Subpoena of 4 January' */
  @IsString()
  @MaxLength(400)
  why: string = '';
}
