/** Delegations: what is said of who does which work, and until when. */
import { ArrayUnique, IsIn } from 'class-validator';
import { type Scope, scopes } from '../domain/actor.js';
import { Instant } from './times.js';

export class DelegationBody {
  /**
   * The work assigned.
   * @example ['enrolment', 'devices']
   */
  @IsIn(scopes, { each: true })
  @ArrayUnique()
  scopes: Scope[];

  /** @example '2027-06-30T00:00:00-08:00' */
  @Instant()
  until: string;
}
