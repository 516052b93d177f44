/** Upkeep: faults are reported by anyone in a session, and cleared by the ALPR Administrator (430.6(h), 430.4A(i)). */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Camera, Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForCameras, ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { ClearingBody, FaultBody, FaultReportedBody, HeartbeatBody, MaintenanceBody } from './upkeep.body.js';
import { Uuid } from './validation.js';

@Controller()
export class UpkeepController {
  constructor(private readonly acting: Acting) {}

  /**
   * Report damage, excessive wear or an issue of function.
   * @remarks The ALPR Administrator is told by Department e-mail. The unit is not deployed until the fault is cleared.
   */
  @Post('equipment/:cameraId/faults')
  @ForMembers()
  @ApiTags('equipment')
  @Acts('430.6(h)', '430.3(a)')
  async report(
    @Param('cameraId', Uuid) cameraId: string,
    @Body() { kind, description }: FaultBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<FaultReportedBody> {
    const faultId = derivedId('fault', commandId);
    const request = { type: 'ReportEquipmentFault', data: { cameraId, faultId, kind, description } } as const;
    return { ...(await this.acting.act(request, by, commandId)), faultId };
  }

  /** Clear a fault: the unit may go out again. */
  @Post('equipment/:cameraId/faults/:faultId/clearing')
  @ForMembers()
  @ApiTags('equipment')
  @Acts('430.4A(i)', '430.6(h)')
  clear(
    @Param('cameraId', Uuid) cameraId: string,
    @Param('faultId', Uuid) faultId: string,
    @Body() { how }: ClearingBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ClearFault', data: { cameraId, faultId, how } }, by, commandId);
  }

  /** Record maintenance that was done. */
  @Post('equipment/:cameraId/maintenance')
  @ForMembers()
  @ApiTags('equipment')
  @Acts('430.4A(i)', '430.3(a)')
  maintain(
    @Param('cameraId', Uuid) cameraId: string,
    @Body() { work }: MaintenanceBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RecordMaintenance', data: { cameraId, work } }, by, commandId);
  }

  /** Send a sign of life: the camera's time, and whether it read its test plate. */
  @Post('heartbeats')
  @HttpCode(200)
  @ForCameras()
  @ApiTags('cameras')
  @Acts('430.6(g)')
  beat(
    @Body() { sentAt, testRead }: HeartbeatBody,
    @By() by: Camera,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'SendHeartbeat', data: { cameraId: by.id, sentAt, testRead } }, by, commandId);
  }
}
