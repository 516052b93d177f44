/** Rekor Scout and OpenALPR webhooks: groups, alerts and frames become reads; heartbeats, tests and previews none. */
import {
  type CanonicalRead,
  candidatesOf,
  normalised,
  payloadDigest,
  type Picture,
  refusePeople,
  type Vehicle,
} from './canonical.js';
import { type Body, jpegOf, listOf, numberOf, objectOf, textOf, timeOf } from './fields.js';
import { Malformed } from './malformed.js';
import { stateOf } from './states.js';

type Common = Pick<CanonicalRead, 'receivedAt' | 'payloadDigest'>;

const percent = [0, 100] as const;

/** Per cent as a probability; rounded, because dividing by a hundred does not give what was meant. */
const probability = (body: Body, name: string): number | null => {
  const given = numberOf(body, name, percent);
  return given === null ? null : Math.round(given * 100) / 10_000;
};

const candidates = (body: Body): CanonicalRead['candidates'] =>
  candidatesOf(
    listOf(body, 'candidates').map((one) => ({
      plate: textOf(one, 'plate') ?? '',
      confidence: probability(one, 'confidence') ?? 0,
    })),
  );

/** Agents that have no position send zeros, or minus ones. */
const placeOf = (body: Body): CanonicalRead['place'] => {
  const latitude = numberOf(body, 'gps_latitude', [-90, 90]);
  const longitude = numberOf(body, 'gps_longitude', [-180, 180]);
  if (latitude === null || longitude === null || (Math.abs(latitude) <= 1 && Math.abs(longitude) <= 1)) return null;
  return { latitude, longitude };
};

const likeliest = (vehicle: Body, name: string): string | null => {
  const [best] = listOf(vehicle, name)
    .map((one) => ({ name: textOf(one, 'name'), confidence: probability(one, 'confidence') ?? 0 }))
    .sort((a, b) => b.confidence - a.confidence);
  return best?.name ?? null;
};

const vehicleOf = (body: Body): Vehicle => {
  const vehicle = objectOf(body.vehicle ?? {}, 'vehicle');
  return {
    make: likeliest(vehicle, 'make'),
    model: likeliest(vehicle, 'make_model'),
    color: likeliest(vehicle, 'color'),
    body: likeliest(vehicle, 'body_type'),
    year: likeliest(vehicle, 'year'),
    orientation: likeliest(vehicle, 'orientation'),
  };
};

const picturesOf = (group: Body, best: Body): Picture[] => {
  const plate = jpegOf(best, 'plate_crop_jpeg');
  const vehicle = jpegOf(group, 'vehicle_crop_jpeg');
  return [
    ...(plate ? [{ kind: 'plate', bytes: plate } as const] : []),
    ...(vehicle ? [{ kind: 'vehicle', bytes: vehicle } as const] : []),
  ];
};

const stateFrom = (region: string | null): string => (region && stateOf(region)) ?? 'unknown';

const referenceOf = (body: Body): string | null => {
  const id = body.camera_id;
  return typeof id === 'number' && Number.isSafeInteger(id) ? String(id) : textOf(body, 'camera_id');
};

const required = <Value>(value: Value | null, name: string): Value => {
  if (value === null) throw new Malformed('A member is missing', name, `Send ${name} with every read.`);
  return value;
};

const fromGroup = (group: Body, common: Common, cameraName: string | null): CanonicalRead[] => {
  // The same group is sent again when it is complete, under the same id.
  if (group.is_preview === true) return [];
  const best = objectOf(group.best_plate ?? {}, 'best_plate');
  const raw = textOf(group, 'best_plate_number') ?? textOf(best, 'plate') ?? '';
  const ofGroup = candidates(group);
  return [
    {
      ...common,
      sourceSystem: 'openalpr',
      sourceEventId: required(textOf(group, 'best_uuid'), 'best_uuid'),
      capturedAt: timeOf(group, 'epoch_start'),
      plate: { raw, normalised: normalised(raw) },
      plateState: stateFrom(textOf(group, 'best_region') ?? textOf(best, 'region')),
      confidence: probability(group, 'best_confidence') ?? probability(best, 'confidence') ?? 0,
      stateConfidence: probability(group, 'best_region_confidence') ?? probability(best, 'region_confidence'),
      candidates: ofGroup.length > 0 ? ofGroup : candidates(best),
      camera: { reference: referenceOf(group), name: cameraName },
      vehicle: vehicleOf(group),
      images: picturesOf(group, best),
      direction: numberOf(group, 'travel_direction', [-360, 360]),
      place: placeOf(group),
    },
  ];
};

/** One frame as the open-source agent tells it: as many reads as it found plates. */
const fromFrame = (frame: Body, common: Common): CanonicalRead[] =>
  listOf(frame, 'results', 100).map((result, index) => {
    const raw = textOf(result, 'plate') ?? '';
    return {
      ...common,
      sourceSystem: 'openalpr',
      sourceEventId: `${required(textOf(frame, 'uuid'), 'uuid')}/${index}`,
      capturedAt: timeOf(frame, 'epoch_time'),
      plate: { raw, normalised: normalised(raw) },
      plateState: stateFrom(textOf(result, 'region')),
      confidence: probability(result, 'confidence') ?? 0,
      stateConfidence: probability(result, 'region_confidence'),
      candidates: candidates(result),
      camera: { reference: referenceOf(frame), name: null },
      vehicle: vehicleOf({}),
      images: picturesOf({}, result),
      direction: null,
      place: null,
    };
  });

/**
 * The reads of one webhook body.
 * @throws Malformed when it is not one, or holds anything about a person
 */
export const parseOpenalpr = (raw: unknown, receivedAt: string | null = null): CanonicalRead[] => {
  const body = objectOf(raw, 'body');
  refusePeople(body);
  if ('openalpr_webhook' in body) return [];
  const common: Common = { receivedAt, payloadDigest: payloadDigest(body) };
  switch (body.data_type) {
    case 'alpr_group':
      return fromGroup(body, common, null);
    case 'alpr_alert':
      // The vendor's list is not ours: the read is taken, and meets our own hot lists (430.1¶1.2).
      return fromGroup(objectOf(body.group, 'group'), common, textOf(body, 'camera_name'));
    case 'alpr_results':
      return fromFrame(body, common);
    case 'heartbeat':
      return [];
    default:
      throw new Malformed(
        'This is no webhook we know',
        'data_type',
        'Send alpr_group, alpr_alert, alpr_results or heartbeat.',
      );
  }
};
