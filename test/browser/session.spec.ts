/** The session of a browser: opened by the form, out of reach of scripts and other sites, and never lost mid-form. */
import { Desk, inBrowser } from './browser.js';

inBrowser('a session on a screen', () => {
  let desk: Desk;
  beforeAll(async () => void (desk = await Desk.open()), 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  it('is opened with password and code, begins with the notice, and leaves no token with the page', async () => {
    const page = await desk.visit();
    await page.goto('/app/policy');
    await page.goto('/app');
    await expect(page.getByText('Your use is logged by name').innerText()).resolves.toContain('Policy 430.9');
    await desk.fillIn(page, 'crime-analyst', 'Sign in');
    await page.getByRole('button', { name: 'I consent, and go on' }).click();
    await page.getByRole('heading', { name: /^Good day/ }).waitFor();
    const [cookie] = await page.context().cookies();
    expect(cookie).toMatchObject({ name: 'alpr_session', httpOnly: true, sameSite: 'Strict', path: '/' });
    const held = await page.evaluate('document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })');
    expect(held).not.toContain(cookie!.value.slice(0, 20));
    expect(await page.content()).not.toContain(cookie!.value.slice(37));
  }, 60_000);

  it('that was locked is opened over the page, which nobody sees meanwhile', async () => {
    const page = await desk.signIn('police-sergeant');
    await page.getByRole('button', { name: 'Lock' }).click();
    const dialog = page.getByRole('dialog', { name: 'Your session is locked' });
    await dialog.waitFor();
    expect(await page.getByRole('heading', { name: /^Good day/ }).isVisible()).toBe(false);
    await desk.fillIn(page, 'police-sergeant', 'Unlock');
    await page.getByRole('heading', { name: /^Good day/ }).waitFor();
  }, 60_000);

  it('ends where the member says so, and a link to a page asks who one is and then leads there', async () => {
    const page = await desk.signIn('city-attorney');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in', exact: true }).waitFor();
    expect(await page.context().cookies()).toEqual([]);
  }, 60_000);

  it('begins with a script that travels compressed, is kept for ever, and is named after what it holds', async () => {
    const page = await desk.visit();
    const script = page.waitForResponse(/\/app\/assets\/index-[\w-]+\.js$/);
    await page.goto('/app');
    const headers = await (await script).allHeaders();
    expect(headers['content-encoding']).toMatch(/^(br|gzip)$/);
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(Number(headers['content-length'])).toBeLessThan(200_000);
  }, 60_000);
});
