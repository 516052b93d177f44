/** Purposes: which of the policy’s are open. */
import { ArrayMaxSize, IsArray, IsString, MaxLength } from 'class-validator';

export class TaxonomyBody {
  /**
   * Purposes of 430.1 and 430.9(b), by name.
   * @example ['criminal-investigation', 'wanted-person', 'missing-person', 'stolen-vehicle', 'audit']
   */
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  purposes: string[];
}
