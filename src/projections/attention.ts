/** What needs somebody now: how many of each matter, the earliest day it is due, and with which office it lies. */
import { defaults } from '../domain/policy/settings.js';
import type { Position } from '../domain/positions.js';
import { trained } from '../domain/standing.js';
import { after, day } from '../domain/time.js';
import type { Sqlite } from '../vault/sqlite.js';
import { dutiesDue } from './calendar.js';
import { allMembers, type MemberView } from './members.js';
import { allPositions } from './positions.js';
import { many, one } from './statements.js';

export type Office = 'administrator' | Extract<Position, 'police-chief' | 'training-sergeant' | 'auditor'>;

export type MatterView = {
  /** The matter, as `faults-open`. */
  readonly id: string;
  readonly office: Office;
  readonly count: number;
  /** The earliest day on which one of them is due; null where nothing but their number is known. */
  readonly dueBy: string | null;
};

/** Days ahead of which something that ends is named. */
const AHEAD = 30;

type Counted = readonly [matter: string, office: Office, sql: string];

/** Each answers `count` and `due`; ?1 is now, ?2 is so many days ahead. */
const counted: readonly Counted[] = [
  [
    'accounts-disabled',
    'administrator',
    'select count(*) as count, null as due from accounts where disabled_at is not null',
  ],
  [
    'breach-reports-waiting',
    'administrator',
    'select count(*) as count, min(due_by) as due from incidents where passed_at is null',
  ],
  [
    'breach-notices-owed',
    'administrator',
    "select count(*) as count, min(due_by) as due from breaches where owed <> '[]' and closed_at is null",
  ],
  [
    'breaches-to-close',
    'administrator',
    "select count(*) as count, null as due from breaches where owed = '[]' and closed_at is null",
  ],
  ['faults-open', 'administrator', 'select count(*) as count, null as due from faults where cleared_at is null'],
  ['notices-unsent', 'administrator', 'select count(*) as count, null as due from notices where sent_at is null'],
  ['reads-set-aside', 'administrator', 'select count(*) as count, null as due from quarantined'],
  [
    'cameras-without-placement',
    'administrator',
    `select count(*) as count, null as due from cameras where mobility = 'fixed' and retired_at is null
      and camera_id not in (select camera_id from placements)`,
  ],
  [
    'placements-to-be-moved',
    'administrator',
    "select count(*) as count, null as due from placements where outcome = 'to-be-moved'",
  ],
  [
    'placements-to-be-reviewed',
    'administrator',
    'select count(*) as count, min(review_due) as due from placements where review_due <= ?2',
  ],
  [
    'vendor-settings-changed',
    'administrator',
    'select count(*) as count, null as due from vendors where settings is not null and settings is not approved',
  ],
  [
    'permissions-ending',
    'administrator',
    `select count(*) as count, min(expires_at) as due from devices
      where ended_at is null and expires_at is not null and expires_at <= ?2`,
  ],
  [
    'delegations-ending',
    'administrator',
    'select count(*) as count, min(until) as due from delegations where standing = 1 and until <= ?2',
  ],
  [
    'agreements-without-access',
    'administrator',
    `select count(*) as count, null as due from agreements
      where ended is null and complies = 1 and granted_at is null and ends > ?1`,
  ],
  [
    'findings-open',
    'administrator',
    'select count(*) as count, min(due_by) as due from audit_findings where resolved_at is null',
  ],
  ['sample-unreviewed', 'auditor', 'select count(*) as count, null as due from audit_items where verdict is null'],
  [
    'releases-undecided',
    'police-chief',
    `select count(*) as count, null as due from releases where status in ('requested', 'prepared')`,
  ],
  [
    'agreements-undetermined',
    'police-chief',
    'select count(*) as count, null as due from agreements where ended is null and complies is null and ends > ?1',
  ],
  [
    'reports-unacknowledged',
    'police-chief',
    'select count(*) as count, null as due from reports where submitted_at is not null and acknowledged_at is null',
  ],
];

const found = (db: Sqlite, now: string, ahead: string): MatterView[] =>
  counted.map(([id, office, sql]) => {
    const row = one(db, `select * from (${sql}) where ?1 is not null and ?2 is not null`, now, ahead);
    return { id, office, count: row?.count as number, dueBy: (row?.due ?? null) as string | null };
  });

/** The earliest of some days, or null. */
const earliest = (days: readonly string[]): string | null => days.toSorted()[0] ?? null;

const ofMembers = (db: Sqlite, now: string, ahead: string): MatterView[] => {
  const required = new Map(allPositions(db).map(({ position, trainings }) => [position, trainings]));
  const asked = (member: MemberView) => required.get(member.position) ?? (['CLETS', 'ALPR'] as const);
  const isTrained = (member: MemberView, at: string): boolean =>
    asked(member).every((kind) => trained(kind, { ...member, required: asked(member) }, at));
  const members = allMembers(db).filter(({ revokedAt, position }) => revokedAt === null && required.has(position));
  const waiting = members.filter(({ approved }) => !approved);
  const ready = waiting.filter((member) => member.acknowledged && isTrained(member, now));
  const approved = members.filter((member) => member.approved);
  const ending = approved.filter((member) => !isTrained(member, ahead));
  const ends = ending.flatMap((member) => asked(member).map((kind) => member.training[kind] ?? now));
  const own = ready.filter(({ administrator }) => administrator);
  const matter = (id: string, office: Office, of: readonly unknown[], dueBy: string | null = null): MatterView => ({
    id,
    office,
    count: of.length,
    dueBy,
  });
  return [
    matter(
      'approvals-ready',
      'administrator',
      ready.filter(({ administrator }) => !administrator),
    ),
    matter('administrator-to-be-approved', 'police-chief', own),
    matter(
      'trainings-missing',
      'training-sergeant',
      waiting.filter((member) => !isTrained(member, now)),
    ),
    matter('trainings-ending', 'training-sergeant', ending, earliest(ends)),
  ];
};

const ofDuties = (db: Sqlite, now: string, ahead: string): MatterView[] => {
  const duties = dutiesDue(db, now, defaults);
  const late = duties.filter(({ dueBy }) => dueBy < now);
  const soon = duties.filter(({ dueBy }) => dueBy >= now && dueBy <= ahead);
  const first = (of: typeof duties): string | null => of[0]?.dueBy ?? null;
  return [
    { id: 'duties-overdue', office: 'administrator', count: late.length, dueBy: first(late) },
    { id: 'duties-coming', office: 'administrator', count: soon.length, dueBy: first(soon) },
  ];
};

/**
 * Every matter of which there is at least one, what is due first before the others; counts and days, and no names.
 * The time is that of the last access, which is the question for it.
 */
export const attentionRows = (db: Sqlite, limit: number): MatterView[] => {
  const now = many(db, 'select max(at) as now from accesses')[0]?.now as string | null | undefined;
  if (now === null || now === undefined) return [];
  const ahead = after(now, AHEAD * day);
  const matters = [...ofMembers(db, now, ahead), ...ofDuties(db, now, ahead), ...found(db, now, ahead)];
  return matters
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => ((a.dueBy ?? '9') < (b.dueBy ?? '9') ? -1 : 1))
    .slice(0, limit);
};
