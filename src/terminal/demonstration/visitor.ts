/** A person or a camera who speaks to the server over HTTP, as a browser or a device would. */
import { randomUUID } from 'node:crypto';

export type Reply = {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
  readonly bytes: Uint8Array;
};

export type Visitor = {
  readonly as: (token: string) => Visitor;
  readonly get: (path: string) => Promise<Reply>;
  readonly post: (path: string, body?: object) => Promise<Reply>;
  readonly form: (path: string, form: FormData) => Promise<Reply>;
  readonly remove: (path: string) => Promise<Reply>;
  readonly send: (
    path: string,
    mediaType: string,
    bytes: Uint8Array,
    headers: Record<string, string>,
  ) => Promise<Reply>;
};

const reply = async (response: Response): Promise<Reply> => {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  const body = isJson && bytes.length > 0 ? (JSON.parse(Buffer.from(bytes).toString()) as Reply['body']) : {};
  return { status: response.status, body, bytes };
};

export const visitor = (url: string, token: string | null = null): Visitor => {
  const call = async (
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Uint8Array<ArrayBuffer> | FormData,
  ): Promise<Reply> =>
    reply(
      await fetch(url + path, {
        method,
        headers: { ...(token && { authorization: `Bearer ${token}` }), 'idempotency-key': randomUUID(), ...headers },
        ...(body !== undefined && { body }),
      }),
    );
  return {
    as: (one) => visitor(url, one),
    get: (path) => call('GET', path, {}),
    form: (path, form) => call('POST', path, {}, form),
    remove: (path) => call('DELETE', path, {}),
    post: (path, body = {}) => call('POST', path, { 'content-type': 'application/json' }, JSON.stringify(body)),
    send: (path, mediaType, bytes, headers) =>
      call('POST', path, { ...headers, 'content-type': mediaType }, Uint8Array.from(bytes)),
  };
};
