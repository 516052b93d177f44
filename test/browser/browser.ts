/** A real browser at a real department: one server, one person of every position, and what a test asks of a page. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core';
import type { Time } from '../../src/handlers/time.js';
import { Department, type Role } from '../api/department.js';
import { why } from '../api/station.js';
import { admit, installed, launched, typeWhy } from './chromium.js';

const root = join(__dirname, '../..');
const built = existsSync(join(root, 'dist/web/app/index.html'));

/** Like `describe`, but skipped by name where no Chromium is installed. @throws where the screens were not built */
export const inBrowser = (name: string, suite: () => void): void => {
  if (!installed) return describe.skip(`${name} (skipped: no Chromium is installed)`, suite);
  if (!built) throw new Error('The screens are not built. Run this through npm test, or node bin/build-web.mjs first.');
  describe(name, suite);
};

/** A rule that axe found broken, and where. */
export type Violation = { readonly id: string; readonly nodes: readonly string[] };

let source: string | null = null;
const axeSource = (): string => (source ??= readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8'));
const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Colours are judged where they stay, not half-way through a fade. */
const still = `Promise.allSettled(document.getAnimations()
  .filter(({ effect }) => effect.getComputedTiming().iterations !== Infinity)
  .map(({ finished }) => finished))`;

/** All rules of WCAG 2.2 AA and good practice; or those alone that another look of the same page could break. */
const rules = { all: wcag, colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] } };

/**
 * What axe finds wrong with the page once nothing on it moves, by WCAG 2.2 AA and good practice.
 * @param by `colours` where the rest of the same page was judged already, in the other look
 */
export const axe = async (page: Page, by: keyof typeof rules = 'all'): Promise<readonly Violation[]> => {
  await page.evaluate(still);
  // Half a megabyte of script: it is sent to a document once.
  if (!(await page.evaluate("'axe' in globalThis"))) await page.evaluate(axeSource());
  const options = { runOnly: rules[by], resultTypes: ['violations'] };
  const found = await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`);
  const { violations } = found as { violations: { id: string; nodes: { html: string }[] }[] };
  return violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ html }) => html.slice(0, 160)) }));
};

/** Keeps a picture of the page as it stands, light and dark, where pictures are wanted (SCREENS_OUT). */
export const pictured = async (page: Page, name: string): Promise<void> => {
  const out = process.env['SCREENS_OUT'];
  if (!out) return;
  mkdirSync(out, { recursive: true });
  for (const colorScheme of ['dark', 'light'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.screenshot({ path: join(out, `${name}-${colorScheme}.png`), fullPage: true });
  }
};

/** Says what somebody works on, in the dialog of the shell; it goes with every question from then on. */
export const sayWhy = async (page: Page, inquiry: Partial<typeof why> = {}): Promise<void> => {
  await page.getByRole('button', { name: /^(Say what you work on|Working on)/ }).click();
  await typeWhy(page.getByRole('dialog'), { ...why, ...inquiry });
  await page.getByRole('dialog').waitFor({ state: 'detached' });
};

export class Desk {
  /** What went wrong in any page: messages of the console, breaches of the content security policy, exceptions. */
  readonly faults: string[] = [];
  /** Every address that a page asked for, with its fragment. */
  readonly addresses: string[] = [];

  private constructor(
    readonly department: Department,
    readonly url: string,
    readonly browser: Browser,
  ) {}

  /** One person of every position (test/api/department.ts), a server that listens, and Chromium. Some 6 s. */
  static async open(settings: Readonly<Record<string, string>> = {}, time?: Time): Promise<Desk> {
    const department = await Department.open({ ALPR_DEPARTMENT: 'Demonstration Police Department', ...settings }, time);
    await department.app.listen(0, '127.0.0.1');
    const { port } = department.app.getHttpServer().address() as AddressInfo;
    const browser = await launched();
    return new Desk(department, `http://localhost:${port}`, browser);
  }

  async close(): Promise<void> {
    await this.browser.close();
    await this.department.close();
  }

  /** A window of its own, as of somebody who is not signed in. */
  async visit(options: BrowserContextOptions = {}): Promise<Page> {
    return this.#watched(await this.#context(options));
  }

  /**
   * A window in which that person is signed in already, by the session that he has with the API too.
   * @param path null leaves it empty, for a test that prepares it first
   */
  async signIn(role: Role, path: string | null = '/app', options: BrowserContextOptions = {}): Promise<Page> {
    const context = await this.#context(options);
    await admit(context, this.url, this.department.token(role)!);
    const page = await this.#watched(context);
    if (path !== null) await page.goto(path);
    return page;
  }

  /** Types username, password and a fresh code into the form that stands there, and submits it. */
  async fillIn(page: Page, role: Role, submit: string): Promise<void> {
    const { username } = this.department.people.get(role)!;
    const { password, code } = this.department.keys.credentials(username);
    const name = page.getByLabel('Username');
    if (await name.isVisible()) await name.fill(username);
    await page.getByLabel(/^Password/).fill(password);
    await page.getByLabel('Code of your authenticator').fill(code);
    await page.getByRole('button', { name: submit, exact: true }).click();
  }

  /** Of somebody who asked his system for less motion: a dialog stands at once, which spares the tests its fade. */
  #context(options: BrowserContextOptions): Promise<BrowserContext> {
    return this.browser.newContext({ baseURL: this.url, reducedMotion: 'reduce', ...options });
  }

  async #watched(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      // A refusal is an answer like any other here; Chromium calls each a failure to load.
      if (message.type() === 'error' && !/the server responded with a status of 4\d\d/.test(message.text()))
        this.faults.push(message.text());
    });
    page.on('pageerror', (error) => this.faults.push(String(error)));
    page.on('request', (request) => this.addresses.push(request.url()));
    page.on('framenavigated', (frame) => this.addresses.push(frame.url()));
    return page;
  }
}
