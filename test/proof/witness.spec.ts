/** A witness signs a ledger that only grew, and no other; and the ledger believes a witness that knows more. */
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Server } from 'node:http';
import { CompactRange, leafHash } from '../../src/ledger/tree.js';
import { headText, parseCheckpoint } from '../../src/proof/checkpoint.js';
import { believe, cosignedAt, isGood, SIGNATURE, signatureOf, signerOf, signNote } from '../../src/proof/note.js';
import { proveConsistency } from '../../src/proof/proofs.js';
import { serveWitness, WitnessServer } from '../../src/proof/witness.js';
import { Witnessing } from '../../src/proof/witnessing.js';
import type { Witness } from '../../src/proof/witnesspolicy.js';
import { Ground, origin } from './ground.js';

const signer = signerOf('clerk.example/witness', SIGNATURE.cosignature, Buffer.alloc(32, 1));
let ground: Ground;
let dir: string;
let server: WitnessServer;

beforeEach(async () => {
  ground = await Ground.open();
  dir = mkdtempSync(join(tmpdir(), 'witness-'));
  server = new WitnessServer(dir, signer, ground.proof.keys.verifiers(), () => new Date(1_763_000_000_000));
});
afterEach(async () => {
  server.close();
  await ground.raze();
  rmSync(dir, { recursive: true, force: true });
});

const request = async (old: number): Promise<string> => {
  const { size, note } = await ground.proof.checkpoints.sign();
  const { proof } = proveConsistency(ground.sequence, old, size);
  return `old ${old}\n${proof.map((hash) => `${Buffer.from(hash).toString('base64')}\n`).join('')}\n${note}`;
};
const send = async (old: number) => server.addCheckpoint(await request(old));

describe('asked directly, a witness', () => {
  it('signs the first it sees and whatever continues it', async () => {
    await ground.add(5);
    const first = await send(0);
    expect(first.status).toBe(200);
    const { text } = ground.proof.checkpoints.newest()!;
    const signature = signatureOf(first.body.trimEnd());
    expect([isGood(text, signature, signer.verifier), cosignedAt(signature)]).toEqual([true, 1_763_000_000]);
    await ground.add(300);
    expect((await send(5)).status).toBe(200);
    expect(server.seen()).toMatchObject([{ origin, size: 305 }]);
  });

  it('signs the same again, for freshness', async () => {
    await ground.add(5);
    await send(0);
    expect((await send(5)).status).toBe(200);
  });

  it('remembers over a restart', async () => {
    await ground.add(5);
    await send(0);
    server.close();
    server = new WitnessServer(dir, signer, ground.proof.keys.verifiers());
    expect(await send(0)).toEqual({ status: 409, type: 'text/x.tlog.size', body: '5\n' });
  });

  it('refuses a ledger that went back: 409 with the size it knows', async () => {
    await ground.add(5);
    const older = await request(0);
    await ground.add(5);
    await send(0);
    expect(await server.addCheckpoint(older)).toMatchObject({ status: 409, body: '10\n' });
    expect(await server.addCheckpoint(older.replace('old 0', 'old 10'))).toMatchObject({ status: 400 });
  });

  it('refuses two heads of one size, and one that does not continue the other; and keeps them as proof', async () => {
    await ground.add(5);
    await send(0);
    const key = ground.proof.keys.signers('2026-01-01T00:00:00.000Z');
    const forged = async (size: number): Promise<string> => {
      const tree = CompactRange.empty();
      for (let i = 0; i < size; i += 1) tree.append(leafHash(`forged ${i}`));
      return `old 5\n\n${await signNote(headText({ origin, size, root: tree.root() }), key)}`;
    };
    const head = await forged(5);
    expect(await server.addCheckpoint(head)).toMatchObject({ status: 409, body: '5\n' });
    const other = await forged(7);
    expect(await server.addCheckpoint(other)).toMatchObject({ status: 422 });
    expect(server.contradictions()).toEqual([head, other]);
    expect(server.seen()).toMatchObject([{ size: 5 }]);
    await ground.add(1);
    expect((await send(5)).status).toBe(200);
  });

  it('refuses a proof that was tampered with', async () => {
    await ground.add(5);
    await send(0);
    await ground.add(30);
    const body = await request(5);
    const lines = body.split('\n');
    const cut = [lines[0], ...lines.slice(2)].join('\n');
    expect(await server.addCheckpoint(cut)).toMatchObject({ status: 422 });
    expect(await server.addCheckpoint(body)).toMatchObject({ status: 200 });
  });

  it('does not know other ledgers, nor other keys', async () => {
    await ground.add(5);
    const body = await request(0);
    expect(await server.addCheckpoint(body.replaceAll(origin, 'other/ledger'))).toMatchObject({ status: 404 });
    const stranger = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 4));
    const note = await signNote(ground.proof.checkpoints.newest()!.text, [stranger]);
    expect(await server.addCheckpoint(`old 0\n\n${note}`)).toMatchObject({ status: 403 });
    const [start, end] = body.split(/(?<=— \S+ .{20})/, 2) as [string, string];
    expect((await server.addCheckpoint(`${start.slice(0, -1)}A${end}`)).status).not.toBe(200);
  });

  it.each(['', 'old 0\n', 'old x\n\n', 'old 00\n\na\n1\nb\n', `old 0\n${'AAAA\n'.repeat(64)}\n`, 'old 0\n!\n\nx\n'])(
    'answers 400 to %j',
    async (body) => expect((await server.addCheckpoint(body)).status).toBe(400),
  );
});

describe('over HTTP', () => {
  let http: Server;
  let witness: Witness;
  const told: string[] = [];
  beforeEach(async () => {
    told.length = 0;
    http = serveWitness(server, (error) => told.push(String(error)));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    witness = { verifier: signer.verifier, url: `http://127.0.0.1:${(http.address() as AddressInfo).port}` };
  });
  afterEach(() => new Promise((resolve) => http.close(resolve)));

  const witnessing = (of = ground, more: Partial<{ everyMs: number }> = {}) =>
    new Witnessing({
      witnesses: [witness],
      sequence: of.sequence,
      store: of.proof.store,
      checkpoints: of.proof.checkpoints,
      tell: (message) => told.push(message),
      ...more,
    });

  it('the ledger shows its checkpoints and keeps the cosignatures with them', async () => {
    await ground.add(5);
    await ground.proof.checkpoints.sign();
    await witnessing().round();
    await ground.add(400);
    const { note } = await ground.proof.checkpoints.sign();
    expect(parseCheckpoint(note).signatures).toHaveLength(1);
    await witnessing().round();
    const cosigned = parseCheckpoint(ground.proof.checkpoints.newest()!.note);
    expect(believe(cosigned, [signer.verifier])).toHaveLength(1);
    expect(told).toEqual([]);
    expect(await (await fetch(witness.url)).text()).toContain(`${origin} 405`);
  });

  it('a ledger that forgot what the witness knows is told, and goes on from there', async () => {
    await ground.add(5);
    await send(0);
    await ground.add(5);
    await ground.proof.checkpoints.sign();
    await witnessing().round();
    expect(server.seen()).toMatchObject([{ size: 10 }]);
    expect(told).toEqual([]);
  });

  it('a witness that saw more than there is stops the signing', async () => {
    await ground.add(5);
    await send(0);
    const shorter = await Ground.open();
    shorter.vault.keepSecret('ledger-keys', ground.vault.secret('ledger-keys')!);
    await shorter.close();
    await shorter.open();
    await shorter.add(3);
    await shorter.proof.checkpoints.sign();
    await expect(witnessing(shorter).round()).rejects.toThrow(/has 3 events.*signed 5: 2 events are gone/s);
    await expect(shorter.proof.checkpoints.sign()).rejects.toThrow('cannot be signed');
    expect(shorter.proof.checkpoints.trouble).toContain('events are gone');
    // Started anew, and grown past what the witness saw, it is found out by the next checkpoint that is shown.
    await shorter.close();
    await shorter.open();
    await shorter.add(9);
    await shorter.proof.checkpoints.sign();
    await expect(witnessing(shorter).round()).rejects.toThrow('saw another history of this ledger at size 5');
    expect(server.contradictions()).toHaveLength(1);
    await shorter.raze();
  });

  it('a witness out of reach is told of once, and asked again', async () => {
    await ground.add(5);
    await ground.proof.checkpoints.sign();
    const away = { ...witness, url: 'http://127.0.0.1:9' };
    const one = new Witnessing({ ...witnessing()['settings'], witnesses: [away] });
    await one.round();
    await one.round();
    expect(told).toHaveLength(1);
    await witnessing().round();
    expect(server.seen()).toMatchObject([{ size: 5 }]);
  });

  it('one who answers with another’s signature is not believed', async () => {
    await ground.add(5);
    await ground.proof.checkpoints.sign();
    const other = signerOf('clerk.example/witness', SIGNATURE.cosignature, Buffer.alloc(32, 2)).verifier;
    await new Witnessing({ ...witnessing()['settings'], witnesses: [{ ...witness, verifier: other }] }).round();
    expect(told).toEqual([expect.stringContaining('no cosignature of its own')]);
    expect(parseCheckpoint(ground.proof.checkpoints.newest()!.note).signatures).toHaveLength(1);
  });

  it('anything but a checkpoint is refused', async () => {
    const post = (path: string, body: string) => fetch(witness.url + path, { method: 'POST', body });
    expect((await post('/add-checkpoint', 'x'.repeat(300_000))).status).toBe(413);
    expect((await post('/other', '')).status).toBe(404);
    expect((await fetch(`${witness.url}/add-checkpoint`)).status).toBe(404);
  });
});
