/** Anomalies: what a reviewer says of a flag, and the plate of a canary. */
import { IsIn, IsString, Length, MaxLength } from 'class-validator';
import type { AnomalyDisposition } from '../domain/anomaly.js';
import { ReceiptBody } from './receipt.body.js';

const dispositions: readonly AnomalyDisposition[] = ['legitimate', 'training', 'violation'];

export class DispositionedBody {
  /** @example 'legitimate' */
  @IsIn(dispositions)
  disposition: AnomalyDisposition;

  /**
   * What was looked at, and what it showed.
   * @example 'A surveillance under one case, whose number was left out twice'
   */
  @IsString()
  @MaxLength(10_000)
  note: string = '';
}

export class CanaryBody {
  /**
   * A plate that no vehicle bears.
   * @example '9ZZZ998'
   */
  @IsString()
  @Length(2, 20)
  plate: string;
}

export class CanarySeededBody extends ReceiptBody {
  canaryId: string;
}
