/** `alpr-ledger demo`: a demonstration department in a fresh directory does the whole job, clause by clause. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { demonstrationConfig } from '../config.js';
import { Cast } from '../handlers/cast.js';
import { Malformed } from '../handlers/errors.js';
import { verifyLedger } from '../ledger/verify.js';
import { serve, type Serving } from '../serve.js';
import { arrive, gather, type People, qualify, type Stage } from './demonstration/people.js';
import { ask, correct, drive, listHotPlate, type Patrol, stop } from './demonstration/patrol.js';
import { fillDesks } from './demonstration/desks.js';
import { goOn } from './demonstration/streets.js';
import { installTown, pastMonth, shownPlates, type TownCamera } from './demonstration/town.js';
import { NotAsThePolicySays, Steps } from './demonstration/steps.js';
import { visitor, type Visitor } from './demonstration/visitor.js';
import { print, tell } from './print.js';

type Options = { readonly photos?: string; readonly json?: boolean; readonly exit?: boolean };

const shipped = fileURLToPath(new URL('../../demo/photos', import.meta.url));
const quarterNow = (at: Date): string => `${at.getUTCFullYear()}-Q${Math.floor(at.getUTCMonth() / 3) + 1}`;

const photosOf = (given: string | undefined): readonly string[] => {
  const folder = resolve(given ?? shipped);
  if (!existsSync(folder)) throw new Malformed('There is no such folder', `--photos ${folder}`, 'Check the path.');
  const photos = readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort()
    .map((name) => join(folder, name));
  if (photos.length === 0) throw new Malformed('There is no photograph', `--photos ${folder}`, 'Put JPEG files there.');
  return photos;
};

type Town = Patrol & { readonly cameras: readonly TownCamera[] };

/** Reads of the month before, so that the screens have something to show. */
const PAST_READS = 400;

/** The port of the server when it is free, else any. */
const open = async (dataDir: string): Promise<Serving> => {
  const config = demonstrationConfig(dataDir);
  try {
    return await serve(config, { quiet: true });
  } catch (error) {
    if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
    return serve({ ...config, port: 0 }, { quiet: true });
  }
};

/** Certain enough that no other photograph need be looked at for the hot list. */
const CERTAIN = 0.98;

/** The plate that is put on the hot list: the first read with certainty, so that the alert is an exact one. */
const mostCertain = async ({ house }: Serving, photos: readonly string[]): Promise<string> => {
  let best = { plate: '', confidence: 0 };
  for (const file of photos) {
    if (best.confidence >= CERTAIN) break;
    for (const one of (await house.reader.read(readFileSync(file)).catch(() => ({ plates: [] }))).plates)
      if (one.plate !== 'unknown' && one.confidence > best.confidence) best = one;
  }
  if (!best.plate) throw new Malformed('No plate can be read on these photographs', '--photos', 'Try others.');
  return best.plate;
};

const found = async (steps: Steps, stage: Stage, invitation: string): Promise<People> => {
  steps.title('A department is founded: one person, one account, and nobody gets in untrained');
  steps.found('the policy is adopted, the Administrator designated', '430.4A(e)', true, 'recorded');
  const administrator = await arrive(stage, 'administrator', 'police-captain', invitation);
  steps.found('the Administrator takes up his invitation and logs in', '430.6(i)', true, 'allowed');
  const people = await gather(steps, stage, administrator);
  await qualify(steps, people);
  return people;
};

const equip = async (steps: Steps, door: Visitor, people: People): Promise<Town> => {
  const { visitor: administrator } = people.administrator;
  const cameras = await installTown(steps, door, people.administrator);
  const list = await steps.allowed('a local hot list is registered', '430.3(d)', () =>
    administrator.post('/hot-lists', { name: 'Demonstration list', source: 'local' }),
  );
  const hotListId = String(list.body['hotListId']);
  return { steps, door, people, hotListId, cameras, camera: cameras[0]!.door };
};

const report = async (steps: Steps, { administrator }: People, dataDir: string): Promise<string> => {
  const quarter = quarterNow(new Date());
  const reply = await steps.allowed(`the quarterly audit report of ${quarter}`, '430.4A(h)', () =>
    administrator.visitor.post(`/reports/quarterly/${quarter}`),
  );
  const file = join(dataDir, `quarterly-audit-report-${quarter.toLowerCase()}.pdf`);
  writeFileSync(file, reply.bytes);
  return file;
};

type Played = { readonly file: string; readonly cameras: readonly TownCamera[] };

const play = async (steps: Steps, serving: Serving, photos: readonly string[], dataDir: string): Promise<Played> => {
  const door = visitor(serving.url);
  const stage = { door, cast: serving.app.get(Cast) };
  const people = await found(steps, stage, serving.invitation!);
  steps.title('Equipment and hot list');
  const patrol = await equip(steps, door, people);
  const plate = await mostCertain(serving, photos);
  await listHotPlate(patrol, plate);
  steps.title('A read, an alert, and no stop before it was looked at and confirmed');
  await drive(patrol, photos);
  await stop(patrol);
  await correct(patrol);
  steps.title('Nobody looks without saying why');
  await ask(patrol, plate);
  steps.title('A month of traffic, as the cameras sent it');
  await pastMonth(steps, patrol.cameras, PAST_READS);
  await fillDesks(
    { ...patrol, stage },
    shownPlates(photos).filter((one) => one !== plate),
  );
  steps.title('The quarter, and the ledger');
  const file = await report(steps, people, dataDir);
  const verdict = await verifyLedger(serving.house.ledger, { vault: serving.house.vault });
  const whole = `${verdict.events} events, ${verdict.problemCount} problems, root ${verdict.root.slice(0, 16)}…`;
  steps.found('the ledger is read back and is whole', '430.7(i)', verdict.problemCount === 0, whole);
  return { file, cameras: patrol.cameras };
};

const demo = async ({ photos: given, json = false, exit = false }: Options): Promise<void> => {
  const photos = photosOf(given);
  const dataDir = mkdtempSync(join(tmpdir(), 'alpr-ledger-demo-'));
  const say = json ? tell : print;
  const steps = new Steps(say);
  const serving = await open(join(dataDir, 'data'));
  let played: Played | null = null;
  try {
    played = await play(steps, serving, photos, dataDir);
    say(
      `\n  screens   ${serving.url}/app (sign in as anybody of the cast, without a password)` +
        `\n  public    ${serving.url}/\n  API       ${serving.url}/api/docs` +
        `\n  report    ${played.file}\n  data      ${dataDir}`,
    );
  } catch (error) {
    if (!(error instanceof NotAsThePolicySays)) throw error;
    tell(error.message);
  } finally {
    const { ok, taken } = steps;
    if (json) print(JSON.stringify({ ok, steps: taken, report: played?.file ?? null, dataDir, url: serving.url }));
    if (exit || !ok) await serving.app.close();
    process.exitCode = ok && played ? 0 : 1;
  }
  if (exit || !played) return;
  say('\n  The streets go on: a read every few seconds, and now and then a vehicle that is sought. Stop with Ctrl-C.');
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  await goOn(played.cameras, photos, stopping.signal);
};

export const addDemo = (program: Command): void => {
  program
    .command('demo')
    .description('a demonstration department does the whole job, in a fresh directory')
    .option('--photos <folder>', 'your photographs; else synthetic street scenes')
    .option('--json', 'one JSON object as the last line')
    .option('--exit', 'stop at the end: 0 only if every step went as the policy says')
    .action(demo);
};
