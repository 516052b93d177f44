/** The built server as a department on its first day: an officer, a camera and a hot list, all by its own doors. */
import { randomUUID } from 'node:crypto';
import { wanted } from '../../src/terminal/demonstration/patrol.js';
import { arrive, gather, qualify } from '../../src/terminal/demonstration/people.js';
import { Steps } from '../../src/terminal/demonstration/steps.js';
import { visitor } from '../../src/terminal/demonstration/visitor.js';
import type { Running } from './running.js';

export type Beat = {
  /** The session of an officer who may see alerts. */
  readonly token: string;
  /** Has a plate sought from now on. */
  readonly seek: (plate: string) => Promise<void>;
  /** One read, as a camera sends it; answers when it is durable. */
  readonly drivePast: (plate: string) => Promise<void>;
};

/** Staffs a department that has just been founded. It answers for whichever server stands at this address later. */
export const staffed = async ({ url, said }: Running): Promise<Beat> => {
  const door = visitor(url);
  const shows = new Map<string, () => object>();
  const cast = { admit: ({ username }: { username: string }, show: () => object) => void shows.set(username, show) };
  const stage = { door, cast };
  const steps = new Steps(() => undefined);
  const invitation = /#invitation=(\S+)/.exec(said())![1]!;
  const administrator = await arrive(stage, 'administrator', 'police-captain', invitation);
  await qualify(steps, await gather(steps, stage, administrator));
  const token = String((await door.post('/sessions', shows.get('officer')!())).body['token']);
  const officer = door.as(token);
  await officer.post('/sessions/current/banner');
  const { body: camera } = await administrator.visitor.post('/equipment', { name: 'Main camera', mobility: 'fixed' });
  const { body: list } = await administrator.visitor.post('/hot-lists', { name: 'Local list', source: 'local' });
  const reader = door.as(String(camera['token']));
  return {
    token,
    seek: async (plate) => void (await officer.post(`/hot-lists/${String(list['hotListId'])}/entries`, wanted(plate))),
    drivePast: async (plate) => {
      const read = { sourceEventId: randomUUID(), capturedAt: new Date().toISOString(), plate, confidence: 0.95 };
      const { status, body } = await reader.post('/detections', read);
      if (status >= 300) throw new Error(`The read was not taken: ${status} ${String(body['detail'])}`);
    },
  };
};
