/** How a hot-list file arrives: as a form with its mapping, and as of when its source vouches for it. */
import type { FastifyRequest } from 'fastify';
import { Malformed } from '../handlers/errors.js';
import type { SentList } from '../handlers/judging.js';
import { utcOf } from './times.js';

/** Bytes of one file at most: two million entries of a wide layout. */
const LARGEST_FILE = 512 * 1024 * 1024;
const LARGEST_MAPPING = 256 * 1024;
const limits = { fileSize: LARGEST_FILE, files: 2, fields: 4, fieldSize: LARGEST_MAPPING, parts: 6 };

export const listForm = {
  type: 'object',
  required: ['list', 'mapping'],
  properties: {
    list: { type: 'string', format: 'binary', description: 'The file as the source wrote it.' },
    mapping: { type: 'string', description: 'How it is laid out, as JSON; see demo/hotlists.' },
    asOf: {
      type: 'string',
      format: 'date-time',
      description: 'As of when the source vouches for it; now when absent.',
    },
  },
};

const asOfOf = (text: string | undefined): string => {
  const utc = text === undefined ? new Date().toISOString() : utcOf(text);
  if (utc === null || utc === undefined)
    throw new Malformed('This is not a time', 'asOf', 'Write it as 2026-11-24T09:30:00-08:00.');
  return utc;
};

/** @throws Malformed when the form is not one of these parts; too much of it is answered as that */
export const listOf = async (request: FastifyRequest): Promise<SentList> => {
  if (!request.isMultipart()) throw new Malformed('There is no form', 'body', 'Send list, mapping and asOf as a form.');
  const texts: Record<string, string> = {};
  let list: { bytes: Uint8Array; name: string } | undefined;
  try {
    for await (const part of request.parts({ limits })) {
      if (!['list', 'mapping', 'asOf'].includes(part.fieldname))
        throw new Malformed('This is no field of the form', 'body', 'Send list, mapping and asOf.');
      if (part.type !== 'file') texts[part.fieldname] = String(part.value);
      else if (part.fieldname === 'list') list = { bytes: await part.toBuffer(), name: part.filename };
      else texts[part.fieldname] = (await part.toBuffer()).toString();
    }
  } catch (error) {
    if (error instanceof Malformed || (error as { statusCode?: number }).statusCode !== undefined) throw error;
    throw new Malformed('The form is cut off or broken', 'body', 'Send it again, whole.');
  }
  const { mapping, asOf } = texts;
  if (!list || list.bytes.length === 0) throw new Malformed('There is no list', 'list', 'Send the file itself.');
  if (mapping === undefined) throw new Malformed('There is no mapping', 'mapping', 'Say how the file is laid out.');
  return { ...list, mapping, asOf: asOfOf(asOf) };
};
