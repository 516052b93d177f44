/** What cameras may send, as the description of the API shows it; the intake itself judges what came. */
import type { ApiBodyOptions } from '@nestjs/swagger';

type Schema = NonNullable<Extract<ApiBodyOptions, { schema: unknown }>['schema']>;

export const photographForm: Schema = {
  type: 'object',
  required: ['photograph'],
  properties: {
    photograph: { type: 'string', format: 'binary', description: 'JPEG, PNG or WebP, 20 MB at most.' },
    capturedAt: { type: 'string', format: 'date-time', example: '2026-11-24T09:30:00-08:00' },
    sourceEventId: { type: 'string', maxLength: 200, example: 'cam-7/000431' },
  },
};

export const passageForm: Schema = {
  type: 'object',
  required: ['frame'],
  properties: {
    frame: {
      type: 'array',
      minItems: 1,
      maxItems: 12,
      items: { type: 'string', format: 'binary', description: 'JPEG, PNG or WebP, 5 MB at most.' },
    },
    capturedAt: { type: 'string', format: 'date-time', example: '2026-11-24T09:30:00-08:00' },
    sourceEventId: { type: 'string', maxLength: 200, example: 'cam-7/000432' },
  },
};

export const finishedRead: Schema = {
  type: 'object',
  description: 'One read, in our own format.',
  example: {
    sourceEventId: 'cam-7/000431',
    capturedAt: '2026-11-24T09:30:00-08:00',
    plate: '7XYZ123',
    plateState: 'CA',
    confidence: 0.97,
  },
};
