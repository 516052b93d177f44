/** What the terminal says to what it cannot do: one clear sentence, an exit code of its own, and never a stack. */
import { rmSync } from 'node:fs';
import { assertBuilt, linesOf, run, type Said, stack, temporary } from './running.js';

const dir = temporary('settings');
beforeAll(assertBuilt);
afterAll(() => rmSync(dir, { recursive: true, force: true }));

const cases: [string, string[], NodeJS.ProcessEnv, number, RegExp][] = [
  ['an unknown setting', ['serve'], { ALPR_FOO: 'bar' }, 78, /Unknown setting ALPR_FOO\. Known are/],
  ['a port that is none', ['serve'], { PORT: 'abc' }, 78, /Bad setting: PORT/],
  ['an event store address that is none', ['serve'], { EVENTSTORE_URL: 'http://x' }, 78, /EVENTSTORE_URL.*esdb:\/\//],
  ['an event store nobody hears', ['serve'], { EVENTSTORE_URL: 'esdb://127.0.0.1:9?tls=false' }, 69, /127\.0\.0\.1:9/],
  [
    'an address of another machine',
    ['serve'],
    { ALPR_HOST: '203.0.113.9', PORT: '0' },
    69,
    /203\.0\.113\.9.*ALPR_HOST/,
  ],
  ['an unknown command', ['frobnicate'], {}, 64, /unknown command 'frobnicate'/],
  ['an unknown option', ['read', '--frob', 'x'], {}, 64, /unknown option '--frob'/],
  ['a command without its argument', ['read'], {}, 64, /missing required argument/],
];

const settled = async (args: readonly string[], env: NodeJS.ProcessEnv): Promise<Said> =>
  run(args, { ALPR_DATA_DIR: dir, ...env }, 20_000);

it.each(cases)(
  '%s ends it within seconds and says what to do',
  async (_, args, env, code, sentence) => {
    const said = await settled(args, env);
    expect([said.code, said.err]).toEqual([code, expect.stringMatching(sentence)]);
    expect([said.out, said.err]).not.toContainEqual(expect.stringMatching(stack));
    expect(said.err).not.toContain('should not have happened');
    expect(said.ms).toBeLessThan(15_000);
  },
  30_000,
);

it('policy --json tells how much of the policy is upheld', async () => {
  const { code, out } = await settled(['policy', '--json'], {});
  expect([code, linesOf(out)]).toEqual([0, [expect.any(String)]]);
  const { version, digest, rows, upheld } = JSON.parse(out) as Record<string, number | string>;
  expect([version, digest]).toEqual(['psp-430', expect.stringMatching(/^[0-9a-f]{64}$/)]);
  expect(Number(upheld)).toBeGreaterThan(0);
  expect(Number(rows)).toBeGreaterThan(Number(upheld));
});

it('--help and --version are no faults', async () => {
  const [help, version] = await Promise.all([settled(['--help'], {}), settled(['--version'], {})]);
  expect([help.code, help.out]).toEqual([0, expect.stringContaining('verify')]);
  expect([version.code, version.out]).toEqual([0, expect.stringMatching(/^\d+\.\d+\.\d+\n$/)]);
});
