/** Placements: where a camera looks is approved before, and reviewed every year (430.8¶4). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { PlacementBody, PlacementReviewBody } from './placements.body.js';
import { ReceiptBody } from './receipt.body.js';
import { Uuid } from './validation.js';

@ForMembers()
@ApiTags('placements')
@Controller('placements')
export class PlacementsController {
  constructor(private readonly acting: Acting) {}

  /** Approve where a camera looks: the public view, the sites around it, and a frame of what it sees. */
  @Post(':cameraId')
  @Acts('430.8¶4.1', '430.8¶4.3', '430.3(a)')
  approve(
    @Param('cameraId', Uuid) cameraId: string,
    @Body() { publicView, fieldOfView, sites, justification, frame, masks }: PlacementBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { cameraId, publicView, fieldOfView, sites, justification, frame, masks };
    return this.acting.act({ type: 'ApprovePlacement', data }, by, commandId);
  }

  /** Review a placement; due every year. */
  @Post(':cameraId/review')
  @Acts('430.8¶4.3')
  review(
    @Param('cameraId', Uuid) cameraId: string,
    @Body() { keepsToPublicView, sites, note, frame, masks }: PlacementReviewBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { cameraId, keepsToPublicView, sites, note, frame, masks };
    return this.acting.act({ type: 'ReviewPlacement', data }, by, commandId);
  }
}
