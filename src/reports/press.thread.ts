/** The thread of the press: the rows of one moment, their figures, and the paper. */
import { parentPort, workerData } from 'node:worker_threads';
import { figureSource } from '../projections/figuresource.js';
import { quotedIn } from '../projections/quoted.js';
import { openAtOneMoment } from '../projections/viewsfile.js';
import { countQuarter, figuresOf, figuresText } from './figures.js';
import type { Printed, PressOrder, Said, Standpoint } from './press.js';
import { quarterBefore } from './quarter.js';
import { renderQuarterlyReport } from './quarterly.js';
import { renderTotalDetectionReport } from './total.js';

const { order } = workerData as { readonly order: PressOrder };
const port = parentPort!;
const say = (said: Said): void => port.postMessage(said);

const print = async (db: Parameters<typeof figureSource>[0], standpoint: Promise<Standpoint>): Promise<Printed> => {
  const { kind, quarter, asOf } = order;
  // Counted while the ledger is still being read back elsewhere.
  const source = figureSource(db, null);
  const counted = countQuarter(source, { quarter, asOf });
  const before = kind === 'audit' ? null : countQuarter(source, { quarter: quarterBefore(quarter), asOf });
  const { ledger, checkpoint } = await standpoint;
  const cover = { ...order.cover, checkpoint };
  const figures = figuresOf(counted, ledger);
  const text = figuresText(figures);
  if (before === null)
    return { pdf: await renderQuarterlyReport(figures, { ...cover, quoted: quotedIn(db) }), figures: text };
  // A quarter in which nothing was read and nobody looked was none of this department.
  const compared = before.reads.total + before.accesses.searches > 0 ? figuresOf(before, ledger) : null;
  return { pdf: await renderTotalDetectionReport(figures, cover, compared), figures: text };
};

const work = async (): Promise<void> => {
  const { db, position } = openAtOneMoment(order.views);
  try {
    const standpoint = new Promise<Standpoint>((resolve) => port.once('message', resolve));
    say({ position: String(position) });
    say({ printed: await print(db, standpoint) });
  } finally {
    db.close();
  }
};

void work().catch((error: unknown) => {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  say({ error: { name, message } });
});
