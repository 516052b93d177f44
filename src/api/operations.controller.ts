/** Operations: canvasses, partial plates, exigencies reviewed, reads set aside, and court orders. */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { derivedId } from '../handlers/ids.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { EntryAddedBody } from './hotlists.body.js';
import {
  CanvassBody,
  CanvassOpenedBody,
  PartialBody,
  QuarantineBody,
  QuarantineReleaseBody,
  ReviewBody,
  WarrantBody,
  WarrantRegisteredBody,
} from './operations.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@Controller()
export class OperationsController {
  constructor(private readonly acting: Acting) {}

  /** Open a canvass around a crime scene; it ends with its window. */
  @Post('canvasses')
  @ApiTags('canvasses')
  @Acts('430.6(c).1')
  async openCanvass(
    @Body() canvass: CanvassBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<CanvassOpenedBody> {
    const canvassId = derivedId('canvass', commandId);
    const request = { type: 'OpenCanvass', data: { ...canvass, canvassId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), canvassId };
  }

  /** Close a canvass before its window ends. */
  @Post('canvasses/:canvassId/closing')
  @ApiTags('canvasses')
  @Acts('430.6(c).1')
  closeCanvass(
    @Param('canvassId', Uuid) canvassId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'CloseCanvass', data: { canvassId } }, by, commandId);
  }

  /**
   * Enter a partial plate reported during a major crime.
   * @remarks Homicide, shooting, robbery, kidnapping, sexual assault, aggravated assault, carjacking, arson,
   * hit-and-run, human trafficking.
   */
  @Post('hot-lists/:hotListId/partials')
  @ApiTags('hot lists')
  @Acts('430.6(c).2', '430.3(d)')
  async addPartial(
    @Param('hotListId', Uuid) hotListId: string,
    @Body() partial: PartialBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<EntryAddedBody> {
    const entryId = derivedId('entry', commandId);
    const request = { type: 'AddPartialPlate', data: { ...partial, hotListId, entryId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), entryId };
  }

  /** Review an exigency that somebody else declared. */
  @Post('hits/:hitId/exigency/review')
  @ApiTags('hits')
  @Acts('430.6(k).4')
  review(
    @Param('hitId', Uuid) hitId: string,
    @Body() { justified, note }: ReviewBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ReviewExigency', data: { hitId, justified, note } }, by, commandId);
  }

  /** Set a read aside that was not exposed to public view: it is matched and shown no more. */
  @Post('detections/:detectionId/quarantine')
  @ApiTags('reads')
  @Acts('430.8¶4.3', '430.9P(a)')
  quarantine(
    @Param('detectionId', Uuid) detectionId: string,
    @Body() { why }: QuarantineBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'QuarantineDetection', data: { detectionId, why } }, by, commandId);
  }

  /** Release a read that was in public view after all, or covered by a court order. */
  @Post('detections/:detectionId/release')
  @ApiTags('reads')
  @Acts('430.8¶4.3', '430.4A(i)')
  release(
    @Param('detectionId', Uuid) detectionId: string,
    @Body() { basis }: QuarantineReleaseBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ReleaseQuarantine', data: { detectionId, basis } }, by, commandId);
  }

  /** Register the court order under which a camera reads what is not exposed to public view. */
  @Post('warrants')
  @ApiTags('reads')
  @Acts('430.9P(a)')
  async warrant(
    @Body() warrant: WarrantBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<WarrantRegisteredBody> {
    const warrantId = derivedId('warrant', commandId);
    const request = { type: 'StartWarrantedCapture', data: { ...warrant, warrantId } } as const;
    return { ...(await this.acting.act(request, by, commandId)), warrantId };
  }
}
