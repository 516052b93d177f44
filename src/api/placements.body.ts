/** Placements: what is said of where a camera looks. */
import { IsArray, IsBoolean, IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { PublicView, SensitiveSite } from '../domain/placement.js';

const views: readonly PublicView[] = ['public-road', 'public-property', 'private-open-to-public', 'visible-from-road'];
const kindsOfSite: readonly SensitiveSite[] = [
  'worship',
  'school',
  'medical',
  'reproductive-health',
  'court',
  'shelter',
  'union-hall',
  'place-of-assembly',
  'residence',
];

class SeenBody {
  /** Sensitive sites in view; an empty list says that none was found, none at all that nobody looked. */
  @IsOptional()
  @IsArray()
  @IsIn(kindsOfSite, { each: true })
  sites: SensitiveSite[] | null = null;

  /**
   * SHA-256 of a sample frame, hex.
   * @example 'a31fcfe6d9449c23ef19806499f0b12cdf01102b538796e2ba5dd63fdd525283'
   */
  @IsString()
  @MaxLength(64)
  frame: string = '';

  /** How many areas of the picture are masked. */
  @IsInt()
  @Min(0)
  @Max(1000)
  masks: number = 0;
}

export class PlacementBody extends SeenBody {
  /**
   * Why what it captures is in public view.
   * @example 'public-road'
   */
  @IsOptional()
  @IsIn(views)
  publicView: PublicView | null = null;

  /** @example 'Both northbound lanes, from the stop line to the kerb' */
  @IsString()
  @MaxLength(2000)
  fieldOfView: string = '';

  /** Why no other placement would do, where a sensitive site is in view. */
  @IsOptional()
  @IsString()
  @MaxLength(2000)
  justification: string | null = null;
}

export class PlacementReviewBody extends SeenBody {
  /** It still sees public places only, and as little else as can be. */
  @IsBoolean()
  keepsToPublicView: boolean;

  @IsString()
  @MaxLength(2000)
  note: string = '';
}
