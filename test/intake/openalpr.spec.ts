/** What OpenALPR and Rekor agents send becomes reads, once each, and nothing that is not a read becomes one. */
import fc from 'fast-check';
import { Malformed } from '../../src/intake/malformed.js';
import { parseOpenalpr } from '../../src/intake/openalpr.js';
import { alert, frame, group, heartbeat, jpeg, plates } from './payloads.js';

const faultOf = (body: unknown): Malformed => {
  try {
    parseOpenalpr(body);
  } catch (error) {
    expect(error).toBeInstanceOf(Malformed);
    return error as Malformed;
  }
  throw new Error('this was taken');
};

describe('a group', () => {
  it('is one read, with everything the format tells', () => {
    expect(parseOpenalpr(group, '2026-11-25T12:00:00.000Z')).toEqual([
      {
        sourceSystem: 'openalpr',
        sourceEventId: 'AGENTUID-122156113-1795600000123',
        capturedAt: new Date(1_795_600_000_123).toISOString(),
        receivedAt: '2026-11-25T12:00:00.000Z',
        plate: { raw: '7ABC123', normalised: '7ABC123' },
        plateState: 'CA',
        confidence: 0.9321,
        stateConfidence: 0.88,
        candidates: [
          { plate: '7ABC123', confidence: 0.9321 },
          { plate: '7A8C123', confidence: 0.845 },
          { plate: '7ABCI23', confidence: 0.8002 },
        ],
        camera: { reference: '122156113', name: null },
        vehicle: {
          make: 'toyota',
          model: 'toyota_camry',
          color: 'white',
          body: 'sedan-standard',
          year: '2015-2019',
          orientation: '180',
        },
        images: [
          { kind: 'plate', bytes: jpeg },
          { kind: 'vehicle', bytes: jpeg },
        ],
        direction: 182.4,
        place: { latitude: 33.8303, longitude: -116.5453 },
        payloadDigest: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
  });

  it('in preview is not recorded; the complete one follows under the same id', () => {
    expect(parseOpenalpr({ ...group, is_preview: true })).toEqual([]);
    expect(parseOpenalpr({ ...group, is_preview: false })).toHaveLength(1);
  });

  it('has the same digest whatever the order of its members', () => {
    const turned = Object.fromEntries(Object.entries(group).reverse());
    expect(parseOpenalpr(turned)[0]!.payloadDigest).toBe(parseOpenalpr(group)[0]!.payloadDigest);
    expect(parseOpenalpr({ ...group, country: 'mx' })[0]!.payloadDigest).not.toBe(
      parseOpenalpr(group)[0]!.payloadDigest,
    );
  });

  it.each([
    ['us-nv', 'NV'],
    ['us-ca', 'CA'],
    ['mx-bcn', 'unknown'],
    ['ca-on', 'unknown'],
    ['', 'unknown'],
  ])('of region %p is of state %p', (region, state) => {
    expect(parseOpenalpr({ ...group, best_region: region, best_plate: {} })[0]!.plateState).toBe(state);
  });

  it('without a position stands nowhere', () => {
    expect(parseOpenalpr({ ...group, gps_latitude: -1, gps_longitude: -1 })[0]!.place).toBeNull();
    expect(parseOpenalpr({ ...group, gps_latitude: 0, gps_longitude: 0 })[0]!.place).toBeNull();
  });

  it('whose plate could not be read is kept as unread', () => {
    const unread = { ...group, best_plate_number: '', best_plate: {}, candidates: [] };
    expect(parseOpenalpr(unread)[0]!.plate).toEqual({ raw: '', normalised: '' });
  });
});

it('an alert is the read it was raised from, under the same id: the vendor’s list is not ours', () => {
  const [read] = parseOpenalpr(alert);
  expect(read).toMatchObject({ sourceEventId: group.best_uuid, camera: { name: 'Gate 4' } });
});

it('a frame is as many reads as it has plates, each with an id of its own', () => {
  expect(parseOpenalpr(frame).map(({ sourceEventId, plateState }) => [sourceEventId, plateState])).toEqual([
    ['AGENTUID-1-1795600000123/0', 'CA'],
    ['AGENTUID-1-1795600000123/1', 'unknown'],
  ]);
});

it.each([['a heartbeat', heartbeat] as const, ['the test body', { openalpr_webhook: 'test' }] as const])(
  '%s is no read, and is well',
  (_, body) => expect(parseOpenalpr(body)).toEqual([]),
);

describe('a body is refused', () => {
  it.each<[string, unknown, string]>([
    ['that is no object', [], 'body'],
    ['of another type', { data_type: 'something' }, 'data_type'],
    ['without its id', { ...group, best_uuid: undefined }, 'best_uuid'],
    ['whose time is in seconds', { ...group, epoch_start: 1_795_600_000 }, 'epoch_start'],
    ['whose confidence is no percentage', { ...group, best_confidence: 400 }, 'best_confidence'],
    ['whose picture is not base64', { ...group, vehicle_crop_jpeg: '<img>' }, 'vehicle_crop_jpeg'],
    ['whose picture is no JPEG', { ...group, vehicle_crop_jpeg: 'R0lGODlh' }, 'vehicle_crop_jpeg'],
    ['whose picture is too large', { ...group, vehicle_crop_jpeg: 'A'.repeat(6_000_000) }, 'vehicle_crop_jpeg'],
    ['that names a driver', { ...group, driver: { glasses: true } }, 'driver'],
    ['that names an occupant, however deep', { ...group, vehicle: { occupantCount: [] } }, 'occupantCount'],
    ['that holds a face', { ...group, best_plate: { face_crop_jpeg: '' } }, 'face_crop_jpeg'],
  ])('%s', (_, body, where) => {
    expect(faultOf(body).where).toBe(where);
  });

  it('by the clause when it is about a person', () => {
    expect(faultOf({ ...group, passengers: 2 }).message).toMatch(/430\.1¶1\.3, R-PERSON-FIELD/);
  });

  it('when it is nested without end', () => {
    let deep: unknown = {};
    for (let i = 0; i < 50_000; i += 1) deep = { deep };
    expect(faultOf({ ...group, user_data: deep }).where).toBe('body');
  });
});

describe('whatever comes', () => {
  const known = fc.constantFrom(...Object.keys(group), 'results', 'group', 'data_type', '__proto__', 'constructor');
  const type = fc.constantFrom('alpr_group', 'alpr_alert', 'alpr_results', 'heartbeat', 'none');
  const junk = fc.oneof(fc.jsonValue(), fc.dictionary(known, fc.jsonValue()));

  it('is taken or refused as malformed, and never breaks anything', () =>
    fc.assert(
      fc.property(type, fc.dictionary(known, junk), fc.boolean(), (data_type, members, whole) => {
        const body = { ...(whole ? { ...group, group } : {}), ...members, data_type };
        try {
          for (const { plate, confidence, plateState } of parseOpenalpr(body)) {
            expect(plate.normalised).toMatch(/^[A-Z0-9]{0,10}$/);
            expect(confidence).toBeGreaterThanOrEqual(0);
            expect(confidence).toBeLessThanOrEqual(1);
            expect(plateState).toMatch(/^([A-Z]{2}|unknown)$/);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 1_000 },
    ));

  it('has no plate repeated in its refusal', () =>
    fc.assert(
      fc.property(fc.constantFrom(...Object.keys(group)), fc.constantFrom(...plates), (name, text) => {
        try {
          parseOpenalpr({ ...group, [name]: text, [text]: text, [`driver${text}`]: text });
        } catch (error) {
          expect((error as Malformed).message).not.toContain(text);
        }
      }),
    ));
});
