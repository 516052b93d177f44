/** Sessions: opened with individual credentials, used once the banner is accepted, closed by their owner. */
import { Body, Controller, Delete, HttpCode, Post, Req, Res, UseGuards } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ThrottlerGuard } from '@nestjs/throttler';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Member } from '../domain/actor.js';
import { Doorkeeper } from '../handlers/doorkeeper.js';
import { Factors } from '../handlers/factors.js';
import { Refused } from '../handlers/orders.js';
import { Acting } from './acting.js';
import { Address, By, CommandId, DeviceToken } from './caller.js';
import { dropSession, isOwnRequest, isScreen, keepSession } from './cookies.js';
import { Acts, Guarded } from './docs.js';
import { ForAnyone, ForMembers } from './doors.js';
import { Foreign, Unknown } from './problem.js';
import { ReceiptBody, receiptOf } from './receipt.body.js';
import { ChallengeBody, LogInBody, SessionBody, UnlockBody } from './sessions.body.js';

@ApiTags('sessions')
@Controller('sessions')
export class SessionsController {
  constructor(
    private readonly doorkeeper: Doorkeeper,
    private readonly acting: Acting,
    private readonly factors: Factors,
  ) {}

  /**
   * Log in, with password and second factor.
   * @remarks One session at a time: an older one is closed. Five failures within a quarter of an hour lock the account.
   * A screen, which says so in the header `X-Alpr-Screen`, is given a cookie that no script can read, and no token.
   */
  @Post()
  @ForAnyone()
  @UseGuards(ThrottlerGuard)
  @Guarded('430.6(i)')
  async logIn(
    @Body() credentials: LogInBody,
    @Address() address: string,
    @DeviceToken() deviceToken: string | null,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionBody> {
    if (isScreen(request) && !isOwnRequest(request)) throw new Foreign();
    try {
      const session = await this.doorkeeper.logIn({ ...credentials, address, deviceToken });
      if (!isScreen(request)) return session;
      keepSession(request, reply, session.token);
      return { ...session, token: null };
    } catch (error) {
      throw error instanceof Refused ? notLetIn(error) : error;
    }
  }

  /** A challenge for a passkey, good for one log-in within two minutes. */
  @Post('challenge')
  @HttpCode(200)
  @ForAnyone()
  @UseGuards(ThrottlerGuard)
  @Guarded('430.6(i)')
  challenge(): Promise<ChallengeBody> {
    return this.factors.challenge();
  }

  /** Accept the banner of this session. */
  @Post('current/banner')
  @ForMembers()
  @Acts('430.7(c)')
  acceptBanner(@By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return this.acting.act({ type: 'AcceptBanner', data: own(by) }, by, commandId);
  }

  /** Lock this session, as when you turn your back on it; one left alone is locked after half an hour. */
  @Post('current/lock')
  @ForMembers()
  @Acts('430.7(e)')
  async lock(@By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return receiptOf(await this.doorkeeper.lock(by, commandId));
  }

  /** Open it again with password and second factor. */
  @Post('current/unlock')
  @ForMembers()
  @UseGuards(ThrottlerGuard)
  @Acts('430.7(e)', '430.6(i)')
  async unlock(@Body() given: UnlockBody, @By() by: Member, @CommandId() commandId: string): Promise<ReceiptBody> {
    return receiptOf(await this.doorkeeper.unlock(by, given, commandId));
  }

  /** Log out. */
  @Delete('current')
  @HttpCode(200)
  @ForMembers()
  @Acts('430.6(i)')
  async logOut(
    @By() by: Member,
    @CommandId() commandId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReceiptBody> {
    if (isScreen(request)) dropSession(request, reply);
    return this.acting.act({ type: 'LogOut', data: own(by) }, by, commandId);
  }
}

const own = ({ id, sessionId }: Member) => ({ memberId: id, sessionId: sessionId ?? '' });

/** The same words for a wrong name, password or code and for a locked account, or they would tell which names exist. */
const notLetIn = ({ receipt: { recorded, commandId } }: Refused): Unknown =>
  new Unknown(
    'member',
    'The username, the password or the second factor is wrong, or the account is locked (430.6(i)).',
    {
      remedy: 'Check them; each code opens once. The ALPR Administrator releases a locked account.',
      receipt: recorded[0]?.id ?? commandId,
    },
  );
