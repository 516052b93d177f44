/** Vendors' stores: what is on file of them, and what they send of themselves. */
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { Type } from 'class-transformer';
import type { AttestationKind } from '../domain/datastore.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { digest } from './sharing.body.js';
import { Instant } from './times.js';

export class DataStoreBody {
  /** @example 'Flock Safety' */
  @IsString()
  @Length(1, 100)
  vendor: string;

  /** @example 'FlockOS' */
  @IsString()
  @Length(1, 100)
  product: string;

  /** SHA-256 of the signed contract, hex. */
  @IsOptional()
  @Matches(digest)
  contract: string | null = null;

  /** SHA-256 of its CJIS addendum, hex. */
  @IsOptional()
  @Matches(digest)
  addendum: string | null = null;
}

export class DataStoreRegisteredBody extends ReceiptBody {
  dataStoreId: string;
}

export class AttestationBody {
  /** @example 'soc-report' */
  @IsIn(['soc-report', 'security-audit', 'penetration-test', 'hosting-location'])
  kind: AttestationKind;

  /** SHA-256 of the report, hex. */
  @IsOptional()
  @Matches(digest)
  document: string | null = null;

  /** @example '2027-11-24T00:00:00-08:00' */
  @Instant()
  validUntil: string;
}

export class SettingsBody {
  /** The vendor’s settings as it exports them, in any shape. */
  @IsObject()
  settings: Record<string, unknown>;
}

export class SnapshotBody extends ReceiptBody {
  /** Digest of the switches, to be approved. */
  digest: string;
  /** Switches that are on and speak of immigration enforcement. */
  immigration: string[];
}

export class SettingsApprovalBody {
  @Matches(digest)
  digest: string;
}

export class HeldReadBody {
  /** The id under which the source sent the read. */
  @IsString()
  @Length(1, 200)
  sourceEventId: string;

  @Instant()
  capturedAt: string;
}

export class HeldBody {
  /** When the vendor drew its list. */
  @Instant()
  asOf: string;

  /** Every read that the vendor still returns. */
  @ValidateNested({ each: true })
  @Type(() => HeldReadBody)
  @IsArray()
  @ArrayMaxSize(5000)
  reads: HeldReadBody[];

  /** The list covers reads captured from then on. */
  @Instant()
  from: string;
}

export class LogImportedBody extends ReceiptBody {
  /** Searches in the file. */
  rows: number;
  /** Rows imported before that the file lacks, tells otherwise, or no longer has columns for. */
  discrepancy: { vanished: number; changed: number; columnsDropped: number } | null;
}

export class TransferBody {
  @Matches(uuid)
  cameraId: string;

  @IsInt()
  @Min(0)
  @Max(10_000_000)
  count: number;

  /** Capture times of the first and the last read. */
  @Instant()
  first: string;

  @Instant()
  last: string;

  /** SHA-256 of the ids that the source gave the reads, sorted, one a line, hex. */
  @Matches(digest)
  reads: string;
}

export class TransferReceivedBody extends ReceiptBody {
  transferId: string;
}
