/** A server that dies under a screen that watches alerts: it says so, comes back by itself, and misses none. */
import { randomInt } from 'node:crypto';
import { rmSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { why } from '../api/station.js';
import { type Beat, staffed } from '../terminal/beat.js';
import { assertBuilt, type Running, startServer, temporary } from '../terminal/running.js';
import { inBrowser } from './browser.js';
import { launched, watchAlerts } from './chromium.js';

/** A server that comes back stands at the same address. */
const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const held = createServer().listen(0, '127.0.0.1', () => {
      const { port } = held.address() as AddressInfo;
      held.close(() => resolve(port));
    });
  });

const TIMES = 2;
const plates = Array.from({ length: 1 + 2 * TIMES }, (_, at) => `7KIL00${at}`);

inBrowser('a screen whose server is killed', () => {
  let dir: string;
  let server: Running;
  let beat: Beat;
  let browser: Browser;
  let page: Page;
  const faults: string[] = [];
  const start = async (port: number): Promise<Running> =>
    startServer(join(dir, 'data'), { PORT: String(port), ALPR_LOG_LEVEL: 'silent' });

  beforeAll(async () => {
    assertBuilt();
    dir = temporary('killed');
    server = await start(await freePort());
    beat = await staffed(server);
    for (const plate of plates) await beat.seek(plate);
    browser = await launched();
    const url = server.url.replace('127.0.0.1', 'localhost');
    page = await (await browser.newContext({ baseURL: url, reducedMotion: 'reduce' })).newPage();
    page.on('pageerror', (error) => faults.push(String(error)));
    await watchAlerts(page, url, beat.token, why);
  }, 120_000);
  afterAll(async () => {
    await browser.close();
    server.process.kill('SIGTERM');
    await server.ended;
    rmSync(dir, { recursive: true, force: true });
  });

  const alerts = () => page.getByRole('navigation', { name: 'Alerts' }).getByRole('button');

  it('keeps what it shows and what was typed, says that the line is lost, and is told of every alert', async () => {
    const port = Number(new URL(server.url).port);
    await beat.drivePast(plates[0]!);
    await alerts().filter({ hasText: plates[0]! }).click();
    await page.getByLabel(/Who confirmed it/).fill('Desk 7');
    for (let time = 0; time < TIMES; time += 1) {
      const [before, after] = [plates[1 + 2 * time]!, plates[2 + 2 * time]!];
      await beat.drivePast(before);
      // Before, while or after its alert is raised and pushed.
      await new Promise((resolve) => setTimeout(resolve, randomInt(60)));
      server.process.kill('SIGKILL');
      expect(await server.ended).toEqual({ code: null, signal: 'SIGKILL' });
      await page.getByText('No connection to the server.').waitFor();
      expect(await page.getByText('Live', { exact: true }).count()).toBe(0);
      await alerts().filter({ hasText: plates[0]! }).waitFor();
      server = await start(port);
      await beat.drivePast(after);
      for (const plate of [before, after]) await alerts().filter({ hasText: plate }).waitFor();
      await page.getByText('Live', { exact: true }).waitFor();
      await page.getByText('No connection to the server.').waitFor({ state: 'detached' });
    }
    expect(await page.getByLabel(/Who confirmed it/).inputValue()).toBe('Desk 7');
    const shown = await alerts().allInnerTexts();
    // Each once, whether it was told before the server died, after it came back, or both.
    expect(plates.map((plate) => shown.filter((text) => text.includes(plate)).length)).toEqual(plates.map(() => 1));
    expect(faults).toEqual([]);
  }, 120_000);
});
