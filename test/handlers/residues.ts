/** Purges of random days on whole houses, stopped at random steps, and then every byte that is left is looked at. */
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import type { Between } from '../../src/handlers/destruction.js';
import { verifyCertificate } from '../../src/reports/certificate.js';
import { bucketOf, custodians, custodyOf, order, pass, readsOf, today } from '../support/custody.js';
import { factsOf, type House, logIn, openTestHouse, problemsOf } from '../support/house.js';
import { seeded } from './interleaving.js';

export type Residues = {
  purges: number;
  stopped: number;
  plates: number;
  keys: number;
  ciphertexts: number;
  files: number;
  pdfStreams: number;
  held: number;
  wrong: number;
};

const steps: readonly (Parameters<Between>[0] | null)[] = [
  null,
  'committed',
  'keys',
  'rows',
  'parts',
  'images',
  'search',
  'certificate',
];

const letters = 'BCDFGHJKLMNPRSTVWXYZ';

const plateOf = (random: () => number): string =>
  `7${Array.from({ length: 3 }, () => letters[Math.floor(random() * letters.length)]).join('')}${String(
    Math.floor(random() * 1000),
  ).padStart(3, '0')}`;

/** Every file below a directory, and what is packed within PDFs. */
const everything = (dir: string, counted: Residues): { file: string; bytes: Buffer }[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = readFileSync(file);
      counted.files += 1;
      if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return [{ file, bytes }];
      const text = bytes.toString('latin1');
      const streams = [...text.matchAll(/stream\r?\n([^]*?)endstream/g)].flatMap(([, packed]) => {
        try {
          return [inflateSync(Buffer.from(packed!, 'latin1'))];
        } catch {
          return [];
        }
      });
      counted.pdfStreams += streams.length;
      return [{ file, bytes }, ...streams.map((one) => ({ file: `${file} (unpacked)`, bytes: one }))];
    });

type Secret = { readonly what: string; readonly bytes: Buffer };

/** Everything of the day that must be gone: plates, the day's key, bare and wrapped, and each ciphertext. */
const secretsOf = async (
  house: House,
  date: string,
  plates: readonly string[],
  counted: Residues,
): Promise<Secret[]> => {
  const kid = `detection/${date}#0`;
  const keys = house.vault.bytesToGo(kid).map((bytes) => Buffer.from(bytes));
  const secrets: Secret[] = plates.map((plate) => ({ what: `plate ${plate}`, bytes: Buffer.from(plate) }));
  counted.plates += plates.length;
  for (const key of keys) secrets.push({ what: 'key', bytes: key.subarray(0, 32) });
  counted.keys += keys.length;
  for (const fact of await factsOf(house)) {
    const { plate } = (fact.sealed ?? {}) as { plate?: string };
    if (fact.type !== 'DetectionRecorded' || !plates.includes(plate ?? '')) continue;
    for await (const { position, parts } of house.ledger.readStream(fact.stream)) {
      if (position !== fact.position) continue;
      for (const { ciphertext } of parts)
        secrets.push({ what: `ciphertext at ${position}`, bytes: Buffer.from(ciphertext).subarray(0, 32) });
      counted.ciphertexts += parts.length;
    }
  }
  return secrets;
};

/** One house, one day, one purge, stopped once at a step or not at all. */
const cycle = async (random: () => number, counted: Residues): Promise<string[]> => {
  const wrong: string[] = [];
  const at = steps[Math.floor(random() * steps.length)]!;
  let house = await openTestHouse({ threaded: random() < 0.5 });
  try {
    const stopping = custodyOf(house, (step) => {
      if (step === at) throw new Error('stopped');
    });
    const people = await custodians(house);
    await stopping.timekeeper.note();
    const date = today(house);
    const plates = [...new Set(Array.from({ length: 3 + Math.floor(random() * 8) }, () => plateOf(random)))];
    await readsOf(house, people, plates);
    const held = random() < 0.5 ? plates.slice(0, 1) : [];
    if (held.length > 0) await stopping.holding.place(order(house, { plates: held }), people.custodian, randomUUID());
    counted.held += held.length;
    await pass(house, stopping, 31);
    const gone = plates.filter((plate) => !held.includes(plate));
    const secrets = await secretsOf(house, date, gone, counted);
    const administrator = await logIn(house, 'administrator');
    const { purgeId } = await stopping.purging.propose(bucketOf(date), administrator, randomUUID());
    await stopping.purging.approve(purgeId, await logIn(house, 'custodian.a'), randomUUID());
    await pass(house, stopping, 1.5);
    await stopping.purging.run().catch(async () => {
      counted.stopped += 1;
      const { dir, watch } = house;
      await house.close();
      house = await openTestHouse({ dir, watch });
    });
    const after = custodyOf(house);
    await after.custody.guard();
    const done = at === null ? [] : await after.purging.run();
    counted.purges += 1;
    for (const { certificateId } of done) {
      const file = after.certifying.read(certificateId!, 'json').toString();
      if (!verifyCertificate(file).valid) wrong.push(`stopped at ${at}: the certificate does not hold`);
    }
    const files = everything(house.dir, counted);
    for (const { what, bytes } of secrets)
      for (const { file, bytes: held } of files)
        if (held.includes(bytes)) wrong.push(`stopped at ${at}: ${what} is in ${file}`);
    for (const problem of await problemsOf(house)) wrong.push(`stopped at ${at}: ${JSON.stringify(problem, shown)}`);
    for (const plate of held)
      if (!files.some(({ bytes }) => bytes.includes(plate))) wrong.push(`stopped at ${at}: held ${plate} is gone`);
  } finally {
    await house.raze();
  }
  return wrong;
};

const shown = (_: string, value: unknown): unknown => (typeof value === 'bigint' ? String(value) : value);

/** Purges so many random days, and answers what was counted and what was left. */
export const purgeDays = async (
  times: number,
  seed: number,
  told: (counted: Residues) => void = () => undefined,
): Promise<{ counted: Residues; wrong: string[] }> => {
  const counted: Residues = {
    purges: 0,
    stopped: 0,
    plates: 0,
    keys: 0,
    ciphertexts: 0,
    files: 0,
    pdfStreams: 0,
    held: 0,
    wrong: 0,
  };
  const wrong: string[] = [];
  for (let n = 0; n < times; n += 1) {
    wrong.push(...(await cycle(seeded(seed + n), counted)));
    counted.wrong = wrong.length;
    told(counted);
  }
  return { counted, wrong };
};
