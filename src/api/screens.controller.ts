/** The screens: one page for every address under /app, so that a link or a reload leads where one was. */
import { randomBytes } from 'node:crypto';
import { Controller, Get, NotFoundException, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ForAnyone } from './doors.js';
import { policyOfScreens, screensPage } from './screens.js';

@ForAnyone()
@ApiExcludeController()
@Controller('app')
export class ScreensController {
  @Get(['', '*'])
  page(@Res() reply: FastifyReply): void {
    const nonce = randomBytes(16).toString('base64');
    const page = screensPage(nonce);
    if (page === null) throw new NotFoundException();
    void reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('content-security-policy', policyOfScreens(nonce))
      .send(page);
  }
}
