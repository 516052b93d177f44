/** Hits: what 430.6(k) and (l) ask of whoever works one. */
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { EnforcementAction } from '../domain/hit.js';
import { uuid } from './caller.js';
import { InquiryBody } from './queries.body.js';

export class WatchBody extends InquiryBody {
  /** End once the queue, and what was missed since `Last-Event-ID`, has been told; for who asks from time to time. */
  @IsOptional()
  @IsBoolean()
  once: boolean = false;
}

export class ImageBody {
  /**
   * Which picture of the read.
   * @example 'plate'
   */
  @IsIn(['plate', 'scene'])
  kind: 'plate' | 'scene';
}

/** Both are to be answered by looking; leaving one out is refused, and the refusal is recorded. */
export class ComparisonBody {
  /** The state on the plate is that of the hot-list entry. */
  @IsOptional()
  @IsBoolean()
  stateAgrees?: boolean;

  /** Every character on the plate is that of the hot-list entry. */
  @IsOptional()
  @IsBoolean()
  charactersAgree?: boolean;
}

export class ConfirmationBody {
  /** @example 'radio' */
  @IsIn(['radio', 'mdc'])
  channel: 'radio' | 'mdc';

  /**
   * Who confirmed it, or the record of the terminal.
   * @example 'Dispatch, desk 2'
   */
  @IsString()
  @MaxLength(100)
  confirmer: string;

  /** The hot-list entry is still active. */
  @IsBoolean()
  active: boolean;
}

export class ExigencyBody {
  /**
   * What made it impossible to wait for confirmation.
   * @example 'The car was leaving towards the freeway with the child on board'
   */
  @IsString()
  @MaxLength(2000)
  narrative: string;
}

const actions: readonly EnforcementAction[] = [
  'traffic-stop',
  'investigative-stop',
  'arrest',
  'tow',
  'citation',
  'other',
];

export class ActionBody {
  /** @example 'traffic-stop' */
  @IsIn(actions)
  action: EnforcementAction;
}

export class CorrectionBody {
  /**
   * The characters as they are, upper-case letters and digits.
   * @example '7XYZ128'
   */
  @IsString()
  @Length(1, 20)
  plate: string;

  /** @example 'CA' */
  @IsString()
  @Length(2, 10)
  plateState: string;

  /**
   * What shows it: `image` or `registration`.
   * @example 'image'
   */
  @IsString()
  @MaxLength(40)
  basis: string;

  /** Who looked too; needed when the correction meets another hot-list entry. */
  @IsOptional()
  @Matches(uuid)
  secondMemberId: string | null = null;

  /**
   * What else there is to say of the plate; nothing of a person.
   * @example 'Lower half covered with mud'
   */
  @IsOptional()
  @IsString()
  @MaxLength(500)
  note: string | null = null;
}
