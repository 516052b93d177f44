/** Our own format of a finished read, the body of POST /detections: closed, so that nothing unforeseen comes in. */
import 'reflect-metadata';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsISO8601,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
  type ValidationError,
  validateSync,
} from 'class-validator';
import { type CanonicalRead, candidatesOf, normalised, payloadDigest, refusePeople } from './canonical.js';
import { jpegOf, objectOf } from './fields.js';
import { Malformed, sayable } from './malformed.js';
import { stateOf } from './states.js';

class CandidateBody {
  @IsString() @MaxLength(32) plate: string;
  @IsNumber() @Min(0) @Max(1) confidence: number;
}

class PlaceBody {
  @IsNumber() @Min(-90) @Max(90) latitude: number;
  @IsNumber() @Min(-180) @Max(180) longitude: number;
}

class VehicleBody {
  @IsOptional() @IsString() @MaxLength(40) make?: string;
  @IsOptional() @IsString() @MaxLength(40) model?: string;
  @IsOptional() @IsString() @MaxLength(40) color?: string;
  @IsOptional() @IsString() @MaxLength(40) body?: string;
  @IsOptional() @IsString() @MaxLength(40) year?: string;
  @IsOptional() @IsString() @MaxLength(40) orientation?: string;
}

class ImageBody {
  @IsIn(['plate', 'vehicle', 'scene']) kind: 'plate' | 'vehicle' | 'scene';
  /** In base64. */
  @IsString() jpeg: string;
}

// What is optional may be null as well: `IsOptional` lets both pass.

/** A time without its zone means another moment to every reader. */
const zoned = /(?:Z|[+-]\d\d:?\d\d)$/;

class FinishedBody {
  @IsString() @Length(1, 200) sourceEventId: string;
  @IsISO8601({ strict: true, strictSeparator: true }) @Matches(zoned) capturedAt: string;
  @IsString() @MaxLength(32) plate: string;
  @IsOptional() @IsString() @MaxLength(32) plateState?: string;
  @IsNumber() @Min(0) @Max(1) confidence: number;
  @IsOptional() @IsNumber() @Min(0) @Max(1) stateConfidence?: number;
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => CandidateBody)
  candidates?: CandidateBody[];
  @IsOptional() @IsString() @MaxLength(200) camera?: string;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => VehicleBody) vehicle?: VehicleBody;
  @IsOptional() @IsArray() @ArrayMaxSize(4) @ValidateNested({ each: true }) @Type(() => ImageBody) images?: ImageBody[];
  @IsOptional() @IsNumber() @Min(0) @Max(360) direction?: number;
  @IsOptional() @IsObject() @ValidateNested() @Type(() => PlaceBody) place?: PlaceBody;
}

const expected: Readonly<Record<string, string>> = {
  whitelistValidation: 'is not a field of this format',
  isString: 'must be text',
  isNumber: 'must be a number',
  isArray: 'must be a list',
  isObject: 'must be an object',
  isIn: 'must be plate, vehicle or scene',
  isIso8601: 'must be a time such as 2026-11-24T09:30:00-08:00',
  matches: 'must name its time zone',
  arrayMaxSize: 'has too many items',
  isLength: 'must have 1 to 200 characters',
  maxLength: 'is too long',
  min: 'is too small',
  max: 'is too large',
};

type Fault = { readonly field: string; readonly what: string };

/** In words of our own: those of the validator may repeat what was sent. */
const faultsOf = (errors: readonly ValidationError[], path = ''): Fault[] =>
  errors.flatMap(({ property, constraints = {}, children = [] }) => {
    const name = /^\d{1,3}$/.test(property) ? property : sayable(property);
    const field = path ? `${path}.${name}` : name;
    const own = Object.keys(constraints).map((kind) => ({ field, what: expected[kind] ?? 'is not as it must be' }));
    return [...own, ...faultsOf(children, field)];
  });

const validated = (body: object): FinishedBody => {
  const read = plainToInstance(FinishedBody, body);
  const errors = validateSync(read, { whitelist: true, forbidNonWhitelisted: true, forbidUnknownValues: true });
  const faults = faultsOf(errors);
  if (faults.length > 0)
    throw new Malformed(
      'The read is not as its format says',
      [...new Set(faults.map(({ field }) => field))].join(', '),
      `${faults.map(({ field, what }) => `${field} ${what}`).join('; ')}.`,
    );
  return read;
};

const timeOf = (text: string): string => {
  const time = Date.parse(text);
  if (Number.isNaN(time)) throw new Malformed('This is not a time', 'capturedAt', 'Write it as 2026-11-24T09:30:00Z.');
  return new Date(time).toISOString();
};

const stateFrom = (text: string | null | undefined): string => {
  if (text === undefined || text === null || text.trim() === '' || text.trim().toLowerCase() === 'unknown')
    return 'unknown';
  const state = stateOf(text);
  if (!state) throw new Malformed('This is not a state', 'plateState', 'Send the USPS code, such as CA, or unknown.');
  return state;
};

/**
 * The read of one body, in a list of one.
 * @throws Malformed when a field is missing, wrong or not of this format; each is named
 */
export const parseFinished = (raw: unknown, receivedAt: string | null = null): CanonicalRead[] => {
  const body = objectOf(raw, 'body');
  refusePeople(body);
  const read = validated(body);
  const plain = read.plate.trim().toLowerCase() === 'unknown' ? '' : read.plate;
  const {
    make = null,
    model = null,
    color = null,
    body: form = null,
    year = null,
    orientation = null,
  } = read.vehicle ?? {};
  return [
    {
      sourceSystem: 'finished-read',
      sourceEventId: read.sourceEventId,
      capturedAt: timeOf(read.capturedAt),
      receivedAt,
      plate: { raw: read.plate, normalised: normalised(plain) },
      plateState: stateFrom(read.plateState),
      confidence: read.confidence,
      stateConfidence: read.stateConfidence ?? null,
      candidates: candidatesOf(read.candidates ?? []),
      camera: { reference: read.camera ?? null, name: null },
      vehicle: { make, model, color, body: form, year, orientation },
      images: (read.images ?? []).map(({ kind, jpeg }) => {
        const bytes = jpegOf({ jpeg }, 'jpeg');
        if (!bytes) throw new Malformed('A picture is empty', 'images', 'Leave it out, or send a JPEG in base64.');
        return { kind, bytes };
      }),
      direction: read.direction ?? null,
      place: read.place ? { latitude: read.place.latitude, longitude: read.place.longitude } : null,
      payloadDigest: payloadDigest(body),
    },
  ];
};
