/** How a photograph arrives: as a form, or as the bare picture with its particulars in headers. */
import { Readable } from 'node:stream';
import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Malformed } from '../handlers/errors.js';
import { utcOf } from './times.js';

/** Bytes of one photograph at most. */
export const LARGEST_PHOTOGRAPH = 20 * 1024 * 1024;

export type Sent = {
  readonly photo: Uint8Array;
  readonly capturedAt: string | undefined;
  readonly sourceEventId: string | undefined;
};

const particulars = ['capturedAt', 'sourceEventId'];
const known = ['photograph', ...particulars].join(', ');

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const complete = (photo: Uint8Array | undefined, capturedAt: unknown, sourceEventId: unknown): Sent => {
  if (!photo || photo.length === 0)
    throw new Malformed('There is no photograph', 'photograph', 'Send it as image/*, or as the file of a form.');
  const at = textOf(capturedAt);
  const utc = at === undefined ? undefined : utcOf(at);
  if (utc === null) throw new Malformed('This is not a time', 'capturedAt', 'Write it as 2026-11-24T09:30:00-08:00.');
  const source = textOf(sourceEventId);
  if (source !== undefined && source.length > 200)
    throw new Malformed('The id is too long', 'sourceEventId', 'Use at most 200 characters.');
  return { photo, capturedAt: utc, sourceEventId: source };
};

const fromForm = async (request: FastifyRequest): Promise<Sent> => {
  const fields: Record<string, unknown> = {};
  let photo: Uint8Array | undefined;
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file') photo = await part.toBuffer();
      else if (particulars.includes(part.fieldname)) fields[part.fieldname] = part.value;
      else throw new Malformed('This is no field of the form', part.fieldname.slice(0, 80), `Send ${known}.`);
    }
  } catch (error) {
    // What the reader of forms cannot make sense of it throws as a plain error; what is too much, with a status.
    if (error instanceof Malformed || (error as { statusCode?: number }).statusCode !== undefined) throw error;
    throw new Malformed('The form is cut off or broken', 'body', 'Send it again, whole.');
  }
  return complete(photo, fields['capturedAt'], fields['sourceEventId']);
};

/** The rest of what is too large is let go unread, so that the answer still reaches the sender. */
const bytesOf = async (stream: Readable, announced: number): Promise<Uint8Array> => {
  const chunks: Buffer[] = [];
  let length = announced > LARGEST_PHOTOGRAPH ? Infinity : 0;
  if (length === 0)
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      length += (chunk as Buffer).length;
      if (length > LARGEST_PHOTOGRAPH) break;
      chunks.push(chunk as Buffer);
    }
  if (length <= LARGEST_PHOTOGRAPH) return Buffer.concat(chunks);
  stream.resume();
  throw new PayloadTooLargeException();
};

/** @throws Malformed, PayloadTooLargeException, UnsupportedMediaTypeException */
export const photographOf = async (request: FastifyRequest): Promise<Sent> => {
  if (request.isMultipart()) return fromForm(request);
  // The parser of configure.ts hands the stream over unread: no picture is taken in before its sender is known.
  if (!(request.body instanceof Readable)) throw new UnsupportedMediaTypeException();
  const { headers, body } = request;
  const photo = await bytesOf(body, Number(headers['content-length'] ?? 0));
  return complete(photo, headers['x-captured-at'], headers['x-source-event-id']);
};
