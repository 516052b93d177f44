/** The Quarterly ALPR System Audit Report, which the Administrator submits to the Chief of Police (430.4A(h)). */
import type { Cover, Titles } from './cover.js';
import type { QuarterFigures } from './figures.js';
import { type Part, renderReport } from './report.js';
import { audit, incidents, refusals } from './sections/audit.js';
import { equipment, vendors } from './sections/equipment.js';
import { hits } from './sections/hits.js';
import { canvasses, hotLists } from './sections/hotlists.js';
import { ledger, retention } from './sections/ledger.js';
import { notes, policy } from './sections/policy.js';
import { releases, searches } from './sections/searches.js';
import { signatures } from './sections/signatures.js';
import { users } from './sections/users.js';
import { summary } from './summary.js';

const titles: Titles = {
  kind: 'Quarterly ALPR System Audit Report',
  answers: ['430.4A(h)', '430.9(e).3'],
  printed: 'Policy 430.4(h), 430.9(e)',
  lead:
    'How to read this report. Each section begins with the clauses of Policy 430 that it answers, in the words ' +
    'of the policy. Every figure is computed from events on the ledger up to the checkpoint on the title page; ' +
    'where the system records nothing yet, the report says so instead of showing a zero. Members, cameras and ' +
    'hits are named by their ids on the ledger. No license plate, no name of a member and no location of a ' +
    'vehicle appears in it. Medians are the middle value; 95th percentiles are nearest ranks; intervals are ' +
    'Wilson score intervals at 95%. Thresholds that the policy does not set are marked as ours.',
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
