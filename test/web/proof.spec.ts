/** What the screens check in the browser, held to the server's own proofs; and every way in which one may be false. */
import { createHash, randomUUID } from 'node:crypto';
import { cosign, SIGNATURE, signerOf, vkeyOf } from '../../src/proof/note.js';
import {
  assertContinues,
  assertLine,
  checkReceipt,
  entriesPath,
  fromBase64,
  fromHex,
  type Key,
  lineAt,
  namedWitnesses,
  listedKeys,
  NotProven,
  parseCheckpoint,
  parseKey,
  type Receipt,
  rootFrom,
  signedBy,
  stamps,
  toHex,
} from '../../src/web/auditor/proof.js';
import { consistencyProof, inclusionProof } from '../../src/ledger/merkle.js';
import { leafHash, nodeHash } from '../../src/ledger/tree.js';
import { Department } from '../api/department.js';

let department: Department;
let keys: readonly Key[];
beforeAll(async () => {
  department = await Department.open();
  keys = await Promise.all(listedKeys(await text('/ledger/keys')).map(parseKey));
}, 120_000);
afterAll(() => department.close());

const get = (url: string, as: 'nobody' | 'auditor' = 'nobody') => department.call('GET', url, as);
const text = async (url: string): Promise<string> => (await get(url)).bytes.toString();
const receipt = async (): Promise<Receipt> => {
  const { recorded } = await department.done('/equipment', 'administrator', { name: randomUUID(), mobility: 'fixed' });
  return (await get(`/ledger/receipt/${recorded[0].id}`)).body;
};
const bytesOf = (buffer: Buffer) => Uint8Array.from(buffer);
const changed = (base64: string): string => {
  const bytes = Buffer.from(base64, 'base64');
  bytes[3]! ^= 1;
  return bytes.toString('base64');
};

describe('a receipt of the server', () => {
  it('is believed under the key of the ledger', async () => {
    const { checkpoint, signed } = await checkReceipt(await receipt(), keys);
    expect(signed).toEqual([{ name: checkpoint.origin, id: keys[0]!.id, at: null }]);
  });

  it.each<[string, (given: Receipt) => Partial<Receipt>]>([
    ['another leaf', ({ leaf }) => ({ leaf: `00${leaf.slice(2)}` })],
    ['another index', ({ index }) => ({ index: index - 1 })],
    ['a changed hash', ({ proof: [first, ...rest] }) => ({ proof: [changed(first!), ...rest] })],
    ['a hash too few', ({ proof }) => ({ proof: proof.slice(1) })],
    ['a hash too many', ({ proof }) => ({ proof: [...proof, proof[0]!, proof[0]!] })],
    ['another size', ({ checkpoint }) => ({ checkpoint: checkpoint.replace(/^\d+$/m, (n) => String(Number(n) + 1)) })],
    ['no signature line', ({ checkpoint }) => ({ checkpoint: checkpoint.slice(0, checkpoint.indexOf('\n\n') + 2) })],
    ['no hexadecimal', () => ({ leaf: 'zz' })],
  ])('with %s is not', async (_, change) => {
    const given = await receipt();
    await expect(checkReceipt({ ...given, ...change(given) }, keys)).rejects.toThrow(NotProven);
  });

  it('is not believed under a key of somebody else, nor under a forged signature', async () => {
    const given = await receipt();
    const { origin } = parseCheckpoint(given.checkpoint);
    const stranger = signerOf(origin, SIGNATURE.note, Buffer.alloc(32, 7));
    await expect(checkReceipt(given, [await parseKey(vkeyOf(stranger.verifier))])).rejects.toThrow('No key');
    const forged = given.checkpoint.replace(/(\u2014 \S+ )(\S+)/, (_, who: string, what: string) => {
      const bytes = Buffer.from(what, 'base64');
      bytes[20]! ^= 1;
      return who + bytes.toString('base64');
    });
    await expect(checkReceipt({ ...given, checkpoint: forged }, keys)).rejects.toThrow('false');
  });

  it('a line changed in one letter has another digest', async () => {
    const given = await receipt();
    const { size } = parseCheckpoint(given.checkpoint);
    const bundle = await get(`/ledger/tile/entries/${entriesPath(given.index, size)}`, 'auditor');
    const line = lineAt(bytesOf(bundle.bytes), given.index % 256);
    await assertLine(line, given.leaf);
    const forged = line.slice();
    forged[10]! ^= 1;
    await expect(assertLine(forged, given.leaf)).rejects.toThrow('not the one that was signed');
    expect(() => lineAt(bytesOf(bundle.bytes), 256)).toThrow(NotProven);
  });

  it('the ledger of today continues that of before, and no other', async () => {
    const older = parseCheckpoint((await receipt()).checkpoint);
    const newer = parseCheckpoint((await receipt()).checkpoint);
    const { body } = await get(`/ledger/consistency?from=${older.size}&to=${newer.size}`);
    const proof = (body.proof as string[]).map(fromBase64);
    await assertContinues(older, newer, proof);
    await expect(assertContinues({ ...older, root: newer.root }, newer, proof)).rejects.toThrow(NotProven);
    await expect(assertContinues(newer, older, proof)).rejects.toThrow(NotProven);
  });
});

describe('the tree', () => {
  const leaves = Array.from({ length: 70 }, (_, i) => leafHash(`line ${i}`));
  const rootOf = (some: readonly Buffer[]): Buffer => {
    if (some.length === 1) return some[0]!;
    let split = 1;
    while (split * 2 < some.length) split *= 2;
    return nodeHash(rootOf(some.slice(0, split)), rootOf(some.slice(split)));
  };
  const nodes = (size: number) => (level: number, index: number) =>
    rootOf(leaves.slice(0, size).slice(index * 2 ** level, (index + 1) * 2 ** level));

  it('of every size to 70 proves each leaf, and each size continues each before', async () => {
    for (const size of [1, 2, 3, 7, 8, 33, 64, 70]) {
      const head = { size, root: bytesOf(rootOf(leaves.slice(0, size))) };
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionProof(nodes(size), index, size).map((one) => bytesOf(Buffer.from(one)));
        const root = await rootFrom(bytesOf(leaves[index]!), index, size, proof);
        expect(toHex(root)).toBe(toHex(head.root));
      }
      for (let older = 1; older <= size; older += 1) {
        const proof = consistencyProof(nodes(size), older, size).map((one) => bytesOf(Buffer.from(one)));
        await assertContinues({ size: older, root: bytesOf(rootOf(leaves.slice(0, older))) }, head, proof);
      }
    }
  });
});

describe('keys and witnesses', () => {
  const witness = signerOf('clerk.example/witness', SIGNATURE.cosignature, Buffer.alloc(32, 9));
  const head = 'police.example/alpr-ledger\n5\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

  it('a witness is believed with the time it states', async () => {
    const note = `${head}\n${await cosign(head, witness, 1_700_000_000)}`;
    const key = await parseKey(vkeyOf(witness.verifier));
    expect(await signedBy(parseCheckpoint(note), [key])).toEqual([
      { name: 'clerk.example/witness', id: key.id, at: '2023-11-14T22:13:20.000Z' },
    ]);
    const other = parseCheckpoint(note.replace('\n5\n', '\n6\n'));
    await expect(signedBy(other, [key])).rejects.toThrow('false');
  });

  it.each(['', 'name+01234567', 'name+01234567+AAAA', 'name+01234567+!!!!'])('%j is no key', async (vkey) => {
    await expect(parseKey(vkey)).rejects.toThrow(NotProven);
  });

  it('a key whose id is not that of its bytes is none', async () => {
    const [name, , encoded] = vkeyOf(witness.verifier).split('+');
    await expect(parseKey(`${name}+00000000+${encoded}`)).rejects.toThrow('its own key id');
  });

  it.each(['', 'text\n', 'a\n5\nAAAA\n\nno signature\n', 'a\nfive\nAAAA\n\n\u2014 a AAAAAAAA\n'])(
    '%j is no checkpoint',
    (note) => expect(() => parseCheckpoint(note)).toThrow(NotProven),
  );

  it('a key answers for the sizes it is listed for', () => {
    const list =
      'alpr-ledger/keys@v1\no\nold 0 100 retired\nstolen 100 150 revoked\nnew 150 - active\n\n\u2014 o AAAAAAAA\n';
    expect([undefined, 5, 120, 150, 151].map((size) => listedKeys(list, size))).toEqual([
      ['old', 'stolen', 'new'],
      ['old'],
      ['stolen'],
      ['stolen', 'new'],
      ['new'],
    ]);
  });

  it('the witnesses are those that the policy names', () => {
    const policy = 'log a\nwitness clerk clerk+01234567+AAAA https://clerk.example\nquorum none\n';
    expect(namedWitnesses(policy)).toEqual(['clerk+01234567+AAAA']);
  });

  it('a time-stamp is over the text whose digest it holds', async () => {
    const digest = createHash('sha256').update('text\n').digest();
    const token = bytesOf(Buffer.concat([Buffer.alloc(9, 1), digest, Buffer.alloc(9, 2)]));
    expect([await stamps(token, 'text\n'), await stamps(token, 'texts\n')]).toEqual([true, false]);
  });

  it('hexadecimal goes there and back', () => expect(toHex(fromHex('00ff10'))).toBe('00ff10'));
});
