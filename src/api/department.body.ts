/** The department: its policy, and its ALPR Administrator. */
import { ArrayMaxSize, IsArray, IsObject, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';
import { Instant } from './times.js';

export class ClauseBody {
  /** @example '430.6(k).3' */
  clause: string;
  /** The policy’s own words. */
  text: string;
  /**
   * Who upholds it: the software refuses or records, or a person attests.
   * @example ['enforced']
   */
  kinds: string[];
}

export class PolicyBody {
  /** @example 'psp-430' */
  version: string;
  /** SHA-256 of its text: what a member acknowledges. */
  digest: string;
  clauses: ClauseBody[];
}

export class AdoptionBody {
  /** @example 'a31fcfe6d9449c23ef19806499f0b12cdf01102b538796e2ba5dd63fdd525283' */
  @Matches(/^[0-9a-f]{64}$/)
  digest: string;

  /** @example 'psp-430' */
  @Matches(/^[\w.-]{1,40}$/)
  version: string;

  /**
   * Figures the policy leaves open, where they differ from ours; GET /policy/terms lists them.
   * @example { "reasonLength": 20 }
   */
  @IsOptional()
  @IsObject()
  settings?: Record<string, number>;

  /**
   * The law packs in force beside the policy; left out, those of California and the CJIS Security Policy.
   * @example ['civil-code-alpr', 'values-act', 'city-records', 'dppa', 'cjis']
   */
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(50)
  @IsString({ each: true })
  @MaxLength(60, { each: true })
  packs?: string[];
}

export class SettingBody {
  /** @example 'reasonLength' */
  name: string;
  /** What is in force. */
  value: number;
  /** Ours, where the Department has not adopted another. */
  ours: number;
}

export class PackBody {
  /** @example 'civil-code-alpr' */
  name: string;
  title: string;
  inForce: boolean;
}

/** A draft of the policy's terms, and the period of the past it is held against. */
export class DryRunBody {
  /**
   * What would be otherwise: settings, packs, and rules left out, by clause and code.
   * @example { "packs": ["civil-code-alpr", "draft-case-number"], "without": ["430.7(g) R-NO-EVENTNO"] }
   */
  @IsObject()
  draft: object;

  /** @example '2026-07-01T00:00:00-07:00' */
  @IsOptional()
  @Instant()
  from?: string;

  /** @example '2026-10-01T00:00:00-07:00' */
  @IsOptional()
  @Instant()
  to?: string;
}

export class DifferingBody {
  /** Where it stands on the ledger. */
  position: string;
  stream: string;
  /** @example 'MakeQuery' */
  action: string;
  recordedAt: string;
  recorded: 'allowed' | 'refused';
  now: 'allowed' | 'refused';
  /** The rules that would refuse it, by clause and code. */
  broken: string[];
}

export class DryRunResultBody {
  /** Commands of the period, and those that could be decided again. */
  commands: number;
  again: number;
  /** Allowed then, refused under the draft; and the other way round. */
  wouldRefuse: number;
  wouldAllow: number;
  /** The first 10,000 of them, without anything that was sealed. */
  cases: DifferingBody[];
  receipt: ReceiptBody;
}

export class NoteBody {
  /** @example 'L9' */
  id: string;
  clauses: string[];
  observed: string;
  settled: string;
}

/** What the policy leaves open: figures that are the Department's to set, and law that stands beside it. */
export class TermsBody {
  settings: SettingBody[];
  packs: PackBody[];
}

export class DesignationBody {
  /**
   * From when, where not from now; until then the one before stays in office.
   * @example '2027-01-01T00:00:00-08:00'
   */
  @IsOptional()
  @Instant()
  from?: string;

  /** @example '019307f2-5a1e-7c3b-9d52-3f6a0c1b2d4e' */
  @Matches(uuid)
  memberId: string;
}
