/** A department is proved to outsiders at the terminal: keys, a witness, a bundle, a ledger that was put back. */
import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseCheckpoint } from '../../src/proof/checkpoint.js';
import { parseKeyList } from '../../src/proof/keysnote.js';
import { believe, parseVkey, type Verifier } from '../../src/proof/note.js';
import { assertBuilt, cli, linesOf, plain, run, type Said, stack, startServer, temporary } from './running.js';

const dir = temporary('proof');
const dataDir = join(dir, 'data');
const passphrase = join(dir, 'passphrase');
const settings: NodeJS.ProcessEnv = { ALPR_DATA_DIR: dataDir, ALPR_ORIGIN: 'police.example/alpr-ledger' };
const said: Said[] = [];
const told = async (args: readonly string[], env: NodeJS.ProcessEnv = settings): Promise<Said> => {
  const one = await run(args, env);
  said.push(one);
  return one;
};
const done = async (...asked: Parameters<typeof told>): Promise<string> => {
  const { code, out, err } = await told(...asked);
  expect([asked[0], code, code === 0 ? '' : err]).toEqual([asked[0], 0, '']);
  return out;
};
/** Starts the server, lets it sign what it founded, and ends it. */
const served = async (env: NodeJS.ProcessEnv = settings): Promise<string> => {
  const server = await startServer(dataDir, { ALPR_LOG_LEVEL: 'silent', ...env });
  const note = await (await fetch(`${server.url}/ledger/checkpoint`)).text();
  server.process.kill('SIGTERM');
  await server.ended;
  return note;
};

let vkey: string;
let log: Verifier;
let clerk: { process: ChildProcess; setting: string } | undefined;
beforeAll(async () => {
  assertBuilt();
  writeFileSync(passphrase, 'a long passphrase for the safe\n');
  await served();
  const { err } = await told(['keys', 'list']);
  vkey = /hand out: (\S+)/.exec(err)![1]!;
  log = parseVkey(vkey);
}, 240_000);
afterAll(() => {
  clerk?.process.kill('SIGKILL');
  expect(said.filter(({ out, err }) => stack.test(out + err))).toEqual([]);
  rmSync(dir, { recursive: true, force: true });
});

const witness = async (): Promise<string> => {
  const args = [cli, 'witness', '--data', join(dir, 'clerk'), '--name', 'clerk.example/witness', '--log', vkey];
  const child = spawn(process.execPath, [...args, '--port', '0'], {
    env: plain(),
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const setting = await new Promise<string>((resolve) =>
    child.stdout.setEncoding('utf8').once('data', (line: string) => resolve(line.trim())),
  );
  clerk = { process: child, setting };
  return setting;
};

it('the root key signs the list of keys, and the list goes into the bundle', async () => {
  const [list, root, note] = ['keys.txt', 'root.key', 'keys.note'].map((name) => join(dir, name)) as [
    string,
    string,
    string,
  ];
  writeFileSync(list, await done(['keys', 'list']));
  const made = await done(
    ['keys', 'root', '--origin', 'police.example/alpr-ledger', '--out', root, '--passphrase-file', passphrase],
    {},
  );
  await done(['keys', 'sign', list, '--root', root, '--passphrase-file', passphrase, '--out', note], {});
  await done(['keys', 'install', note, '--vkey', made.trim()]);
  await done(['export-bundle', '--out', join(dir, 'first')]);
  const enclosed = parseKeyList(readFileSync(join(dir, 'first', 'keys.note'), 'utf8'));
  believe(enclosed, [parseVkey(made.trim())]);
  expect(enclosed.keys.map(({ verifier }) => verifier.keyId)).toEqual([log.keyId]);
  expect(readFileSync(root, 'utf8')).not.toContain('seed');
}, 240_000);

it('a bundle holds what an outsider needs, and is not written twice', async () => {
  const files = readdirSync(join(dir, 'first'));
  for (const name of ['checkpoint', 'bundle.json', 'keys.note', 'policy.txt', 'rules', 'tile', 'README.txt', 'purges'])
    expect(files).toContain(name);
  believe(parseCheckpoint(readFileSync(join(dir, 'first', 'checkpoint'), 'utf8')), [log]);
  expect(readFileSync(join(dir, 'first', 'policy.txt'), 'utf8')).toBe(`log ${vkey}\nquorum none\n`);
  const again = await told(['export-bundle', '--out', join(dir, 'first')]);
  expect([again.code, again.err]).toEqual([64, expect.stringContaining('is not empty')]);
}, 240_000);

it('without anybody outside it is not provable; with a witness it is verified, and the witness is named', async () => {
  expect((await told(['verify', '--vkey', vkey])).code).toBe(2);
  const ALPR_WITNESSES = await witness();
  const env = { ...settings, ALPR_WITNESSES };
  await served(env);
  const { code, out } = await told(['verify', '--vkey', vkey], env);
  expect([code, out]).toEqual([
    0,
    expect.stringMatching(/^VERIFIED(.|\n)*Newest anchor: witness clerk\.example\/witness/),
  ]);
  const json = JSON.parse((await told(['verify', '--json'], env)).out) as {
    verdict: number;
    anchors: { kind: string }[];
  };
  expect([json.verdict, json.anchors[0]?.kind]).toEqual([0, 'witness']);
  await done(['export-bundle', '--out', join(dir, 'witnessed')], env);
  expect(readFileSync(join(dir, 'witnessed', 'policy.txt'), 'utf8')).toContain('quorum witnesses');
  // The same bundle in the eyes of the verifier that stands alone, whole and with one byte changed.
  const outside = ['verify', join(dir, 'witnessed'), '--vkey', vkey, '--witness', ALPR_WITNESSES.split(' ')[0]!];
  const whole = await told(outside, {});
  expect([whole.code, whole.out]).toEqual([0, expect.stringMatching(/^VERIFIED(.|\n)*clerk\.example\/witness/)]);
  const [width] = readdirSync(join(dir, 'witnessed', 'tile', 'entries', '000.p'));
  const entries = join(dir, 'witnessed', 'tile', 'entries', '000.p', width!);
  const bytes = readFileSync(entries);
  bytes[bytes.length - 10]! ^= 1;
  writeFileSync(entries, bytes);
  const changed = await told(outside, {});
  expect([changed.code, changed.out]).toEqual([1, expect.stringContaining(`${Number(width) - 1}`)]);
}, 240_000);

it.each([
  [['--vkey', 'no key'], 3],
  [['--since', join(dir, 'passphrase')], 3],
  [['--max-age', 'soon'], 3],
])('verify %j is wrong use', async (more, code) => expect((await told(['verify', ...more])).code).toBe(code), 240_000);

it('a ledger that was put back is not served: its own checkpoints, a kept one, a witness tell', async () => {
  const before = join(dir, 'before');
  cpSync(dataDir, before, { recursive: true });
  // Each start renews the invitation that nobody took up, an event more, which is signed when the server ends.
  const ALPR_WITNESSES = clerk!.setting;
  await served({ ...settings, ALPR_WITNESSES });
  const kept = join(dir, 'kept.note');
  writeFileSync(kept, await served({ ...settings, ALPR_WITNESSES }));
  const mixed = join(dir, 'mixed');
  cpSync(dataDir, mixed, { recursive: true });
  cpSync(join(before, 'ledger'), join(mixed, 'ledger'), { recursive: true });
  const refused = await told(['serve'], { ...settings, ALPR_DATA_DIR: mixed, PORT: '0' });
  expect([refused.code, refused.err]).toEqual([65, expect.stringMatching(/events are gone(.|\n)*ALPR_ORIGIN/)]);
  const old = { ...settings, ALPR_DATA_DIR: before, PORT: '0' };
  const given = await told(['serve', '--checkpoint', kept], old);
  expect([given.code, given.err]).toEqual([65, expect.stringContaining('the checkpoint given')]);
  const seen = await told(['serve'], { ...old, ALPR_WITNESSES });
  expect([seen.code, seen.err]).toEqual([65, expect.stringContaining('the witness clerk.example/witness')]);
  const verified = await told(['verify', '--since', kept], old);
  expect([verified.code, verified.out]).toEqual([1, expect.stringContaining('brought along')]);
}, 240_000);

it('a key is rotated and disowned, and who knows the new one goes on', async () => {
  const note = await done(['keys', 'rotate']);
  const both = parseCheckpoint(note);
  expect(both.signatures).toHaveLength(2);
  believe(both, [log]);
  const { err } = await told(['keys', 'list']);
  const second = parseVkey(/hand out: (\S+)/.exec(err)![1]!);
  expect(second.keyId).not.toBe(log.keyId);
  believe(both, [second]);
  expect((await told(['keys', 'revoke', second.keyId, '--last-trusted', '1'])).code).toBe(77);
  const after = parseCheckpoint(await done(['keys', 'revoke', log.keyId, '--last-trusted', String(both.size)]));
  expect(after.signatures).toHaveLength(1);
  believe(after, [second]);
  const states = linesOf(await done(['keys', 'list']))
    .slice(2)
    .map((line) => line.split(' ').at(-1));
  expect(states).toEqual(['revoked', 'active']);
  expect((await told(['verify'])).code).toBe(2);
}, 240_000);
