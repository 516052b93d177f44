/** The officer's job in a browser: alerts pushed, compared by two keys, confirmed, acted upon; and what goes wrong. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { Ledger } from '../../src/ledger/ledger.js';
import { axe, Desk, inBrowser, sayWhy } from './browser.js';
import { why } from '../api/station.js';
import { Beat } from './beat.js';

inBrowser('an officer at his screen', () => {
  let desk: Desk;
  let beat: Beat;
  beforeAll(async () => {
    desk = await Desk.open();
    beat = await Beat.of(desk.department);
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(async () => {
    // A queue left open would be told of every alert of the tests that follow.
    for (const context of desk.browser.contexts()) await context.close();
    expect(desk.faults.splice(0)).toEqual([]);
  });

  const atQueue = async (role: 'police-officer' | 'police-dispatcher' | 'police-sergeant'): Promise<Page> => {
    const page = await desk.signIn(role, '/app/officer/alerts');
    await page.getByRole('button', { name: 'Say what you work on' }).waitFor();
    await sayWhy(page);
    await page.getByText('Live', { exact: true }).waitFor();
    return page;
  };
  const alertOf = (page: Page, plate: string) =>
    page.getByRole('navigation', { name: 'Alerts' }).getByRole('button').filter({ hasText: plate });
  const hit = (page: Page) => page.getByRole('region', { name: 'The alert at hand' });

  it('sees an alert come by itself, not verified; compares it with two keys, and confirms it', async () => {
    const page = await atQueue('police-officer');
    await beat.alert('7BRW001');
    await alertOf(page, '7BRW001').getByText('not verified').waitFor();
    await page.getByRole('alert').getByText('A new alert, not verified').waitFor();
    await alertOf(page, '7BRW001').click();
    await hit(page).getByRole('img', { name: 'Picture of the read' }).waitFor();
    await hit(page).press('s');
    await hit(page).press('c');
    await alertOf(page, '7BRW001').getByText('verified, not confirmed').waitFor();
    await hit(page).press('r');
    await page.keyboard.type('Dispatch, desk 2');
    await page.keyboard.press('Enter');
    await alertOf(page, '7BRW001').getByText('confirmed', { exact: true }).waitFor();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Record the action' }).click();
    await page.getByText('Recorded: traffic stop').waitFor();
  }, 90_000);

  it('is refused an action before the comparison, and told what would allow it, with the clause', async () => {
    await beat.alert('7BRW002');
    const page = await atQueue('police-officer');
    await alertOf(page, '7BRW002').click();
    await page.getByRole('button', { name: 'Record the action' }).click();
    const panel = page.getByRole('alert').filter({ hasText: 'The policy does not allow this' });
    await panel.getByText('R-UNVERIFIED').waitFor();
    expect(await panel.innerText()).toMatch(/To go on: /);
    const link = panel.getByRole('link', { name: /^Policy 430\.6\(k\)/ }).first();
    expect(await link.getAttribute('href')).toContain('/app/policy#430.6');
    expect(await axe(page)).toEqual([]);
  }, 90_000);

  it('types uncertain characters from the picture, and a difference is no agreement', async () => {
    await beat.seek('7BRW0O3');
    await beat.drivePast('7BRW003');
    const page = await atQueue('police-officer');
    await alertOf(page, '7BRW003').getByText('possible: look-alike characters').waitFor();
    await alertOf(page, '7BRW003').click();
    await hit(page).getByRole('img', { name: 'Picture of the read' }).waitFor();
    await hit(page).press('s');
    await hit(page).press('c');
    expect(await alertOf(page, '7BRW003').innerText()).toContain('not verified');
    await page.getByLabel('Character at place 6').fill('0');
    await alertOf(page, '7BRW003').getByText('rejected by eye').waitFor();
  }, 90_000);

  it('shows what somebody typed as text, whatever it holds', async () => {
    const reason = 'Taken by force <script>document.title="owned"</script> near \u202Egpj.tset Ramon Road';
    await beat.alert('7BRW004', { reason });
    const page = await atQueue('police-officer');
    await alertOf(page, '7BRW004').click();
    await hit(page).getByText('<script>document.title="owned"</script>').waitFor();
    await hit(page).getByText('[U+202E]gpj.tset').waitFor();
    expect(await page.title()).not.toContain('owned');
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await page.getByLabel('Plate', { exact: true }).fill('😀🚗');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.getByText(/Nothing was found|not a request we understand|does not allow this/i).waitFor();
  }, 90_000);

  it('sees who has taken an alert up, and keeps what he typed', async () => {
    await beat.alert('7BRW005');
    const [one, other] = [await atQueue('police-officer'), await atQueue('police-dispatcher')];
    await alertOf(other, '7BRW005').click();
    await hit(other).getByRole('img', { name: 'Picture of the read' }).waitFor();
    await other.getByLabel(/Who confirmed it/).fill('Desk 7');
    await alertOf(one, '7BRW005').click();
    await hit(one).getByText('Taken up by Person police-dispatcher').waitFor();
    await hit(one).press('s');
    await hit(one).press('c');
    await hit(other).getByText('Compared already: verified.').waitFor();
    expect(await other.getByLabel(/Who confirmed it/).inputValue()).toBe('Desk 7');
  }, 90_000);

  it('corrects what was read, with the colleague who looked too chosen by name', async () => {
    await beat.alert('7BRW007');
    await beat.seek('7BRW008');
    const page = await atQueue('police-officer');
    await alertOf(page, '7BRW007').click();
    await page.getByRole('button', { name: 'Correct what was read' }).click();
    const form = page.getByRole('form', { name: 'Correction' });
    await form.getByLabel('Characters as they are').fill('7brw008');
    await form.getByRole('button', { name: 'Record the correction' }).click();
    await form.getByText('R-CORRECT-SECOND').waitFor();
    await form.getByLabel('Who looked too').selectOption({ label: 'Person police-sergeant, police sergeant' });
    await form.getByRole('button', { name: 'Record the correction' }).click();
    await alertOf(page, '7BRW008').first().waitFor();
    const { app } = desk.department;
    const corrected: unknown[] = [];
    for await (const { type, line } of app.get(Ledger).readAll(-1n))
      if (type === 'PlateCorrected') corrected.push(JSON.parse(line).data.secondMemberId);
    expect(corrected).toEqual([desk.department.memberId('police-sergeant')]);
  }, 90_000);

  it('takes what he found away as a file, whose name holds no plate', async () => {
    const page = await desk.signIn('police-officer', '/app/officer/search');
    const form = page.getByRole('form', { name: 'Search' });
    await form.getByLabel('Purpose').selectOption(why.purpose);
    await form.getByLabel('Reason').fill(why.reason);
    await form.getByLabel('Event or case number').fill(why.eventNumber);
    await form.getByLabel('Plate', { exact: true }).fill('7BRW001');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Export as CSV' }).click(),
    ]);
    expect(readFileSync(await download.path(), 'utf8')).toContain('7BRW001');
    expect(download.suggestedFilename()).toMatch(/^alpr-detections-\d{4}-\d\d-\d\d\.csv$/);
  }, 90_000);

  it('loses the line, says so, and misses nothing when it is back', async () => {
    const page = await atQueue('police-officer');
    await page.context().setOffline(true);
    await page.getByText('No connection to the server.').waitFor();
    await beat.alert('7BRW006');
    await page.context().setOffline(false);
    await alertOf(page, '7BRW006').waitFor();
    expect(await page.evaluate('JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain('7BRW006');
  }, 90_000);

  it('draws ten thousand rows without drawing them all', async () => {
    const page = await desk.signIn('police-officer', '/app/officer/search');
    let asked = 0;
    await page.route('**/queries', (route) => {
      const rows = Array.from({ length: 1000 }, (_, at) => ({
        id: `00000000-0000-4000-8000-${String(asked * 1000 + at).padStart(12, '0')}`,
        plate: `8TST${String(at).padStart(3, '0')}`,
        plateState: 'CA',
        capturedAt: '2026-11-24T08:00:00.000Z',
        camera: 'Palm Canyon Dr',
        confidence: 9312,
        images: [],
      }));
      asked += 1;
      return route.fulfill({ json: { queryId: rows[0]!.id, rows, more: asked < 10, withheld: 0, receipt: {} } });
    });
    const form = page.getByRole('form', { name: 'Search' });
    await form.getByLabel('Purpose').selectOption(why.purpose);
    await form.getByLabel('Reason').fill(why.reason);
    await form.getByLabel('Event or case number').fill(why.eventNumber);
    await form.getByLabel('Plate', { exact: true }).fill('8TST*');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    for (let pages = 1; pages < 10; pages += 1) {
      await page.getByText(`${pages * 1000} found`).waitFor();
      await page.getByRole('button', { name: 'The next 1000' }).click();
    }
    await page.getByText('10000 found').waitFor();
    const table = page.getByRole('table', { name: 'What cameras read' });
    expect(await table.getAttribute('aria-rowcount')).toBe('10001');
    expect(await table.locator('tbody tr').count()).toBeLessThan(100);
  }, 90_000);

  it('names no plate in any address', () => {
    expect(desk.addresses.length).toBeGreaterThan(50);
    expect(desk.addresses.filter((address) => /7BRW|8TST|%F0%9F/.test(address))).toEqual([]);
  });
});

inBrowser('a form', () => {
  let desk: Desk;
  beforeAll(async () => void (desk = await Desk.open()), 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  const reports = async (): Promise<number> =>
    (await desk.department.register('breach-reports', 'police-chief')).length;

  it('outlives the session it was begun in: one signs in over it, and it goes on, and is settled once', async () => {
    const page = await desk.signIn('crime-analyst', '/app/breach');
    await page.getByLabel('What happened').fill('A screen was left open in the lobby');
    await desk.department.post('/sessions/current/lock', 'crime-analyst');
    await desk.department.call('DELETE', '/sessions/current', 'crime-analyst');
    await page.getByRole('button', { name: 'Report the breach' }).click();
    await page.getByRole('dialog', { name: /sign in again/ }).waitFor();
    await desk.fillIn(page, 'crime-analyst', 'Sign in again');
    await page.getByRole('button', { name: 'I consent, and go on' }).click();
    await page.getByText('Reported. It is on the ledger.').waitFor();
    expect(await reports()).toBe(1);
  }, 90_000);

  it('sent twice by a double click is settled once', async () => {
    const page = await desk.signIn('police-lieutenant', '/app/breach');
    await page.getByLabel('What happened').fill('A print-out was found in the car park');
    await page.getByRole('button', { name: 'Report the breach' }).dblclick();
    await page.getByText('Reported. It is on the ledger.').waitFor();
    expect(await reports()).toBe(2);
  }, 90_000);
});
