/** Evidence on portable media: what a hold keeps is on it, encrypted, and opens with the identity it was made for. */
import { execFileSync, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import { untar } from '../../src/handlers/archive.js';
import { Evidencing } from '../../src/handlers/evidencing.js';
import { sha256 } from '../../src/handlers/ids.js';
import { Refused } from '../../src/handlers/orders.js';
import { Proving } from '../../src/handlers/proving.js';
import { holdsInclusion } from '../../src/ledger/merkle.js';
import { leafHash } from '../../src/ledger/tree.js';
import { allEvidence } from '../../src/projections/holds.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { believe } from '../../src/proof/note.js';
import { custodians, custodyOf, order, readsOf } from '../support/custody.js';
import { type House, jpeg, openTestHouse } from '../support/house.js';

let house: House;
let folder: string;
beforeEach(async () => {
  house = await openTestHouse();
  folder = mkdtempSync(join(tmpdir(), 'medium-'));
});
afterEach(async () => {
  await house.raze();
  rmSync(folder, { recursive: true, force: true });
});

const booked = async () => {
  const people = await custodians(house);
  const { holding } = custodyOf(house);
  const { sequence, checkpoints, keys, dir, store } = house.proof;
  const proving = new Proving(house.bus, sequence, checkpoints, keys, dir, house.papers, store, []);
  const evidencing = new Evidencing(house.bus, house.ledger, house.vault, holding, house.watch, proving);
  const [id] = await readsOf(house, people, ['7HELD01', '7FREE02']);
  const scope = { plates: ['7HELD01'] };
  const { holdId } = await holding.place(order(house, scope), people.custodian, randomUUID());
  const identity = await generateX25519Identity();
  const booking = {
    holdId,
    recipients: [await identityToRecipient(identity)],
    folder,
    media: 'usb-drive',
    propertyNumber: 'P26-00417',
    mediaId: 'SN 60A44C3FAE',
  } as const;
  return { people, evidencing, booking, identity, id: id! };
};

it('opens with its identity alone, holds every unit of the hold and no other, and is what was booked', async () => {
  const { people, evidencing, booking, identity, id } = await booked();
  const { file, packageId } = await evidencing.book(booking, people.custodian, randomUUID());
  const encrypted = readFileSync(file);
  for (const secret of ['7HELD01', id, 'opened']) expect(encrypted.includes(secret)).toBe(false);
  const decrypter = new Decrypter();
  decrypter.addIdentity(identity);
  const archive = Buffer.from(await decrypter.decrypt(encrypted));
  const entries = new Map([...untar(archive)].map(({ path, bytes }) => [path, Buffer.from(bytes)]));
  const manifest = JSON.parse(entries.get('manifest.json')!.toString());
  for (const { path, sha256: digest } of manifest.items)
    expect([path, sha256(entries.get(path)!)]).toEqual([path, digest]);
  const opened = [...entries].filter(([path]) => path.endsWith('.json') && path.startsWith('items/'));
  expect(opened.map(([, bytes]) => JSON.parse(bytes.toString())[0].sealed.plate)).toEqual(['7HELD01']);
  expect(entries.get(`items/${id}/plate.jpg`)).toEqual(jpeg);
  const lines = [...entries]
    .find(([path]) => path.endsWith('.ndjson'))![1]
    .toString()
    .trimEnd();
  expect(manifest.items.map(({ leaf }: { leaf: string }) => leaf)).toContain(leafHash(lines).toString('hex'));
  expect(archive.includes('7FREE02')).toBe(false);
  // Whoever has the package and the ledger's public key needs nothing else to see that the line was recorded.
  const proofs = [...entries].filter(([path]) => path.endsWith('.tlog-proof'));
  expect(proofs).toHaveLength(1);
  const [head = '', note = ''] = proofs[0]![1].toString().split(/\n\n([^]*)/);
  const [version, extra, index, ...path] = head.split('\n');
  const signed = parseCheckpoint(note);
  believe(signed, house.proof.keys.verifiers());
  const hashes = path.map((one) => Buffer.from(one, 'base64'));
  const at = Number(index!.slice('index '.length));
  expect([version, extra]).toEqual(['c2sp.org/tlog-proof@v1', `extra ${leafHash(lines).toString('base64')}`]);
  expect(holdsInclusion(leafHash(lines), at, signed.size, hashes, signed.root)).toBe(true);
  expect(holdsInclusion(leafHash(`${lines} `), at, signed.size, hashes, signed.root)).toBe(false);
  await house.views.caughtUp();
  expect(allEvidence(house.views.db)).toMatchObject([
    { packageId, package: sha256(encrypted), propertyNumber: 'P26-00417', items: 5 },
  ]);
}, 60_000);

it('opens with the age program too, where there is one', async () => {
  if (spawnSync('age', ['--version']).status !== 0) return;
  const { people, evidencing, booking, identity, id } = await booked();
  const { file } = await evidencing.book(booking, people.custodian, randomUUID());
  writeFileSync(join(folder, 'identity.txt'), `${identity}\n`);
  const archive = execFileSync('age', ['--decrypt', '-i', join(folder, 'identity.txt'), file]);
  writeFileSync(join(folder, 'package.tar'), archive);
  const listed = execFileSync('tar', ['-tf', join(folder, 'package.tar')]).toString();
  expect(listed).toContain(`items/${id}/plate.jpg`);
}, 60_000);

it('of somebody who may not handle evidence is refused, and nothing stays on the medium', async () => {
  const { people, evidencing, booking } = await booked();
  await expect(evidencing.book(booking, people.attorney, randomUUID())).rejects.toThrow(Refused);
  await expect(evidencing.book({ ...booking, recipients: [] }, people.custodian, randomUUID())).rejects.toThrow(
    /Nobody could open it/,
  );
  const other = { ...booking, holdId: randomUUID() };
  await expect(evidencing.book(other, people.custodian, randomUUID())).rejects.toThrow(/keeps nothing/);
  expect(readdirSync(folder)).toEqual([]);
}, 60_000);
