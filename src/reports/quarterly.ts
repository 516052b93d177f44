/** The Quarterly ALPR System Audit Report, which the Administrator submits to the Chief of Police (430.4A(h)). */
import type { Cover, Titles } from './cover.js';
import type { QuarterFigures } from './figures.js';
import { type Part, renderReport } from './report.js';
import { audit } from './sections/audit.js';
import { equipment } from './sections/equipment.js';
import { hits } from './sections/hits.js';
import { canvasses, hotLists } from './sections/hotlists.js';
import { ledger } from './sections/ledger.js';
import { notes, policy } from './sections/policy.js';
import { incidents, refusals } from './sections/refusals.js';
import { releases } from './sections/releases.js';
import { retention } from './sections/retention.js';
import { searches } from './sections/searches.js';
import { signatures } from './sections/signatures.js';
import { users } from './sections/users.js';
import { vendors } from './sections/vendors.js';
import { summary } from './summary.js';

const titles: Titles = {
  kind: 'Quarterly ALPR System Audit Report',
  answers: ['430.4A(h)', '430.9(e).3'],
  printed: 'Policy 430.4(h), 430.9(e)',
  lead:
    'How to read this report. Each section begins with the clauses of Policy 430 that it answers, in the words ' +
    'of the policy. Every figure is computed from events on the ledger up to the checkpoint on the title page; ' +
    'what was none is printed as 0, and what the system keeps no record of as “not kept”. Members, cameras and ' +
    'hits are named by their ids on the ledger. No figure holds a license plate, a name of a member or a location ' +
    'of a vehicle; where A5 and A13 quote what somebody wrote, plates are taken out. Medians are the middle ' +
    'value; 95th percentiles are nearest ranks; intervals are Wilson score intervals at 95%. Thresholds that the ' +
    'policy does not set are marked as ours. Lists too long to print are in this file as CSV.',
};

/** The sections A1 to A15, in the order in which a reviewer expects them. */
const body: readonly Part[] = [
  summary,
  policy,
  users,
  equipment,
  vendors,
  hotLists,
  hits,
  searches,
  canvasses,
  releases,
  audit,
  refusals,
  incidents,
  retention,
  ledger,
  notes,
  signatures,
];

/** Renders the report. The same figures and cover always give the same bytes. */
export const renderQuarterlyReport = (figures: QuarterFigures, cover: Cover): Promise<Uint8Array> =>
  renderReport(titles, body, figures, cover);
