/** The screens: one page for every address under /app, so that a link or a reload leads where one was. */
import { randomBytes } from 'node:crypto';
import { Controller, Get, NotFoundException, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Reception } from '../handlers/reception.js';
import { sessionCookieOf } from './cookies.js';
import { ForAnyone } from './doors.js';
import { policyOfScreens, screensPage } from './screens.js';

@ForAnyone()
@ApiExcludeController()
@Controller('app')
export class ScreensController {
  constructor(private readonly reception: Reception) {}

  @Get(['', '*'])
  page(@Req() { headers }: FastifyRequest, @Res() reply: FastifyReply): void {
    const nonce = randomBytes(16).toString('base64');
    const page = screensPage({ nonce, door: this.reception.atTheDoor(), held: sessionCookieOf(headers) !== null });
    if (page === null) throw new NotFoundException();
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', policyOfScreens(nonce))
      .send(page);
  }
}
