/** What a controller is told of its caller: who it is, under which command id he asks, and from which address. */
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Malformed } from '../handlers/errors.js';
import { freshId } from '../handlers/ids.js';
import { deviceTokenOf, type Passed } from './door.guard.js';

export const uuid = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const requestOf = (context: ExecutionContext): Passed => context.switchToHttp().getRequest<Passed>();

/** The member or camera that the guard let in. */
export const By = createParamDecorator((_: unknown, context: ExecutionContext) => requestOf(context).by);

/** The Idempotency-Key as the id of this very command, or a fresh one. */
export const CommandId = createParamDecorator((_: unknown, context: ExecutionContext): string => {
  const key = requestOf(context).headers['idempotency-key'];
  if (key === undefined) return freshId();
  if (typeof key === 'string' && uuid.test(key)) return key.toLowerCase();
  throw new Malformed('The Idempotency-Key is not a UUID', 'Idempotency-Key', 'Send a UUID, or leave the header out.');
});

/** The token of the device that the request comes from; null where it shows none. */
export const DeviceToken = createParamDecorator((_: unknown, context: ExecutionContext): string | null =>
  deviceTokenOf(requestOf(context).headers),
);

export const Address = createParamDecorator(
  (_: unknown, context: ExecutionContext): string => context.switchToHttp().getRequest<FastifyRequest>().ip,
);
