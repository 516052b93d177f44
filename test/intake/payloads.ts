/** Bodies as the vendors send them, with made-up plates. */

/** The shortest JPEG anybody would take for one. */
export const jpeg = Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 0xff, 0xd9]);
export const jpegText = jpeg.toString('base64');

const candidates = [
  { plate: '7ABC123', confidence: 93.21, matches_template: 1 },
  { plate: '7A8C123', confidence: 84.5, matches_template: 1 },
  { plate: '7ABCI23', confidence: 80.02, matches_template: 0 },
];

export const group = {
  data_type: 'alpr_group',
  version: 3,
  epoch_start: 1_795_600_000_123,
  epoch_end: 1_795_600_004_000,
  frame_start: 100,
  frame_end: 120,
  company_id: 'b5b6a0c2',
  agent_uid: 'AGENTUID',
  agent_version: '4.1.12',
  agent_type: 'alprd',
  camera_id: 122_156_113,
  gps_latitude: 33.8303,
  gps_longitude: -116.5453,
  country: 'us',
  uuids: ['AGENTUID-122156113-1795600000123', 'AGENTUID-122156113-1795600001123'],
  plate_indexes: [0, 0],
  candidates,
  vehicle_crop_jpeg: jpegText,
  best_plate: {
    plate: '7ABC123',
    confidence: 93.21,
    matches_template: 1,
    plate_index: 0,
    region: 'us-ca',
    region_confidence: 88,
    processing_time_ms: 12.5,
    requested_topn: 10,
    coordinates: [
      { x: 10, y: 10 },
      { x: 90, y: 10 },
      { x: 90, y: 40 },
      { x: 10, y: 40 },
    ],
    plate_crop_jpeg: jpegText,
    vehicle_region: { x: 0, y: 0, width: 400, height: 300 },
    vehicle_detected: true,
    candidates,
  },
  plate_path: [{ x: 10, y: 10, w: 80, h: 30, t: 0, f: 100 }],
  best_confidence: 93.21,
  best_uuid: 'AGENTUID-122156113-1795600000123',
  best_plate_number: '7ABC123',
  best_region: 'us-ca',
  best_region_confidence: 88,
  matches_template: true,
  best_image_width: 1920,
  best_image_height: 1080,
  travel_direction: 182.4,
  is_parked: false,
  is_preview: false,
  vehicle: {
    color: [
      { name: 'white', confidence: 70.1 },
      { name: 'silver-gray', confidence: 20 },
    ],
    make: [{ name: 'toyota', confidence: 90 }],
    make_model: [{ name: 'toyota_camry', confidence: 81 }],
    body_type: [{ name: 'sedan-standard', confidence: 92 }],
    year: [{ name: '2015-2019', confidence: 60 }],
    orientation: [{ name: '180', confidence: 99 }],
    missing_plate: [{ name: 'no', confidence: 99 }],
    is_vehicle: [{ name: 'yes', confidence: 99 }],
  },
  vehicle_signature: 'AAECAwQ=',
  web_server_config: { camera_label: 'Gate 4', agent_label: 'north' },
  direction_of_travel_id: 3,
  user_data: '',
};

export const alert = {
  data_type: 'alpr_alert',
  version: 1,
  epoch_time: 1_795_600_005_000,
  agent_uid: 'AGENTUID',
  alert_list: 'vendor list',
  list_type: 'alert',
  site_name: 'north',
  camera_name: 'Gate 4',
  camera_number: 122_156_113,
  plate_number: '7ABC123',
  description: 'as the vendor says',
  group,
};

export const frame = {
  version: 2,
  data_type: 'alpr_results',
  epoch_time: 1_795_600_000_123,
  img_width: 1920,
  img_height: 1080,
  processing_time_ms: 120.2,
  uuid: 'AGENTUID-1-1795600000123',
  error: false,
  regions_of_interest: [{ x: 0, y: 0, width: 1920, height: 1080 }],
  vehicles: [],
  results: [
    { plate: '7ABC123', confidence: 91.1, region: 'us-ca', region_confidence: 80, plate_index: 0, candidates },
    { plate: '4DEF567', confidence: 77, region: '', region_confidence: 0, plate_index: 1, candidates: [] },
  ],
  camera_id: 1,
  agent_uid: 'AGENTUID',
};

export const heartbeat = {
  data_type: 'heartbeat',
  timestamp: 1_795_600_000_123,
  agent_uid: 'AGENTUID',
  video_streams: [{ camera_id: 122_156_113, camera_name: 'Gate 4', is_streaming: true }],
};

export const finished = {
  sourceEventId: 'gate-4/000431',
  capturedAt: '2026-11-24T09:30:00.250-08:00',
  plate: '7abc 123',
  plateState: 'us-ca',
  confidence: 0.97,
  stateConfidence: 0.8,
  candidates: [{ plate: '7A8C123', confidence: 0.4 }],
  camera: 'gate-4',
  vehicle: { make: 'toyota', color: 'white' },
  images: [{ kind: 'plate', jpeg: jpegText }],
  direction: 182,
  place: { latitude: 33.8303, longitude: -116.5453 },
};

export const csv = `plate,state,category,reason,reference,expires
7ABC123,CA,stolen-vehicle,stolen from the depot yard on 23 November,26-11873,2026-12-31
4DEF567,unknown,missing-person,"last seen with the missing woman, case open",MP-26-0042,2026-12-01T00:00:00Z
`;

/** Everything in these bodies that is a plate, and so may stand in no message. */
export const plates = ['7ABC123', '7A8C123', '7ABCI23', '4DEF567', '7abc 123'];
