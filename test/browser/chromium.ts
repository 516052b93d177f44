/** Chromium as tests and measurements drive it: where it is, how it starts, what every visitor of ours does first. */
import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Locator, type Page } from 'playwright-core';

const places = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
];
export const installed = places.find((one) => existsSync(one));

/** Chromium, without a window. */
export const launched = (): Promise<Browser> =>
  chromium.launch({ executablePath: installed!, args: ['--no-sandbox', '--disable-gpu'] });

/** Gives a window the session of somebody who is signed in already. */
export const admit = (context: BrowserContext, url: string, token: string): Promise<void> =>
  context.addCookies([{ name: 'alpr_session', value: token, url, httpOnly: true, sameSite: 'Strict' }]);

export type Inquiry = { readonly purpose: string; readonly reason: string; readonly eventNumber: string };

/** Types what somebody works on into the form that asks for it, wherever on the page it stands. */
export const typeWhy = async (page: Page | Locator, { purpose, reason, eventNumber }: Inquiry): Promise<void> => {
  const form = page.getByRole('form', { name: 'What you are working on' });
  await form.getByLabel('Purpose').selectOption(purpose);
  await form.getByLabel('Reason').fill(reason);
  await form.getByLabel('Event or case number').fill(eventNumber);
  await form.getByRole('button', { name: 'Go on' }).click();
};

/** Opens the alerts in an empty window, as an officer, until they are live. */
export const watchAlerts = async (page: Page, url: string, token: string, inquiry: Inquiry): Promise<void> => {
  await admit(page.context(), url, token);
  await page.goto(`${url}/app/officer/alerts`);
  await typeWhy(page, inquiry);
  await page.getByText('Live', { exact: true }).waitFor();
};
