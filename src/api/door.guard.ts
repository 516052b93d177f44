/** The guard at every route: a member's session or a camera's credential, unless the route says it is for anyone. */
import { type CanActivate, type ExecutionContext, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Agency, Camera, Member } from '../domain/actor.js';
import { Doorkeeper } from '../handlers/doorkeeper.js';
import { cookieOf, isOwnRequest, sessionCookieOf } from './cookies.js';
import { type Door, DOOR } from './doors.js';
import { Foreign, Unknown } from './problem.js';

/** A request that has passed the guard: `by` is who asks, found from the credential and from nothing else. */
export type Passed = FastifyRequest & { by?: Member | Camera | Agency };

const bearer = ({ authorization = '' }: FastifyRequest['headers']): string | null =>
  /^Bearer +(\S+)$/i.exec(authorization)?.[1] ?? null;

/** Where a browser keeps the token of its device. */
export const DEVICE_COOKIE = 'alpr_device';

/** The token by which an enrolled device shows itself: in a header of ours, or in the cookie of a browser. */
export const deviceTokenOf = (headers: FastifyRequest['headers']): string | null => {
  const own = headers['x-device-token'];
  if (typeof own === 'string') return own.trim();
  return cookieOf(headers, DEVICE_COOKIE);
};

/** Vendors' cameras cannot always set a bearer token: a header of ours, or the password of HTTP Basic, will do. */
const ofCamera = (headers: FastifyRequest['headers']): string | null => {
  const own = headers['x-camera-token'];
  if (typeof own === 'string') return own.trim();
  const basic = /^Basic +([\w+/=-]+)$/i.exec(headers.authorization ?? '')?.[1];
  if (basic === undefined) return bearer(headers);
  const pair = Buffer.from(basic, 'base64').toString('utf8');
  return pair.slice(pair.indexOf(':') + 1);
};

/** A browser sends its cookie whoever made it ask. @throws Foreign where no screen of ours did */
const ofScreen = (door: Door, request: Passed): string | null => {
  const token = door === 'member' ? sessionCookieOf(request.headers) : null;
  if (token !== null && !isOwnRequest(request)) throw new Foreign();
  return token;
};

@Injectable()
export class DoorGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly doorkeeper: Doorkeeper,
  ) {}

  /**
   * @throws Unknown, the same whether the credential is missing, wrong, or no longer valid
   * @throws Foreign where a browser was made to ask by a page that is none of ours
   */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    // A route that declares nothing is a member's: forgetting the decorator must not open a door.
    const door = this.reflector.getAllAndOverride<Door>(DOOR, [context.getHandler(), context.getClass()]) ?? 'member';
    if (door === 'anyone') return true;
    const request = context.switchToHttp().getRequest<Passed>();
    const by = await this.#whoIs(door, request);
    if (!by) throw new Unknown(door);
    request.by = by;
    return true;
  }

  async #whoIs(door: Door, request: Passed): Promise<Member | Camera | Agency | null> {
    const { headers } = request;
    const token = door === 'camera' ? ofCamera(headers) : (bearer(headers) ?? ofScreen(door, request));
    if (!token) return null;
    if (door === 'camera') return this.doorkeeper.cameraBy(token);
    return door === 'agency'
      ? this.doorkeeper.agencyBy(token)
      : this.doorkeeper.memberBy(token, deviceTokenOf(headers));
  }
}
