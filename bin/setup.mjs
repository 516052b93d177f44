// Installs and builds what is missing or stale, then runs what was asked for. Needs nothing but Node.
import { createHash } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import {
  accessSync,
  constants as access,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const stamps = join(root, 'node_modules', '.alpr-ledger');
const [task = 'start', ...args] = process.argv.slice(2);

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const checkNode = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > 22 || (major === 22 && minor >= 13) || (major === 20 && minor >= 19)) return;
  fail(`Node ${process.versions.node} is not supported. Install Node 20.19, 22.13, 24 or later, then run it again.`);
};

const filesBelow = (path) =>
  readdirSync(path, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)]));

const digestOf = (files) => {
  const digest = createHash('sha256').update(process.version);
  for (const file of files) digest.update(file).update(readFileSync(file));
  return digest.digest('hex');
};

const isFresh = (name, digest) => {
  const stamp = join(stamps, name);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === digest;
};

const markFresh = (name, digest) => {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, name), digest);
};

/** Runs a step quietly: its output is shown when it fails. */
const step = (label, command, commandArgs) => {
  process.stderr.write(`${label} … `);
  const began = Date.now();
  const result = spawnSync(command, commandArgs, {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, npm_config_loglevel: 'error' },
    maxBuffer: 1 << 28,
  });
  if (result.status !== 0) {
    process.stderr.write(`failed\n${result.stdout ?? ''}${result.stderr ?? ''}\n`);
    fail(`${label} failed: see above what the command said (${command} ${commandArgs.join(' ')}).`);
  }
  process.stderr.write(`${((Date.now() - began) / 1000).toFixed(1)} s\n`);
};

const install = () => {
  const digest = digestOf([join(root, 'package.json'), join(root, 'package-lock.json')]);
  if (isFresh('install', digest)) return;
  step('Installing packages', 'npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts']);
  markFresh('install', digest);
};

const screens = join(root, 'src', 'web');
const generated = join(screens, 'generated');
const isOfScreens = (file) => file.startsWith(screens) && !/home\.(html|css)$/.test(file);

const build = () => {
  const server = filesBelow(join(root, 'src')).filter((file) => !isOfScreens(file));
  const sources = [...server, join(root, 'tsconfig.build.json'), join(root, 'nest-cli.json')];
  const digest = digestOf(sources);
  if (isFresh('build', digest) && existsSync(join(root, 'dist', 'main.js'))) return;
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  step('Building', process.execPath, [join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'), 'build']);
  markFresh('build', digest);
};

/** The screens are made from the built server too: the types of what they send and receive are its description. */
const buildScreens = () => {
  const sources = filesBelow(join(root, 'src')).filter((file) => !file.startsWith(generated));
  const digest = digestOf([...sources, join(root, 'package-lock.json'), join(root, 'bin', 'build-web.mjs')]);
  if (isFresh('screens', digest) && existsSync(join(root, 'dist', 'web', 'app', 'index.html'))) return;
  step('Building the screens', process.execPath, [join(root, 'bin', 'build-web.mjs')]);
  markFresh('screens', digest);
};

/** Hands over: same terminal, signals passed on, same exit. */
const run = (script, scriptArgs, flags = []) => {
  const child = spawn(process.execPath, [...flags, script, ...scriptArgs], {
    stdio: 'inherit',
    env: { ...process.env, NODE_NO_WARNINGS: '1' },
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
};

/** Bytes of memory that the tests may fill with their folders. */
const ROOM = 2 ** 31;
const memory = '/dev/shm';

/**
 * The folders of the tests lie in memory where there is room: they write, force to disk and delete all the time. What
 * they kill are processes, whose writes outlive them there as on a disk.
 */
const inMemory = () => {
  if (process.env.TMPDIR || !existsSync(memory)) return;
  try {
    accessSync(memory, access.W_OK);
    const { bavail, bsize } = statfsSync(memory);
    if (bavail * bsize < ROOM) return;
    const folder = mkdtempSync(join(memory, 'alpr-ledger-tests-'));
    process.env.TMPDIR = folder;
    process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  } catch {
    // Then they lie where the system puts them.
  }
};

const at = (...parts) => join(root, ...parts);
const jest = at('node_modules', 'jest', 'bin', 'jest.js');

const tasks = {
  start: () => run(at('dist', 'main.js'), args, ['--enable-source-maps']),
  cli: () => run(at('dist', 'cli.js'), args),
  demo: () => run(at('dist', 'cli.js'), ['demo', ...args]),
  test: () => {
    inMemory();
    run(jest, ['--config', at('jest.config.mjs'), ...args]);
  },
  policy: () => {
    process.env.WRITE_POLICY = '1';
    run(jest, ['--config', at('jest.config.mjs'), '--testPathPatterns', 'policy.spec']);
  },
  screens: () => {
    const out = args[args.indexOf('--out') + 1];
    process.env.SCREENS_OUT = args.includes('--out') && out ? out : at('screens');
    run(jest, ['--config', at('jest.config.mjs'), '--testPathPatterns', 'test/browser/pages.spec']);
  },
  bench: () => run(at('bench', 'main.mjs'), args, ['--expose-gc']),
  campaign: () => run(at('test', 'campaigns', 'main.mjs'), args),
};

if (!Object.hasOwn(tasks, task)) fail(`Unknown task ${task}. Known are ${Object.keys(tasks).join(', ')}.`);
checkNode();
install();
build();
buildScreens();
tasks[task]();
