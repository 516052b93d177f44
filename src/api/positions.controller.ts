/** Positions: which of those the policy lists the Department lets in, and what each must have completed (430.4A). */
import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Member } from '../domain/actor.js';
import { authorisedPositions, type Position, unlistedPositions } from '../domain/positions.js';
import { Malformed } from '../handlers/errors.js';
import { Acting } from './acting.js';
import { By, CommandId } from './caller.js';
import { Acts } from './docs.js';
import { ForMembers } from './doors.js';
import { ReceiptBody } from './receipt.body.js';
import { RequirementBody } from './positions.body.js';

const known: readonly string[] = [...authorisedPositions, ...unlistedPositions];
const positionOf = (text: string): Position => {
  if (known.includes(text)) return text as Position;
  throw new Malformed('This is no position', 'position', `Name one of ${known.join(', ')}.`);
};

@ForMembers()
@ApiTags('department')
@Controller('positions')
export class PositionsController {
  constructor(private readonly acting: Acting) {}

  /** List a position as one that may access the system. */
  @Post(':position/listing')
  @Acts('430.4A(a)')
  list(@Param('position') name: string, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    const data = { position: positionOf(name) };
    return this.acting.act({ type: 'ListAuthorizedPosition', data }, by, commandId);
  }

  /** Withdraw a position: whoever holds it has no access from that moment. */
  @Post(':position/withdrawal')
  @Acts('430.4A(a)')
  withdraw(@Param('position') name: string, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    const data = { position: positionOf(name) };
    return this.acting.act({ type: 'WithdrawAuthorizedPosition', data }, by, commandId);
  }

  /** Set what whoever holds the position must have completed. */
  @Post(':position/training-requirement')
  @Acts('430.4A(b)')
  require(
    @Param('position') name: string,
    @Body() { trainings }: RequirementBody,
    @By() by: Member,
    @CommandId() commandId: string,
  ): Promise<ReceiptBody> {
    const data = { position: positionOf(name), trainings };
    return this.acting.act({ type: 'SetTrainingRequirement', data }, by, commandId);
  }
}
