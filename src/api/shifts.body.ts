/** Shifts: what an operator says of the equipment before it goes out (430.6(f) and (g)). */
import { IsBoolean, IsOptional, Matches } from 'class-validator';
import { uuid } from './caller.js';
import { ReceiptBody } from './receipt.body.js';

export class ShiftBody extends ReceiptBody {
  shiftId: string;
}

/** Every point is to be answered by looking; leaving one out is refused, and the refusal is recorded. */
export class InspectionBody {
  @Matches(uuid)
  cameraId: string;

  /** The camera is properly affixed to the vehicle. */
  @IsOptional()
  @IsBoolean()
  affixed?: boolean;

  /** It is damaged. */
  @IsOptional()
  @IsBoolean()
  damaged?: boolean;

  /** It shows excessive wear. */
  @IsOptional()
  @IsBoolean()
  worn?: boolean;

  /**
   * SHA-256 of a photograph of the equipment, hex, where one was taken; the photograph itself stays outside.
   * @example 'a31fcfe6d9449c23ef19806499f0b12cdf01102b538796e2ba5dd63fdd525283'
   */
  @IsOptional()
  @Matches(/^[0-9a-f]{64}$/)
  photo: string | null = null;
}

export class FunctionBody {
  @Matches(uuid)
  cameraId: string;

  /** The system works as it should; the answer is kept beside what the system itself had heard of the camera. */
  @IsBoolean()
  functioning: boolean;
}

export class DeploymentBody {
  @Matches(uuid)
  cameraId: string;
}

export class DeployedBody extends ReceiptBody {
  deploymentId: string;
}

export class InspectedBody {
  cameraId: string;
  at: string;
  affixed: boolean;
  damaged: boolean;
  worn: boolean;
}

export class CheckedBody {
  cameraId: string;
  at: string;
  functioning: boolean;
  /** False where the system had heard otherwise of the camera. */
  agrees: boolean;
}

export class DeploymentShownBody {
  deploymentId: string;
  cameraId: string;
  /** @example 'mobile' */
  mobility: string;
  startedAt: string;
  endedAt: string | null;
}

export class OpenShiftBody {
  shiftId: string;
  startedAt: string;
  inspections: InspectedBody[];
  checks: CheckedBody[];
  deployments: DeploymentShownBody[];
}

export class OwnShiftBody {
  /** Null while none is open. */
  shift: OpenShiftBody | null;
}
