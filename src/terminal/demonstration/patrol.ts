/** Reads, an alert, and what 430.6(k) and (l) demand between an alert and a stop. */
import { basename } from 'node:path';
import type { People, Person } from './people.js';
import type { Steps } from './steps.js';
import { sendPhoto } from './town.js';
import type { Visitor } from './visitor.js';

export type Patrol = {
  readonly steps: Steps;
  readonly door: Visitor;
  readonly people: People;
  readonly hotListId: string;
  readonly camera: Visitor;
};

/** A hot-list entry as the officer types it. */
export const wanted = (plate: string): object => ({
  category: 'stolen-vehicle',
  plate,
  plateState: 'unknown',
  reason: 'vehicle taken from a driveway on Sunday night, report filed by the owner',
  reference: '26-11873',
  expiresAt: new Date(Date.now() + 30 * 24 * 3600_000).toISOString(),
  individualSpecific: false,
});

export const listHotPlate = async ({ steps, people, hotListId }: Patrol, plate: string): Promise<void> => {
  const add = (entry: object) => () => people.officer.visitor.post(`/hot-lists/${hotListId}/entries`, entry);
  await steps.refused(
    'a plate is listed for immigration enforcement',
    '430.1¶3/X',
    'R-HL-CATEGORY',
    add({ ...wanted(plate), category: 'immigration-violator' }),
  );
  await steps.refused(
    'a plate is listed without a specific reason',
    '430.1¶3.0',
    'R-HL-REASON',
    add({ ...wanted(plate), reason: 'suspicious vehicle' }),
  );
  await steps.allowed('a stolen vehicle is listed, with reason and reference', '430.1¶3/H4', add(wanted(plate)));
};

/** Sends the photographs and counts what the ledger recorded of them. */
export const drive = async ({ steps, camera }: Patrol, photos: readonly string[]): Promise<void> => {
  let read = 0;
  let failed = 0;
  for (const file of photos) {
    const reply = await sendPhoto(camera, file);
    if (reply.status >= 300) throw new Error(`${basename(file)} was not taken: ${String(reply.body['detail'])}`);
    for (const { recorded } of reply.body['detections'] as { recorded: { type: string }[] }[])
      if (recorded[0]?.type === 'DetectionRecorded') read += 1;
      else failed += 1;
  }
  const said = `${photos.length} photographs: ${read} detections, ${failed} without a plate`;
  steps.found('the camera sends its photographs', '430.1¶1.1', read > 0, said);
};

type Alert = { readonly id: string; readonly match: string; readonly verified: boolean };

const why = {
  purpose: 'stolen-vehicle',
  reason: 'patrol shift, looking at the alerts of my beat',
  eventNumber: '26-11873',
};

/** The alert queue, asked until an alert of that kind stands in it. */
const waitForAlert = async (officer: Person, kind: string): Promise<Alert> => {
  for (let attempt = 0; attempt < 100; attempt += 1) {
    const reply = await officer.visitor.post('/hits/queue', why);
    const rows = (reply.body['rows'] ?? []) as readonly Alert[];
    const alert = rows.find(({ match, verified }) => match === kind && !verified);
    if (alert) return alert;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`no ${kind} alert was raised`);
};

/** From the alert to the stop, with every short cut refused on the way. */
export const stop = async ({ steps, people }: Patrol): Promise<void> => {
  const { officer, dispatcher } = people;
  const { id } = await waitForAlert(officer, 'exact');
  steps.found('a hit alert is raised, not verified', '430.3(c)', true, 'recorded');
  const act = () => officer.visitor.post(`/hits/${id}/action`, { action: 'traffic-stop' });
  const compare = () => officer.visitor.post(`/hits/${id}/comparison`, { stateAgrees: true, charactersAgree: true });
  await steps.refused('the officer stops the car at once', '430.6(k).1', 'R-UNVERIFIED', act);
  await steps.refused('he says it matches without looking', '430.6(k).1', 'R-VERIFY-NO-IMAGE', compare);
  await steps.allowed('he opens the image', '430.6(k).1', () =>
    officer.visitor.post(`/hits/${id}/image`, { kind: 'plate' }),
  );
  await steps.allowed('he compares state and characters', '430.6(k).2', compare);
  await steps.refused('he stops the car before confirmation', '430.6(k).3', 'R-UNCONFIRMED', act);
  await steps.allowed('the dispatcher confirms by radio', '430.6(k).3', () =>
    dispatcher.visitor.post(`/hits/${id}/confirmation`, { channel: 'radio', confirmer: 'desk two', active: true }),
  );
  await steps.refused('the dispatcher records a stop', '430.4U(f)', 'R-POSITION', () =>
    dispatcher.visitor.post(`/hits/${id}/action`, { action: 'traffic-stop' }),
  );
  await steps.allowed('the stop is recorded', '430.6(k).3', act);
};

/** A finished read with one wrong character: the alert is a possible one, and is corrected. */
export const correct = async ({ steps, people, camera, hotListId }: Patrol): Promise<void> => {
  const { officer } = people;
  await officer.visitor.post(`/hot-lists/${hotListId}/entries`, wanted('8DMO081'));
  const read = {
    sourceEventId: crypto.randomUUID(),
    capturedAt: new Date().toISOString(),
    plate: '8DM0081',
    confidence: 0.81,
  };
  await steps.allowed('a vendor’s camera sends a finished read', '430.1¶1.1', () => camera.post('/detections', read));
  const { id } = await waitForAlert(officer, 'confusable');
  await steps.refused('it is corrected on a hunch', '430.6(l)', 'R-CORRECT-BASIS', () =>
    officer.visitor.post(`/hits/${id}/correction`, { plate: '8DMO081', plateState: 'CA', basis: 'hunch' }),
  );
  await steps.allowed('the misread character is corrected from the image', '430.6(l)', () =>
    officer.visitor.post(`/hits/${id}/correction`, { plate: '8DMO081', plateState: 'CA', basis: 'image' }),
  );
};

/** Nobody looks without saying why. */
export const ask = async ({ steps, people }: Patrol, plate: string): Promise<void> => {
  const question = { question: 'detections', elements: { plate }, ...why };
  const search = (reason: string) => () => people.officer.visitor.post('/queries', { ...question, reason });
  await steps.refused('a search without a reason', '430.7(g)', 'R-NO-REASON', search(''));
  await steps.refused('a search for “investigation”', '430.7(g)', 'R-VAGUE-REASON', search('investigation'));
  const reply = await steps.allowed(
    'a search with its reason and event number',
    '430.7(g)',
    search('where the stolen vehicle of the report was seen since Sunday'),
  );
  const rows = (reply.body['rows'] as readonly unknown[]).length;
  steps.found('what it showed is on the record', '430.9¶2', rows > 0, `${rows} rows seen`);
  await steps.refused('the officer opens the audit trail', '430.9(d)', 'R-QUESTION', () =>
    people.officer.visitor.post('/queries', { ...question, question: 'access-history', elements: {} }),
  );
  await steps.allowed('the auditor replays the access history', '430.9(d)', () =>
    people.auditor.visitor.post('/queries', {
      question: 'access-history',
      elements: {},
      purpose: 'audit',
      reason: 'weekly review of the access history',
      noEventNumberBecause: 'an audit concerns no single event',
    }),
  );
};
