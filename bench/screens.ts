/** What the screens cost: the first one's script, the time until it is of use, and an alert's way to fifty of them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { installed, launched, watchAlerts } from '../test/browser/chromium.js';
import { type Beat, staffed } from '../test/terminal/beat.js';
import { startServer } from '../test/terminal/running.js';
import type { Row } from './bench.js';

export const name = 'screens';

/** Screens on which every alert must appear: one in a real browser, the others read the same stream. */
const SCREENS = 50;
const ALERTS = Number(process.env['BENCH_ALERTS'] ?? 60);
const VISITS = 9;
const SLOWER = 4;

const app = join(__dirname, '../dist/web/app');
const why = { purpose: 'stolen-vehicle', reason: 'Watching the alerts of the beat', eventNumber: '26-11-0417' };

const quantile = (values: readonly number[], q: number): number =>
  values.toSorted((one, other) => one - other)[Math.max(0, Math.ceil(values.length * q) - 1)] ?? NaN;
const rounded = (value: number): number => Number(value.toPrecision(4));

const row = (what: string, unit: string, ours: readonly number[], q: number, peerName: string, peer: number[]): Row => {
  const [mine, theirs] = [quantile(ours, q), quantile(peer, q)];
  const ratio = rounded(mine / theirs);
  const more = { n: ours.length, peerName, ratio, ratioMin: ratio, ratioMax: ratio };
  return { what, unit, ours: rounded(mine), peer: rounded(theirs), ...more };
};

const zipped = (bytes: Buffer): number => gzipSync(bytes, { level: 9 }).length / 1000;

/** Everything that the page at /app names as a script, as it travels. */
const firstScript = (): Row => {
  const page = readFileSync(join(app, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/(?:src|href)="\/app\/(assets\/[^"]+\.js)"/g)].map(([, file]) => file!);
  const kilobytes = scripts.map((file) => zipped(readFileSync(join(app, file)))).reduce((sum, one) => sum + one, 0);
  const react = join(__dirname, '../node_modules/react-dom/cjs/react-dom-client.production.js');
  return row('script of the first screen, gzip', 'kB', [kilobytes], 1, 'react-dom alone', [
    zipped(readFileSync(react)),
  ]);
};

/** From the click on a link until there is a field that takes what is typed; with an empty cache each time. */
const interactive = async (browser: Browser, url: string, selector: string): Promise<number> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  await page.goto(url, { waitUntil: 'commit' });
  await page.waitForSelector(selector);
  await page.click(selector);
  const milliseconds = (await page.evaluate('performance.now()')) as number;
  await context.close();
  return milliseconds;
};

const visits = async (browser: Browser, url: string): Promise<Row[]> => {
  const [ours, peer]: [number[], number[]] = [[], []];
  for (let visit = 0; visit < VISITS; visit += 1) {
    ours.push(await interactive(browser, `${url}/app`, 'input[autocomplete=username]'));
    peer.push(await interactive(browser, `${url}/`, 'h1'));
  }
  const what = `first screen of use, ${SLOWER} times slower CPU`;
  const static_ = 'the page at the door, without script';
  return [
    row(`${what}, median`, 'ms', ours, 0.5, static_, peer),
    row(`${what}, slowest`, 'ms', ours, 1, static_, peer),
  ];
};

type Heard = Map<string, number[]>;
const note = (heard: Heard, plate: string): void =>
  void heard.set(plate, [...(heard.get(plate) ?? []), performance.now()]);

/** A screen without glass: it reads the stream as the browser does, and notes when each plate has come. */
const listen = async (url: string, token: string, heard: Heard, signal: AbortSignal): Promise<void> => {
  const response = await fetch(`${url}/hits/watch`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify(why),
    signal,
  });
  if (!response.ok) throw new Error(`A screen was not let in: ${response.status}`);
  let text = '';
  void (async () => {
    for await (const chunk of response.body!) {
      text += Buffer.from(chunk).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop()!;
      for (const block of blocks)
        for (const [, plate] of block.matchAll(/"plate":"(9[A-Z0-9]+)"/g)) note(heard, plate!);
    }
  })().catch(() => undefined);
};

/** Notes, by its own clock, when each plate stands on the page. */
const observer = `
  globalThis.shown = {};
  new MutationObserver(() => {
    for (const one of document.querySelectorAll('.alert-item .plate bdi'))
      globalThis.shown[one.textContent] ??= performance.timeOrigin + performance.now();
  }).observe(document.body, { subtree: true, childList: true, characterData: true });`;

const openScreen = async (browser: Browser, url: string, token: string): Promise<Page> => {
  const page = await (await browser.newContext()).newPage();
  await watchAlerts(page, url, token, why);
  await page.evaluate(observer);
  return page;
};

const plateOf = (at: number): string => `9BEN${String(at).padStart(3, '0')}`;

/** One read after another, as a camera sends them: for each plate when its POST began, and how long its answer took. */
const drive = async ({ seek, drivePast }: Beat) => {
  const sent = new Map<string, { readonly began: number; readonly answered: number }>();
  for (let at = 0; at < ALERTS; at += 1) await seek(plateOf(at));
  for (let at = 0; at < ALERTS; at += 1) {
    const began = performance.now();
    await drivePast(plateOf(at));
    sent.set(plateOf(at), { began, answered: performance.now() - began });
    await pause(400);
  }
  return sent;
};

const alerts = async (browser: Browser, url: string, beat: Beat): Promise<Row[]> => {
  const leave = new AbortController();
  const heard: Heard = new Map();
  const { token } = beat;
  const page = await openScreen(browser, url, token);
  await Promise.all(Array.from({ length: SCREENS - 1 }, () => listen(url, token, heard, leave.signal)));
  const sent = await drive(beat);
  await pause(2000);
  const shown = (await page.evaluate('globalThis.shown')) as Record<string, number>;
  leave.abort();
  const all: number[] = [];
  const inBrowser: number[] = [];
  for (const [plate, { began }] of sent) {
    const seen = (shown[plate] ?? Infinity) - performance.timeOrigin - began;
    const others = heard.get(plate) ?? [];
    if (others.length !== SCREENS - 1 || seen === Infinity)
      throw new Error(`An alert came to ${others.length} screens.`);
    inBrowser.push(seen);
    all.push(seen, ...others.map((at) => at - began));
  }
  const answers = [...sent.values()].map(({ answered }) => answered);
  const peer = 'the answer to the POST itself';
  return [
    row(`alert from POST to ${SCREENS} screens, median`, 'ms', all, 0.5, peer, answers),
    row(`alert from POST to ${SCREENS} screens, p99`, 'ms', all, 0.99, peer, answers),
    row('alert from POST to the page of a browser, p99', 'ms', inBrowser, 0.99, peer, answers),
  ];
};

export const run = async (): Promise<Row[]> => {
  if (!installed) throw new Error('No Chromium is installed.');
  const dir = mkdtempSync(join(tmpdir(), 'alpr-bench-screens-'));
  const server = await startServer(join(dir, 'data'), { ALPR_LOG_LEVEL: 'silent' });
  const browser = await launched();
  try {
    const beat = await staffed(server);
    const url = server.url.replace('127.0.0.1', 'localhost');
    return [firstScript(), ...(await visits(browser, url)), ...(await alerts(browser, url, beat))];
  } finally {
    await browser.close();
    server.process.kill('SIGTERM');
    await server.ended;
    rmSync(dir, { recursive: true, force: true });
  }
};
