/** Questions: nobody looks at the data without saying why. A reason left out is refused, and the refusal recorded. */
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import type { Question } from '../domain/query.js';
import { type Register, registerNames } from '../domain/registers.js';
import type { Answer } from '../handlers/orders.js';
import { uuid } from './caller.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Instant } from './times.js';

/** Why somebody looks (430.7(g)). */
export class ReasonBody {
  /**
   * One of the purposes of 430.1 and 430.9(b) that the Department has adopted, by its name or its short code.
   * @example 'stolen-vehicle'
   */
  @IsString()
  @MaxLength(60)
  purpose: string = '';

  /**
   * What you are working on, as you would say it in a report.
   * @example 'Looking for the silver sedan taken on Ramon Road'
   */
  @IsString()
  @MaxLength(1000)
  reason: string = '';

  /** @example '26-11-0417' */
  @IsOptional()
  @IsString()
  @MaxLength(60)
  eventNumber: string | null = null;

  /** Why there is no event number, where there is none. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  noEventNumberBecause: string | null = null;
}

export class InquiryBody extends ReasonBody {
  /** Most rows wanted; every one shown is recorded as seen. */
  @IsInt()
  @Min(1)
  @Max(1000)
  limit: number = 100;
}

/** What to look for; only what is given is used, and recorded as used (Civil Code 1798.90.52(a)(2)). */
export class ElementsBody {
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

  @IsOptional()
  @Matches(uuid)
  cameraId?: string;

  @IsOptional()
  @Matches(uuid)
  memberId?: string;

  /** @example 'officer.a' */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  username?: string;

  /** Which register, where the question is for `registers`. */
  @IsOptional()
  @IsIn(registerNames)
  register?: Register;

  @IsOptional()
  @Matches(uuid)
  hitId?: string;

  /** One event of the access history. */
  @IsOptional()
  @Matches(uuid)
  eventId?: string;

  /**
   * One kind of act in the access history.
   * @example 'refusal'
   */
  @IsOptional()
  @Matches(/^[a-z]{3,20}(?:-[a-z]{3,20})?$/)
  kind?: string;

  /** @example '26-11-0417' */
  @IsOptional()
  @IsString()
  @Length(1, 60)
  caseNumber?: string;

  /** @example '2026-11-23T00:00:00-08:00' */
  @IsOptional()
  @Instant()
  from?: string;

  /** @example '2026-11-24T00:00:00-08:00' */
  @IsOptional()
  @Instant()
  to?: string;
}

const questions: readonly Question[] = [
  'detections',
  'hits',
  'open-hits',
  'hot-list-entries',
  'access-history',
  'figures',
  'registers',
];

export class QueryBody extends InquiryBody {
  /** @example 'detections' */
  @IsIn(questions)
  question: Question;

  @ValidateNested()
  @Type(() => ElementsBody)
  elements: ElementsBody = new ElementsBody();

  /** For the next page of the same question: the id of the last row shown. */
  @IsOptional()
  @Matches(uuid)
  after?: string;
}

export class PictureBody {
  /**
   * Which picture of the read.
   * @example 'plate'
   */
  @IsIn(['plate', 'vehicle', 'scene'])
  kind: 'plate' | 'vehicle' | 'scene';
}

export class AnswerBody {
  /** The question as it stands on the ledger. */
  queryId: string;
  rows: Record<string, unknown>[];
  /** There are more rows than were asked for. */
  more: boolean;
  /** Rows left out because they concern the member himself. */
  withheld: number;
  receipt: ReceiptBody;
}

export const answerOf = ({ queryId, rows, more, withheld, receipt }: Answer): AnswerBody => ({
  queryId,
  rows: rows.map((row) => ({ ...row })),
  more,
  withheld,
  receipt: receiptOf(receipt),
});
