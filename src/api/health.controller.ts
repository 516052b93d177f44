/** Whether the server runs, and whether it can serve. */
import { Controller, Get, Res } from '@nestjs/common';
import { ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Health } from '../handlers/health.js';
import { ForAnyone } from './doors.js';
import { LiveBody, ReadyBody } from './health.body.js';

@ForAnyone()
@ApiTags('health')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process answers. */
  @Get('live')
  live(): LiveBody {
    return { live: true };
  }

  /** Everything it needs is there; otherwise what it waits for. */
  @Get('ready')
  @ApiResponse({ status: 503, type: ReadyBody, description: 'Not yet, or no longer.' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<ReadyBody> {
    const { ready, waitsFor, attention } = await this.health.check();
    if (!ready) void reply.status(503).header('retry-after', '5');
    // Anyone may ask, so what exactly went wrong is for the log: it may name a host, a file or a row.
    const brief = (what: string): string => what.split(': ')[0]!;
    return { ready, waitsFor: waitsFor.map(brief), attention: attention.map(brief) };
  }
}
