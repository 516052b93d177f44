/** The Total Detection Report, which goes to the Chief of Police beside the audit report (430.4A(h)). */
import type { Cover, Titles } from './cover.js';
import type { QuarterFigures } from './figures.js';
import { renderReport } from './report.js';
import {
  byCamera,
  byDay,
  comparison,
  deployments,
  hitRatio,
  legibility,
  reconciliation,
} from './sections/detections.js';
import { restsOn } from './sections/checkpoint.js';

const titles: Titles = {
  kind: 'Total Detection Report',
  answers: ['430.4A(h)'],
  printed: 'Policy 430.4(h)',
  lead:
    'How to read this report. A detection is what the policy calls so in 430.3(e): the read of a plate within ' +
    'public view by one of the Department’s cameras. All of them are counted, whether anything was legible or ' +
    'not; none of them is shown. Every figure is computed from events on the ledger up to the checkpoint on the ' +
    'title page; what was none is printed as 0, and what the system keeps no record of as “not kept”.',
};

/** Renders the report; `previous` are the figures of the quarter before, when there was one. */
export const renderTotalDetectionReport = (
  figures: QuarterFigures,
  cover: Cover,
  previous: QuarterFigures | null = null,
): Promise<Uint8Array> => {
  const parts = [byDay, byCamera, deployments, hitRatio, legibility, comparison(previous), reconciliation, restsOn];
  return renderReport(titles, parts, figures, cover);
};
