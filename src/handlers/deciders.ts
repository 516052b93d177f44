/** Which decider answers which command. */
import { anomaly } from '../domain/anomaly.js';
import { assurance } from '../domain/assurance.js';
import { canary } from '../domain/canary.js';
import { duty } from '../domain/duty.js';
import { address } from '../domain/address.js';
import { approval } from '../domain/approval.js';
import { audit } from '../domain/audit.js';
import { signing } from '../domain/signing.js';
import { auditPlan } from '../domain/auditplan.js';
import { backup } from '../domain/backup.js';
import { breach } from '../domain/breach.js';
import { canvass } from '../domain/canvass.js';
import type { AnyEvent, Command, Decider } from '../domain/decider.js';
import { department } from '../domain/department.js';
import { detection } from '../domain/detection.js';
import { device } from '../domain/device.js';
import { equipment } from '../domain/equipment.js';
import { explanation } from '../domain/explanation.js';
import { heartbeat } from '../domain/heartbeat.js';
import { evidence } from '../domain/evidence.js';
import { external } from '../domain/external.js';
import { hit } from '../domain/hit.js';
import { hold } from '../domain/hold.js';
import { incident } from '../domain/incident.js';
import { hotListEntry } from '../domain/entry.js';
import { hotList } from '../domain/hotlist.js';
import { member } from '../domain/member.js';
import { monitoring } from '../domain/monitoring.js';
import { placement } from '../domain/placement.js';
import { posting } from '../domain/posting.js';
import { procedure } from '../domain/procedure.js';
import { notice } from '../domain/notice.js';
import { outsideDeciders } from '../domain/outside.js';
import { protection } from '../domain/protection.js';
import { publication } from '../domain/publication.js';
import { quarantine } from '../domain/quarantine.js';
import { warrant } from '../domain/warrant.js';
import { query } from '../domain/query.js';
import { review } from '../domain/review.js';
import { retention } from '../domain/retention.js';
import { schedule } from '../domain/schedule.js';
import { sessions } from '../domain/session.js';
import { unmask } from '../domain/unmask.js';
import { timekeeping } from '../domain/timekeeping.js';
import { shift } from '../domain/shift.js';
import { violation } from '../domain/violation.js';
import { taxonomy } from '../domain/taxonomy.js';
import type { AnyCommand } from './orders.js';

/** A decider whose command, state and events are known only to itself. */
export type AnyDecider = Decider<Command, unknown, AnyEvent>;

/** The loss of types is confined to this line: `decide` hands each command only to the handling of its own type. */
const any = (decider: unknown): AnyDecider => decider as AnyDecider;

/** How long data is kept, held, purged, booked and copied. */
const custody = [schedule, timekeeping, retention, hold, evidence, backup];

export const deciders: readonly AnyDecider[] = [
  ...custody,
  department,
  ...outsideDeciders,
  member,
  sessions,
  unmask,
  device,
  equipment,
  heartbeat,
  shift,
  address,
  notice,
  incident,
  canvass,
  external,
  quarantine,
  warrant,
  detection,
  hotList,
  hotListEntry,
  hit,
  query,
  audit,
  signing,
  violation,
  placement,
  posting,
  procedure,
  monitoring,
  assurance,
  breach,
  approval,
  protection,
  taxonomy,
  publication,
  anomaly,
  canary,
  duty,
  auditPlan,
  review,
  explanation,
].map(any);

const byCommand = Object.fromEntries(
  deciders.flatMap((decider) => Object.keys(decider.on).map((type) => [type, decider])),
) as Readonly<Record<AnyCommand['type'], AnyDecider>>;

export const deciderOf = ({ type }: Pick<AnyCommand, 'type'>): AnyDecider => byCommand[type];

/** How many versions of its data each event type has had; 1 unless listed. */
export const schemaOf = (_type: string): number => 1;
