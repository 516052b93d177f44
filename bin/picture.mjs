// Makes docs/pictures/alerts.png, the picture in the README, of the demonstration department: node bin/picture.mjs
// Needs a build (npm run build) and a Chromium.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const out = join(root, 'docs', 'pictures', 'alerts.png');
const executablePath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(existsSync);

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

/** The demonstration as `npm run demo` serves it, once the streets go on. @returns its address, and how to stop it */
const demonstration = () =>
  new Promise((resolve, reject) => {
    const env = { ...process.env, PORT: '0' };
    const child = spawn(process.execPath, [join(root, 'dist', 'cli.js'), 'demo'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text) => {
      said += text;
      const url = /screens {3}(http:\S+)\/app/.exec(said)?.[1];
      if (url && said.includes('The streets go on')) resolve({ url, stop: () => child.kill('SIGINT') });
    });
    child.once('close', (code) => reject(new Error(`The demonstration ended (${code}):\n${said}`)));
  });

/** Opens alerts as they come until one has a picture: the streets send one now and then. */
const pictured = async (page) => {
  const alerts = page.getByRole('navigation', { name: 'Alerts' }).getByRole('button');
  const shown = page.getByRole('img', { name: 'Picture of the read' });
  const none = page.getByRole('region', { name: 'The alert at hand' }).getByText('There is no such picture');
  const tried = new Set();
  for (let second = 0; second < 300; second += 1) {
    for (const alert of await alerts.all()) {
      const plate = await alert.locator('.plate').innerText();
      if (tried.has(plate)) continue;
      tried.add(plate);
      await alert.click();
      await shown.or(none).first().waitFor();
      if (await shown.isVisible()) return;
    }
    await page.waitForTimeout(1000);
  }
  throw new Error('No alert with a picture came within five minutes.');
};

/** An alert at hand, with its picture, as an officer has it before him. */
const picture = async (url, browser) => {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' });
  await page.goto(`${url.replace('127.0.0.1', 'localhost')}/app/officer/alerts`);
  await page.getByRole('button', { name: 'police officer' }).first().click();
  const consent = page.getByRole('button', { name: 'I consent, and go on' });
  const form = page.getByRole('form', { name: 'What you are working on' });
  await consent.or(form).first().waitFor();
  if (await consent.isVisible()) await consent.click();
  await form.getByLabel('Purpose').selectOption('stolen-vehicle');
  await form.getByLabel('Reason').fill('Working the alert on the saloon taken from Ramon Road');
  await form.getByLabel('Event or case number').fill('26-11873');
  await form.getByRole('button', { name: 'Go on' }).click();
  await pictured(page);
  await page.evaluate('scrollTo(0, 0)');
  mkdirSync(dirname(out), { recursive: true });
  await page.screenshot({ path: out });
};

if (!executablePath) fail('No Chromium is installed.');
const { url, stop } = await demonstration();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
try {
  await picture(url, browser);
  process.stderr.write(`Made ${out}\n`);
} finally {
  await browser.close();
  stop();
}
