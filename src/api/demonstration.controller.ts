/** The door of a demonstration department: one signs in as anybody of its cast. No other department has it. */
import { Body, Controller, Get, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { IsString, Length } from 'class-validator';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cast, type Part } from '../handlers/cast.js';
import { Address } from './caller.js';
import { isOwnRequest, isScreen, keepSession } from './cookies.js';
import { ForAnyone } from './doors.js';
import { Foreign } from './problem.js';

export class PartBody {
  @IsString()
  @Length(1, 60)
  username: string;
}

@ForAnyone()
@ApiExcludeController()
@Controller('demonstration')
export class DemonstrationController {
  constructor(private readonly cast: Cast) {}

  @Get('cast')
  parts(): readonly Part[] {
    return this.cast.parts;
  }

  @Post('sessions')
  async enter(
    @Body() { username }: PartBody,
    @Address() address: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<{ memberId: string }> {
    if (!isScreen(request) || !isOwnRequest(request)) throw new Foreign();
    const { token, memberId } = await this.cast.enter(username, address);
    keepSession(request, reply, token);
    return { memberId };
  }
}
