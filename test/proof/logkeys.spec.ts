/** The ledger's keys: which sign when, what the list for the root key says, and that their secrets stay hidden. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signing, signingStream } from '../../src/domain/signing.js';
import { leafHash } from '../../src/ledger/tree.js';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { assertKeyList, keysText, parseKeyList, rootName } from '../../src/proof/keysnote.js';
import { keysFrom } from '../../src/proof/logkeys.js';
import { BadNote, believe, SIGNATURE, signerOf, signNote } from '../../src/proof/note.js';
import { canonical } from '../../src/vault/canonical.js';
import { Vault } from '../../src/vault/vault.js';
import { Ground, origin } from './ground.js';

const later = '2026-12-24T00:00:00.000Z';
const rotated = (publicKey: string, previous: string, fromSize: number) =>
  ({ type: 'LedgerKeyRotated', data: { publicKey, previous, fromSize, overlapUntil: later } }) as const;
const revoked = (publicKey: string, lastTrustedSize: number) =>
  ({ type: 'LedgerKeyRevoked', data: { publicKey, lastTrustedSize } }) as const;

it('each size is one key’s to answer for, and a revoked key is trusted up to a size', () => {
  const keys = keysFrom('a', [rotated('b', 'a', 100), rotated('c', 'b', 200), revoked('b', 150)]);
  expect(
    keys.map(({ publicKey, first, end, status, lastTrustedSize }) => [publicKey, first, end, status, lastTrustedSize]),
  ).toEqual([
    ['a', 0, 100, 'retired', null],
    ['b', 100, 200, 'revoked', 150],
    ['c', 200, null, 'active', null],
  ]);
});

describe('in a ledger', () => {
  let ground: Ground;
  beforeEach(async () => {
    ground = await Ground.open();
  });
  afterEach(() => ground.raze());

  /** Puts a fact of the keys on the ledger, as `Act` does. */
  const record = async ({ type, data }: ReturnType<typeof rotated> | ReturnType<typeof revoked>): Promise<void> => {
    const revision = (await ground.ledger.head(signingStream))?.revision ?? -1;
    const id = `0197a000-0000-7000-8000-00000000000${revision + 2}`;
    const line = canonical({ data, id, stream: signingStream, type, v: 1 });
    const request = Buffer.alloc(32);
    await ground.ledger.append(signingStream, revision, [{ id, type, line, leaf: leafHash(line), request, parts: [] }]);
    await ground.proof.keys.reload();
  };
  const rotate = async (fromSize: number): Promise<{ first: string; second: string }> => {
    const { keys } = ground.proof;
    const first = keys.active.publicKey;
    const second = keys.make();
    await record(rotated(second, first, fromSize));
    return { first, second };
  };
  it('a new key takes over, both sign for a time, and who knows either believes', async () => {
    await ground.add(5);
    const { first, second } = await rotate(5);
    const { keys, checkpoints } = ground.proof;
    const { note } = await checkpoints.sign();
    const parsed = parseCheckpoint(note);
    expect(parsed.signatures).toHaveLength(2);
    for (const key of [first, second]) expect(believe(parsed, [keys.verifier(key)])).toHaveLength(1);
    expect(keys.signers(later).map(({ verifier }) => verifier.publicKey.toString('hex'))).toEqual([second]);
  });

  it('a key that was made, and never took over, signs nothing', async () => {
    const { keys } = ground.proof;
    const first = keys.active.publicKey;
    keys.make();
    await ground.close();
    await ground.open();
    expect(ground.proof.keys.active.publicKey).toBe(first);
    expect(ground.proof.keys.signers('2026-11-25T00:00:00.000Z')).toHaveLength(1);
  });

  it('a revoked key signs no more and is believed no more', async () => {
    const { first } = await rotate(0);
    await record(revoked(first, 0));
    const { keys } = ground.proof;
    expect(keys.signers('2026-11-25T00:00:00.000Z')).toHaveLength(1);
    expect(keys.verifiers().map(({ publicKey }) => publicKey.toString('hex'))).not.toContain(first);
  });

  it('the list for the root key tells what the ledger tells, and nothing else is accepted', async () => {
    const root = signerOf(rootName(origin), SIGNATURE.note, Buffer.alloc(32, 5));
    const before = await signNote(keysText(ground.proof.keys), [root]);
    assertKeyList(before, root.verifier, ground.proof.keys);
    await rotate(3);
    const { keys } = ground.proof;
    const note = await signNote(keysText(keys), [root]);
    assertKeyList(note, root.verifier, keys);
    expect(parseKeyList(note)).toMatchObject({
      origin,
      keys: [
        { first: 0, end: 3, status: 'retired' },
        { first: 3, end: null, status: 'active' },
      ],
    });
    const thief = signerOf(rootName(origin), SIGNATURE.note, Buffer.alloc(32, 6));
    const otherName = signerOf(`${origin}/chief`, SIGNATURE.note, Buffer.alloc(32, 5));
    expect(() => assertKeyList(note, thief.verifier, keys)).toThrow(BadNote);
    expect(() => assertKeyList(note, otherName.verifier, keys)).toThrow('is named');
    expect(() => assertKeyList(before, root.verifier, keys)).toThrow('does not tell');
    for (const broken of [
      note.replace('active', 'alive'),
      note.replace(' 3 ', ' 03 '),
      note.replace('keys@v1', 'keys@v2'),
    ])
      expect(() => parseKeyList(broken)).toThrow(BadNote);
  });

  it('a secret lies nowhere in clear, and opens under no other root key', async () => {
    const file = join(ground.dir, 'keys', 'ledger-keys.wrapped');
    const seed = (JSON.parse(String(ground.vault.secret('ledger-keys'))) as { seed: string }[])[0]!.seed;
    const bytes = readFileSync(file);
    expect(bytes.includes(seed) || bytes.includes(Buffer.from(seed, 'hex'))).toBe(false);
    const other = await Ground.open();
    other.vault.keepSecret('other', Buffer.from('x'));
    expect(other.vault.secret('other')?.toString()).toBe('x');
    expect(other.vault.secret('none')).toBeNull();
    const stranger = Vault.open(join(other.dir, 'second'), { tell: () => undefined });
    stranger.close();
    await other.raze();
  });

  it('keys that are gone are missed, not replaced, once something was signed', async () => {
    await ground.add(1);
    await ground.proof.checkpoints.sign();
    await ground.close();
    const file = join(ground.dir, 'keys', 'ledger-keys.wrapped');
    const bytes = readFileSync(file);
    rmSync(file);
    await expect(ground.open()).rejects.toThrow(/DATA LOSS.*ALPR_ORIGIN/s);
    expect(existsSync(file)).toBe(false);
    writeFileSync(file, bytes);
    await ground.open();
  });

  it('the decider and the fold agree on what the events mean', () =>
    expect(
      [rotated('b', 'a', 1), revoked('a', 1)].reduce(
        (state, { type, data }) => signing.evolve(state, { type, data } as never),
        signing.initial,
      ),
    ).toEqual({ active: 'b', retired: ['a'], revoked: ['a'] }));
});
