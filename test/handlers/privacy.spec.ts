/** Nothing personal lies in clear outside the read models: whole stories with random secrets, searched byte by byte. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import fc from 'fast-check';
import type { Member } from '../../src/domain/actor.js';
import type { Receipt } from '../../src/handlers/orders.js';
import {
  arrive,
  enrol,
  factsOf,
  finished,
  type House,
  openTestHouse,
  password,
  problemsOf,
  qualify,
  why,
} from '../support/house.js';

const upper = 'ABCDEFGHJKLMNPRSTUVWXYZ';
const text = (alphabet: string, minLength: number, maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...alphabet), minLength, maxLength });
const person = fc
  .tuple(text('abcdefghijklmnopqrstuvwxyzäéñ', 6, 12), text('abcdefghijklmnopqrstuvwxyz’-', 7, 14))
  .map(([first, last]) => `${first} ${last}`);
const sentence = fc
  .array(text('abcdefghijklmnopqrstuvwxyz', 5, 9), { minLength: 4, maxLength: 6 })
  .map((words) => `robbery at the gate ${words.join(' ')}`);
const degrees = (least: number, most: number) =>
  fc.integer({ min: least * 1e6, max: most * 1e6 }).map((millionths) => millionths / 1e6);

/** Everything that people type or cameras see, none of it like the rest. */
const secrets = fc.record({
  plate: text(`${upper}0123456789`, 7, 8),
  other: text(`${upper}0123456789`, 7, 8),
  username: text('abcdefghijklmnopqrstuvwxyz', 8, 16),
  name: person,
  dispatcher: person,
  list: sentence,
  camera: sentence,
  wantedFor: sentence,
  reason: sentence,
  attempted: sentence,
  narrative: sentence,
  noNumber: sentence,
  reference: text('0123456789', 9, 12),
  eventNumber: text('0123456789', 9, 12),
  source: text('abcdefghijklmnopqrstuvwxyz0123456789', 12, 20),
  latitude: degrees(33, 34),
  longitude: degrees(-117, -116),
  picture: text(`${upper}abcdefghijklmnopqrstuvwxyz0123456789`, 40, 60),
});
type Secrets = typeof secrets extends fc.Arbitrary<infer S> ? S : never;

const allowed = async (act: Promise<Receipt>): Promise<Receipt> => {
  const receipt = await act;
  expect(receipt.refused).toEqual([]);
  return receipt;
};

const equip = async (house: House, administrator: Member, officer: Member, its: Secrets) => {
  const place = { latitude: Math.round(its.latitude * 1e6), longitude: Math.round(its.longitude * 1e6) };
  const installation = { name: its.camera, mobility: 'fixed', place } as const;
  const { token } = await house.doorkeeper.installCamera(installation, administrator, randomUUID());
  const hotListId = randomUUID();
  const data = { hotListId, source: 'local', name: its.list } as const;
  await allowed(house.act({ type: 'RegisterHotList', data }, administrator));
  const entry = {
    hotListId,
    entryId: randomUUID(),
    category: 'stolen-vehicle',
    plate: its.plate,
    plateState: 'CA',
    reason: its.wantedFor,
    reference: its.reference,
    expiresAt: house.watch.in(24),
    individualSpecific: false,
  };
  await allowed(house.act({ type: 'AddHotListEntry', data: entry }, officer));
  const barred = { ...entry, entryId: randomUUID(), category: 'immigration-violator', plate: its.other };
  expect((await house.act({ type: 'AddHotListEntry', data: barred }, officer)).refused).not.toEqual([]);
  return { camera: (await house.doorkeeper.cameraBy(token))!, token };
};

const stop = async (house: House, officer: Member, hitId: string, its: Secrets): Promise<void> => {
  await house.showing.hitImage(hitId, 'plate', officer, randomUUID());
  const compared = { hitId, stateAgrees: true, charactersAgree: true };
  await allowed(house.act({ type: 'CompareHit', data: compared }, officer));
  await allowed(house.act({ type: 'DeclareExigency', data: { hitId, narrative: its.narrative } }, officer));
  const confirmation = { hitId, channel: 'radio', confirmer: its.dispatcher, active: true } as const;
  await allowed(house.act({ type: 'ConfirmHit', data: confirmation }, officer));
  await allowed(house.act({ type: 'RecordAction', data: { hitId, action: 'traffic-stop' } }, officer));
  const correction = { hitId, plate: its.other, plateState: 'NV', basis: 'image', secondMemberId: null };
  await allowed(house.act({ type: 'CorrectPlate', data: correction }, officer));
};

const ask = async (house: House, officer: Member, its: Secrets): Promise<void> => {
  const elements = { plate: its.plate, caseNumber: its.eventNumber };
  const asked = { ...why, question: 'detections', elements, reason: its.reason, eventNumber: its.eventNumber } as const;
  await house.ask(asked, officer);
  await house.ask({ ...asked, eventNumber: null, noEventNumberBecause: its.noNumber }, officer);
  await expect(house.ask({ ...asked, purpose: its.attempted }, officer)).rejects.toThrow('430.1¶2.1');
};

/** The day's work of a department; answers what must not be found although nobody typed it. */
const story = async (house: House, its: Secrets): Promise<string[]> => {
  const { invitation } = (await house.founding.found())!;
  const administrator = await arrive(house, 'administrator', invitation);
  const officer = await enrol(house, administrator, its.username, 'police-officer', its.name);
  await qualify(house, administrator, administrator, officer);
  const wrong = { username: its.username, password: its.attempted, address: '203.0.113.77' };
  await expect(house.doorkeeper.logIn(wrong)).rejects.toThrow();
  const { camera, token } = await equip(house, administrator, officer, its);
  const bytes = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 4]), Buffer.from(its.picture)]);
  const more = {
    sourceEventId: its.source,
    place: { latitude: its.latitude, longitude: its.longitude },
    images: [{ kind: 'plate', jpeg: Buffer.concat([bytes, Buffer.from([0xff, 0xd9])]).toString('base64') }],
  };
  house.alerting.start();
  const read = await house.reading.finished(camera, finished(house, its.plate, more));
  await house.alerting.reached(read.position);
  const hit = (await factsOf(house)).find(({ type }) => type === 'HitAlertRaised')!;
  await stop(house, officer, (hit.data as { hitId: string }).hitId, its);
  await ask(house, officer, its);
  await house.reporting.quarterly('2026-Q4', administrator, randomUUID());
  return [invitation.split('.')[1]!, token.split('.')[1]!, password, '203.0.113.77', 'argon2id'];
};

/** As text, and in the forms in which text is apt to be written down. */
const formsOf = (secret: string): Buffer[] => [
  Buffer.from(secret),
  Buffer.from(secret, 'utf16le'),
  Buffer.from(Buffer.from(secret).toString('hex')),
  Buffer.from(Buffer.from(secret).toString('base64').replace(/=+$/, '')),
  Buffer.from(encodeURIComponent(secret)),
];

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? filesIn(join(dir, one.name)) : [join(dir, one.name)],
  );

/** Where any of the secrets stands in clear, file by file, their names included. */
const found = (dir: string, wanted: readonly string[]): string[] => {
  // The read models hold in clear what can be looked up; they are never backed up, and purged with the keys.
  const files = filesIn(dir).filter((file) => !relative(dir, file).startsWith('readmodels'));
  expect(files.length).toBeGreaterThan(5);
  return files.flatMap((file) => {
    const content = Buffer.concat([Buffer.from(relative(dir, file)), readFileSync(file)]);
    return wanted
      .filter((secret) => formsOf(secret).some((form) => content.includes(form)))
      .map((secret) => `${secret} in ${relative(dir, file)}`);
  });
};

it('whatever is typed or seen, no file but the read models holds it in clear', async () => {
  await fc.assert(
    fc.asyncProperty(secrets, async (its) => {
      const house = await openTestHouse();
      try {
        const made = await story(house, its);
        const typed = Object.values(its).map((one) => (typeof one === 'number' ? String(Math.round(one * 1e6)) : one));
        expect(found(house.dir, [...typed, ...made])).toEqual([]);
        expect(await problemsOf(house)).toEqual([]);
        expect(JSON.stringify((await factsOf(house)).map(({ sealed }) => sealed))).toContain(its.plate);
      } finally {
        await house.raze();
      }
    }),
    { numRuns: 3 },
  );
}, 240_000);

it('a secret that does lie in clear would be found', async () => {
  const house = await openTestHouse();
  try {
    await house.founding.found();
    expect(found(house.dir, ['PolicyAdopted', 'ledger.db']).length).toBeGreaterThan(1);
  } finally {
    await house.raze();
  }
});
