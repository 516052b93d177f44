/** Our own format: closed to what it does not know, exact about what it does, and silent about what was sent. */
import fc from 'fast-check';
import { parseFinished } from '../../src/intake/finished.js';
import { Malformed } from '../../src/intake/malformed.js';
import { finished, jpeg, plates } from './payloads.js';

const faultOf = (body: unknown): Malformed => {
  try {
    parseFinished(body);
  } catch (error) {
    expect(error).toBeInstanceOf(Malformed);
    return error as Malformed;
  }
  throw new Error('this was taken');
};

it('a finished read becomes a canonical one', () => {
  expect(parseFinished(finished)).toEqual([
    {
      sourceSystem: 'finished-read',
      sourceEventId: 'gate-4/000431',
      capturedAt: '2026-11-24T17:30:00.250Z',
      receivedAt: null,
      plate: { raw: '7abc 123', normalised: '7ABC123' },
      plateState: 'CA',
      confidence: 0.97,
      stateConfidence: 0.8,
      candidates: [{ plate: '7A8C123', confidence: 0.4 }],
      camera: { reference: 'gate-4', name: null },
      vehicle: { make: 'toyota', model: null, color: 'white', body: null, year: null, orientation: null },
      images: [{ kind: 'plate', bytes: jpeg }],
      direction: 182,
      place: { latitude: 33.8303, longitude: -116.5453 },
      payloadDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  ]);
});

it('the least there can be is enough', () => {
  const { sourceEventId, capturedAt, plate, confidence } = finished;
  expect(parseFinished({ sourceEventId, capturedAt, plate, confidence })).toMatchObject([
    { plateState: 'unknown', candidates: [], images: [], place: null },
  ]);
});

it('an unknown plate is no plate', () => {
  expect(parseFinished({ ...finished, plate: 'unknown' })[0]!.plate).toEqual({ raw: 'unknown', normalised: '' });
});

it('what is longer than any plate is no plate', () => {
  expect(parseFinished({ ...finished, plate: 'SPEEDLIMIT25MPH' })[0]!.plate.normalised).toBe('');
});

describe('a body is refused', () => {
  it.each<[string, object, string]>([
    ['without its plate', { plate: undefined }, 'plate'],
    ['without the source’s id', { sourceEventId: undefined }, 'sourceEventId'],
    ['with an empty id', { sourceEventId: '' }, 'sourceEventId'],
    ['whose time has no zone', { capturedAt: '2026-11-24T09:30:00' }, 'capturedAt'],
    ['whose time is none', { capturedAt: 'yesterday' }, 'capturedAt'],
    ['whose day does not exist', { capturedAt: '2026-02-31T09:30:00Z' }, 'capturedAt'],
    ['whose confidence is a percentage', { confidence: 97 }, 'confidence'],
    ['whose state is none', { plateState: 'Atlantis' }, 'plateState'],
    ['with a field of its own', { speed: 40 }, 'speed'],
    ['with a field of its own further down', { vehicle: { wheels: 4 } }, 'vehicle.wheels'],
    ['whose candidate is none', { candidates: [{ plate: '7A8C123' }] }, 'candidates.0.confidence'],
    ['whose picture is none', { images: [{ kind: 'plate', jpeg: 'R0lGODlh' }] }, 'jpeg'],
    ['whose picture is of another kind', { images: [{ kind: 'face', jpeg: '' }] }, 'images.0.kind'],
    ['that tells of a driver', { driver: 'somebody' }, 'driver'],
    ['that tells of occupants', { vehicle: { occupants: 2 } }, 'occupants'],
  ])('%s, and the field is named', (_, change, where) => {
    expect(faultOf({ ...finished, ...change }).where).toBe(where);
  });

  it('with everything that is wrong', () => {
    expect(faultOf({ ...finished, plate: 7, confidence: 'high', speed: 1 }).where).toBe('speed, plate, confidence');
  });

  it.each([null, undefined, 7, 'text', [], [finished]])('that is %p', (body) => {
    expect(faultOf(body).where).toBe('body');
  });
});

describe('whatever comes', () => {
  const names = fc.constantFrom(...Object.keys(finished), '__proto__', 'constructor', 'toString');

  it('is taken or refused as malformed, and never breaks anything', () =>
    fc.assert(
      fc.property(fc.dictionary(names, fc.jsonValue()), fc.boolean(), (members, whole) => {
        try {
          parseFinished({ ...(whole ? finished : {}), ...members });
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 1_000 },
    ));

  it('has no plate repeated in its refusal', () =>
    fc.assert(
      fc.property(names, fc.constantFrom(...plates), (name, text) => {
        const { message } = faultOf({ ...finished, [name]: { [text]: text }, [text]: text });
        expect(message).not.toContain(text);
      }),
    ));
});
