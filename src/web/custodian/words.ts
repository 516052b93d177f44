/** The words of custody: what the classes of data are called, how things stand, and what one looks for. */
import type { Inquiry, Row } from '../asking.tsx';
import type { Kind } from '../pieces/status.tsx';

export const group = 'Custody of records';

/** What is usually looked at these pages for; said with one click, or otherwise (430.7(g)). */
export const custodyLook: Inquiry = {
  purpose: 'audit',
  reason: 'Custody of records: what is kept, held and due',
  eventNumber: null,
  noEventNumberBecause: 'The daily work of custody, no case',
};

export const classes: Readonly<Record<string, string>> = {
  detection: 'Reads',
  hit: 'Hits',
  'access-record': 'Access records',
  'hot-list': 'Hot lists',
  release: 'Releases and requests',
  register: 'Registers',
  evidence: 'Holds and evidence',
};

export const classOf = (name: unknown): string => classes[String(name)] ?? String(name);

export const count = (figure: number, one: string, more = `${one}s`): string =>
  `${figure.toLocaleString('en-US')} ${figure === 1 ? one : more}`;

const DAY = 86_400_000;

/** One day's data of one class, as the register of retention has it. */
export type Bucket = Row & {
  readonly class: string;
  readonly date: string;
  readonly dueAt: string | null;
  readonly rows: number;
  readonly held: number;
  readonly downloadsUntil: string | null;
  readonly purge: string | null;
};

export type Purge = Row & {
  readonly purgeId: string;
  readonly class: string;
  readonly date: string;
  readonly state: 'proposed' | 'approved' | 'committed' | 'completed' | 'blocked';
  readonly proposedAt: string;
  readonly proposedBy: string;
  readonly proposedByName: string | null;
  readonly approvedAt: string | null;
  readonly approvedByName: string | null;
  readonly committedAt: string | null;
  readonly completedAt: string | null;
  readonly blockedAt: string | null;
  readonly units: number;
  readonly kept: number;
  readonly certificateId: string | null;
  readonly certificate: string | null;
  readonly paper: string | null;
};

export const dayPage = ({ class: name, date }: { readonly class: string; readonly date: string }): string =>
  `/custodian/day/${name}/${date}`;

export const purgeState: Readonly<Record<Purge['state'], readonly [Kind, string]>> = {
  proposed: ['due', 'waits for approval'],
  approved: ['due', 'approved, cooling'],
  committed: ['due', 'being destroyed'],
  completed: ['good', 'destroyed'],
  blocked: ['bad', 'stopped by a hold'],
};

const underWay = ({ purge }: Bucket): boolean => purge === 'proposed' || purge === 'approved' || purge === 'committed';

/** What is left of a purged day is kept on purpose: held, or downloaded with time left. */
const keptOnPurpose = ({ purge, rows, held, downloadsUntil }: Bucket, now: string): boolean =>
  (held > 0 && (purge === 'completed' || held >= rows)) || (purge === 'completed' && (downloadsUntil ?? '') > now);

/** Its time is over, something of it may go, and nobody has proposed it. */
export const isDue = (bucket: Bucket, now = new Date().toISOString()): boolean =>
  bucket.dueAt !== null && bucket.dueAt <= now && !underWay(bucket) && !keptOnPurpose(bucket, now);

/** How a day stands, in a word. */
export const standing = (bucket: Bucket, coolingHours = 24): readonly [Kind, string] => {
  const now = new Date();
  if (underWay(bucket)) return purgeState[bucket.purge as Purge['state']];
  if (bucket.dueAt === null) return ['quiet', 'no clock'];
  if (isDue(bucket, now.toISOString())) return ['bad', 'past its time'];
  if (bucket.dueAt <= now.toISOString()) return ['quiet', bucket.held > 0 ? 'kept by a hold' : 'kept for a case'];
  const left = Date.parse(bucket.dueAt) - now.getTime();
  if (left <= coolingHours * 3_600_000) return ['due', 'may be proposed'];
  return left <= 7 * DAY ? ['due', 'due this week'] : ['open', 'kept'];
};
