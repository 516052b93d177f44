/** Equipment: a camera as it is put on the register. */
import { Type } from 'class-transformer';
import { IsIn, IsLatitude, IsLongitude, IsNumber, IsOptional, IsString, Length, ValidateNested } from 'class-validator';
import { ReceiptBody } from './receipt.body.js';

export class PlaceBody {
  /**
   * Degrees, WGS 84.
   * @example 33.8303
   */
  @IsNumber()
  @IsLatitude()
  latitude: number;

  /** @example -116.5453 */
  @IsNumber()
  @IsLongitude()
  longitude: number;
}

export class InstallationBody {
  /** @example 'Palm Canyon Dr at Ramon Rd, northbound' */
  @IsString()
  @Length(1, 100)
  name: string;

  /** @example 'fixed' */
  @IsIn(['fixed', 'mobile'])
  mobility: 'fixed' | 'mobile';

  /** Where it stands; none for a mobile one. */
  @IsOptional()
  @ValidateNested()
  @Type(() => PlaceBody)
  place: PlaceBody | null = null;
}

export class CredentialBody extends ReceiptBody {
  cameraId: string;
  /** The camera's bearer token; null when this answer was given before, for it is kept nowhere. */
  token: string | null;
}

/** Why it is taken out of service. One of these and no free text: it stands in clear on the ledger for good. */
const endings = ['replaced', 'moved', 'damaged', 'stolen', 'withdrawn'];

export class RetirementBody {
  /** @example 'replaced' */
  @IsIn(endings)
  why: string;
}
