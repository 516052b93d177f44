/** The vault keeps a secret while its key lives, and nobody, we included, can read it afterwards. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { DataLoss, KeyDestroyed, Tampered, WrongPassphrase } from '../../src/vault/errors.js';
import { openSqlite } from '../../src/vault/sqlite.js';
import { kidOf, Vault, type Where } from '../../src/vault/vault.js';

const where: Where = {
  class: 'detection',
  day: '2026-11-23',
  unit: '0197a000-0000-7000-8000-000000000001',
  eventId: '0197a000-0000-7000-8000-000000000002',
  type: 'DetectionRecorded',
  part: 'core',
};
const kid = kidOf(where);
const secret = { plate: '7ABC123', lat: 33.8303, lon: -116.5453, note: 'café ☕' };

let dir: string;
let vault: Vault;
const told: string[] = [];
const reopen = (): Vault => {
  vault.close();
  vault = Vault.open(dir, { tell: (message) => told.push(message) });
  return vault;
};

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vault-'));
  vault = Vault.open(dir, { tell: (message) => told.push(message) });
});
afterEach(() => {
  vault.close();
  rmSync(dir, { recursive: true, force: true });
});

const filesBelow = (path: string): string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe('sealing', () => {
  it('opens to what was sealed, also after a restart', () => {
    const { seal, ciphertext } = vault.seal(where, secret);
    expect(vault.open(where, seal, ciphertext)).toEqual(secret);
    expect(reopen().open(where, seal, ciphertext)).toEqual(secret);
  });

  it('opens to any JSON value that was sealed', () =>
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const { seal, ciphertext } = vault.seal(where, value);
        expect(vault.open(where, seal, ciphertext)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    ));

  it('says nothing of the plaintext but its length, and never the same twice', () => {
    const [a, b] = [vault.seal(where, secret), vault.seal(where, secret)];
    expect(a.ciphertext.includes('7ABC123')).toBe(false);
    expect(a.seal.cth).not.toBe(b.seal.cth);
    expect(a.seal.cm).toBe(b.seal.cm);
    expect(vault.seal({ ...where, eventId: '0197a000-0000-7000-8000-000000000003' }, secret).seal.cm).not.toBe(
      a.seal.cm,
    );
  });

  it('does not open when any byte was changed', () => {
    const { seal, ciphertext } = vault.seal(where, secret);
    for (let at = 0; at < ciphertext.length; at += 1) {
      const changed = Buffer.from(ciphertext);
      changed[at]! ^= 1;
      expect(() => vault.open(where, seal, changed)).toThrow(Tampered);
    }
  });

  it.each(['unit', 'eventId', 'type', 'part', 'day'] as const)('does not open under another %s', (member) => {
    const { seal, ciphertext } = vault.seal(where, secret);
    vault.seal({ ...where, day: '2026-11-24' }, secret);
    const elsewhere = { ...where, [member]: member === 'day' ? '2026-11-24' : 'other' };
    expect(() => vault.open(elsewhere, seal, ciphertext)).toThrow(Tampered);
  });

  it('holds the commitment against a ciphertext made anew', () => {
    const first = vault.seal(where, secret);
    const other = vault.seal(where, { ...secret, plate: '7ABC124' });
    expect(() => vault.open(where, { ...other.seal, cm: first.seal.cm }, other.ciphertext)).toThrow(Tampered);
  });
});

describe('destroying a key', () => {
  it('leaves nothing that opens, and no byte of the key in any file', () => {
    const { seal, ciphertext } = vault.seal(where, secret);
    const image = vault.putImage({ ...where, part: 'plate-image' }, Buffer.from('jpeg'));
    const db = openSqlite(join(dir, 'keys', 'keys.db'));
    const wrapped = Buffer.from(db.prepare('select wrapped from keys').get()?.wrapped as Uint8Array);
    db.close();
    const holding = () => filesBelow(join(dir, 'keys')).filter((file) => readFileSync(file).includes(wrapped));
    expect(holding()).not.toEqual([]);

    expect(vault.shred(kid)).toMatchObject({ kid, fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/), kept: 0 });

    expect(holding()).toEqual([]);
    for (const opened of [() => vault, reopen]) {
      const each = opened();
      expect(each.open(where, seal, ciphertext)).toBeNull();
      expect(each.open(where, seal, undefined)).toBeNull();
      expect(each.getImage({ ...where, part: 'plate-image' }, image)).toBeNull();
      expect(each.status(kid)).toBe('destroyed');
    }
  });

  it('is final: the key is never made again', () => {
    vault.seal(where, secret);
    vault.shred(kid);
    expect(() => vault.seal(where, secret)).toThrow(KeyDestroyed);
    expect(() => reopen().seal(where, secret)).toThrow(KeyDestroyed);
  });

  it('can be repeated, and fences a day that never had a key', () => {
    vault.seal(where, secret);
    expect(vault.shred(kid)).toEqual(vault.shred(kid));
    expect(vault.shred('hit/2026-11-23#0').fingerprint).toBeNull();
    expect(() => vault.seal({ ...where, class: 'hit' }, secret)).toThrow(KeyDestroyed);
  });

  it('spares the units under a hold, until they too are destroyed', () => {
    const held = { ...where, unit: '0197a000-0000-7000-8000-00000000000f' };
    const [gone, kept] = [vault.seal(where, secret), vault.seal(held, secret)];
    expect(vault.shred(kid, [held.unit]).kept).toBe(1);
    expect(vault.open(where, gone.seal, gone.ciphertext)).toBeNull();
    expect(reopen().open(held, kept.seal, kept.ciphertext)).toEqual(secret);
    vault.shredUnit(kid, held.unit);
    expect(vault.open(held, kept.seal, kept.ciphertext)).toBeNull();
  });

  it('is never what a missing key looks like', () => {
    const { seal, ciphertext } = vault.seal(where, secret);
    vault.close();
    const db = openSqlite(join(dir, 'keys', 'keys.db'));
    db.exec('delete from keys');
    db.close();
    vault = Vault.open(dir);
    expect(() => vault.open(where, seal, ciphertext)).toThrow(DataLoss);
    expect(vault.status(kid)).toBe('never');
  });

  it('is never what a missing ciphertext looks like', () => {
    const { seal } = vault.seal(where, secret);
    expect(() => vault.open(where, seal, undefined)).toThrow(DataLoss);
  });
});

describe('images', () => {
  const at = { ...where, part: 'plate-image' };

  it('come back as they were, from a file whose name and bytes say nothing', () => {
    const bytes = Buffer.alloc(100_000, 'jpeg bytes ');
    const seal = vault.putImage(at, bytes);
    expect(vault.getImage(at, seal)).toEqual(bytes);
    expect(vault.getImage(at, { cth: seal.cth, len: seal.len })).toEqual(bytes);
    const [file] = filesBelow(join(dir, 'images'));
    expect(file).toMatch(/images.[0-9a-f]{2}.[0-9a-f]{64}$/);
    expect(readFileSync(file!).includes('jpeg')).toBe(false);
    vault.dropImage(seal);
    expect(() => vault.getImage(at, seal)).toThrow(DataLoss);
  });

  it('cannot be fetched from outside their folder', () => {
    const seal = vault.putImage(at, Buffer.from('x'));
    expect(() => vault.getImage(at, { ...seal, cth: '../keys/root.json' })).toThrow(TypeError);
  });
});

describe('the root key', () => {
  it('is founded with a passphrase of its own, of which the operator is told once', () => {
    expect(told.filter((message) => message.includes(dir))).toHaveLength(1);
    expect(statSync(join(dir, 'keys', 'passphrase')).mode & 0o777).toBe(0o600);
    reopen();
    expect(told.filter((message) => message.includes(dir))).toHaveLength(1);
  });

  it('does not open under another passphrase, and says what to do', () => {
    const other = join(dir, 'other');
    writeFileSync(other, 'correct horse\n');
    expect(() => Vault.open(dir, { passphraseFile: other })).toThrow(WrongPassphrase);
    expect(() => Vault.open(dir, { passphrase: 'battery staple' })).toThrow(/founded with/);
  });

  it('opens under the passphrase a person chose', () => {
    const chosen = join(dir, 'chosen');
    const file = join(dir, 'file');
    writeFileSync(file, 'correct horse\n');
    const first = Vault.open(chosen, { passphraseFile: file });
    const { seal, ciphertext } = first.seal(where, secret);
    first.close();
    const second = Vault.open(chosen, { passphrase: 'correct horse' });
    expect(second.open(where, seal, ciphertext)).toEqual(secret);
    second.close();
  });

  it('is never founded anew over keys that depend on it', () => {
    vault.seal(where, secret);
    vault.close();
    rmSync(join(dir, 'keys', 'root.json'));
    expect(() => Vault.open(dir)).toThrow(DataLoss);
    rmSync(join(dir, 'keys'), { recursive: true });
    vault = Vault.open(dir, { tell: () => {} });
  });
});
