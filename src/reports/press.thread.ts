/** The thread of the press: the rows of one moment, their figures, and the paper. */
import { parentPort, workerData } from 'node:worker_threads';
import { figureSource } from '../projections/figuresource.js';
import { quotedIn } from '../projections/quoted.js';
import { openAtOneMoment } from '../projections/viewsfile.js';
import { figuresText, quarterFigures } from './figures.js';
import type { Printed, PressOrder, Said, Standpoint } from './press.js';
import { quarterBefore } from './quarter.js';
import { renderQuarterlyReport } from './quarterly.js';
import { renderTotalDetectionReport } from './total.js';

const { order } = workerData as { readonly order: PressOrder };
const port = parentPort!;
const say = (said: Said): void => port.postMessage(said);

const print = async (db: Parameters<typeof figureSource>[0], standpoint: Standpoint): Promise<Printed> => {
  const { kind, quarter, asOf } = order;
  const { ledger, checkpoint } = standpoint;
  const cover = { ...order.cover, checkpoint };
  const source = figureSource(db, ledger);
  const figures = quarterFigures(source, { quarter, asOf });
  const text = figuresText(figures);
  if (kind === 'audit')
    return { pdf: await renderQuarterlyReport(figures, { ...cover, quoted: quotedIn(db) }), figures: text };
  const before = quarterFigures(source, { quarter: quarterBefore(quarter), asOf });
  // A quarter in which nothing was read and nobody looked was none of this department.
  const compared = before.reads.total + before.accesses.searches > 0 ? before : null;
  return { pdf: await renderTotalDetectionReport(figures, cover, compared), figures: text };
};

const work = async (): Promise<void> => {
  const { db, position } = openAtOneMoment(order.views);
  try {
    const standpoint = new Promise<Standpoint>((resolve) => port.once('message', resolve));
    say({ position: String(position) });
    say({ printed: await print(db, await standpoint) });
  } finally {
    db.close();
  }
};

void work().catch((error: unknown) => {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  say({ error: { name, message } });
});
