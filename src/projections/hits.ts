/** The hits: each alert with all that became of it, as its screen and its queue show it. */
import type { EnforcementAction, MatchKind } from '../domain/hit.js';
import type { HotListCategory } from '../domain/hotlist.js';
import { type Difference, differences } from '../matching/lookalikes.js';
import { patternOf } from '../matching/pattern.js';
import type { Sqlite, SqlRow } from '../vault/sqlite.js';
import { flag, keptOn, type Projection, type Told } from './projection.js';
import { Conditions, insert, many, one, pages, run, update } from './statements.js';

export type HitStatus = 'raised' | 'rejected' | 'verified' | 'confirmed' | 'negative' | 'exigent' | 'acted';

export type HitView = {
  readonly id: string;
  readonly hitId: string;
  readonly detectionId: string;
  readonly cameraId: string;
  readonly capturedAt: string;
  readonly raisedAt: string;
  readonly entryId: string;
  readonly hotListId: string;
  readonly category: HotListCategory;
  readonly match: MatchKind;
  readonly status: HitStatus;
  /** What the camera read, or what it was corrected to; null once purged. */
  readonly plate: string | null;
  readonly plateState: string | null;
  /** What the camera read. */
  readonly readPlate: string | null;
  readonly readState: string | null;
  readonly entryPlate: string | null;
  readonly entryState: string | null;
  readonly reason: string | null;
  readonly reference: string | null;
  /** Of an imported list: the version that was in force. */
  readonly versionId: string | null;
  /** Hours since the source vouched for the list, where that is too long: ask anew before believing it. */
  readonly staleHours: number | null;
  /** The characters by which the plate and the listed one differ; none when they cannot be laid side by side. */
  readonly differences: readonly Difference[];
  /** Both states are known and differ: the alert must say so. */
  readonly stateDiffers: boolean;
  readonly openedAt: string | null;
  readonly openedBy: string | null;
  readonly verdict: 'verified' | 'wrong-state' | 'misread' | null;
  readonly verdictAt: string | null;
  readonly verdictBy: string | null;
  readonly confirmation: 'confirmed' | 'negative' | null;
  readonly confirmationAt: string | null;
  readonly confirmationBy: string | null;
  readonly channel: 'radio' | 'mdc' | null;
  readonly confirmer: string | null;
  readonly exigent: boolean;
  readonly exigentAt: string | null;
  readonly narrative: string | null;
  readonly action: EnforcementAction | null;
  readonly actionAt: string | null;
  readonly actionBy: string | null;
  /** How the hit stood when it was acted upon; null while nobody has. */
  readonly whenActed: { readonly verified: boolean; readonly confirmed: boolean } | null;
};

const raise = (db: Sqlite, event: Told<'HitAlertRaised'>): void => {
  const { hitId, detectionId, cameraId, capturedAt, entryId, hotListId, category, match } = event.data;
  const { plate, plateState, entryPlate, entryState, reason } = event.sealed ?? {};
  insert(db, 'hits', {
    hit_id: hitId,
    position: Number(event.position),
    detection_id: detectionId,
    camera_id: cameraId,
    captured_at: capturedAt,
    raised_at: event.occurredAt,
    entry_id: entryId,
    hot_list_id: hotListId,
    category,
    match,
    version_id: event.data.versionId,
    stale_hours: event.data.staleHours,
    reference: event.sealed?.reference,
    plate,
    plate_state: plateState,
    entry_plate: entryPlate,
    entry_state: entryState,
    reason,
    kept: keptOn(event),
  });
};

const change = (db: Sqlite, hitId: string, set: Parameters<typeof update>[2]): void =>
  update(db, 'hits', set, { hit_id: hitId });

const judge = (
  db: Sqlite,
  { occurredAt, data: { hitId, memberId } }: Told<'HitVisuallyVerified' | 'HitRejected' | 'PlateCorrected'>,
  verdict: HitView['verdict'],
): void => change(db, hitId, { verdict, verdict_at: occurredAt, verdict_by: memberId });

const confirm = (db: Sqlite, event: Told<'HitConfirmed'> | Told<'HitConfirmationNegative'>): void => {
  const { hitId, memberId, channel } = event.data;
  change(db, hitId, {
    confirmation: event.type === 'HitConfirmed' ? 'confirmed' : 'negative',
    confirmation_at: event.occurredAt,
    confirmation_by: memberId,
    channel,
    confirmer: event.sealed?.confirmer,
    confirmer_kept: keptOn(event),
  });
};

const unjudged = { verdict: null, verdict_at: null, verdict_by: null };
const unconfirmed = {
  confirmation: null,
  confirmation_at: null,
  confirmation_by: null,
  channel: null,
  confirmer: null,
  confirmer_kept: null,
};

const confirmationOf = (db: Sqlite, hitId: string): unknown =>
  one(db, 'select confirmation from hits where hit_id = ?', hitId)?.confirmation;

/** How the hit stood when it was acted upon, whatever is said of it later; of several actions, the weakest counts. */
const weighAction = `
  update hits set acted_verified = min(coalesce(acted_verified, 1), verdict is 'verified'),
    acted_confirmed = min(coalesce(acted_confirmed, 1), ?) where hit_id = ?`;

/** A corrected alert is another comparison: what was verified or confirmed of the old text is void. */
const correct = (db: Sqlite, event: Told<'PlateCorrected'>): void => {
  change(db, event.data.hitId, { ...unjudged, ...unconfirmed });
  if (!event.data.stillMatches) judge(db, event, 'misread');
};

export const hits: Projection = {
  name: 'hits',
  tables: `
    create table hits (
      hit_id text primary key, position integer not null, detection_id text not null, camera_id text not null,
      captured_at text not null, raised_at text not null, entry_id text not null, hot_list_id text not null,
      category text not null, match text not null, opened_at text, opened_by text,
      verdict text, verdict_at text, verdict_by text,
      confirmation text, confirmation_at text, confirmation_by text, channel text,
      exigent integer not null default 0, exigent_at text, action text, action_at text, action_by text,
      acted_verified integer, acted_confirmed integer, version_id text, stale_hours integer, reference text,
      plate text, plate_state text, entry_plate text, entry_state text, reason text, kept integer,
      confirmer text, confirmer_kept integer, narrative text, narrative_kept integer
    ) without rowid;
    create index hits_by_position on hits(position);
    create index hits_by_detection on hits(detection_id);
    create index hits_by_plate on hits(plate) where plate is not null;
    create index hits_by_entry_plate on hits(entry_plate) where entry_plate is not null;
  `,
  on: {
    HitAlertRaised: raise,
    HitImageOpened: (db, { occurredAt, data: { hitId, memberId } }) => {
      const sql = 'update hits set opened_at = ?, opened_by = ? where hit_id = ? and opened_at is null';
      run(db, sql, occurredAt, memberId, hitId);
    },
    HitVisuallyVerified: (db, event) => judge(db, event, 'verified'),
    HitRejected: (db, event) => {
      judge(db, event, event.data.misread ? 'misread' : 'wrong-state');
      // What was confirmed before the eye said no was confirmed of something else.
      if (confirmationOf(db, event.data.hitId) === 'confirmed') change(db, event.data.hitId, unconfirmed);
    },
    HitConfirmed: confirm,
    HitConfirmationNegative: confirm,
    ExigencyDeclared: (db, event) => {
      const declared = { exigent: 1, exigent_at: event.occurredAt };
      const told = { narrative: event.sealed?.narrative, narrative_kept: keptOn(event) };
      change(db, event.data.hitId, { ...declared, ...told });
    },
    EnforcementActionRecorded: (db, { occurredAt, data: { hitId, memberId, action, confirmed } }) => {
      change(db, hitId, { action, action_at: occurredAt, action_by: memberId });
      run(db, weighAction, flag(confirmed), hitId);
    },
    PlateCorrected: correct,
  },
  sealed: [
    {
      table: 'hits',
      class: 'hit',
      columns: ['plate', 'plate_state', 'entry_plate', 'entry_state', 'reason', 'reference'],
      kept: 'kept',
      unit: 'hit_id',
    },
    { table: 'hits', class: 'hit', columns: ['confirmer'], kept: 'confirmer_kept', unit: 'hit_id' },
    { table: 'hits', class: 'hit', columns: ['narrative'], kept: 'narrative_kept', unit: 'hit_id' },
  ],
};

const select = `
  select h.*, coalesce(c.to_plate, h.plate) as plate_now, coalesce(c.to_state, h.plate_state) as state_now
  from hits h left join corrections c on c.position =
    (select max(position) from corrections where hit_id = h.hit_id and to_plate is not null)`;

const differ = (a: string | null, b: string | null): boolean =>
  a !== null && b !== null && a !== 'unknown' && b !== 'unknown' && a !== b;

/** A partial plate is compared where it is known. */
const differing = (plate: string | null, listed: string | null): Difference[] =>
  plate === null || listed === null || plate.length !== listed.length || listed.includes('*')
    ? []
    : differences(plate, listed).filter((one) => one.listed !== '?');

const statusOf = ({ action, verdict, confirmation, exigent }: SqlRow): HitStatus => {
  if (action !== null) return 'acted';
  if (verdict === null) return 'raised';
  if (verdict !== 'verified') return 'rejected';
  if (confirmation !== null) return confirmation as 'confirmed' | 'negative';
  return exigent === 1 ? 'exigent' : 'verified';
};

const text = (row: SqlRow, name: string): string | null => row[name] as string | null;

const hitOf = (row: SqlRow): HitView => ({
  id: row.hit_id as string,
  hitId: row.hit_id as string,
  detectionId: row.detection_id as string,
  cameraId: row.camera_id as string,
  capturedAt: row.captured_at as string,
  raisedAt: row.raised_at as string,
  entryId: row.entry_id as string,
  hotListId: row.hot_list_id as string,
  category: row.category as HotListCategory,
  match: row.match as MatchKind,
  status: statusOf(row),
  plate: text(row, 'plate_now'),
  plateState: text(row, 'state_now'),
  readPlate: text(row, 'plate'),
  readState: text(row, 'plate_state'),
  entryPlate: text(row, 'entry_plate'),
  entryState: text(row, 'entry_state'),
  reason: text(row, 'reason'),
  reference: text(row, 'reference'),
  versionId: text(row, 'version_id'),
  staleHours: row.stale_hours as number | null,
  differences: differing(text(row, 'plate_now'), text(row, 'entry_plate')),
  stateDiffers: differ(text(row, 'state_now'), text(row, 'entry_state')),
  openedAt: text(row, 'opened_at'),
  openedBy: text(row, 'opened_by'),
  verdict: row.verdict as HitView['verdict'],
  verdictAt: text(row, 'verdict_at'),
  verdictBy: text(row, 'verdict_by'),
  confirmation: row.confirmation as HitView['confirmation'],
  confirmationAt: text(row, 'confirmation_at'),
  confirmationBy: text(row, 'confirmation_by'),
  channel: row.channel as HitView['channel'],
  confirmer: text(row, 'confirmer'),
  exigent: row.exigent === 1,
  exigentAt: text(row, 'exigent_at'),
  narrative: text(row, 'narrative'),
  action: row.action as EnforcementAction | null,
  actionAt: text(row, 'action_at'),
  actionBy: text(row, 'action_by'),
  whenActed: row.action === null ? null : { verified: row.acted_verified === 1, confirmed: row.acted_confirmed === 1 },
});

export const hitById = (db: Sqlite, hitId: string): HitView | undefined => {
  const row = one(db, `${select} where h.hit_id = ?`, hitId);
  return row && hitOf(row);
};

export type HitsAsked = {
  readonly hitId?: string | undefined;
  /** As read, as corrected or as listed; wildcards are allowed. */
  readonly plate?: string | undefined;
  readonly cameraId?: string | undefined;
  /** Only those on which somebody still has to look, confirm or act. */
  readonly open?: boolean | undefined;
  /** Raised at or after, and before. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** The last hit of the page before. */
  readonly after?: string | undefined;
};

const openOnly = `
  h.action is null and (h.verdict is null or h.verdict = 'verified') and h.confirmation is not 'negative'`;

/** Hits, latest first. */
export const findHits = (db: Sqlite, asked: HitsAsked, limit: number): HitView[] => {
  const plate = asked.plate === undefined ? undefined : patternOf(asked.plate);
  const conditions = new Conditions()
    .add('h.detection_id not in (select detection_id from quarantined)')
    .add('h.hit_id = ?', asked.hitId)
    .add('h.plate glob ? or h.entry_plate glob ? or c.to_plate glob ?', plate, plate, plate)
    .add('h.camera_id = ?', asked.cameraId)
    .add('h.raised_at >= ?', asked.from)
    .add('h.raised_at < ?', asked.to)
    .add('h.position < (select position from hits where hit_id = ?)', asked.after);
  if (asked.open) conditions.add(openOnly);
  return many(db, `${select}${conditions.where} order by h.position desc limit ?`, ...conditions.values, limit).map(
    hitOf,
  );
};

/** The queue: alerts that still wait for somebody, latest first. */
export const hitQueue = (db: Sqlite, limit = 100): HitView[] => findHits(db, { open: true }, limit);

/** Every hit in ledger order; for the figures. */
export function* allHits(db: Sqlite): Generator<HitView> {
  const sql = `${select} where h.position > ? order by h.position limit ?`;
  for (const row of pages(db, sql, 'position', -1)) yield hitOf(row);
}
