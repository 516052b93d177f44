/** Verifying holds what was signed against the lines, finds each thing that is off, and names the newest anchor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../src/ledger/verify.js';
import { verifyLedger } from '../../src/ledger/verify.js';
import { BadNote, cosign, SIGNATURE, signatureOf, signerOf, signNote } from '../../src/proof/note.js';
import { type Anchor, SignedCheck, type SignedCheckSettings } from '../../src/proof/signedcheck.js';
import { certificatesIn } from '../../src/proof/timestamp.js';
import { Stamping } from '../../src/proof/stamping.js';
import { Timestamper } from '../support/timestamper.js';
import { Ground, origin } from './ground.js';

const clerk = signerOf('clerk.example/witness', SIGNATURE.cosignature, Buffer.alloc(32, 1));
let ground: Ground;
beforeEach(async () => {
  ground = await Ground.open();
});
afterEach(() => ground.raze());

const sign = () => ground.proof.checkpoints.sign();
const verify = async (
  more: Partial<SignedCheckSettings> = {},
): Promise<{ whats: string[]; problems: readonly Problem[]; anchors: readonly Anchor[]; checkpoints: number }> => {
  const { sequence, store, keys } = ground.proof;
  const check = new SignedCheck({ sequence, store, keys, witnesses: [clerk.verifier], roots: [], ...more });
  const { tree } = await verifyLedger(ground.ledger, { beside: check });
  const verdict = check.finish(tree);
  return { ...verdict, whats: verdict.problems.map(({ position, what }) => `${position}: ${what}`) };
};
const cosigned = async (time: number): Promise<number> => {
  const { size, text } = await sign();
  const { bytes: _, ...signature } = signatureOf((await cosign(text, clerk, time)).trimEnd());
  ground.proof.store.addCosignature(size, { ...signature, at: time });
  return size;
};

it('finds nothing where nothing is off, and no anchor where there is none', async () => {
  await sign();
  await ground.add(300);
  await sign();
  await ground.add(500);
  await sign();
  await ground.add(5);
  expect(await verify()).toMatchObject({ whats: [], anchors: [], checkpoints: 3 });
});

it('names the newest of the anchors first: the one of the largest size', async () => {
  await ground.add(5);
  await cosigned(1_700_000_000);
  const { note } = await sign();
  await ground.add(5);
  await cosigned(1_700_000_100);
  const authority = await Timestamper.start();
  await ground.add(5);
  const { store, checkpoints } = ground.proof;
  const roots = certificatesIn(authority.root);
  const stamping = new Stamping({ urls: [authority.url], roots, store, checkpoints, tell: () => undefined });
  await stamping.stamp(await sign());
  await authority.stop();
  const { anchors } = await verify({ roots, since: note });
  expect(anchors.map(({ kind, size }) => [kind, size])).toEqual([
    ['time-stamp', 15],
    ['witness', 10],
    ['witness', 5],
    ['checkpoint brought along', 5],
  ]);
  expect((await verify()).anchors.map(({ kind }) => kind)).toEqual(['witness', 'witness']);
  expect((await verify({ witnesses: [] })).anchors).toEqual([]);
});

it.each([
  ['a damaged tile of leaves', 'update tiles set hashes = zeroblob(8192) where at = 0', 'tile 0 of level 0'],
  ['a damaged tile above', 'update tiles set hashes = zeroblob(64) where at > 1000', 'tile 0 of level 1'],
  ['a tile above that is gone', 'delete from tiles where at > 1000', 'Tile 0 of level 1'],
])('finds %s', async (_, sql, what) => {
  await ground.add(600);
  await sign();
  ground.edit('ledger.db', (db) => db.exec(sql));
  expect((await verify()).whats).toEqual([expect.stringContaining(what)]);
});

it('finds lines that were changed together with their leaf, tile and head, by what was signed', async () => {
  await ground.add(20);
  await sign();
  const other = await Ground.open();
  await other.add(25);
  const { sequence } = other.proof;
  const { store, keys } = ground.proof;
  const check = new SignedCheck({ sequence, store, keys, witnesses: [], roots: [] });
  const { tree } = await verifyLedger(other.ledger, { beside: check });
  expect(check.finish(tree).problems).toEqual([
    expect.objectContaining({ position: 19n, what: expect.stringContaining('signed over other lines') }),
  ]);
  await other.raze();
});

it('finds a tail that is gone, by what was signed and by what was brought along', async () => {
  await ground.add(20);
  await sign();
  await ground.add(5);
  const { note } = await sign();
  const { store, keys } = ground.proof;
  const shorter = await Ground.open();
  const check = new SignedCheck({ sequence: shorter.sequence, store, keys, witnesses: [], roots: [], since: note });
  const { tree } = await verifyLedger(shorter.ledger, { beside: check });
  expect(check.finish(tree).problems.map(({ what }) => what)).toEqual([
    expect.stringContaining('20 events was signed, and 0 are there'),
    expect.stringContaining('25 events was signed'),
    expect.stringContaining('brought along is of 25'),
  ]);
  await shorter.raze();
});

it('finds a checkpoint nobody signed, a false cosignature, and a spoilt time-stamp', async () => {
  await ground.add(5);
  const { text, size } = await sign();
  const stranger = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 9));
  const note = await signNote(text, [stranger]);
  ground.edit('proofs/proofs.db', (db) => db.prepare('update checkpoints set note = ?').run([note]));
  expect((await verify()).whats).toEqual([expect.stringContaining('No key that is known')]);
  await sign();
  const signature = signatureOf((await cosign('another text\n', clerk, 5)).trimEnd());
  ground.proof.store.addCosignature(size, { ...signature, at: 5 });
  ground.proof.store.addTimestamp({ size, authority: 'https://tsa.example', token: Buffer.from('x'), at: 'now' });
  expect((await verify()).whats).toEqual([
    expect.stringContaining('cosignature of clerk.example/witness'),
    expect.stringContaining('time-stamp of https://tsa.example'),
  ]);
});

it('holds the newest checkpoint against a key that was handed out', async () => {
  await ground.add(5);
  await sign();
  const { keys } = ground.proof;
  expect((await verify({ vkey: keys.verifier(keys.active.publicKey) })).whats).toEqual([]);
  const other = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 9)).verifier;
  expect((await verify({ vkey: other })).whats).toEqual([expect.stringContaining('not signed with the key given')]);
});

it('takes along no checkpoint of another ledger', async () => {
  const stranger = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 9));
  const { text } = await sign();
  const since = await signNote(text, [stranger]);
  await expect(verify({ since })).rejects.toThrow(BadNote);
  expect(readFileSync(join(ground.dir, 'proofs/origin'), 'utf8')).toBe(`${origin}\n`);
});
