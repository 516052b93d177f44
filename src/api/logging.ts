/** What the log may say of a request: method, route, status, time and id; never an address, a header or a body. */
import type { FastifyInstance } from 'fastify';
import { Logger, type Params } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { freshId } from '../handlers/ids.js';

/** Given by whoever starts the server; without it the log goes to standard output from level `info`. */
export abstract class LogSettings {
  abstract readonly level: string;
  abstract readonly to?: DestinationStream;
}

/** An error that reaches the log by another way than problem.filter.ts: its message may hold what was sent. */
const kindOnly = ({ raw }: { readonly raw?: Error }) => ({ kind: raw?.constructor.name ?? 'unknown' });

/** Should any of these ever be logged by accident, they are blanked. */
const never = ['authorization', 'cookie', 'x-camera-token', 'set-cookie'].flatMap((name) => [
  `headers["${name}"]`,
  `*.headers["${name}"]`,
]);

export const logging = (settings?: LogSettings): Params => {
  const options = {
    level: settings?.level ?? 'info',
    autoLogging: false,
    serializers: { err: kindOnly },
    redact: { paths: never, censor: '[redacted]' },
  };
  // Requests are logged by the hook below: as a middleware, pino-http sees addresses and headers, and no route.
  return { forRoutes: [], pinoHttp: settings?.to ? [options, settings.to] : options };
};

/** One line for each request. The route is a pattern, because an address that somebody typed may hold a plate. */
export const logRequests = (fastify: FastifyInstance, logger: Logger): void => {
  fastify.addHook('onRequest', async (request) => {
    request.id = freshId();
  });
  fastify.addHook('onResponse', async ({ id, method, routeOptions }, { statusCode, elapsedTime }) => {
    const milliseconds = Math.round(elapsedTime);
    const route = routeOptions.url ?? null;
    const line = { id, method, route, status: statusCode, milliseconds, msg: 'request' };
    // A probe every few seconds would bury the rest.
    if (route?.startsWith('/health') && statusCode < 400) logger.debug(line);
    else logger.log(line);
  });
};
