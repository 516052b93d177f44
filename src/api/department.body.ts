/** The department: its policy, and its ALPR Administrator. */
import { Matches } from 'class-validator';
import { uuid } from './caller.js';

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
}

export class DesignationBody {
  /** @example '019307f2-5a1e-7c3b-9d52-3f6a0c1b2d4e' */
  @Matches(uuid)
  memberId: string;
}
