/** A bundle is whole and holds exactly what its checkpoint covers; whatever else there is is refused. */
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompactRange, leafHash } from '../../src/ledger/tree.js';
import { NotEmpty, writeBundle } from '../../src/proof/bundle.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { RolledBack } from '../../src/proof/checkpoints.js';
import { believe, SIGNATURE, signerOf, vkeyOf } from '../../src/proof/note.js';
import { parseTilePath, tilePath } from '../../src/proof/tilepaths.js';
import { parseWitnesses, policyText } from '../../src/proof/witnesspolicy.js';
import { Ground, origin } from './ground.js';

let ground: Ground;
beforeEach(async () => {
  ground = await Ground.open();
});
afterEach(() => ground.raze());

const write = async (out = 'bundle') => {
  const checkpoint = await ground.proof.checkpoints.sign();
  const { sequence, store } = ground.proof;
  const settings = { out: join(ground.dir, out), checkpoint, sequence, store, program: '0.1.0', made: 'now' };
  await writeBundle({ ...settings, enclosed: [{ path: 'README.txt', bytes: 'read me\n' }] });
  return settings;
};
const filesOf = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(dir, name)).isFile())
    .sort();
const linesOf = (bytes: Buffer): string[] => {
  const lines: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at);
    lines.push(bytes.subarray(at + 2, end).toString());
    at = end;
  }
  return lines;
};

it('holds the tree of its checkpoint, tile by tile, and no file more', async () => {
  await ground.add(300);
  await ground.proof.checkpoints.sign();
  await ground.add(300);
  const { out } = await write();
  await ground.add(5);
  expect(filesOf(out)).toEqual(
    [
      'README.txt',
      'bundle.json',
      'checkpoint',
      'checkpoints/000000000300.note',
      'checkpoints/000000000600.note',
      'tile/0/000',
      'tile/0/001',
      'tile/0/002.p/88',
      'tile/1/000.p/2',
      'tile/entries/000',
      'tile/entries/001',
      'tile/entries/002.p/88',
    ].sort(),
  );
  const { size, root, ...note } = parseCheckpoint(readFileSync(join(out, 'checkpoint'), 'utf8'));
  believe(note, ground.proof.keys.verifiers());
  const tree = CompactRange.empty();
  for (const name of ['000', '001', '002.p/88']) {
    const lines = linesOf(readFileSync(join(out, 'tile/entries', name)));
    const tile = readFileSync(join(out, 'tile/0', name));
    expect(Buffer.concat(lines.map(leafHash))).toEqual(tile);
    for (const line of lines) tree.append(leafHash(line));
  }
  expect([tree.size, tree.root()]).toEqual([size, root]);
});

it('of an empty ledger is a bundle too', async () => {
  const { out } = await write();
  expect(filesOf(out)).toEqual(['README.txt', 'bundle.json', 'checkpoint', 'checkpoints/000000000000.note']);
});

it('is not written over anything', async () => {
  mkdirSync(join(ground.dir, 'used'));
  writeFileSync(join(ground.dir, 'used/file'), '');
  await expect(write('used')).rejects.toThrow(NotEmpty);
  await write('twice');
  await expect(write('twice')).rejects.toThrow(NotEmpty);
});

it('of lines that are not those that were signed has no checkpoint', async () => {
  await ground.add(20);
  await ground.proof.checkpoints.sign();
  ground.edit('ledger.db', (db) =>
    db.exec(`update lines set line = replace(line, '"v":1', '"v":2') where position = 7`),
  );
  await expect(write()).rejects.toThrow(RolledBack);
  expect(filesOf(join(ground.dir, 'bundle'))).not.toContain('checkpoint');
});

it.each([
  [{ level: 0, tile: 0, width: 256 }, '0/000'],
  [{ level: 2, tile: 1_234_067, width: 17 }, '2/x001/x234/067.p/17'],
  [{ level: 'entries', tile: 999, width: 1 }, 'entries/999.p/1'],
  [{ level: 'entries', tile: 1000, width: 256 }, 'entries/x001/000'],
] as const)('%j has one path', (at, path) => {
  expect(tilePath(at)).toBe(path);
  expect(parseTilePath(path)).toEqual(at);
});

it('no tile has a second path', () => {
  for (const path of [
    '0/x000/001',
    '0/1',
    '00/001',
    '0/001.p/256',
    '0/001.p/0',
    '0/001.p/01',
    '0/001/',
    'x/001',
    '0/x01/001',
  ])
    expect(parseTilePath(path)).toBeNull();
});

it('the policy names the keys, the witnesses, and how many must have signed', () => {
  const witness = (n: number) => signerOf(`w${n}.example`, SIGNATURE.cosignature, Buffer.alloc(32, n)).verifier;
  const log = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 9)).verifier;
  const text = [1, 2, 3].map((n) => `${vkeyOf(witness(n))} https://w${n}.example/witness/`).join(', ');
  expect(policyText([log], parseWitnesses(text)).split('\n')).toEqual([
    `log ${vkeyOf(log)}`,
    ...[1, 2, 3].map((n) => `witness w${n}.example ${vkeyOf(witness(n))} https://w${n}.example/witness`),
    'group witnesses 2 w1.example w2.example w3.example',
    'quorum witnesses',
    '',
  ]);
  expect(policyText([log], [])).toBe(`log ${vkeyOf(log)}\nquorum none\n`);
  for (const wrong of [vkeyOf(log), `${vkeyOf(log)} https://x.example`, `${vkeyOf(witness(1))} ftp://x`])
    expect(() => parseWitnesses(wrong)).toThrow();
});
