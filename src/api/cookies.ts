/** The cookie of a screen's session: out of reach of any script, and of no use to a page of somebody else's. */
import type { FastifyReply, FastifyRequest } from 'fastify';

const SESSION_COOKIE = 'alpr_session';

/** By this header a screen of ours says that it is one; no page elsewhere can send it without being asked first. */
export const SCREEN_HEADER = 'x-alpr-screen';

type Headers = FastifyRequest['headers'];

/** What a cookie of that name holds; null where there is none. */
export const cookieOf = (headers: Headers, name: string): string | null => {
  const cookies = (headers.cookie ?? '').split(/; */).map((one) => one.split('='));
  return cookies.find(([known]) => known === name)?.[1] ?? null;
};

export const sessionCookieOf = (headers: Headers): string | null => cookieOf(headers, SESSION_COOKIE) || null;

/** Whether the caller says that it is a screen of ours. */
export const isScreen = ({ headers }: FastifyRequest): boolean => headers[SCREEN_HEADER] !== undefined;

/** Whether the browser says that the request comes from a page of this very server (Fetch Metadata, or Origin). */
const fromHere = ({ headers, host }: FastifyRequest): boolean => {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin';
  const { origin } = headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
};

/** Whether a request that shows the cookie may be taken for one that a member made on a screen of ours. */
export const isOwnRequest = (request: FastifyRequest): boolean => {
  const looks = request.method === 'GET' || request.method === 'HEAD';
  const announced = isScreen(request) && (request.headers.origin ?? request.headers['sec-fetch-site']) !== undefined;
  return fromHere(request) && (looks || announced);
};

const attributes = ({ protocol }: FastifyRequest): string =>
  `Path=/; HttpOnly; SameSite=Strict${protocol === 'https' ? '; Secure' : ''}`;

/** Has the browser keep the session until it is closed. */
export const keepSession = (request: FastifyRequest, reply: FastifyReply, token: string): void =>
  void reply.header('set-cookie', `${SESSION_COOKIE}=${token}; ${attributes(request)}`);

export const dropSession = (request: FastifyRequest, reply: FastifyReply): void =>
  void reply.header('set-cookie', `${SESSION_COOKIE}=; Max-Age=0; ${attributes(request)}`);
