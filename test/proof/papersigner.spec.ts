/** Signed papers: valid for readers of PDF files, over every byte, bound to one certificate, broken by any change. */
import { execFileSync, spawnSync } from 'node:child_process';
import { generateKeyPairSync, hash, X509Certificate } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as pkijs from 'pkijs';
import PDFDocument from 'pdfkit';
import { givenIdentity, PaperSigner, type PaperSigningSettings } from '../../src/proof/papersigner.js';
import { BadPdf, prepare } from '../../src/proof/signedpdf.js';
import { Timestamper } from '../support/timestamper.js';

const about = { reason: 'Policy 430.4(h) (quarterly)', at: '2027-01-05T17:30:00.000Z' };

const paper = (pages = 2): Promise<Buffer> => {
  const doc = new PDFDocument({ pdfVersion: '1.7' });
  const chunks: Buffer[] = [];
  doc.text('A report.').link(20, 20, 100, 20, 'https://alpr.example');
  for (let page = 1; page < pages; page += 1) doc.addPage().text(`Page ${page + 1}.`);
  doc.end();
  return new Promise((resolve) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk));
    doc.on('end', () => resolve(Buffer.concat(chunks)));
  });
};

/** The vault's drawer of secrets, kept in memory. */
const drawer = () => {
  const kept = new Map<string, Buffer>();
  const keepSecret = (name: string, secret: Uint8Array): void => void kept.set(name, Buffer.from(secret));
  return { kept, secret: (name: string): Buffer | null => kept.get(name) ?? null, keepSecret };
};

const signerWith = (more: Partial<PaperSigningSettings> = {}): PaperSigner =>
  new PaperSigner({
    vault: drawer(),
    subject: 'Test Department, ALPR reports',
    authorities: [],
    roots: [],
    given: null,
    tell: () => undefined,
    ...more,
  });

const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined;
const itWithPdfsig = (name: string, test: jest.ProvidesCallback): void =>
  hasPdfsig ? it(name, test) : it.skip(`${name} (needs poppler-utils)`, test);

const judged = (pdf: Uint8Array): string => {
  const folder = mkdtempSync(join(tmpdir(), 'signed-'));
  try {
    const file = join(folder, 'paper.pdf');
    writeFileSync(file, pdf);
    return execFileSync('pdfsig', [file], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** The signature taken out of the file, and the bytes that it covers, as any reader finds them. */
const taken = (pdf: Buffer): { der: Buffer; covered: Buffer; spans: number[] } => {
  const text = pdf.toString('latin1');
  const spans = /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/.exec(text)!.slice(1).map(Number);
  const [start, first, second, rest] = spans as [number, number, number, number];
  const hex = text.slice(first + 1, second - 1);
  const covered = Buffer.concat([pdf.subarray(start, first), pdf.subarray(second, second + rest)]);
  return { der: Buffer.from(hex, 'hex'), covered, spans };
};

const signedData = (der: Buffer): pkijs.SignedData =>
  new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(new Uint8Array(der)).content });

const holds = async (pdf: Buffer): Promise<boolean> => {
  const { der, covered } = taken(pdf);
  try {
    return await signedData(der).verify({ signer: 0, data: new Uint8Array(covered).buffer });
  } catch {
    return false;
  }
};

describe('a signed paper', () => {
  const signer = signerWith();
  let plain: Buffer;
  let signed: Buffer;
  beforeAll(async () => {
    plain = await paper();
    signed = await signer.sign(plain, about);
  });

  itWithPdfsig('is valid and signed as a whole for an independent reader', () => {
    const verdict = judged(signed);
    expect(verdict).toContain('Signature is Valid');
    expect(verdict).toContain('Total document signed');
    expect(verdict).toContain('ETSI.CAdES.detached');
    expect(verdict).toContain('Test Department, ALPR reports');
  });

  it('begins with the paper as it was, and covers every byte but the signature itself', () => {
    expect(signed.subarray(0, plain.length).equals(plain)).toBe(true);
    const { spans } = taken(signed);
    expect(spans[0]).toBe(0);
    expect(spans[2]! + spans[3]!).toBe(signed.length);
    expect(signed.toString('latin1', spans[1], spans[1]! + 1)).toBe('<');
    expect(signed.toString('latin1', spans[2]! - 1, spans[2])).toBe('>');
  });

  it('holds by the library that made no PDF of it', async () => {
    expect(await holds(signed)).toBe(true);
  });

  it('is broken by any change of a byte', async () => {
    const { spans } = taken(signed);
    const places = [
      10,
      Math.floor(plain.length / 2),
      plain.length - 8,
      spans[1]! - 40,
      spans[2]! + 5,
      signed.length - 3,
    ];
    for (const place of places) {
      const changed = Buffer.from(signed);
      changed[place]! ^= 1;
      expect([place, await holds(changed)]).toEqual([place, false]);
    }
  });

  itWithPdfsig('is invalid for an independent reader once a byte of a page is changed', () => {
    const changed = Buffer.from(signed);
    const page = plain.indexOf('stream') + 20;
    changed[page]! ^= 1;
    expect(judged(changed)).not.toContain('Signature is Valid');
  });

  it('names its certificate in what is signed, and states no time of its own there (EN 319 142-1)', async () => {
    const [{ signedAttrs, unsignedAttrs }] = signedData(taken(signed).der).signerInfos as [pkijs.SignerInfo];
    const types = signedAttrs!.attributes.map(({ type }) => type).toSorted();
    expect(types).toEqual(['1.2.840.113549.1.9.16.2.47', '1.2.840.113549.1.9.3', '1.2.840.113549.1.9.4']);
    expect(unsignedAttrs).toBeUndefined();
    const named = signedAttrs!.attributes.find(({ type }) => type.endsWith('2.47'))!;
    const bytes = Buffer.from(named.toSchema().toBER()).toString('hex');
    expect(bytes).toContain(await signer.fingerprint());
  });

  it('is of a key that is made once, and kept in the vault', async () => {
    const vault = drawer();
    const [one, other] = [signerWith({ vault }), signerWith({ vault })];
    await one.sign(plain, about);
    expect(await other.fingerprint()).toBe(await one.fingerprint());
    expect(await signerWith().fingerprint()).not.toBe(await one.fingerprint());
    const { raw, subject } = new X509Certificate(await one.certificate());
    expect(subject).toBe('CN=Test Department\\, ALPR reports');
    expect(hash('sha256', raw, 'hex')).toBe(await one.fingerprint());
  });
});

describe('a paper signed with a key that was issued to the Department', () => {
  const issued = async () => {
    const vault = drawer();
    const certificate = await signerWith({ vault, subject: 'Issued' }).certificate();
    const { key } = JSON.parse(vault.kept.get('paper-signer')!.toString()) as { key: string };
    return {
      certificate,
      key: `-----BEGIN PRIVATE KEY-----\n${key.replace(/.{64}/g, '$&\n')}\n-----END PRIVATE KEY-----\n`,
    };
  };

  it('holds, and is of that certificate', async () => {
    const { certificate, key } = await issued();
    const signer = signerWith({ given: givenIdentity(key, certificate) });
    const signed = await signer.sign(await paper(1), about);
    expect(await holds(signed)).toBe(true);
    expect(await signer.certificate()).toBe(new X509Certificate(certificate).toString());
  });

  it('is not signed with a key of another certificate', async () => {
    const { certificate } = await issued();
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const other = privateKey.export({ format: 'pem', type: 'pkcs8' }) as string;
    expect(() => givenIdentity(other, certificate)).toThrow('not that of the key');
  });
});

describe('a paper whose signature is time-stamped', () => {
  let authority: Timestamper;
  beforeAll(async () => {
    authority = await Timestamper.start();
  });
  afterAll(() => authority.stop());

  itWithPdfsig('holds, with the word of the authority beside the signature', async () => {
    const signed = await signerWith({ authorities: [authority.url] }).sign(await paper(), about);
    const [{ unsignedAttrs }] = signedData(taken(signed).der).signerInfos as [pkijs.SignerInfo];
    expect(unsignedAttrs!.attributes.map(({ type }) => type)).toEqual(['1.2.840.113549.1.9.16.2.14']);
    expect(await holds(signed)).toBe(true);
    expect(judged(signed)).toContain('Signature is Valid');
  });

  it('is signed all the same when no authority answers, and the operator is told', async () => {
    const told: string[] = [];
    const signer = signerWith({ authorities: ['http://127.0.0.1:9'], tell: (text) => told.push(text) });
    expect(await holds(await signer.sign(await paper(), about))).toBe(true);
    expect(told[0]).toContain('did not stamp a paper');
  });
});

describe('what cannot be signed', () => {
  it('is no PDF, or one cut short', async () => {
    const whole = await paper();
    const facts = { ...about, name: 'x', room: 100 };
    for (const bytes of [Buffer.from('hello'), whole.subarray(0, 400), Buffer.from('%PDF-1.7\nstartxref\n9\n%%EOF\n')])
      expect(() => prepare(bytes, facts)).toThrow(BadPdf);
    expect(() => prepare(whole, facts).complete(Buffer.alloc(101))).toThrow('there is room for 100');
  });

  it('does not let a reason end the dictionary it stands in', async () => {
    const reason = 'a) /Contents <00> (\\ \u202e\ud800 ))';
    const signed = await signerWith().sign(await paper(), { ...about, reason });
    expect(await holds(signed)).toBe(true);
    expect(taken(signed).spans[2]).toBeGreaterThan(0);
  });
});
