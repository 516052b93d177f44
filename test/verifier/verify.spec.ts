/** Two verifiers, written apart, come to one verdict: on a whole bundle, on every kind of damage, and on wrong use. */
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesText } from '../../src/handlers/rulesfile.js';
import {
  bundleOf,
  checkpointText,
  type Key,
  makeKey,
  type Making,
  makingOf,
  signNote,
  vkey,
  writeBundle,
} from './bundle.js';
import { bothVerdicts, python, runVerifier, type Verdict } from './asking.js';
import { historyOf, reportedHistory } from './history.js';

const root = join(__dirname, '../..');
const dir = mkdtempSync(join(tmpdir(), 'alpr-bundle-'));
let lines: readonly string[];
let making: Making;
beforeAll(async () => {
  lines = await historyOf(520);
  making = makingOf(rulesText(), [100, 256, 500]);
}, 120_000);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

let bundles = 0;
const written = (files: Readonly<Record<string, Buffer>>): string => {
  bundles += 1;
  const at = join(dir, String(bundles));
  writeBundle(at, files);
  return at;
};

const trust = (): string[] => [
  '--vkey',
  vkey(making.log),
  '--vkey',
  vkey(making.root),
  '--witness',
  vkey(making.witness),
];

const verdict = (bundle: string, args: readonly string[] = trust()): Verdict => bothVerdicts(bundle, args);

const tampered = (files: Readonly<Record<string, Buffer>>, args?: readonly string[]): Verdict['first'] => {
  const { exit, first } = verdict(written(files), args);
  expect(exit).toBe(1);
  return first;
};

(python ? it : it.skip)('Python is there, so that both verifiers are heard', () =>
  expect(existsSync(join(root, 'verifier/verify.py'))).toBe(true),
);

describe('a whole bundle', () => {
  it('is verified, with the newest outside anchor named, and every ruling found in the rules', () => {
    const result = verdict(written(bundleOf(lines, making)));
    expect(result).toMatchObject({
      verdict: 'verified',
      exit: 0,
      size: lines.length,
      first: null,
      anchor: { kind: 'witness', name: 'clerk.example/witness', size: lines.length },
      differences: [],
    });
  });

  it('without an outside anchor is not provable, whatever else it says', () => {
    expect(verdict(written(bundleOf(lines, making)), ['--vkey', vkey(making.log)])).toMatchObject({
      exit: 2,
      anchor: null,
    });
    expect(verdict(written(bundleOf(lines, making)), [])).toMatchObject({ exit: 2 });
  });

  it('rests on a checkpoint that somebody kept', () => {
    const kept = join(dir, 'kept.note');
    writeFileSync(kept, signNote(checkpointText(making.origin, lines.slice(0, 300)), making.log));
    const args = ['--vkey', vkey(making.log), '--since', kept];
    expect(verdict(written(bundleOf(lines, making)), args)).toMatchObject({
      exit: 0,
      anchor: { kind: 'brought', size: 300 },
    });
    const shorter = written(bundleOf(lines.slice(0, 280), { ...making, older: [100] }));
    expect(verdict(shorter, args)).toMatchObject({ exit: 1, first: { index: 280 } });
    const other = [...lines.slice(0, 120), ...lines.slice(121)];
    expect(verdict(written(bundleOf(other, { ...making, older: [100] })), args)).toMatchObject({ exit: 1 });
  });

  it('whose last outside word is older than asked is not provable', () => {
    const early = { ...making, cosignedAt: making.cosignedAt - 40 * 86_400 };
    const files = { ...bundleOf(lines, making), ...pick(bundleOf(lines, early), 'checkpoints/000000000500.note') };
    for (const name of Object.keys(files))
      if (/^checkpoint(s\/0+(100|256|\d*)\.note)?$/.test(name) && !name.includes('000500'))
        files[name] = Buffer.from(files[name]!.toString().split('\n').slice(0, 5).join('\n') + '\n');
    expect(verdict(written(files))).toMatchObject({ exit: 2, verdict: 'not provable', anchor: { size: 500 } });
    expect(verdict(written(files), [...trust(), '--max-age', '60'])).toMatchObject({ exit: 0 });
  });
});

const pick = (files: Readonly<Record<string, Buffer>>, ...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, files[name]!]));

describe('a bundle that was touched', () => {
  const changed = (at: number, change: (line: string) => string): readonly string[] =>
    lines.map((line, index) => (index === at ? change(line) : line));
  /** Lines and tiles of another history, under the checkpoints of the true one. */
  const under = (other: readonly string[]) => {
    const whole = bundleOf(lines, making);
    const notes = Object.keys(whole).filter((name) => !name.startsWith('tile/'));
    return { ...bundleOf(other, making), ...pick(whole, ...notes) };
  };

  it('in one line is caught at that line and stream', () => {
    const whole = bundleOf(lines, making);
    const other = changed(321, (line) => line.replace('"confidence":9700', '"confidence":9701'));
    const entries = bundleOf(other, making);
    const name = Object.keys(whole).find((one) => one.startsWith('tile/entries/001'))!;
    const { stream } = JSON.parse(lines[321]!) as { stream: string };
    expect(tampered({ ...whole, ...pick(entries, name) })).toMatchObject({ index: 321, stream });
  });

  it('with all hashes made anew is caught by what was signed, no later than the next checkpoint', () => {
    const first = tampered(under(changed(321, (line) => line.replace('"confidence":9700', '"confidence":9701'))));
    expect(first!.index).toBeGreaterThanOrEqual(256);
    expect(first!.index).toBeLessThanOrEqual(322);
  });

  it('from which a line was taken, or into which one was put, is caught', () => {
    expect(tampered(under(lines.filter((_, index) => index !== 77)))!.index).toBeLessThanOrEqual(78);
    expect(tampered(under([...lines.slice(0, 90), lines[30]!, ...lines.slice(90)]))).toMatchObject({
      index: expect.any(Number),
    });
    const swapped = [...lines];
    [swapped[40], swapped[41]] = [swapped[41]!, swapped[40]!];
    expect(tampered(under(swapped))!.index).toBeLessThanOrEqual(41);
  });

  it('by its own custodian, who signs the forgery too, is caught by what an outsider kept', () => {
    const forged = bundleOf(
      changed(30, (line) => line.replace(/"recordedAt":"2026-11-23T08/, '"recordedAt":"2026-11-23T07')),
      making,
    );
    const kept = join(dir, 'kept-before.note');
    writeFileSync(kept, signNote(checkpointText(making.origin, lines.slice(0, 200)), making.log));
    expect(verdict(written(forged), [...trust(), '--since', kept])).toMatchObject({ exit: 1 });
  });

  it('in what it says, though every hash and signature holds, is caught by the other lines', () => {
    const refusal = lines.findIndex((line) => /"broken":\[[^\]]*R-NO-REASON/.test(line));
    const cleared = changed(refusal, (line) => line.replace(/"broken":\[[^\]]+\]/, '"broken":[]'));
    expect(tampered(bundleOf(cleared, making))).toMatchObject({
      index: refusal,
      what: 'recorded as refused, and no rule was broken',
    });
    const action = lines.findIndex((line) => line.includes('"type":"EnforcementActionRecorded"'));
    const confirmed = lines.findIndex((line) => line.includes('"type":"HitConfirmed"'));
    const skipped = lines.filter((_, index) => index !== confirmed);
    expect(tampered(bundleOf(skipped, making))).toMatchObject({ index: expect.any(Number) });
    const prev = (JSON.parse(lines[confirmed]!) as { prev: string }).prev;
    const patched = lines
      .map((line, index) => (index === action ? line.replace(/"prev":"[0-9a-f]{64}"/, `"prev":"${prev}"`) : line))
      .filter((_, index) => index !== confirmed);
    expect(tampered(bundleOf(patched, making))).toMatchObject({
      what:
        'EnforcementActionRecorded without HitVisuallyVerified and HitConfirmed or ExigencyDeclared ' +
        '(430.6(k).3 R-UNCONFIRMED)',
    });
    const approved = lines.findIndex((line) => line.includes('"type":"AccessApproved"'));
    const self = changed(approved, (line) => {
      const { memberId } = (JSON.parse(line) as { data: { memberId: string } }).data;
      return line.replace(/("actor":\{"id":")[^"]*/, `$1${memberId}`);
    });
    expect(tampered(bundleOf(self, making))).toMatchObject({ index: approved });
  });

  it.each([
    ['a tile', /^tile\/0\/000$/],
    ['a tile above', /^tile\/1\//],
    ['the checkpoint', /^checkpoint$/],
    ['an older checkpoint', /^checkpoints\/0+256/],
    ['the keys', /^keys\.note$/],
    ['the rules', /^rules\//],
    ['the label', /^bundle\.json$/],
  ])('in one byte of %s is caught', (_, name) => {
    const files = bundleOf(lines, making);
    const path = Object.keys(files).find((one) => name.test(one))!;
    const touched = Buffer.from(files[path]!);
    touched[10] = touched[10]! ^ 1;
    expect(verdict(written({ ...files, [path]: touched })).exit).not.toBe(0);
  });

  it.each([/^tile\/entries\/000$/, /^tile\/0\/001$/, /^tile\/1\//, /^checkpoint$/, /^keys\.note$/])(
    'that lacks %s is not provable, and the part is named',
    (name) => {
      const files = bundleOf(lines, making);
      const path = Object.keys(files).find((one) => name.test(one))!;
      delete files[path];
      expect(verdict(written(files))).toMatchObject({ exit: 2, missing: [`${path} is missing`] });
    },
  );

  it('signed by another key of the same name is believed by nobody who brought the true one', () => {
    const thief: Key = makeKey(making.origin, 1);
    expect(
      verdict(written(bundleOf(lines, { ...making, log: thief, root: makeKey(making.root.name, 1) }))).exit,
    ).not.toBe(0);
  });
});

describe('a report in a bundle', () => {
  let told: Awaited<ReturnType<typeof reportedHistory>>;
  let own: Making;
  beforeAll(async () => {
    told = await reportedHistory();
    own = makingOf(rulesText());
  }, 60_000);

  const bundled = (figures: string, of: readonly string[] = told.lines) =>
    written({ ...bundleOf(of, own), [`reports/${told.reportId}.json`]: Buffer.from(figures) });
  const asked = (): string[] => ['--vkey', vkey(own.log), '--vkey', vkey(own.root), '--witness', vkey(own.witness)];
  /** The custodian's own lie: another figure, and its digest on a ledger that he signs himself. */
  const lied = (from: string, to: string): string => {
    const figures = told.figures.replace(from, to);
    expect(figures).not.toBe(told.figures);
    const digest = createHash('sha256').update(figures).digest('hex');
    return bundled(
      figures,
      told.lines.map((line) => line.replace(/("figures":")[0-9a-f]{64}/, `$1${digest}`)),
    );
  };

  it('is counted again from the lines, and agrees', () =>
    expect(verdict(bundled(told.figures), asked())).toMatchObject({ exit: 0, first: null }));

  it('whose embedded figure was changed afterwards is found: its digest stands on the ledger', () => {
    const changed = told.figures.replace('"total": 4', '"total": 2');
    expect(verdict(bundled(changed), asked())).toMatchObject({
      exit: 1,
      first: { what: `reports/${told.reportId}.json is not the one whose digest stands on the ledger` },
    });
  });

  it.each([
    ['reads.total is 4', '"total": 4', '"total": 3'],
    ['reads.unread is 2', '"unread": 2', '"unread": 1'],
    ['accesses.searches is 1', '"searches": 1', '"searches": 0'],
  ])('that was drawn with another figure is found: %s by the lines', (says, from, to) => {
    expect(verdict(lied(from, to), asked())).toMatchObject({
      exit: 1,
      first: { what: `reports/${told.reportId}.json: ${says} by the lines, and another figure in the report` },
    });
  });
});

describe('wrong use', () => {
  it.each([
    [[], 'which bundle?'],
    [['/no/such/folder'], 'is no folder'],
    [['.', '--vkey', 'nonsense'], 'not a verifier key'],
    [['.', '--since', '/no/such/file'], 'cannot be read'],
    [['.', '--colour'], 'what is --colour?'],
    [['.', '--max-age', 'soon'], '--max-age takes a number of days'],
  ])('%j ends with 3 and says what is wrong', (args, says) => {
    for (const [program, script] of [[process.execPath, 'verify.mjs'], ...(python ? [[python, 'verify.py']] : [])]) {
      const { status, stderr } = runVerifier(program!, script!, args);
      expect([status, stderr]).toEqual([3, expect.stringContaining(says)]);
      expect(stderr).not.toMatch(/Traceback|at .*\.mjs/);
    }
  });
});
