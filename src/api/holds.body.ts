/** Holds and evidence, as requests and answers. */
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, Matches, MaxLength, ValidateNested } from 'class-validator';
import type { MediaKind } from '../domain/evidence.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

const MOST = 1000;
const mediaKinds: readonly MediaKind[] = ['usb-drive', 'hard-drive', 'optical-disc', 'memory-card', 'other'];

/** What a hold reaches: all that meets any of these. Nothing of it stands in clear on the ledger. */
export class HoldScopeBody {
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
  @Type(() => HoldScopeBody)
  scope: HoldScopeBody = {};
}

export class HoldPlacedBody extends ReceiptBody {
  holdId: string;
}

export class HoldReachedBody {
  /** @example 'detection' */
  class: string;
  /** The UTC day, `yyyy-mm-dd`. */
  date: string;
  /** Units that the hold would keep, and how many of them another keeps already. */
  units: number;
  held: number;
}

export class HoldPreviewedBody extends ReceiptBody {
  units: number;
  buckets: HoldReachedBody[];
}

export class EvidenceBookingBody {
  @Matches(uuid)
  holdId: string;

  /**
   * Who can open it: age recipients.
   * @example ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p']
   */
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @MaxLength(400, { each: true })
  recipients: string[] = [];

  /** @example 'usb-drive' */
  @IsIn(mediaKinds)
  media: MediaKind;

  /** @example 'P-26-01177' */
  @IsString()
  @MaxLength(60)
  propertyNumber: string = '';

  /**
   * The number on the medium.
   * @example 'USB-0042'
   */
  @IsString()
  @MaxLength(60)
  mediaId: string = '';
}

export class ResolutionBody {
  /** SHA-256 of the document that resolved the matter, hex. */
  @IsString()
  @MaxLength(64)
  resolution: string = '';
}

export class EvidenceTransferBody {
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
