/** What the cameras read: one row for each read, and a dictionary of the plates on which every search begins. */
import type { DetectionRecorded, PlateRead, SourceSystem } from '../domain/detection.js';
import { day, instant, iso8601 } from '../domain/time.js';
import { fold } from '../matching/lookalikes.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection, type Told } from './projection.js';
import { insert, many, one, run } from './statements.js';

type Detail = Omit<PlateRead, 'plate' | 'plateState'>;

export type DetectionView = Partial<Detail> & {
  readonly id: string;
  readonly detectionId: string;
  readonly cameraId: string;
  readonly camera: string | null;
  readonly capturedAt: string;
  readonly recordedAt: string;
  readonly source: SourceSystem;
  /** 1/10000; null when nothing was read. */
  readonly confidence: number | null;
  readonly unread: boolean;
  readonly stateKnown: boolean;
  readonly failure: 'no-plate' | 'reader-failed' | null;
  readonly images: DetectionRecorded['data']['images'];
  readonly models: readonly string[];
  /** As read; null when nothing was read, and once purged. */
  readonly plate: string | null;
  readonly plateState: string | null;
  /** What the plate was corrected to last (430.6(l)); the original stands beside it. */
  readonly correction: { readonly plate: string; readonly plateState: string } | null;
  readonly purged: boolean;
};

/** Writes a plate into the dictionary of searches, once. */
export const knowPlate = (db: Sqlite, plate: string | null | undefined): void => {
  if (plate) run(db, 'insert into plates values (?, ?) on conflict do nothing', plate, fold(plate));
};

/** Reports tell reads apart by twentieths of confidence, in 1/10000. */
const BAND = 500;
const HOUR = 3_600_000;

/** Counts as it goes: a report over millions of reads need not read them again. Counts hold nothing that is purged. */
const countRead = (
  db: Sqlite,
  { cameraId, capturedAt }: { readonly cameraId: string; readonly capturedAt: string },
  band: number,
  stateKnown: boolean,
): void => {
  run(
    db,
    'insert into reads_by_hour values (?, ?, ?, ?, 1) on conflict do update set reads = reads + 1',
    Math.floor(instant(capturedAt) / HOUR),
    cameraId,
    band,
    flag(stateKnown),
  );
};

const record = (db: Sqlite, event: Told<'DetectionRecorded'>): void => {
  const { detectionId, cameraId, capturedAt, source, confidence, unread, stateKnown, images, models } = event.data;
  const { plate = null, plateState = null, ...detail } = event.sealed ?? {};
  const read = plate === 'unknown' ? null : plate;
  knowPlate(db, read);
  const fresh = insert(db, 'detections', {
    position: Number(event.position),
    detection_id: detectionId,
    camera_id: cameraId,
    captured: instant(capturedAt),
    recorded_at: event.recordedAt,
    source,
    confidence,
    unread: flag(unread),
    state_known: flag(stateKnown),
    images: JSON.stringify(images),
    models: JSON.stringify(models),
    plate: read,
    plate_state: plateState,
    detail: event.sealed ? JSON.stringify(detail) : null,
    kept: keptOn(event),
  });
  if (fresh) countRead(db, event.data, unread ? -1 : Math.floor(confidence / BAND), stateKnown);
};

const recordFailure = (db: Sqlite, event: Told<'ReadFailed'>): void => {
  const { detectionId, cameraId, capturedAt, source, why, images } = event.data;
  const fresh = insert(db, 'detections', {
    position: Number(event.position),
    detection_id: detectionId,
    camera_id: cameraId,
    captured: instant(capturedAt),
    recorded_at: event.recordedAt,
    source,
    unread: 1,
    state_known: 0,
    failure: why,
    images: JSON.stringify(images),
    models: '[]',
  });
  if (fresh) countRead(db, event.data, -1, false);
};

export const detections: Projection = {
  name: 'detections',
  tables: `
    create table detections (
      position integer primary key, detection_id text not null unique, camera_id text not null,
      captured integer not null, recorded_at text not null, source text not null, confidence integer,
      unread integer not null, state_known integer not null, failure text, images text not null, models text not null,
      plate text, plate_state text, detail text, kept integer
    );
    create index detections_by_plate on detections(plate, captured) where plate is not null;
    create index detections_by_camera on detections(camera_id, captured);
    create index detections_by_time on detections(captured);
    create index detections_by_key on detections(kept) where kept is not null;

    create table reads_by_hour (
      hour integer not null, camera_id text not null, band integer not null, state_known integer not null,
      reads integer not null, primary key (hour, camera_id, band, state_known)
    ) without rowid;

    create table plates (plate text primary key, folded text not null);
    create index plates_by_fold on plates(folded);
    create virtual table grams using fts5 (plate, tokenize = 'trigram', content = 'plates');
    insert into grams (grams, rank) values ('secure-delete', 1);
    create trigger plates_known after insert on plates begin
      insert into grams (rowid, plate) values (new.rowid, new.plate);
    end;
    create trigger plates_forgotten after delete on plates begin
      insert into grams (grams, rowid, plate) values ('delete', old.rowid, old.plate);
    end;
    create trigger detections_forgotten after update of plate on detections
    when old.plate is not null and new.plate is null begin
      delete from plates where plate = old.plate
        and not exists (select 1 from detections where plate = old.plate)
        and not exists (select 1 from corrections where to_plate = old.plate);
    end;
  `,
  on: { DetectionRecorded: record, ReadFailed: recordFailure },
  // Overwriting the trigrams of each plate as it goes takes eight times as long as writing the index anew at the end.
  forgetting: {
    before: "insert into grams (grams, rank) values ('secure-delete', 0)",
    after: "insert into grams (grams) values ('optimize'); insert into grams (grams, rank) values ('secure-delete', 1)",
  },
  sealed: [
    {
      table: 'detections',
      class: 'detection',
      columns: ['plate', 'plate_state', 'detail'],
      kept: 'kept',
      unit: 'detection_id',
    },
  ],
};

/** A detection's columns, its camera's name, and what it was last corrected to. */
export const selectDetections = `
  select d.*, cameras.name as camera,
    (select json_array(c.to_plate, c.to_state) from corrections c
      where c.detection_id = d.detection_id and c.to_plate is not null order by c.position desc limit 1) as corrected
  from detections d left join cameras using (camera_id)`;

/** The row of `selectDetections` as a view. */
export const detectionOf = (row: SqlRow): DetectionView => {
  const corrected = JSON.parse((row.corrected as string | null) ?? 'null') as [string, string] | null;
  return {
    id: row.detection_id as string,
    detectionId: row.detection_id as string,
    cameraId: row.camera_id as string,
    camera: row.camera as string | null,
    capturedAt: iso8601(row.captured as number),
    recordedAt: row.recorded_at as string,
    source: row.source as SourceSystem,
    confidence: row.confidence as number | null,
    unread: row.unread === 1,
    stateKnown: row.state_known === 1,
    failure: row.failure as DetectionView['failure'],
    images: JSON.parse(row.images as string) as DetectionView['images'],
    models: JSON.parse(row.models as string) as string[],
    plate: row.plate as string | null,
    plateState: row.plate_state as string | null,
    ...(JSON.parse((row.detail as string | null) ?? '{}') as Partial<Detail>),
    correction: corrected && { plate: corrected[0], plateState: corrected[1] },
    purged: row.kept === null && row.failure === null,
  };
};

export const detectionById = (db: Sqlite, detectionId: string): DetectionView | undefined => {
  const row = one(db, `${selectDetections} where d.detection_id = ?`, detectionId);
  return row && detectionOf(row);
};

/** Reads counted by hour, camera and confidence; `confidence` is the lower end of its twentieth. */
export function* readsByHour(db: Sqlite) {
  const hours = many(db, 'select distinct hour from reads_by_hour order by hour');
  for (const { hour } of hours)
    for (const row of many(db, 'select * from reads_by_hour where hour = ?', hour))
      yield {
        at: iso8601((hour as number) * HOUR),
        cameraId: row.camera_id as string,
        confidence: row.band === -1 ? null : (row.band as number) * BAND,
        unread: row.band === -1,
        stateKnown: row.state_known === 1,
        count: row.reads as number,
      };
}

/** Different plates that each camera read from then until before then, among the reads that can still be read. */
export const differentPlates = (db: Sqlite, from: string, to: string) =>
  many(
    db,
    `select camera_id, count(distinct plate) as plates from detections
      where captured >= ? and captured < ? and plate is not null group by camera_id order by camera_id`,
    instant(from),
    instant(to),
  ).map((row) => ({ cameraId: row.camera_id as string, plates: row.plates as number }));

/** Reads that can still be read, by their age at that time in days. */
export const readsKept = (db: Sqlite, at: string) => {
  const older = (days: number): number => instant(at) - days * day;
  const row = one(
    db,
    `select count(*) filter (where captured >= ?1) as to30,
      count(*) filter (where captured < ?1 and captured >= ?2) as to365,
      count(*) filter (where captured < ?2) as over365
    from detections where kept is not null and captured <= ?3`,
    older(30),
    older(365),
    instant(at),
  );
  return { to30: row?.to30 as number, to365: row?.to365 as number, over365: row?.over365 as number };
};
