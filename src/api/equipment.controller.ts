/** Equipment: cameras are installed, given new credentials and retired by the ALPR Administrator. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Doorkeeper } from '../handlers/doorkeeper.js';
import { freshToken, sha256 } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { CredentialBody, InstallationBody, type PlaceBody, RetirementBody } from './equipment.body.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('equipment')
@Controller('equipment')
export class EquipmentController {
  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly acting: Acting,
  ) {}

  /** Put a camera on the register, and make its credential. */
  @Post()
  @Acts('430.4A(i)', '430.3(a)')
  async install(
    @Body() { name, mobility, place }: InstallationBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<CredentialBody> {
    const installation = { name, mobility, place: place && millionths(place) };
    const { receipt, cameraId, token } = await this.doorkeeper.installCamera(installation, by, commandId);
    return { ...receiptOf(receipt), cameraId, token: receipt.repeated ? null : token };
  }

  /** Give a camera a new credential; the old one is void at once. */
  @Post(':cameraId/credential')
  @Acts('430.4A(i)', '430.3(a)')
  async rotate(
    @Param('cameraId', Uuid) cameraId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<CredentialBody> {
    const token = freshToken(cameraId);
    const request = { type: 'RotateCredential', data: { cameraId, credential: sha256(token) } } as const;
    const receipt = await this.acting.act(request, by, commandId, { cameraId });
    return { ...receipt, cameraId, token: receipt.repeated ? null : token };
  }

  /** Take a camera out of service. */
  @Post(':cameraId/retirement')
  @Acts('430.4A(i)', '430.3(a)')
  retire(
    @Param('cameraId', Uuid) cameraId: string,
    @Body() { why }: RetirementBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'RetireEquipment', data: { cameraId, why } }, by, commandId);
  }
}

const millionths = ({ latitude, longitude }: PlaceBody) => ({
  latitude: Math.round(latitude * 1e6),
  longitude: Math.round(longitude * 1e6),
});
