/** Unmaskings: one plate, for an audit, to who sees metadata only, once the Administrator or the Chief agrees. */
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import type { Member } from '../domain/actor.js';
import type { Unmaskable } from '../domain/unmask.js';
import { derivedId } from '../handlers/ids.js';
import { Unmasking } from '../handlers/unmasking.js';
import { Acting } from './acting.js';
import { By, CommandId, uuid } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { Uuid } from './validation.js';

export class UnmaskBody {
  /** @example 'hit' */
  @IsIn(['hit', 'detection', 'query'])
  kind: Unmaskable;

  /** The id of the hit, the detection or the question, as the access history or a register shows it. */
  @Matches(uuid)
  rowId: string;

  /** @example 'Item 14 of the audit of the third quarter: was this plate on a list?' */
  @IsString()
  @MaxLength(1000)
  reason: string = '';
}

export class UnmaskRequestedBody extends ReceiptBody {
  unmaskId: string;
}

export class UnmaskedBody {
  /** @example '7XYZ123' */
  plate: string;
  plateState: string | null;
  receipt: ReceiptBody;
}

@ForMembers()
@ApiTags('audit')
@Controller('unmaskings')
export class UnmaskingsController {
  constructor(
    private readonly acting: Acting,
    private readonly unmasking: Unmasking,
  ) {}

  /** Ask to see one plate. */
  @Post()
  @Acts('430.4U/N')
  async request(
    @Body() { kind, rowId, reason }: UnmaskBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<UnmaskRequestedBody> {
    const unmaskId = derivedId('unmask', commandId);
    const data = { unmaskId, kind, rowId, reason };
    return { ...(await this.acting.act({ type: 'RequestUnmask', data }, by, commandId)), unmaskId };
  }

  /** Agree that the plate may be shown. */
  @Post(':unmaskId/approval')
  @Acts('430.4U/N')
  approve(
    @Param('unmaskId', Uuid) unmaskId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    return this.acting.act({ type: 'ApproveUnmask', data: { unmaskId } }, by, commandId);
  }

  /** See the plate, once. */
  @Post(':unmaskId/plate')
  @HttpCode(200)
  @Acts('430.4U/N')
  async show(
    @Param('unmaskId', Uuid) unmaskId: string,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<UnmaskedBody> {
    const { receipt, plate, plateState } = await this.unmasking.show(unmaskId, by, commandId);
    return { plate, plateState, receipt: receiptOf(receipt) };
  }
}
