/** What the log may say of a request: method, route, status, time and id; never an address, a header or a body. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Params } from 'nestjs-pino';
import type { DestinationStream } from 'pino';
import { freshId } from '../handlers/ids.js';

/** Given by whoever starts the server; without it the log goes to standard output from level `info`. */
export abstract class LogSettings {
  abstract readonly level: string;
  abstract readonly to?: DestinationStream;
}

/** Under which name configure.ts leaves the route: the pattern, for an address typed in may hold a plate. */
export const ROUTE = Symbol('route');

type Asked = IncomingMessage & { id?: unknown; [ROUTE]?: string };
/** pino-http hands its serialisers a summary, with the message itself in `raw`. */
type Summary<Raw> = { readonly raw: Raw };

const request = ({ raw: { id, method, [ROUTE]: route } }: Summary<Asked>) => ({ id, method, route: route ?? null });
const response = ({ raw: { statusCode } }: Summary<ServerResponse>) => ({ status: statusCode });
const error = ({ raw }: Summary<Error>) => ({ kind: raw.constructor.name });

/** Should any of these ever be logged by accident, they are blanked. */
const never = ['authorization', 'cookie', 'x-camera-token', 'set-cookie'].flatMap((name) => [
  `req.headers["${name}"]`,
  `res.headers["${name}"]`,
  `*.headers["${name}"]`,
]);

export const logging = (settings?: LogSettings): Params => {
  const options = {
    level: settings?.level ?? 'info',
    genReqId: freshId,
    serializers: { req: request, res: response, err: error },
    redact: { paths: never, censor: '[redacted]' },
  };
  return { pinoHttp: settings?.to ? [options, settings.to] : options };
};
