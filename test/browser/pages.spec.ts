/** Every page of every role opens without a fault and passes axe, light and dark; `npm run screens` keeps pictures. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Role } from '../api/department.js';
import { Beat } from './beat.js';
import { axe, Desk, inBrowser, sayWhy } from './browser.js';

const out = process.env['SCREENS_OUT'];
const looks = ['light', 'dark'] as const;

/** Whose navigation together leads to every page. */
const visitors: readonly Role[] = [
  'police-officer',
  'police-dispatcher',
  'administrator',
  'custodian-of-records',
  'auditor',
  'police-chief',
  'training-sergeant',
];

/** A page that hears alerts is never without a request under way, so what it shows is waited for instead. */
const settled = async (page: Page): Promise<void> => {
  await page.locator('h1').first().waitFor();
  await page.locator('[aria-busy=true], .mantine-Loader-root').first().waitFor({ state: 'detached' });
  await page.waitForTimeout(150);
};

/** In each look: pictures where they are wanted, and what axe finds. */
const seen = async (page: Page, name: string): Promise<readonly unknown[]> => {
  const found: unknown[] = [];
  for (const colorScheme of looks) {
    await page.emulateMedia({ colorScheme });
    found.push(...(await axe(page)).map((violation) => ({ name, colorScheme, ...violation })));
    if (!out) continue;
    mkdirSync(out, { recursive: true });
    await page.screenshot({ path: join(out, `${name}-${colorScheme}.png`), fullPage: true });
  }
  return found;
};

inBrowser('every page', () => {
  let desk: Desk;
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
    }
  }, 60_000);

  it.each(visitors)(
    'of the %s',
    async (role) => {
      const page = await desk.signIn(role);
      await settled(page);
      await sayWhy(page);
      const links = page.getByRole('navigation').getByRole('link');
      const names = await links.allTextContents();
      expect(names.length).toBeGreaterThan(0);
      expect(await seen(page, `${role}-home`)).toEqual([]);
      for (const name of names) {
        await links.filter({ hasText: name }).first().click();
        await settled(page);
        const slug = `${role}-${name.toLowerCase().replaceAll(/\W+/g, '-')}`;
        expect(await seen(page, slug)).toEqual([]);
        if (name !== 'Alerts') continue;
        await page.getByRole('navigation', { name: 'Alerts' }).getByRole('button').first().click();
        await page.getByRole('img', { name: 'Picture of the read' }).waitFor();
        expect(await seen(page, `${slug}-one`)).toEqual([]);
      }
    },
    180_000,
  );
});
