/** Every page of every role opens without a fault and passes axe, light and dark; `npm run screens` keeps pictures. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Role } from '../api/department.js';
import { Beat } from './beat.js';
import { axe, Desk, inBrowser, sayWhy } from './browser.js';

const out = process.env['SCREENS_OUT'];
const looks = ['light', 'dark'] as const;

/** Whose navigation together leads to every page; a page that several may open is looked at for the first of them. */
const visitors: readonly Role[] = [
  'police-officer',
  'custodian-of-records',
  'auditor',
  'police-chief',
  'training-sergeant',
  'administrator',
  'police-dispatcher',
];

/** Two frames in which nothing is fetched any more; a page that hears alerts never ends asking, so it is not that. */
const quiet = `new Promise((resolve) => {
  let frames = 0;
  const look = () => {
    frames = document.querySelector('h1:not([data-left])') && !document.querySelector('.mantine-Loader-root')
      ? frames + 1 : 0;
    if (frames > 2) resolve(); else requestAnimationFrame(look);
  };
  look();
})`;

const settled = (page: Page): Promise<unknown> => page.evaluate(quiet);

/** Marks the heading that stands there, so that it is not taken for that of the page which comes next. */
const leave = (page: Page): Promise<unknown> =>
  page.evaluate("document.querySelectorAll('h1').forEach((one) => one.setAttribute('data-left', ''))");

const kept = async (page: Page, name: string): Promise<void> => {
  if (!out) return;
  mkdirSync(out, { recursive: true });
  await page.evaluate('scrollTo(0, 0)');
  await page.screenshot({ path: join(out, `${name}.png`), fullPage: true });
};

/** In each look what axe finds, the second time of colours alone; and pictures where they are wanted. */
const seen = async (page: Page, name: string): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  for (const [at, colorScheme] of looks.entries()) {
    await page.emulateMedia({ colorScheme });
    const violations = await axe(page, at === 0 ? 'all' : 'colours');
    found.push(...violations.map((violation) => ({ name, colorScheme, ...violation })));
    await kept(page, `${name}-${colorScheme}`);
  }
  return found;
};

/** Beside a desk's 1280 px: the screen of a car, and a telephone. */
const narrower = [
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
] as const;

const sticksOut = `[...document.querySelectorAll('body *')].filter((one) => {
  const { left, right, width } = one.getBoundingClientRect();
  const within = one.closest('.rows, .picture, .skip, .mantine-AppShell-navbar, [aria-hidden=true]');
  return width > 0 && !within && (left < -1 || right > innerWidth + 1);
}).map((one) => one.outerHTML.slice(0, 120))`;

/** What does not fit into the narrower windows in which an officer works. */
const fitting = async (page: Page, name: string): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  const before = page.viewportSize()!;
  for (const size of narrower) {
    await page.setViewportSize(size);
    await settled(page);
    const elements = (await page.evaluate(sticksOut)) as readonly string[];
    found.push(...elements.map((element) => ({ name, width: size.width, element })));
    await kept(page, `${name}-${size.width}`);
  }
  await page.setViewportSize(before);
  return found;
};

inBrowser('every page', () => {
  let desk: Desk;
  /** Addresses that were looked at; a picture is kept of what each person sees there. */
  const opened = new Set<string>();
  /** Whether it is to be looked at; each address once, unless pictures are wanted. */
  const isNew = (address: string): boolean => out !== undefined || !opened.has(address);

  beforeAll(async () => {
    desk = await Desk.open();
    const beat = await Beat.of(desk.department);
    for (const plate of ['7PAG001', '7PAG002', '7PAG003']) await beat.alert(plate);
    await beat.seek('7PAGO04');
    await beat.drivePast('7PAG004');
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  it('of a visitor', async () => {
    const page = await desk.visit();
    for (const path of ['/app', '/app/policy', '/app/invitation']) {
      await page.goto(path);
      await settled(page);
      expect(await seen(page, `visitor${path.replaceAll('/', '-')}`)).toEqual([]);
      // At /app the visitor finds the door, and who is signed in his start page.
      if (path !== '/app') opened.add(path);
    }
    await page.context().close();
  }, 60_000);

  it.each(visitors)(
    'of the %s',
    async (role) => {
      const page = await desk.signIn(role);
      await settled(page);
      await sayWhy(page);
      const links = await page.getByRole('navigation').getByRole('link').all();
      expect(links.length).toBeGreaterThan(0);
      if (isNew('/app')) expect(await seen(page, `${role}-home`)).toEqual([]);
      opened.add('/app');
      for (const link of links) {
        const [address, name] = [(await link.getAttribute('href'))!, (await link.textContent())!];
        if (!isNew(address)) continue;
        opened.add(address);
        await leave(page);
        await link.click();
        await settled(page);
        const slug = `${role}-${name.toLowerCase().replaceAll(/\W+/g, '-')}`;
        expect(await seen(page, slug)).toEqual([]);
        if (role === 'police-officer') expect(await fitting(page, slug)).toEqual([]);
        if (name !== 'Alerts') continue;
        await page.getByRole('navigation', { name: 'Alerts' }).getByRole('button').first().click();
        await page.getByRole('img', { name: 'Picture of the read' }).waitFor();
        expect(await seen(page, `${slug}-one`)).toEqual([]);
        if (role === 'police-officer') expect(await fitting(page, `${slug}-one`)).toEqual([]);
      }
      await page.context().close();
    },
    180_000,
  );

  it('was looked at', () => {
    expect(opened.size).toBeGreaterThan(40);
  });
});
