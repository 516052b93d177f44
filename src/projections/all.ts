/** Every projection of the house, in the order in which an event passes them. */
import { accesses } from './accesses.js';
import { anomalies } from './anomalies.js';
import { assurances } from './assurances.js';
import { audits } from './audits.js';
import { accounts } from './accounts.js';
import { backups } from './backups.js';
import { cameras } from './cameras.js';
import { consents } from './consents.js';
import { corrections } from './corrections.js';
import { delegations } from './delegations.js';
import { detections } from './detections.js';
import { devices } from './devices.js';
import { overdue } from './calendar.js';
import { duties } from './duties.js';
import { exigencies } from './exigencies.js';
import { hits } from './hits.js';
import { holds } from './holds.js';
import { hotlists } from './hotlists.js';
import { hotlistVersions } from './hotlistversions.js';
import { members } from './members.js';
import { outsideProjections } from './outside.js';
import { placements } from './placements.js';
import { notices } from './notices.js';
import { positions } from './positions.js';
import { quarantined } from './quarantined.js';
import type { Projection } from './projection.js';
import { refusals } from './refusals.js';
import { publications } from './publicfigures.js';
import { reports } from './reports.js';
import { retention } from './retention.js';
import { searches } from './searches.js';
import { sessions } from './sessions.js';
import { unmaskings } from './unmaskings.js';
import { shifts } from './shifts.js';
import { upkeep } from './upkeep.js';
import { violations } from './violations.js';

export const projections: readonly Projection[] = [
  members,
  ...outsideProjections,
  sessions,
  accounts,
  delegations,
  positions,
  unmaskings,
  devices,
  cameras,
  upkeep,
  shifts,
  notices,
  duties,
  exigencies,
  quarantined,
  hotlists,
  hotlistVersions,
  // Triggers of detections and corrections look at each other's tables.
  detections,
  corrections,
  hits,
  accesses,
  searches,
  publications,
  refusals,
  reports,
  violations,
  placements,
  assurances,
  retention,
  holds,
  backups,
  audits,
  // Looks at the tables of the audits.
  consents,
  overdue,
  anomalies,
];
