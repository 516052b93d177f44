/** The one place where a failure becomes an answer; a fault of ours is logged without anything that was sent. */
import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Logger } from 'nestjs-pino';
import { freshId } from '../handlers/ids.js';
import { broken, responseTo } from './problem.js';

/** Where it broke, and never its message: a message may hold a plate, a name or a reason. */
const placeOf = (error: unknown): Record<string, unknown> => {
  if (!(error instanceof Error)) return { kind: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? {} : { cause: placeOf(error.cause) };
  return { kind: error.constructor.name, code: (error as { code?: unknown }).code, at: frames, ...cause };
};

@Catch()
@Injectable()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly logger: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const known = responseTo(error);
    const { problem, headers } = known ?? broken(this.#logged(error, host));
    // What has begun to go out cannot be taken back: the connection is cut so that it is not taken for complete.
    if (reply.sent || reply.raw.headersSent) return void reply.raw.destroy();
    void reply
      .status(problem.status)
      .headers(headers)
      .header('content-type', 'application/problem+json; charset=utf-8')
      .send(JSON.stringify(problem));
  }

  #logged(error: unknown, host: ArgumentsHost): string {
    const { id } = host.switchToHttp().getRequest<{ id?: unknown }>();
    const incident = typeof id === 'string' ? id : freshId();
    this.logger.error({ incident, fault: placeOf(error), msg: 'broken' });
    return incident;
  }
}
