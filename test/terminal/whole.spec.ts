/**
 * The whole promise over one data directory: who changes it is caught by everybody who looks, at the same event; what
 * was purged is in no file any more, while everything else verifies; and what was held on that day is read and proved.
 */
import { randomUUID } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { terminal } from '../../src/domain/actor.js';
import { Proving } from '../../src/handlers/proving.js';
import { holdsInclusion } from '../../src/ledger/merkle.js';
import { leafHash } from '../../src/ledger/tree.js';
import { searchDetections } from '../../src/projections/search.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { believe, parseVkey, vkeyOf } from '../../src/proof/note.js';
import { openSqlite } from '../../src/vault/sqlite.js';
import { custodians, custodyOf, order, pass, purge, readsOf, today } from '../support/custody.js';
import { factsOf, type House, logIn, openTestHouse } from '../support/house.js';
import { bothVerdicts } from '../verifier/asking.js';
import { assertBuilt, run, temporary } from './running.js';

const gone = ['7GONE01', '7GONE02', '8PURGE3'];
const held = '7HELD03';
const dir = temporary('whole');
const bundle = join(dir, 'bundle');
const kept = join(dir, 'kept.note');
let dataDir: string;
let vkey: string;
let heldId: string;
let watch: House['watch'];

beforeAll(async () => {
  assertBuilt();
  const house = await openTestHouse();
  dataDir = house.dir;
  ({ watch } = house);
  const custodial = custodyOf(house);
  const people = await custodians(house);
  await custodial.timekeeper.note();
  const date = today(house);
  const ids = await readsOf(house, people, [...gone, held]);
  heldId = ids.at(-1)!;
  await custodial.holding.place(order(house, { plates: [held] }), people.custodian, randomUUID());
  await pass(house, custodial, 31);
  const [done] = await purge(house, custodial, date, (username) => logIn(house, username));
  expect(done).toMatchObject({ outcome: 'completed' });
  await readsOf(house, { ...people, administrator: await logIn(house, 'administrator') }, ['6LATER9']);
  await house.reporting.quarterly('2026-Q4', terminal, randomUUID());
  writeFileSync(kept, (await house.checkpointing.now()).note);
  vkey = vkeyOf(house.proof.keys.verifiers()[0]!);
  await house.close();
  const exported = await run(['export-bundle', '--out', bundle], { ALPR_DATA_DIR: dataDir });
  expect([exported.code, exported.code === 0 ? '' : exported.err]).toEqual([0, '']);
}, 240_000);
afterAll(() => {
  rmSync(dir, { recursive: true, force: true });
  if (dataDir) rmSync(dataDir, { recursive: true, force: true });
});

const trust = (): string[] => ['--vkey', vkey, '--since', kept];

/** Every file below a folder, and what is packed within PDFs. */
const everything = (folder: string): { file: string; bytes: Buffer }[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .flatMap((entry) => {
      const file = join(entry.parentPath, entry.name);
      const bytes = readFileSync(file);
      if (!bytes.subarray(0, 5).equals(Buffer.from('%PDF-'))) return [{ file, bytes }];
      const packed = [...bytes.toString('latin1').matchAll(/stream\r?\n([^]*?)endstream/g)].flatMap(([, text]) => {
        try {
          return [{ file: `${file} (unpacked)`, bytes: inflateSync(Buffer.from(text!, 'latin1')) }];
        } catch {
          return [];
        }
      });
      return [{ file, bytes }, ...packed];
    });

it('as it is, the directory and its bundle verify, by the program and by both who stand alone', async () => {
  const here = await run(['verify', ...trust(), '--json'], { ALPR_DATA_DIR: dataDir });
  const told = JSON.parse(here.out) as {
    problems: unknown[];
    meaning: { decided: { differing: number }; reports: object };
  };
  expect([here.code, told.problems, told.meaning.decided.differing, told.meaning.reports]).toEqual([
    0,
    [],
    0,
    { counted: 1, absent: 0 },
  ]);
  const verdict = bothVerdicts(bundle, trust());
  expect(verdict).toMatchObject({ exit: 0, first: null, purges: 1, certificates: 1, anchor: { kind: 'brought' } });
}, 120_000);

it('what was purged is found nowhere: no file, log, paper or bundle has a byte of it', () => {
  const files = [...everything(dataDir), ...everything(bundle)];
  const found = files.filter(({ bytes }) => gone.some((plate) => bytes.includes(plate))).map(({ file }) => file);
  const bytes = files.reduce((sum, one) => sum + one.bytes.length, 0);
  const papers = files.filter(({ file }) => file.endsWith('(unpacked)')).length;
  process.stdout.write(
    `${gone.length} purged plates looked for in ${files.length} files and streams (${papers} within PDFs), ` +
      `${bytes} bytes: ${found.length} hits\n`,
  );
  expect(found).toEqual([]);
  expect(papers).toBeGreaterThan(5);
  expect(files.some((one) => one.file.includes('readmodels') && one.bytes.includes(held))).toBe(true);
});

it('what was held on that day is still read, and proved to whoever has the public key alone', async () => {
  const house = await openTestHouse({ dir: dataDir, watch });
  try {
    await house.views.caughtUp();
    expect(searchDetections(house.views.db, { plate: held }, 10)).toMatchObject([{ detectionId: heldId }]);
    const facts = await factsOf(house);
    const fact = facts.find(({ data }) => (data as { detectionId?: string }).detectionId === heldId)!;
    expect((fact.sealed as { plate: string }).plate).toBe(held);
    const { sequence, checkpoints, keys, dir: proofs, store } = house.proof;
    const proving = new Proving(house.bus, sequence, checkpoints, keys, proofs, house.papers, store, []);
    const text = (await proving.proof(fact.id))!;
    const [head = '', note = ''] = text.split(/\n\n([^]*)/);
    const signed = parseCheckpoint(note);
    believe(signed, [parseVkey(vkey)]);
    const [, , index, ...path] = head.split('\n');
    let line = '';
    for await (const one of house.ledger.readStream(fact.stream)) if (one.id === fact.id) ({ line } = one);
    const hashes = path.map((one) => Buffer.from(one, 'base64'));
    const at = Number(index!.slice('index '.length));
    expect(holdsInclusion(leafHash(line), at, signed.size, hashes, signed.root)).toBe(true);
  } finally {
    await house.close();
  }
}, 60_000);

/** Somebody with the files in his hand, but not the key: he changes a line, and the leaf beside it so that they fit. */
const tamper = (copy: string): number => {
  const db = openSqlite(join(copy, 'ledger', 'ledger.db'));
  try {
    const row = db
      .prepare(`select position, line from lines where type = 'DetectionRecorded' order by position desc limit 1`)
      .get()!;
    const line = String(row.line).replace('"confidence":9700', '"confidence":9901');
    expect(line).not.toBe(row.line);
    db.prepare('update lines set line = ?, leaf = ? where position = ?').run([
      line,
      leafHash(line),
      row.position as number,
    ]);
    return Number(row.position);
  } finally {
    db.close();
  }
};

/** The same change in the bundle: its entry, and nothing that is signed. */
const tamperBundle = (copy: string): void => {
  const files = readdirSync(join(copy, 'tile', 'entries'), { recursive: true, withFileTypes: true });
  for (const entry of files.filter((one) => one.isFile()).toSorted((a, b) => (a.parentPath < b.parentPath ? 1 : -1))) {
    const file = join(entry.parentPath, entry.name);
    const text = readFileSync(file, 'latin1');
    const at = text.lastIndexOf('"confidence":9700');
    if (at < 0) continue;
    writeFileSync(file, `${text.slice(0, at)}"confidence":9901${text.slice(at + 17)}`, 'latin1');
    return;
  }
  throw new Error('there is no such line in the bundle');
};

it('a copy that was tampered with is caught by the program and by both verifiers, at the same event', async () => {
  const copy = join(dir, 'tampered');
  mkdirSync(copy);
  cpSync(dataDir, copy, { recursive: true });
  const at = tamper(copy);
  const here = await run(['verify', ...trust(), '--json'], { ALPR_DATA_DIR: copy });
  const told = JSON.parse(here.out) as { problems: { position: number | null }[] };
  expect([here.code, told.problems[0]?.position]).toEqual([1, at]);
  // No bundle is made of it: what goes out is hashed as it goes, and is not what was signed.
  const exported = await run(['export-bundle', '--out', join(dir, 'none')], { ALPR_DATA_DIR: copy });
  expect([exported.code === 0, existsSync(join(dir, 'none', 'checkpoint'))]).toEqual([false, false]);
  const changed = join(dir, 'changed');
  cpSync(bundle, changed, { recursive: true });
  tamperBundle(changed);
  expect(bothVerdicts(changed, trust())).toMatchObject({ exit: 1, first: { index: at } });
  process.stdout.write(`tampered at ${at}: the program says ${told.problems[0]?.position}, both verifiers ${at}\n`);
}, 120_000);
