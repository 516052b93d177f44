/** Releases: the written request, the decisions on it, and the package that leaves. */
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsOptional,
  IsString,
  Length,
  Matches,
  MaxLength,
} from 'class-validator';
import type { Delivered } from '../handlers/releasing.js';
import { uuid } from './caller.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { digest } from './sharing.body.js';

/** What an agency writes (430.10(a)). What is missing is refused, and the refusal recorded. */
export class WrittenRequestBody {
  /** @example 'Cathedral City Police Department' */
  @IsString()
  @MaxLength(120)
  agencyName: string = '';

  /** @example 'Named Person' */
  @IsString()
  @MaxLength(100)
  personName: string = '';

  /**
   * An address that only this person reads, or a telephone.
   * @example 'named.person@pd.example'
   */
  @IsString()
  @MaxLength(120)
  contact: string = '';

  /**
   * One of the purposes of 430.1 and 430.9(b).
   * @example 'stolen-vehicle'
   */
  @IsString()
  @MaxLength(60)
  purpose: string = '';

  /** @example 'A series of catalytic converter thefts on Date Palm Drive' */
  @IsString()
  @MaxLength(2000)
  reason: string = '';

  /** @example 'Reads of a white van at Ramon Road, the night of 20 November' */
  @IsString()
  @MaxLength(2000)
  seeks: string = '';

  /** @example '26-11-0417' */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  caseNumber: string | null = null;

  /** SHA-256 of the signed request, hex. */
  @IsOptional()
  @Matches(digest)
  document: string | null = null;

  /** SHA-256 of a court order, hex. */
  @IsOptional()
  @Matches(digest)
  courtOrder: string | null = null;

  /** The order is a judge’s, and names the very data. */
  @IsBoolean()
  orderNamesData: boolean = false;

  /** SHA-256 of a special request of an agency outside of California, hex. */
  @IsOptional()
  @Matches(digest)
  specialRequest: string | null = null;
}

/** A request on paper, taken in by a member for the agency that wrote it. */
export class TakenInBody extends WrittenRequestBody {
  @Matches(uuid)
  agencyId: string;
}

export class RequestedBody extends ReceiptBody {
  releaseId: string;
}

export class OpinionBody {
  /** SHA-256 of the signed opinion, hex. */
  @IsOptional()
  @Matches(digest)
  document: string | null = null;

  /** The law permits the release. */
  @IsBoolean()
  permits: boolean;

  /** The data would serve immigration enforcement. */
  @IsBoolean()
  immigration: boolean;
}

export class ScopeBody {
  @Matches(uuid, { each: true })
  @IsArray()
  @ArrayMaxSize(1000)
  detectionIds: string[] = [];

  @Matches(uuid, { each: true })
  @IsArray()
  @ArrayMaxSize(1000)
  hitIds: string[] = [];
}

export class ApprovalBody {
  /** Root of the manifest that is approved, as the register of releases shows it. */
  @Matches(digest)
  root: string;
}

export class DenialBody {
  /** @example 'The request names no case, and the agency’s own records hold what it asks for' */
  @IsString()
  @MaxLength(1000)
  why: string;
}

export class FulfilmentBody {
  /**
   * The persons of the agency who receive the package.
   * @example ['Named Person']
   */
  @Length(1, 100, { each: true })
  @IsArray()
  @ArrayMaxSize(20)
  recipients: string[] = [];
}

export class ReleaseItemBody {
  @IsIn(['detection', 'hit'])
  kind: 'detection' | 'hit';
  id: string;
  /** SHA-256 of the row, as RFC 8785 writes it, hex. */
  digest: string;
}

export class ManifestBody {
  count: number;
  /** Merkle root (RFC 6962) over the digests of the items, hex. */
  root: string;
  items: ReleaseItemBody[];
}

export class PackageBody {
  releaseId: string;
  agencyId: string;
  /** What whoever receives it is told. */
  notice: string;
  manifest: ManifestBody;
  rows: Record<string, unknown>[];
}

export class DeliveredBody {
  receipt: ReceiptBody;
  package: PackageBody;
}

export class OpenedBody {
  receipt: ReceiptBody;
  release: Record<string, unknown>;
}

export class StateBody {
  receipt: ReceiptBody;
  /** @example 'approved' */
  status: string;
  requestedAt: string;
  /** Why it was denied. */
  denial: string | null;
  /** Reads and hits in the release. */
  count: number | null;
}

export const deliveredOf = ({ receipt, package: made }: Delivered): DeliveredBody => ({
  receipt: receiptOf(receipt),
  package: {
    ...made,
    manifest: { ...made.manifest, items: made.manifest.items.map((item) => ({ ...item })) },
    rows: made.rows.map((row) => ({ ...row })),
  },
});
