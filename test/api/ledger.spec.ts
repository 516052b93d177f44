/** The ledger over HTTP, as an outsider checks it: nothing but what C2SP and the format document say is relied on. */
import { execFileSync, spawnSync } from 'node:child_process';
import { hash, randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { holdsConsistency, holdsInclusion } from '../../src/ledger/merkle.js';
import { CompactRange, leafHash } from '../../src/ledger/tree.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { parseKeyList } from '../../src/proof/keysnote.js';
import { believe, type Verifier } from '../../src/proof/note.js';
import { codesOf, Department } from './department.js';

let department: Department;
beforeAll(async () => {
  department = await Department.open({ ALPR_ORIGIN: 'police.example/alpr-ledger' });
}, 120_000);
afterAll(() => department.close());

const get = (url: string, as: Parameters<Department['call']>[2] = 'nobody') => department.call('GET', url, as);
const text = async (url: string): Promise<string> => {
  const { status, bytes } = await get(url);
  expect([url, status]).toEqual([url, 200]);
  return bytes.toString();
};
const hashes = (encoded: readonly string[]): Buffer[] => encoded.map((one) => Buffer.from(one, 'base64'));
const logKeys = async (): Promise<Verifier[]> =>
  parseKeyList(await text('/ledger/keys')).keys.map(({ verifier }) => verifier);
const checkpoint = async () => {
  const parsed = parseCheckpoint(await text('/ledger/checkpoint'));
  believe(parsed, await logKeys());
  return parsed;
};
/** An act whose receipt names an event. */
const acted = async (): Promise<string> => {
  const body = { name: `Gate ${randomUUID()}`, mobility: 'fixed' };
  const answer = await department.post('/equipment', 'administrator', body);
  expect([answer.status, answer.body.detail]).toEqual([201, undefined]);
  return answer.body.recorded[0].id;
};

/** What an outsider's program says of a folder; it ends with its verdict. */
const verified = (verifier: string, folder: string): { stdout: string; status: number } => {
  const { stdout, status } = spawnSync(process.execPath, [verifier, folder], { encoding: 'utf8' });
  return { stdout, status: status ?? -1 };
};

it('anyone reads the checkpoint and the keys it is signed under', async () => {
  const { origin, size } = await checkpoint();
  expect([origin, size > 0]).toEqual(['police.example/alpr-ledger', true]);
});

it('an act is provable at once, by the id on its receipt alone', async () => {
  const id = await acted();
  const { status, body } = await get(`/ledger/receipt/${id}`);
  expect([status, body.eventId]).toEqual([200, id]);
  const signed = parseCheckpoint(body.checkpoint);
  believe(signed, await logKeys());
  const leaf = Buffer.from(body.leaf, 'hex');
  expect(holdsInclusion(leaf, body.index, signed.size, hashes(body.proof), signed.root)).toBe(true);
  const proof = await text(`/ledger/proof/${id}`);
  expect(proof).toMatch(/^c2sp\.org\/tlog-proof@v1\nextra \S+\nindex \d+\n/);
  expect(proof.endsWith(body.checkpoint)).toBe(true);
});

it('the ledger of today continues that of before', async () => {
  const older = await checkpoint();
  await get(`/ledger/receipt/${await acted()}`);
  const newer = await checkpoint();
  expect(newer.size).toBeGreaterThan(older.size);
  const { body } = await get(`/ledger/consistency?from=${older.size}&to=${newer.size}`);
  expect(holdsConsistency(older, newer, hashes(body.proof))).toBe(true);
  expect([body.fromRoot, body.toRoot]).toEqual([older, newer].map(({ root }) => root.toString('base64')));
});

it('tiles make the root of the checkpoint, and an auditor’s lines make the tiles', async () => {
  const { size, root } = await checkpoint();
  expect(size).toBeLessThan(256);
  const tile = await get(`/ledger/tile/0/000.p/${size}`);
  const tree = CompactRange.empty();
  for (let at = 0; at < tile.bytes.length; at += 32) tree.append(tile.bytes.subarray(at, at + 32));
  expect([tree.size, tree.root()]).toEqual([size, root]);

  const { bytes } = await get(`/ledger/tile/entries/000.p/${size}`, 'auditor');
  const lines: string[] = [];
  for (let at = 0; at < bytes.length;) {
    const end = at + 2 + bytes.readUInt16BE(at);
    lines.push(bytes.subarray(at + 2, end).toString());
    at = end;
  }
  expect(lines.map((line) => leafHash(line).toString('hex'))).toEqual(
    Array.from({ length: size }, (_, i) => tile.bytes.subarray(i * 32, i * 32 + 32).toString('hex')),
  );
  const types = lines.map((line) => JSON.parse(line) as { type: string });
  expect(types[0]?.type).toBe('RulesInstalled');
});

it('who reads the lines is on the ledger, with every event that was shown', async () => {
  const before = (await checkpoint()).size;
  await get('/ledger/tile/entries/000.p/5', 'auditor');
  await get(`/ledger/receipt/${await acted()}`);
  const { size } = await checkpoint();
  const { bytes } = await get(`/ledger/tile/entries/000.p/${size}`, 'auditor');
  expect(bytes.toString().split('"ResultsSeen"').length - 1).toBeGreaterThanOrEqual(2);
  expect(size).toBeGreaterThanOrEqual(before + 3);
});

describe('the bundle', () => {
  const why = { purpose: 'audit', reason: 'The bundle for the city auditor of this quarter' };
  const asked = { ...why, noEventNumberBecause: 'an audit of the whole ledger' };

  it('unpacks, is found whole by the verifier of outsiders, and says in itself who took it', async () => {
    const { status, bytes } = await department.post('/ledger/bundle', 'auditor', asked);
    expect(status).toBe(200);
    const dir = mkdtempSync(join(tmpdir(), 'alpr-bundle-'));
    try {
      writeFileSync(join(dir, 'bundle.tar.gz'), bytes);
      execFileSync('tar', ['xzf', 'bundle.tar.gz'], { cwd: dir });
      const [name = ''] = readdirSync(dir).filter((one) => one !== 'bundle.tar.gz');
      const folder = join(dir, name);
      const { size } = parseCheckpoint(readFileSync(join(folder, 'checkpoint'), 'utf8'));
      expect(name).toBe(`alpr-ledger-bundle-${size}`);
      const verifier = join(__dirname, '../../verifier/verify.mjs');
      const { stdout, status: verdict } = verified(verifier, folder);
      // Whole; but no witness bears it out here.
      expect([verdict, stdout]).toEqual([2, expect.stringContaining(String(size))]);
      const lines = readFileSync(join(folder, `tile/entries/000.p/${size}`)).toString();
      expect(lines).toContain('"question":"access-history"');
      // The export itself comes after the checkpoint that it names.
      const own = await department.done('/queries', 'auditor', {
        ...asked,
        question: 'access-history',
        elements: { kind: 'export' },
      });
      expect(own.rows.at(-1)).toMatchObject({ act: 'RowExported', shown: size, username: 'auditor' });
    } finally {
      rmSync(dir, { recursive: true });
    }
  }, 60_000);

  it('is for those who audit, with a reason', async () => {
    expect(await department.refusal('/ledger/bundle', 'police-officer', asked)).toEqual(['R-QUESTION']);
    const unsaid = { purpose: 'audit', reason: '', noEventNumberBecause: 'none' };
    expect(await department.refusal('/ledger/bundle', 'auditor', unsaid)).toEqual(['R-NO-REASON']);
  });
});

it('who outside bears the ledger out is said to anyone: here nobody does', async () => {
  const { status, body } = await get('/ledger/anchors');
  expect([status, body]).toEqual([
    200,
    { policy: expect.stringMatching(/^log \S+\nquorum none\n$/), cosigned: null, stamps: [] },
  ]);
});

it('lines are for those who audit', async () => {
  const refused = await get('/ledger/tile/entries/000.p/1', 'police-officer');
  expect([refused.status, ...codesOf(refused)]).toEqual([403, 'R-QUESTION']);
  expect((await get('/ledger/tile/entries/000.p/1')).status).toBe(401);
});

it.each([
  ['/ledger/tile/0/000', 404],
  ['/ledger/tile/0/000.p/255', 404],
  ['/ledger/tile/0/000.p/256', 404],
  ['/ledger/tile/0/000.p/0', 404],
  ['/ledger/tile/0/0.p/1', 404],
  ['/ledger/tile/1/000.p/1', 404],
  ['/ledger/tile/64/000', 404],
  ['/ledger/tile/0/x000/001', 404],
  ['/ledger/tile/../../etc/passwd', 404],
  [`/ledger/proof/${hash('sha256', 'x').slice(0, 36)}`, 400],
  ['/ledger/proof/0197a000-0000-7000-8000-000000000001', 404],
  ['/ledger/receipt/0197a000-0000-7000-8000-000000000001', 404],
  ['/ledger/consistency', 400],
  ['/ledger/consistency?from=1&to=99999999', 400],
  ['/ledger/consistency?from=5&to=4', 400],
  ['/ledger/consistency?from=-1', 400],
])('%s is answered %s', async (url, status) => expect((await get(url)).status).toBe(status));
