/** What another agency may look for here, and how it says why. */
import { Type } from 'class-transformer';
import { IsIn, IsOptional, IsString, Length, Matches, ValidateNested } from 'class-validator';
import type { MouScope } from '../domain/mou.js';
import { uuid } from './caller.js';
import { InquiryBody } from './queries.body.js';
import { Instant } from './times.js';

/** What to look for; only what is given is used, and recorded as used (Civil Code 1798.90.52(a)(2)). */
export class AgencyElementsBody {
  /**
   * The plate; `?` stands for one unknown character, `*` for any number of them.
   * @example '7XYZ123'
   */
  @IsOptional()
  @IsString()
  @Length(1, 20)
  plate?: string;

  /** @example 'CA' */
  @IsOptional()
  @IsString()
  @Length(2, 10)
  plateState?: string;

  /** @example '2026-11-23T00:00:00-08:00' */
  @IsOptional()
  @Instant()
  from?: string;

  /** @example '2026-11-24T00:00:00-08:00' */
  @IsOptional()
  @Instant()
  to?: string;
}

export class AgencySearchBody extends InquiryBody {
  /**
   * What the agreement opens.
   * @example 'detections'
   */
  @IsIn(['detections', 'hits'] satisfies MouScope[])
  question: MouScope;

  @ValidateNested()
  @Type(() => AgencyElementsBody)
  elements: AgencyElementsBody = new AgencyElementsBody();

  /** For the next page of the same search: the id of the last row shown. */
  @IsOptional()
  @Matches(uuid)
  after?: string;
}
