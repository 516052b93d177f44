/** Certificates of purges in a bundle: both verifiers hold each against the lines; no lie of the custodian passes. */
import { createHash, randomUUID, sign } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesText } from '../../src/handlers/rulesfile.js';
import { type Certificate, certificateText, signedText } from '../../src/reports/certificate.js';
import { custodians, custodyOf, order, pass, purge, readsOf, today } from '../support/custody.js';
import { logIn, openTestHouse } from '../support/house.js';
import { bundleOf, type Making, makingOf, vkey, writeBundle } from './bundle.js';
import { bothVerdicts, type Verdict } from './asking.js';

type History = { readonly lines: readonly string[]; readonly certificate: Certificate };

/** A department that purged a day; with a hold on one of its reads, or without. */
const purgedHistory = async (held: boolean): Promise<History> => {
  const house = await openTestHouse();
  try {
    const custodial = custodyOf(house);
    const people = await custodians(house);
    await custodial.timekeeper.note();
    const date = today(house);
    await readsOf(house, people, ['7GONE01', '7GONE02', '7HELD03']);
    const scope = { plates: ['7HELD03'] };
    if (held) await custodial.holding.place(order(house, scope), people.custodian, randomUUID());
    await pass(house, custodial, 31);
    const [done] = await purge(house, custodial, date, (username) => logIn(house, username));
    const { certificate } = JSON.parse(custodial.certifying.read(done!.certificateId!, 'json').toString()) as {
      certificate: Certificate;
    };
    const lines: string[] = [];
    for await (const { line } of house.ledger.readAll(-1n)) lines.push(line);
    return { lines, certificate };
  } finally {
    await house.raze();
  }
};

const dir = mkdtempSync(join(tmpdir(), 'alpr-purges-'));
const making: Making = makingOf(rulesText());
const trust = ['--vkey', vkey(making.log), '--vkey', vkey(making.root), '--witness', vkey(making.witness)];
let whole: History;
let withHold: History;
beforeAll(async () => {
  whole = await purgedHistory(false);
  withHold = await purgedHistory(true);
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const signed = (certificate: Certificate, by = making.log): string => {
  const signature = sign(null, Buffer.from(certificateText(certificate)), by.secret).toString('base64');
  const publicKey = by.public.toString('base64');
  return signedText({ certificate, signatures: [{ name: by.name, publicKey, signature }] });
};

type Change = {
  readonly certificate?: (one: Certificate) => Certificate;
  /** Of the lines, before the digest of the certificate is put where it belongs. */
  readonly lines?: (lines: readonly string[]) => readonly string[];
  readonly file?: (text: string) => string;
  readonly by?: typeof making.log;
  readonly more?: Readonly<Record<string, Buffer>>;
};

let bundles = 0;
/** A bundle of that history as its custodian would make it, who signs whatever he says. */
const judged = (history: History, { certificate, lines, file, by, more }: Change = {}): Verdict => {
  const said = certificate ? certificate(structuredClone(history.certificate)) : history.certificate;
  const text = signed(said, by);
  const told = (lines ? lines(history.lines) : history.lines).map((line) =>
    line.includes('"type":"PurgeCompleted"')
      ? line.replace(/("certificate":")[0-9a-f]{64}/, `$1${digestOf(text)}`)
      : line,
  );
  bundles += 1;
  const folder = join(dir, String(bundles));
  const name = `purges/${said.certificateId}.json`;
  writeBundle(folder, { ...bundleOf(told, making), [name]: Buffer.from(file ? file(text) : text), ...more });
  return bothVerdicts(folder, trust);
};

const changed =
  (change: (one: { -readonly [K in keyof Certificate]: Certificate[K] }) => void) => (one: Certificate) => {
    change(one as never);
    return one;
  };

describe('a certificate in a bundle', () => {
  it('is held against the lines and agrees, with a hold and without', () => {
    expect(judged(whole)).toMatchObject({ exit: 0, first: null, purges: 1, certificates: 1 });
    expect(judged(withHold)).toMatchObject({ exit: 0, first: null, purges: 1, certificates: 1 });
  });

  it('that is not the one on the ledger is found', () =>
    expect(judged(whole, { file: (text) => text.replace('"images": 3', '"images": 2') })).toMatchObject({
      exit: 1,
      first: { what: expect.stringContaining('is not the one whose digest stands on the ledger') },
    }));

  it('that nobody signed whom the verifier knows is not provable', () => {
    const stranger = makingOf(rulesText()).log;
    expect(judged(whole, { by: stranger })).toMatchObject({
      exit: 2,
      missing: [expect.stringContaining('a signature of purges/')],
    });
  });

  it('whose signature was put under another text is found', () => {
    const { certificate } = whole;
    const other = signed({ ...certificate, agency: 'Another Department' });
    const file = (text: string) => text.replace(/"signature": "[^"]*"/, /"signature": "[^"]*"/.exec(other)![0]);
    const digest = digestOf(file(signed(certificate)));
    const lines = (all: readonly string[]) =>
      all.map((line) => line.replace(/("certificate":")[0-9a-f]{64}("[^}]*"paper")/, `$1${digest}$2`));
    bundles += 1;
    const folder = join(dir, String(bundles));
    writeBundle(folder, {
      ...bundleOf(lines(whole.lines), making),
      [`purges/${certificate.certificateId}.json`]: Buffer.from(file(signed(certificate))),
    });
    expect(bothVerdicts(folder, trust)).toMatchObject({
      exit: 1,
      first: { what: expect.stringContaining('its signature does not hold') },
    });
  });

  it.each<[string, (one: Certificate) => Certificate]>([
    [
      'one person proposed and approved it',
      changed((one) => (one.people = { ...one.people, approvedBy: one.people.proposedBy })),
    ],
    [
      'bytes of what was destroyed were found',
      changed((one) => (one.verification = { ...one.verification, residue: 1 })),
    ],
    ['the key was still there', changed((one) => (one.verification = { ...one.verification, keyAbsent: false }))],
    [
      'who approved it is not what the ledger says',
      changed((one) => (one.people = { ...one.people, approvedBy: randomUUID() })),
    ],
    [
      'when its fence was set is not what the ledger says',
      changed((one) => (one.people = { ...one.people, committedAt: '2027-01-01T00:00:00.000Z' })),
    ],
    [
      'the fingerprint of the key is not what the ledger says',
      changed((one) => (one.destroyed = { ...one.destroyed, fingerprint: 'f'.repeat(64) })),
    ],
    [
      'its PurgeApproved is not on the ledger',
      changed(
        (one) =>
          (one.ledger = { ...one.ledger, events: one.ledger.events.filter(({ type }) => type !== 'PurgeApproved') }),
      ),
    ],
    [
      'its PurgeCommitted is not on the ledger',
      changed(
        (one) =>
          (one.ledger = {
            ...one.ledger,
            events: one.ledger.events.map((event) => ({ ...event, leaf: 'a'.repeat(64) })),
          }),
      ),
    ],
  ])('in which %s is found, although its custodian signed it', (what, certificate) => {
    const { exit, listed } = judged(whole, { certificate });
    expect([exit, listed.map((one) => one.what)]).toEqual([1, expect.arrayContaining([expect.stringContaining(what)])]);
  });

  /** The custodian leaves a unit out, and has his ledger say the same. */
  const also = (members: Readonly<Record<string, string | number>>) => (lines: readonly string[]) =>
    lines.map((line) =>
      line.includes('"type":"PurgeCompleted"')
        ? Object.entries(members).reduce(
            (text, [name, value]) =>
              text.replace(new RegExp(`("${name}":)("[^"]*"|\\d+)`), `$1${JSON.stringify(value)}`),
            line,
          )
        : line,
    );

  it('that leaves out what the lines name is found', () => {
    const certificate = changed((one) => (one.destroyed = { ...one.destroyed, units: 2 }));
    expect(judged(whole, { certificate, lines: also({ units: 2 }) })).toMatchObject({
      exit: 1,
      first: { what: expect.stringContaining('it accounts for 2 units, and the lines name 3') },
    });
  });

  it('whose root is over something else is found', () => {
    const root = 'b'.repeat(64);
    const certificate = changed((one) => (one.destroyed = { ...one.destroyed, root }));
    expect(judged(whole, { certificate, lines: also({ root }) })).toMatchObject({
      exit: 1,
      first: { what: expect.stringContaining('its root is not over what the lines name') },
    });
  });

  it('of a key that sealed again afterwards is found at that line', () => {
    const read = whole.lines.find((line) => line.includes('"type":"DetectionRecorded"'))!;
    const after = '2027-03-01T00:00:00.000Z';
    const again = read
      .replace(/"id":"[^"]*","occurredAt"/, `"id":"${randomUUID()}","occurredAt"`)
      .replace(/"recordedAt":"[^"]*"/, `"recordedAt":"${after}"`)
      .replace(/"stream":"detection-[^"]*"/, `"stream":"detection-${randomUUID()}-20261123"`)
      .replace(/"prev":("[0-9a-f]{64}"|null)/, '"prev":null');
    expect(judged(whole, { lines: (lines) => [...lines, again] })).toMatchObject({
      exit: 1,
      first: { index: whole.lines.length, what: expect.stringContaining('after that key was destroyed') },
    });
  });

  it('of what lies in the bundle nevertheless is found, at the line that names it', () => {
    const ciphertext = Buffer.from('a ciphertext that somebody put aside');
    const index = whole.lines.findIndex((line) => line.includes('"type":"DetectionRecorded"'));
    const lines = (all: readonly string[]) =>
      all.map((line, at) =>
        at === index
          ? line.replace(/("sealed":\[\{.*?"cth":")[0-9a-f]{64}/, `$1${digestOf(ciphertext.toString())}`)
          : line,
      );
    const { exit, first } = judged(whole, { lines, more: { 'attic/part.bin': ciphertext } });
    expect([exit, first]).toMatchObject([1, { index, what: 'attic/part.bin is a ciphertext of what was purged' }]);
  });
});
