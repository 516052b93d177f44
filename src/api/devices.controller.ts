/** Devices: the Department's own, each known by its token, and personal ones permitted in writing (430.7(f)). */
import { Body, Controller, HttpCode, Param, Post, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { FastifyReply } from 'fastify';
import type { Member } from '../domain/actor.js';
import { derivedId, freshToken, sha256 } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import {
  ControlsBody,
  DeviceBody,
  DeviceEndBody,
  DeviceTokenBody,
  PermissionBody,
  DeviceRegisteredBody,
} from './devices.body.js';
import { Acts, Guarded } from './docs.js';
import { DEVICE_COOKIE } from './door.guard.js';
import { ForAnyone, ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

/** A year; the register decides earlier whether the token still means anything. */
const KEPT_S = 366 * 24 * 3600;

@ForMembers()
@ApiTags('devices')
@Controller('devices')
export class DevicesController {
  constructor(private readonly acting: Acting) {}

  /** Register a device that the Department issued or owns, and make its token. */
  @Post()
  @Acts('430.7(f)', '430.4A(i)')
  async register(
    @Body() body: DeviceBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DeviceRegisteredBody> {
    const deviceId = derivedId('device', commandId);
    const token = freshToken(deviceId);
    const asked = { name: body.name, class: body.class, ownership: body.ownership, journalKey: body.journalKey };
    const data = { ...asked, deviceId, credential: sha256(token) };
    const receipt = await this.acting.act({ type: 'RegisterDevice', data }, by, commandId, asked);
    return { ...receipt, deviceId, token: receipt.repeated ? null : token };
  }

  /** Take a device of the Department out of use; sessions on it end at once. */
  @Post(':deviceId/retirement')
  @Acts('430.7(f)', '430.4A(i)')
  retire(
    @Param('deviceId', Uuid) deviceId: string,
    @Body() { why }: DeviceEndBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RetireDevice', data: { deviceId, why } }, by, commandId);
  }

  /** Permit a member's personal device, by the Administrator's written permission, and make its token. */
  @Post('personal')
  @Acts('430.7(f)')
  async permit(
    @Body() body: PermissionBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<DeviceRegisteredBody> {
    const deviceId = derivedId('device', commandId);
    const token = freshToken(deviceId);
    const { memberId, scope, expiresAt, document } = body;
    const asked = { memberId, scope, expiresAt, document };
    const data = { ...asked, deviceId, credential: sha256(token) };
    const receipt = await this.acting.act({ type: 'GrantPersonalDevice', data }, by, commandId, asked);
    return { ...receipt, deviceId, token: receipt.repeated ? null : token };
  }

  /** Take back the permission for a personal device. */
  @Post(':deviceId/revocation')
  @Acts('430.7(f)')
  revoke(
    @Param('deviceId', Uuid) deviceId: string,
    @Body() { why }: DeviceEndBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RevokePersonalDevice', data: { deviceId, why } }, by, commandId);
  }

  /** Record that the controls of a personal device were verified (CJIS AC-20(1)); without it no hit is shown there. */
  @Post(':deviceId/controls')
  @Acts('430.7(f)')
  verify(
    @Param('deviceId', Uuid) deviceId: string,
    @Body() { document, validUntil }: ControlsBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'VerifyDeviceControls', data: { deviceId, document, validUntil } }, by, commandId);
  }

  /**
   * Have this browser show a device's token from now on.
   * @remarks Kept in a cookie that no script can read. Devices that are no browser send it as `X-Device-Token`.
   */
  @Post('current')
  @HttpCode(204)
  @ForAnyone()
  @UseGuards(ThrottlerGuard)
  @Guarded('430.7(f)')
  keep(@Body() { token }: DeviceTokenBody, @Res({ passthrough: true }) reply: FastifyReply): void {
    const kept = `${DEVICE_COOKIE}=${token}; Path=/; Max-Age=${KEPT_S}; HttpOnly; SameSite=Strict; Secure`;
    void reply.header('set-cookie', kept);
  }
}
