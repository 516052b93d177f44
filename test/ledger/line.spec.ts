/** A line says what happened, canonically; what is personal in it is sealed, and cannot slip through in clear. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { assertNothingPersonal, PersonalInClear } from '../../src/ledger/clear.js';
import { Corrupt, type Entry, type Recorded } from '../../src/ledger/ledger.js';
import { LONGEST_LINE, openRecorded, parseLine, writeLine } from '../../src/ledger/line.js';
import { leafHash } from '../../src/ledger/tree.js';
import { canonical } from '../../src/vault/canonical.js';
import { DataLoss, KeyDestroyed, Tampered } from '../../src/vault/errors.js';
import { Vault } from '../../src/vault/vault.js';
import { detection } from './facts.js';

const stream = 'detection-0197a000-0000-7000-8000-00000000c0de-20261123';

let dir: string;
let vault: Vault;
beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'line-'));
  vault = Vault.open(dir, { tell: () => {} });
});
afterAll(() => {
  vault.close();
  rmSync(dir, { recursive: true, force: true });
});

const recorded = (entry: Entry): Recorded => ({ ...entry, position: 7n, revision: 3, stream });

describe('a line', () => {
  it('is canonical, hashes to its leaf, and names what is sealed beside it', () => {
    const entry = writeLine(vault, detection(stream));
    expect(entry.line).toBe(canonical(JSON.parse(entry.line)));
    expect(Buffer.from(entry.leaf)).toEqual(leafHash(entry.line));
    const { sealed, retention } = parseLine(entry.line);
    expect(retention?.kid).toBe('detection/2026-11-23#0');
    expect(sealed).toEqual([expect.objectContaining({ p: 'core', kid: retention?.kid, alg: 'A256GCM' })]);
    expect(entry.line).not.toContain('7ABC123');
    expect(entry.line).not.toContain('33.83');
  });

  it('is read back as the fact it was written from', () => {
    const fact = detection(stream, { cause: '0197a000-0000-7000-8000-000000000001', prev: 'ab'.repeat(32) });
    const entry = writeLine(vault, fact);
    expect(openRecorded(vault, recorded(entry))).toEqual({
      ...fact,
      position: 7n,
      revision: 3,
      leaf: Buffer.from(entry.leaf).toString('hex'),
    });
  });

  it('without anything sealed has neither part nor retention', () => {
    const { keep: _, sealed: __, ...clear } = detection(stream);
    const entry = writeLine(vault, clear);
    expect(entry.parts).toEqual([]);
    expect(openRecorded(vault, recorded(entry))).toMatchObject(clear);
    expect(openRecorded(vault, recorded(entry))).not.toHaveProperty('sealed');
  });

  it('refuses to seal without being told where to keep it', () => {
    expect(() => writeLine(vault, detection(stream, { keep: undefined }))).toThrow(TypeError);
  });

  it('is no longer than a tile can hold', () => {
    const images = Array.from({ length: 800 }, () => 'ab'.repeat(32));
    expect(() => writeLine(vault, detection(stream, { data: { images } }))).not.toThrow();
    expect(() => writeLine(vault, detection(stream, { data: { images: [...images, ...images] } }))).toThrow(RangeError);
    expect(LONGEST_LINE).toBeLessThan(65_536);
  });

  it('outlives its key: sealed is then null, and nothing more can be written for that day', () => {
    const fact = detection(stream, { occurredAt: '2025-01-02T03:04:05.000Z' });
    const entry = recorded(writeLine(vault, fact));
    vault.shred('detection/2025-01-02#0');
    expect(openRecorded(vault, entry)).toMatchObject({ sealed: null, data: fact.data });
    expect(openRecorded(vault, { ...entry, parts: [] }).sealed).toBeNull();
    expect(() => writeLine(vault, fact)).toThrow(KeyDestroyed);
  });

  it('does not pass for purged when its ciphertext is lost or changed', () => {
    const entry = recorded(writeLine(vault, detection(stream)));
    expect(() => openRecorded(vault, { ...entry, parts: [] })).toThrow(DataLoss);
    const changed = Buffer.from(entry.parts[0]!.ciphertext);
    changed[20]! ^= 1;
    expect(() => openRecorded(vault, { ...entry, parts: [{ name: 'core', ciphertext: changed }] })).toThrow(Tampered);
  });

  it.each(['', 'nonsense', 'null', '[]', '{}', '{"v":2}'])('is not %p', (text) =>
    expect(() => parseLine(text)).toThrow(Corrupt),
  );
});

describe('what stands in clear', () => {
  const refused = (data: unknown) => expect(() => assertNothingPersonal({ data }, 'line')).toThrow(PersonalInClear);
  const passes = (data: unknown) => expect(() => assertNothingPersonal({ data }, 'line')).not.toThrow();

  /** A value somewhere in a tree of innocent ones, under an innocent name. */
  const anywhere = (value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
    fc
      .tuple(value, fc.array(fc.constantFrom('hitId', 'why', 'source', 'seen', 0), { maxLength: 4 }))
      .map(([inner, path]) =>
        path.reduce<unknown>((held, step) => (step === 0 ? ['open', held] : { ok: 1, [step]: held }), { why: inner }),
      );
  const alwaysRefused = (value: fc.Arbitrary<unknown>) => fc.assert(fc.property(anywhere(value), refused));

  const letters = (min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), minLength: min, maxLength: max });
  const digits = (min: number, max: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: min, maxLength: max });
  const inBothCases = (text: string) => fc.constantFrom(text, text.toLowerCase());
  const joint = fc.constantFrom('', ' ', '-', '·');
  /** Serial formats of US states: letters and digits in two or three groups; and vanity plates of letters only. */
  const plate = fc.oneof(
    fc
      .tuple(letters(1, 3), joint, digits(1, 5))
      .map((groups) => groups.join(''))
      .chain(inBothCases),
    fc
      .tuple(digits(1, 4), joint, letters(1, 3), joint, digits(0, 4))
      .map((groups) => groups.join(''))
      .filter((text) => text.length >= 4)
      .chain(inBothCases),
    letters(2, 7).filter((text) => !['CLETS', 'ALPR', 'POST'].includes(text)),
    digits(4, 8),
  );
  const capitalised = letters(2, 10).map((text) => text[0] + text.slice(1).toLowerCase());
  const name = fc.oneof(
    capitalised,
    fc.tuple(capitalised, capitalised).map((words) => words.join(' ')),
    fc.tuple(capitalised, capitalised).map((words) => words.join(', ')),
    fc.tuple(capitalised, capitalised).map((words) => `${words[0]}-${words[1]}`),
    capitalised.map((text) => `Mc${text}`),
    capitalised.map((text) => `${text.toLowerCase()}@department.example`),
  );
  const word = fc.string({ unit: fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz'), minLength: 1, maxLength: 9 });
  const sentence = fc.array(word, { minLength: 2, maxLength: 12 }).map((words) => words.join(' '));
  const coordinate = fc
    .tuple(fc.integer({ min: 0, max: 179 }), digits(2, 7))
    .map(([whole, fraction]) => `${whole}.${fraction}`);
  const place = fc.oneof(
    coordinate,
    coordinate.map((text) => `-${text}`),
    fc.tuple(coordinate, coordinate).map((pair) => pair.join(',')),
    fc.double({ min: -180, max: 180, noNaN: true }).filter((number) => !Number.isInteger(number)),
    fc.tuple(digits(1, 4), capitalised).map(([number, street]) => `${number} ${street} Street`),
  );

  it('is never a plate', () => alwaysRefused(plate));
  it('is never a name', () => alwaysRefused(name));
  it('is never a sentence', () => alwaysRefused(sentence));
  it('is never a place', () => alwaysRefused(place));
  it.each([
    '760-555-0100',
    '(760) 555-0100',
    '192.168.1.20',
    'D1234567',
    '123-45-6789',
    '1FTFW1ET5DFC10312',
    '1987-06-05',
    '',
  ])('is never %p: telephone, address of a machine, licence, social security, vehicle number, birth', (text) =>
    refused({ why: text }),
  );

  it('is never hidden in the name of a member', () => {
    for (const member of ['7ABC123', 'Jane Doe', 'jane-doe', 'plate', 'latitude', 'a b', '']) refused({ [member]: 1 });
  });

  it('is named in the error, and not repeated', () => {
    const error = (() => {
      try {
        assertNothingPersonal({ why: { note: ['7ABC123'] } }, 'HitRejected');
      } catch (thrown) {
        return thrown as PersonalInClear;
      }
    })();
    expect(error?.path).toBe('HitRejected.why.note');
    expect(error?.message).not.toContain('7ABC123');
  });

  it.each([
    ['a UUID', '0197a000-0000-7000-8000-00000000c0de'],
    ['a digest', 'ab'.repeat(32)],
    ['a named digest', `sha256:${'ab'.repeat(32)}`],
    ['a pinned policy', `psp-430@sha256:${'ab'.repeat(32)}`],
    ['a time', '2026-11-23T17:04:05.678Z'],
    ['a time in seconds', '2026-11-23T17:04:05Z'],
    ['a date', '2026-11-23'],
    ['a quarter', '2026-q4'],
    ['a code', 'hot-list-entries'],
    ['a clause', '430.6(k).3'],
    ['a clause of a list', '430.1¶3/H11'],
    ['a lettered clause', '430.10M(a)'],
    ['the last paragraph', '430.9¶last'],
    ['a refusal', 'R-NOT-ADMIN'],
    ['a key', 'access-record/2026-11-23#0'],
    ['a stream', 'hit-0197a000-0000-7000-8000-00000000c0de'],
    ['a stream of a day', stream],
    ['a stream of retention', 'retention-access-record-20261123'],
    ['a type of file', 'image/jpeg'],
    ['a training', 'CLETS'],
    ['a version', '1.12.0'],
  ])('may be %s', (_, text) => passes({ why: text, seen: [text] }));

  it('may be the name of an action, where actions are named', () => {
    passes({ action: 'RecordDetection' });
    refused({ why: 'RecordDetection' });
    passes({ elements: ['plate', 'plateState'] });
    refused({ seen: ['plateState'] });
  });

  it('holds for every clause of the policy', async () => {
    const { clauseIds } = await import('../../src/domain/policy/clauses.js');
    for (const clause of clauseIds) passes({ upheld: [clause] });
  });
});
