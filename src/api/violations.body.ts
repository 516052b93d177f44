/** Violations: what a report says, and what those who handle it say of it. */
import { IsBoolean, IsIn, IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';
import type { ViolationKind } from '../domain/violation.js';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';

const kinds: readonly ViolationKind[] = [
  'error',
  'personal-use',
  'harassment',
  'invasion-of-privacy',
  'disclosure',
  'unauthorised-access',
  'without-confirmation',
  'other',
];

export class ViolationBody {
  /** @example 'personal-use' */
  @IsIn(kinds)
  kind: ViolationKind;

  /**
   * What you saw, in your own words. It is sealed, and shown only to those who handle the report.
   * @example 'A plate was looked up at the request of a neighbour'
   */
  @IsString()
  @Length(1, 10_000)
  account: string;

  /** The member it is about, where you know his id; he is not told. */
  @IsOptional()
  @Matches(uuid)
  subjectId: string | null = null;
}

export class ReportedBody extends ReceiptBody {
  /** Keep it: it is how you may ask what became of the report. */
  violationId: string;
}

export class TriageBody {
  /** The member it is about, where the report did not say. */
  @IsOptional()
  @Matches(uuid)
  subjectId: string | null = null;
}

export class ConclusionBody {
  /** The policy was violated. */
  @IsBoolean()
  substantiated: boolean;

  /**
   * What was looked at, and what it showed.
   * @example 'Replayed the searches of the day; the case number belongs to another matter'
   */
  @IsString()
  @MaxLength(10_000)
  findings: string = '';
}

/** The class of what followed, and the day; nothing from a personnel file. */
export class DispositionBody {
  /** @example 'training' */
  @IsString()
  @MaxLength(40)
  outcome: string;

  /** @example '2026-11-24' */
  @Matches(/^\d{4}-\d\d-\d\d$/)
  decidedOn: string;
}
