/** Shifts: begun, equipment inspected, checked and deployed, and ended (430.6(b), (f) and (g)). */
import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Reception } from '../handlers/reception.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { DeployedBody, DeploymentBody, FunctionBody, InspectionBody, OwnShiftBody, ShiftBody } from './shifts.body.js';
import { given, Uuid } from './validation.js';

@ForMembers()
@ApiTags('shifts')
@Controller('shifts')
export class ShiftsController {
  constructor(
    private readonly acting: Acting,
    private readonly reception: Reception,
  ) {}

  /** Your own shift, with what you did in it. */
  @Get('current')
  async current(@By() by: Member): Promise<OwnShiftBody> {
    const shift = await this.reception.shift(by);
    if (!shift) return { shift: null };
    const { shiftId, startedAt, inspections, checks, deployments } = shift;
    return {
      shift: {
        shiftId,
        startedAt,
        inspections: inspections.map(({ cameraId, at, affixed, damaged, worn }) => ({
          cameraId,
          at,
          affixed,
          damaged,
          worn,
        })),
        checks: checks.map(({ cameraId, at, functioning, agrees }) => ({ cameraId, at, functioning, agrees })),
        deployments: deployments.map((one) => ({ ...one })),
      },
    };
  }

  /**
   * Start a shift of your own.
   * @remarks One that is still open ends, and with it whatever was deployed in it.
   */
  @Post()
  @Acts('430.6(b)', '430.6(d)', '430.6(f)')
  async start(@By() by: Member, @CommandId() commandId: string): Promise<ShiftBody> {
    const shiftId = derivedId('shift', commandId);
    const request = { type: 'StartShift', data: { memberId: by.id, shiftId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), shiftId };
  }

  /** Record the inspection of the equipment: affixed, damaged, worn. */
  @Post(':shiftId/inspections')
  @Acts('430.6(f)', '430.3(a)')
  inspect(
    @Param('shiftId', Uuid) shiftId: string,
    @Body() { photo, ...inspection }: InspectionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { ...given(inspection), photo, memberId: by.id, shiftId };
    return this.acting.act({ type: 'InspectEquipment', data }, by, commandId);
  }

  /**
   * Attest whether the equipment works.
   * @remarks The system puts beside it the last read, the last heartbeat, the clock and the test read of the camera.
   */
  @Post(':shiftId/function-checks')
  @Acts('430.6(g)', '430.3(a)')
  check(
    @Param('shiftId', Uuid) shiftId: string,
    @Body() { cameraId, functioning }: FunctionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { cameraId, functioning, memberId: by.id, shiftId };
    return this.acting.act({ type: 'AttestFunction', data }, by, commandId);
  }

  /** Take equipment out; a mobile unit only once it was inspected in this shift. */
  @Post(':shiftId/deployments')
  @Acts('430.6(b)', '430.6(f)', '430.6(g)', '430.6(h)')
  async deploy(
    @Param('shiftId', Uuid) shiftId: string,
    @Body() { cameraId }: DeploymentBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DeployedBody> {
    const deploymentId = derivedId('deployment', commandId);
    const data = { cameraId, deploymentId, memberId: by.id, shiftId };
    return { ...(await this.acting.act({ type: 'StartDeployment', data }, by, commandId)), deploymentId };
  }

  /** Bring equipment back. */
  @Post(':shiftId/deployments/:deploymentId/end')
  @Acts('430.6(b)', '430.6(f)')
  recall(
    @Param('shiftId', Uuid) shiftId: string,
    @Param('deploymentId', Uuid) deploymentId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { deploymentId, memberId: by.id, shiftId };
    return this.acting.act({ type: 'EndDeployment', data }, by, commandId);
  }

  /** End the shift, and with it every deployment. */
  @Post(':shiftId/end')
  @Acts('430.6(b)', '430.6(f)')
  end(@Param('shiftId', Uuid) shiftId: string, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return this.acting.act({ type: 'EndShift', data: { memberId: by.id, shiftId } }, by, commandId);
  }
}
