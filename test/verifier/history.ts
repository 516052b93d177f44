/** A real history for the verifiers: a department at work, as its ledger holds it. */
import { randomUUID } from 'node:crypto';
import { terminal } from '../../src/domain/actor.js';
import { finished, installed, jpeg, listed, openTestHouse, staffed, wanted, why } from '../support/house.js';

/** @returns the lines of a department in which a hit was worked, questions were asked, and some were refused */
export const historyOf = async (reads: number): Promise<readonly string[]> => {
  const house = await openTestHouse();
  try {
    const { administrator, officer } = await staffed(house);
    const camera = await installed(house, administrator);
    const hotListId = await listed(house, administrator);
    await wanted(house, officer, hotListId, '7XYZ123');
    house.alerting.start();
    for (let read = 0; read < reads; read += 1) {
      const plate = read % 50 === 7 ? '7XYZ123' : `6ABC${String(read).padStart(3, '0')}`;
      const receipt = await house.reading.finished(camera, finished(house, plate) as never);
      await house.alerting.reached(receipt.position);
    }
    await house.views.caughtUp();
    const question = { question: 'hits', elements: { plate: '7XYZ123' }, ...why } as const;
    const { rows } = await house.ask(question, officer);
    await house.ask({ ...question, reason: '' }, officer).catch(() => undefined);
    const hitId = rows[0]!.id;
    const action = { type: 'RecordAction', data: { hitId, action: 'traffic-stop' } } as const;
    await house.act(action, officer);
    await house.showing.hitImage(hitId, 'plate', officer, randomUUID());
    await house.act({ type: 'CompareHit', data: { hitId, stateAgrees: true, charactersAgree: true } }, officer);
    const confirmation = { hitId, channel: 'radio', confirmer: 'Desk 2', active: true } as const;
    await house.act({ type: 'ConfirmHit', data: confirmation }, officer);
    await house.act(action, officer);
    const lines: string[] = [];
    for await (const { line } of house.ledger.readAll(-1n)) lines.push(line);
    return lines;
  } finally {
    await house.raze();
  }
};

/** A short history with a quarterly report at its end: lines, and the figures as they are embedded in the report. */
export const reportedHistory = async () => {
  const nothing = { plates: [], ms: 1, width: 8, height: 8, models: { corner: '', ctc: '', second: '' } };
  const house = await openTestHouse({ reader: { read: () => Promise.resolve(nothing as never) } });
  try {
    const { administrator, officer } = await staffed(house);
    const camera = await installed(house, administrator);
    await house.reading.photograph(camera, jpeg, { capturedAt: house.watch.in(0), sourceEventId: randomUUID() });
    for (const plate of ['7XYZ123', '6ABC001', 'unknown'])
      await house.reading.finished(camera, finished(house, plate) as never);
    await house.ask({ question: 'detections', elements: { plate: '7XYZ123' }, ...why }, officer);
    await house.ask({ question: 'detections', elements: {}, ...why, reason: '' }, officer).catch(() => undefined);
    const { reportId, figures } = await house.reporting.quarterly('2026-Q4', terminal, randomUUID());
    const lines: string[] = [];
    for await (const { line } of house.ledger.readAll(-1n)) lines.push(line);
    return { lines, reportId, figures };
  } finally {
    await house.raze();
  }
};
