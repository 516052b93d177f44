/** Positions: what is asked of whoever holds one. */
import { ArrayUnique, IsIn } from 'class-validator';
import type { TrainingKind } from '../domain/actor.js';

export class RequirementBody {
  /**
   * Everything asked of the position; never less than the policy asks.
   * @example ['CLETS', 'ALPR', 'POST']
   */
  @IsIn(['CLETS', 'ALPR', 'POST'], { each: true })
  @ArrayUnique()
  trainings: TrainingKind[];
}
