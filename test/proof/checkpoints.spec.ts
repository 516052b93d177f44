/** The ledger is signed as it grows, never over a history that contradicts what was signed, and every proof holds. */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Corrupt } from '../../src/ledger/ledger.js';
import { holdsConsistency, holdsInclusion } from '../../src/ledger/merkle.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { RolledBack } from '../../src/proof/checkpoints.js';
import { BadNote, believe, signerOf, signNote, SIGNATURE } from '../../src/proof/note.js';
import { proofText, proveConsistency, proveEvent } from '../../src/proof/proofs.js';
import { Ground, origin } from './ground.js';

let ground: Ground;
beforeEach(async () => {
  ground = await Ground.open();
});
afterEach(() => ground.raze());

const sign = () => ground.proof.checkpoints.sign();
/** What the file of signed checkpoints holds. */
const sizes = (): number[] => [...ground.proof.store.all()].map(({ size }) => size);
const until = async (true_: () => boolean, ms = 5000): Promise<void> => {
  for (const end = Date.now() + ms; !true_() && Date.now() < end;) await sleep(10);
  expect(true_()).toBe(true);
};

describe('signing', () => {
  it('covers everything that was answered, under the name and a key of the ledger', async () => {
    expect(await sign()).toMatchObject({ origin, size: 0 });
    await ground.add(300);
    const checkpoint = await sign();
    const { size, root } = ground.ledger.tree();
    expect([checkpoint.size, checkpoint.root]).toEqual([size, root]);
    expect(believe(parseCheckpoint(checkpoint.note), ground.proof.keys.verifiers())).toHaveLength(1);
  });

  it('twice over the same events gives the same bytes', async () => {
    await ground.add(5);
    const { note } = await sign();
    expect((await sign()).note).toBe(note);
    await ground.close();
    await ground.open();
    expect((await sign()).note).toBe(note);
    expect(sizes()).toEqual([5]);
  });

  it('follows the ledger: at once after 256 events, else when an event has waited long enough', async () => {
    await ground.add(1);
    ground.proof.checkpoints.start();
    const began = Date.now();
    await until(() => sizes().includes(1));
    expect(Date.now() - began).toBeGreaterThan(800);
    await ground.add(300);
    await until(() => sizes().includes(301), 700);
  });

  it('covers what was added last when the ledger is closed', async () => {
    ground.proof.checkpoints.start();
    await ground.add(7);
    await ground.close();
    await ground.open();
    expect(ground.proof.checkpoints.newest()?.size).toBe(7);
  });

  it('asked for many times at once, goes on in turns', async () => {
    const signed = await Promise.all(
      Array.from({ length: 20 }, async () => {
        await ground.add(3);
        return sign();
      }),
    );
    for (const { size, note } of signed) expect(parseCheckpoint(note).size).toBe(size);
    expect(Math.max(...signed.map(({ size }) => size))).toBe(60);
  });

  it('keeps what was asked for, and in the long run little else', async () => {
    for (let n = 0; n < 30; n += 1) {
      await ground.add(1);
      await sign();
    }
    const { store } = ground.proof;
    const root = Buffer.alloc(32);
    const signer = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 4));
    const note = await signNote(`${origin}\n1\n${root.toString('base64')}\n`, [signer]);
    for (let size = 1000; size < 4000; size += 1)
      store.putCheckpoint({ origin, size, root, note }, new Date(size * 1000).toISOString(), false);
    const left = [...store.all()].length;
    expect([left > 1030, left < 1400]).toEqual([true, true]);
    for (let size = 1; size <= 30; size += 1) expect(store.at(size)?.size).toBe(size);
    ground.edit('proofs/proofs.db', (db) => db.exec('delete from checkpoints where size >= 1000'));
  });
});

describe('a ledger that is not what was signed', () => {
  it('is refused when its tail is gone', async () => {
    await ground.add(20);
    await sign();
    await ground.close();
    const copy = mkdtempSync(join(tmpdir(), 'older-'));
    cpSync(ground.dir, copy, { recursive: true });
    await ground.open();
    await ground.add(20);
    await ground.close();
    // An older ledger is put back; what was signed since lies apart.
    cpSync(join(copy, 'ledger.db'), join(ground.dir, 'ledger.db'));
    await expect(ground.open()).rejects.toThrow(RolledBack);
    await expect(ground.open()).rejects.toThrow(/has 20 events.*is of 40: 20 events are gone.*ALPR_ORIGIN/s);
    await ground.open({ origin: 'test-department/alpr-ledger-2' });
    expect(await sign()).toMatchObject({ origin: 'test-department/alpr-ledger-2', size: 20 });
    rmSync(copy, { recursive: true });
  });

  it('is refused when other events stand in their place', async () => {
    await ground.add(20);
    await sign();
    await ground.close();
    const other = await Ground.open();
    await other.add(25);
    await other.close();
    cpSync(join(other.dir, 'ledger.db'), join(ground.dir, 'ledger.db'));
    other.remove();
    await expect(ground.open()).rejects.toThrow(/first 20 events.*they were changed/);
    ground = await Ground.open();
  });

  it('is refused when somebody kept a longer one, even if all our own files are of the same old day', async () => {
    await ground.add(20);
    await ground.close();
    const copy = mkdtempSync(join(tmpdir(), 'older-'));
    cpSync(ground.dir, copy, { recursive: true });
    await ground.open();
    await ground.add(1);
    const { note } = await sign();
    await ground.close();
    await expect(Ground.open({ given: note }, copy)).rejects.toThrow(/the checkpoint given is of 21/);
    rmSync(copy, { recursive: true });
    await ground.open({ given: note });
    await ground.add(1);
  });

  it('is held only against checkpoints of its own', async () => {
    const stranger = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 3));
    const note = await signNote(`${origin}\n0\n${Buffer.alloc(32).toString('base64')}\n`, [stranger]);
    await ground.close();
    await expect(ground.open({ given: note })).rejects.toThrow(BadNote);
    await ground.open();
  });

  it('is not signed while it runs either', async () => {
    await ground.add(20);
    await sign();
    ground.edit('ledger.db', (db) => db.exec(`update head set size = 19`));
    await expect(sign()).rejects.toThrow();
    ground.edit('ledger.db', (db) => db.exec(`update head set size = 20`));
    expect((await sign()).size).toBe(20);
  });
});

describe('damaged tiles', () => {
  it('are made anew from the leaves before anything is signed or proven', async () => {
    const ids = await ground.add(600);
    const checkpoint = await sign();
    ground.edit('ledger.db', (db) => db.exec('update tiles set hashes = zeroblob(length(hashes))'));
    await ground.close();
    await ground.open();
    const proof = proveEvent(ground.sequence, checkpoint, ids[300]!);
    expect(holdsInclusion(proof!.leaf, 300, 600, proof!.proof, checkpoint.root)).toBe(true);
    expect((await sign()).note).toBe(checkpoint.note);
  });

  it('that hide a changed leaf are no proof', async () => {
    const ids = await ground.add(300);
    const checkpoint = await sign();
    ground.edit('ledger.db', (db) => db.exec('update lines set leaf = zeroblob(32) where position = 10'));
    expect(() => proveEvent(ground.sequence, checkpoint, ids[10]!)).toThrow(Corrupt);
    expect(() => proveEvent(ground.sequence, checkpoint, ids[200]!)).not.toThrow();
  });
});

describe('a proof', () => {
  it('of any event holds against the checkpoint it names, also an older one', async () => {
    const first = await ground.add(300);
    const older = await sign();
    const later = await ground.add(500);
    const newer = await sign();
    for (const [id, checkpoint, index] of [
      [first[0]!, older, 0],
      [first[299]!, older, 299],
      [first[255]!, newer, 255],
      [later[499]!, newer, 799],
    ] as const) {
      const { leaf, proof, ...found } = proveEvent(ground.sequence, checkpoint, id)!;
      expect(found.index).toBe(index);
      expect(holdsInclusion(leaf, index, checkpoint.size, proof, checkpoint.root)).toBe(true);
    }
    expect(proveEvent(ground.sequence, older, later[0]!)).toBeNull();
    expect(proveEvent(ground.sequence, newer, '0197a000-0000-7000-8000-000000000001')).toBeNull();
  });

  it('is a text as C2SP describes it', async () => {
    const [, id] = await ground.add(3);
    const checkpoint = await sign();
    const receipt = proveEvent(ground.sequence, checkpoint, id!)!;
    const [first, extra, index, ...rest] = proofText(receipt).split('\n');
    expect([first, index]).toEqual(['c2sp.org/tlog-proof@v1', 'index 1']);
    expect(Buffer.from(extra!.replace('extra ', ''), 'base64')).toEqual(Buffer.from(receipt.leaf));
    expect(rest.indexOf('')).toBe(2);
    expect(rest.slice(3).join('\n')).toBe(checkpoint.note);
  });

  it('of consistency holds between any two sizes', async () => {
    await ground.add(700);
    for (const [from, to] of [
      [0, 700],
      [1, 2],
      [256, 700],
      [300, 301],
      [700, 700],
    ] as const) {
      const { fromRoot, toRoot, proof } = proveConsistency(ground.sequence, from, to);
      expect(holdsConsistency({ size: from, root: fromRoot }, { size: to, root: toRoot }, proof)).toBe(true);
    }
  });
});
