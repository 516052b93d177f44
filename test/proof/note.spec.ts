/** Notes, keys and cosignatures are those of C2SP: by its published examples, and by what a forger would try. */
import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { headText, parseCheckpoint, parseHead } from '../../src/proof/checkpoint.js';
import {
  BadNote,
  believe,
  cosign,
  cosignedAt,
  isGood,
  parseNote,
  parseVkey,
  SIGNATURE,
  signatureOf,
  signerOf,
  signNote,
  vkeyOf,
} from '../../src/proof/note.js';

// The example of the package golang.org/x/mod/sumdb/note, which signed-note describes.
const example =
  'This is an example message.\n\n' +
  '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
const exampleKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';

const log = signerOf('department/alpr-ledger', SIGNATURE.note, Buffer.alloc(32, 7));
const witness = signerOf('clerk.example/witness', SIGNATURE.cosignature, Buffer.alloc(32, 8));
const head = { origin: 'department/alpr-ledger', size: 300, root: Buffer.alloc(32, 9) };
const text = headText(head);

describe('a note', () => {
  it('of the published example is good, and not when a letter of it is another', () => {
    const verifier = parseVkey(exampleKey);
    expect(believe(parseNote(example), [verifier])).toHaveLength(1);
    expect(() => believe(parseNote(example.replace('example m', 'exomple m')), [verifier])).toThrow(BadNote);
    expect(vkeyOf(verifier)).toBe(exampleKey);
  });

  it('is signed by several, and believed by those who know one of them', async () => {
    const other = signerOf('department/alpr-ledger', SIGNATURE.note, Buffer.alloc(32, 1));
    const note = parseNote(await signNote(text, [log, other]));
    expect(note.signatures).toHaveLength(2);
    expect(believe(note, [log.verifier])).toHaveLength(1);
    expect(believe(note, [log.verifier, other.verifier])).toHaveLength(2);
    const stranger = signerOf('department/alpr-ledger', SIGNATURE.note, Buffer.alloc(32, 2));
    expect(() => believe(note, [stranger.verifier])).toThrow('No key that is known');
  });

  it('signed twice is the same to the byte', async () =>
    expect(await signNote(text, [log])).toBe(await signNote(text, [log])));

  it.each([
    ['without an empty line', 'a\n— b AAAAAAA=\n'],
    ['without a last newline', example.slice(0, -1)],
    ['with a control character', example.replace('This', 'Th\u0007is')],
    ['with a carriage return', example.replace('message.', 'message.\r')],
    ['whose signature is no base64', example.replace('aQM=', 'aQM!')],
    ['whose signature is cut', 'a\n\n— b AAAA\n'],
    ['with a hyphen for a dash', example.replace('—', '-')],
    ['with a hundred signatures and one', `a\n\n${'— b AAAAAAAA\n'.repeat(101)}`],
  ])('%s is none', (_, note) => expect(() => parseNote(note)).toThrow(BadNote));

  it('any text and any bytes are refused or read, and never end the program', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (any) => {
        for (const read of [parseNote, parseVkey, parseHead, parseCheckpoint, signatureOf])
          try {
            read(any);
          } catch (error) {
            expect(error).toBeInstanceOf(BadNote);
          }
      }),
      { numRuns: 300 },
    ));
});

describe('a key', () => {
  it.each([
    ['with the id of another name', exampleKey.replace('example.com', 'example.org')],
    ['of an unknown kind', exampleKey.replace('+AekyeR', '+B+kyeR')],
    ['cut short', exampleKey.slice(0, -4)],
    ['without parts', 'example.com/foo'],
  ])('%s is refused', (_, key) => expect(() => parseVkey(key)).toThrow(BadNote));

  it('has no name with spaces or a plus sign', () => {
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u2003b'])
      expect(() => signerOf(name, SIGNATURE.note, randomBytes(32))).toThrow(BadNote);
  });
});

describe('a cosignature', () => {
  it('says when, and binds the time to the text', async () => {
    const signature = signatureOf((await cosign(text, witness, 1_679_315_147)).trimEnd());
    expect(cosignedAt(signature)).toBe(1_679_315_147);
    expect(isGood(text, signature, witness.verifier)).toBe(true);
    expect(isGood(`${text}more\n`, signature, witness.verifier)).toBe(false);
    const later = Buffer.from(signature.bytes);
    later.writeBigUInt64BE(1_679_315_148n);
    expect(isGood(text, { ...signature, bytes: later }, witness.verifier)).toBe(false);
  });

  it('is not the signature of a log, nor the other way round', async () => {
    const asLog = signerOf(witness.verifier.name, SIGNATURE.note, Buffer.alloc(32, 8));
    expect(asLog.verifier.keyId).not.toBe(witness.verifier.keyId);
    const signature = signatureOf((await cosign(text, witness, 5)).trimEnd());
    expect(isGood(text, signature, asLog.verifier)).toBe(false);
    expect(isGood(text, { ...signature, keyId: asLog.verifier.keyId }, asLog.verifier)).toBe(false);
  });
});

describe('a checkpoint', () => {
  it('comes back as it was written', async () => {
    const note = await signNote(text, [log]);
    expect(parseCheckpoint(note)).toMatchObject({ ...head, text, note });
    expect(parseHead(headText({ ...head, size: 0 })).size).toBe(0);
  });

  it('may have extension lines, which are let stand', () => expect(parseHead(`${text}more\n`)).toEqual(head));

  it.each([
    ['without origin', text.replace('department/alpr-ledger', '')],
    ['with a zero before its size', text.replace('300', '0300')],
    ['with a size beyond any', text.replace('300', '9999999999999999')],
    ['with a root cut short', text.replace(/.{4}\n$/, '\n')],
    ['with an empty line', `${text}\n`],
    ['without its last newline', text.slice(0, -1)],
  ])('%s is none', (_, broken) => expect(() => parseHead(broken)).toThrow(BadNote));
});
