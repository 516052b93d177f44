/** How photographs arrive: one as a form or bare with its particulars in headers, several of one passage as a form. */
import { Readable } from 'node:stream';
import { PayloadTooLargeException, UnsupportedMediaTypeException } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Malformed } from '../handlers/errors.js';
import { utcOf } from './times.js';

/** Bytes of one photograph at most. */
export const LARGEST_PHOTOGRAPH = 20 * 1024 * 1024;

/** Bytes of one frame of a passage at most: all frames are held until they are read. */
export const LARGEST_FRAME = 5 * 1024 * 1024;
/** Frames of one passage at most. */
export const MOST_FRAMES = 12;

type Particulars = { readonly capturedAt: string | undefined; readonly sourceEventId: string | undefined };
export type Sent = Particulars & { readonly photo: Uint8Array };
export type SentPassage = Particulars & { readonly frames: readonly Uint8Array[] };

const particulars = ['capturedAt', 'sourceEventId'];

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;

const particularsOf = (capturedAt: unknown, sourceEventId: unknown): Particulars => {
  const at = textOf(capturedAt);
  const utc = at === undefined ? undefined : utcOf(at);
  if (utc === null) throw new Malformed('This is not a time', 'capturedAt', 'Write it as 2026-11-24T09:30:00-08:00.');
  const source = textOf(sourceEventId);
  if (source !== undefined && source.length > 200)
    throw new Malformed('The id is too long', 'sourceEventId', 'Use at most 200 characters.');
  return { capturedAt: utc, sourceEventId: source };
};

const complete = (photo: Uint8Array | undefined, capturedAt: unknown, sourceEventId: unknown): Sent => {
  if (!photo || photo.length === 0)
    throw new Malformed('There is no photograph', 'photograph', 'Send it as image/*, or as the file of a form.');
  return { photo, ...particularsOf(capturedAt, sourceEventId) };
};

/** The files and the particulars of a form; `file` is what its files are to be called, for whoever sent others. */
const fromForm = async (request: FastifyRequest, file: string, most: number, bytes: number) => {
  const fields: Record<string, unknown> = {};
  const files: Uint8Array[] = [];
  const known = [file, ...particulars].join(', ');
  try {
    for await (const part of request.parts({ limits: { files: most, fileSize: bytes, parts: most + 8 } })) {
      if (part.type === 'file') files.push(await part.toBuffer());
      else if (particulars.includes(part.fieldname)) fields[part.fieldname] = part.value;
      else throw new Malformed('This is no field of the form', part.fieldname.slice(0, 80), `Send ${known}.`);
    }
  } catch (error) {
    // What the reader of forms cannot make sense of it throws as a plain error; what is too much, with a status.
    if (error instanceof Malformed || (error as { statusCode?: number }).statusCode !== undefined) throw error;
    throw new Malformed('The form is cut off or broken', 'body', 'Send it again, whole.');
  }
  return { files, capturedAt: fields['capturedAt'], sourceEventId: fields['sourceEventId'] };
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
  if (request.isMultipart()) {
    const { files, capturedAt, sourceEventId } = await fromForm(request, 'photograph', 1, LARGEST_PHOTOGRAPH);
    return complete(files[0], capturedAt, sourceEventId);
  }
  // The parser of configure.ts hands the stream over unread: no picture is taken in before its sender is known.
  if (!(request.body instanceof Readable)) throw new UnsupportedMediaTypeException();
  const { headers, body } = request;
  const photo = await bytesOf(body, Number(headers['content-length'] ?? 0));
  return complete(photo, headers['x-captured-at'], headers['x-source-event-id']);
};

/** The frames of one passage, in the order in which they were sent. @throws Malformed, PayloadTooLargeException */
export const passageOf = async (request: FastifyRequest): Promise<SentPassage> => {
  if (!request.isMultipart()) throw new UnsupportedMediaTypeException();
  const { files, capturedAt, sourceEventId } = await fromForm(request, 'frame', MOST_FRAMES, LARGEST_FRAME);
  if (files.length === 0 || files.some((file) => file.length === 0))
    throw new Malformed('There is no frame, or an empty one', 'frame', `Send 1 to ${MOST_FRAMES} pictures as a form.`);
  return { frames: files, ...particularsOf(capturedAt, sourceEventId) };
};
