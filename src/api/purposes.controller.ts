/** The purposes open in the Department: what a query may be for. */
import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { TaxonomyBody } from './purposes.body.js';

@ForMembers()
@ApiTags('department')
@Controller('department/purposes')
export class PurposesController {
  constructor(private readonly acting: Acting) {}

  /** Adopt which of the policy’s purposes are open; a query for any other is refused. */
  @Post()
  @Acts('430.1¶2.2', '430.4A(i)')
  adopt(@Body() { purposes }: TaxonomyBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AdoptPurposeTaxonomy', data: { purposes } }, by, commandId);
  }
}
