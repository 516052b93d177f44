/** The auditor's whole job in a browser: replay, proof, sample, findings, flags, violations, refusals, the bundle. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { Clockwork } from '../../src/handlers/clockwork.js';
import { Views } from '../../src/projections/views.js';
import { why } from '../api/station.js';
import { axe, Desk, inBrowser, pictured, sayWhy } from './browser.js';

const audit = { purpose: 'audit', reason: 'The quarterly audit of searches by patrol', eventNumber: 'A-26-4' };
const hostile = '<script>alert(1)</script> \u202Eevil\u202C \u{1F697} the sedan on Ramon Road';
const digest = 'a'.repeat(64);
const plan = {
  everyDays: 7,
  auditors: ['auditor'],
  approver: 'police-chief',
  papersYears: 2,
  areas: [
    { area: 'searches', sample: 3 },
    { area: 'refusals', sample: 1 },
  ],
  documentation: digest,
  resolutionDays: 30,
};

/** Rows of a history as long as nobody will click through; made in the read model alone, before everything else. */
const lengthen = (desk: Desk, memberId: string, rows: number): void => {
  const { db } = desk.department.app.get(Views);
  db.exec(`
    insert or ignore into rulings(list) values ('["430.7(g) R-NO-REASON"]');
    with recursive n(i) as (select 1 union all select i + 1 from n where i < ${rows})
    insert into accesses (position, event_id, at, kind, act, outcome, actor_kind, actor_id, session_id, rulings, reason)
      select i - ${rows} - 10,
        lower(printf('%08x-0000-4000-8000-%012x', i, i)),
        strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', '+' || (i * 7) || ' minutes'),
        'query', 'QueryMade', iif(i % 9 = 0, 'refused', 'done'), 'member', '${memberId}',
        lower(printf('%08x-1111-4000-8000-000000000000', i / 40)),
        (select id from rulings where list like '%R-NO-REASON%' limit 1), 'Search number ' || i
      from n`);
};

inBrowser('the auditor', () => {
  let desk: Desk;
  let page: Page;
  let began: string;
  let ended: string;
  beforeAll(async () => {
    desk = await Desk.open();
    began = new Date().toISOString();
    const { department } = desk;
    const search = { ...why, question: 'detections' };
    for (let n = 0; n < 4; n += 1)
      await department.done('/queries', 'police-officer', { ...search, elements: { plate: `7AUD00${n}` } });
    await department.done('/queries', 'police-officer', { ...search, reason: hostile, elements: { plate: '7AUD009' } });
    await department.refusal('/queries', 'police-officer', { ...search, reason: '', elements: { plate: '7AUD001' } });
    await department.done('/canaries', 'auditor', { plate: '9CAN111' });
    await department.done('/queries', 'police-officer', { ...search, elements: { plate: '9CAN111' } });
    await department.app.get(Clockwork).keep();
    ended = new Date().toISOString();
    lengthen(desk, department.memberId('crime-analyst'), 10_000);
    page = await desk.signIn('auditor', '/app/auditor/replay');
    await sayWhy(page, audit);
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  const open = (name: string) => page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  const replay = async (role: 'police-officer' | 'crime-analyst'): Promise<void> => {
    const form = page.getByRole('form', { name: 'Whose history' });
    await form.getByLabel('Member', { exact: true }).selectOption(desk.department.memberId(role));
    await form.getByRole('button', { name: 'Replay' }).click();
    await page.getByRole('slider', { name: 'Time line' }).waitFor();
  };
  const at = async (): Promise<number> =>
    Number(await page.getByRole('slider', { name: 'Time line' }).getAttribute('aria-valuenow'));
  const event = () => page.getByRole('region', { name: 'The event at hand' });

  it('replays a member from his first act to this very look, by keyboard alone', async () => {
    await replay('police-officer');
    const slider = page.getByRole('slider', { name: 'Time line' });
    await slider.focus();
    await page.keyboard.press('End');
    // Opening it is recorded, and stands in it.
    await event().getByText('access history').waitFor();
    expect(await event().innerText()).toContain('Person auditor');
    await page.keyboard.press('Home');
    expect(await at()).toBe(1);
    await page.keyboard.press('ArrowRight');
    expect(await at()).toBe(2);
    await page.getByLabel('Speed').selectOption('1000');
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await page.waitForFunction('Number(document.querySelector("[role=slider]").ariaValueNow) > 8');
    await page
      .getByRole('button', { name: 'Pause' })
      .or(page.getByRole('button', { name: 'Play', exact: true }))
      .first()
      .click();
    expect(await axe(page)).toEqual([]);
    await pictured(page, 'auditor-player');
  }, 60_000);

  it('sees reasons as they were typed, plates masked, and by which clause somebody was refused', async () => {
    await page.getByLabel('Reason, clause, code or name').fill('sedan');
    await page.getByRole('slider', { name: 'Time line' }).focus();
    await page.keyboard.press('Home');
    const text = await event().innerText();
    expect(text).toContain('<script>alert(1)</script> [U+202E]evil[U+202C]');
    expect(text).toContain('7•••••9');
    expect(await page.locator('body').innerText()).not.toContain('7AUD009');
    await page.getByLabel('Reason, clause, code or name').fill('');
    await page.getByLabel('Outcome').selectOption('refused');
    const refused = event().getByRole('list', { name: 'Refused by' });
    expect(await refused.innerText()).toContain('R-NO-REASON');
    expect(await refused.getByRole('link').first().getAttribute('href')).toBe('/app/policy#430.7(g)');
    await page.getByLabel('Outcome').selectOption('');
  }, 60_000);

  it('proves a line in the browser, and finds out a changed line and a key that is not the ledger’s', async () => {
    await event().getByRole('button', { name: 'Prove it' }).click();
    const dialog = page.getByRole('dialog', { name: 'Proof of this line' });
    const steps = dialog.getByRole('list', { name: 'What was checked' });
    await steps.waitFor();
    expect(await steps.innerText()).toMatch(/In the ledger, and signed\s+holds/);
    expect(await steps.innerText()).toContain('The Department has named no witness.');
    expect(await axe(page)).toEqual([]);
    await pictured(page, 'auditor-proof');
    const bundles = '**/ledger/tile/entries/**';
    await page.route(bundles, async (route) => {
      const response = await route.fetch();
      const body = await response.body();
      // Every line is changed in one letter of its last hundred.
      await route.fulfill({
        response,
        body: Buffer.from(body.toString('latin1').replaceAll('"stream"', '"strean"'), 'latin1'),
      });
    });
    await dialog.getByRole('button', { name: 'Read the line itself' }).click();
    await dialog.getByText('The line is not the one that was signed.').waitFor();
    await page.unroute(bundles);
    await dialog.getByRole('button', { name: 'Read the line itself' }).click();
    await dialog.getByText('its digest is the one proven').waitFor();
    const other = 'clerk.example/log+00000000+AZ0000000000000000000000000000000000000000000=';
    await dialog.getByLabel('The verifier key you were handed').fill(other);
    await dialog.getByText('does not hold').waitFor();
    await dialog.getByLabel('The verifier key you were handed').fill('');
    await dialog.getByText('does not hold').waitFor({ state: 'detached' });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
  }, 60_000);

  it('scrubs through ten thousand rows, of which few are ever drawn', async () => {
    await replay('crime-analyst');
    const started = Date.now();
    await page.getByRole('slider', { name: 'Time line' }).focus();
    for (let n = 0; n < 40; n += 1) {
      await page.keyboard.press('End');
      const more = await page.getByText('more are fetched as you come to them').count();
      if (more === 0) break;
      await page.waitForTimeout(100);
    }
    await page.keyboard.press('End');
    expect(await at()).toBeGreaterThan(10_000);
    // Each page was asked for, and recorded as shown, once.
    expect(await event().innerText()).toContain('10000 rows');
    // What is at hand is in sight, though ten thousand rows lie before it.
    const current = page.locator('.rows tr[aria-current]');
    await current.waitFor();
    const [row, list] = [(await current.boundingBox())!, (await page.locator('.rows').boundingBox())!];
    expect(row.y).toBeGreaterThan(list.y);
    expect(row.y + row.height).toBeLessThan(list.y + list.height + 1);
    await pictured(page, 'auditor-long');
    expect(Date.now() - started).toBeLessThan(20_000);
    expect(await page.locator('.rows tbody tr').count()).toBeLessThan(80);
    const box = (await page.getByRole('slider', { name: 'Time line' }).boundingBox())!;
    await page.mouse.click(box.x + box.width / 20, box.y + 20);
    const early = await at();
    expect(early).toBeGreaterThan(1000);
    expect(early).toBeLessThan(9000);
  }, 60_000);

  it('draws the sample of an audit, and reviews it item by item', async () => {
    await open('Audits');
    await page.getByText('No plan is in force').waitFor();
    await page.getByRole('button', { name: 'Open the audit' }).click();
    await page.getByRole('alert').getByText('R-AUDIT-PLAN').waitFor();
    const { department } = desk;
    await department.done('/audits/plan', 'administrator', plan);
    const period = { kind: 'weekly', from: began, to: ended };
    const { auditId } = await department.done('/audits', 'administrator', period);
    await page.getByRole('button', { name: 'Open the audit' }).click();
    await page.getByRole('link', { name: 'weekly' }).click();
    expect(page.url()).toContain(auditId);
    await page.getByRole('button', { name: 'Draw the sample' }).click();
    const item = page.getByRole('region', { name: 'The item at hand' });
    await page.getByText('0 of 4 reviewed').waitFor();
    for (let n = 1; n <= 3; n += 1) {
      await item.getByRole('list', { name: /Admitted by|Refused by/ }).waitFor();
      await item.getByRole('radio', { name: 'Compliant' }).check();
      await item.getByRole('button', { name: 'Record the verdict' }).click();
      await page.getByText(`${n} of 4 reviewed`).waitFor();
    }
    expect(await axe(page)).toEqual([]);
    await pictured(page, 'auditor-sample');
  }, 60_000);

  it('loses nothing he typed when another was quicker, or his session ended', async () => {
    const { department } = desk;
    const item = page.getByRole('region', { name: 'The item at hand' });
    const [left] = (await department.register('audit-items')).filter(({ verdict }: { verdict: unknown }) => !verdict);
    await item.getByRole('radio', { name: /^Unclear/ }).check();
    const note = 'The reason was left out, and the officer does not remember';
    await item.getByLabel('What you looked at').fill(note);
    await department.done(`/audits/${left.auditId}/items/${left.id}/review`, 'administrator', { verdict: 'compliant' });
    await item.getByRole('button', { name: 'Record the verdict' }).click();
    await item.getByRole('alert').getByText('R-ITEM').waitFor();
    expect(await item.getByLabel('What you looked at').inputValue()).toBe(note);

    const raising = page.getByRole('form', { name: 'Raise a finding' });
    await raising.getByLabel('What was found').fill('One search gave no reason at all, and was refused');
    await department.call('DELETE', '/sessions/current', 'auditor');
    await raising.getByRole('button', { name: 'Raise the finding' }).click();
    await page.getByRole('dialog').waitFor();
    await desk.fillIn(page, 'auditor', 'Sign in again');
    const consent = page.getByRole('button', { name: 'I consent, and go on' });
    await consent.click();
    await page.getByRole('list', { name: 'Findings' }).getByText('One search gave no reason').waitFor();
    await page.getByText('You raised it: somebody else resolves it.').waitFor();
  }, 60_000);

  it('looks at a flag and says what it was', async () => {
    await open('Flags');
    const flag = page.getByRole('region', { name: 'The flag at hand' });
    const row = page.getByRole('row', { name: /no vehicle bears/ });
    await row.getByRole('button', { name: 'Open' }).click();
    await flag.getByText('Person police-officer').waitFor();
    expect(await axe(page)).toEqual([]);
    await pictured(page, 'auditor-flag');
    await flag.getByRole('radio', { name: /^A matter of training/ }).check();
    await flag.getByLabel('What you looked at').fill('He tried the plate out of curiosity after a briefing');
    await flag.getByRole('button', { name: 'Record it' }).click();
    await flag.getByText('He tried the plate out of curiosity').and(flag.locator('bdi')).waitFor();
    await flag.getByRole('button', { name: 'Replay this member' }).click();
    await page.getByRole('slider', { name: 'Time line' }).waitFor();
  }, 60_000);

  it('handles a violation that somebody reported without a name', async () => {
    const report = { kind: 'personal-use', account: `${hostile}: he looked for his neighbour` };
    await desk.department.done('/violations/anonymous', 'nobody', report);
    await open('Violations');
    const one = page.getByRole('region', { name: 'The report at hand' });
    await one.getByText('he looked for his neighbour').waitFor();
    await one.getByLabel('Whom it is about').selectOption(desk.department.memberId('police-officer'));
    await pictured(page, 'auditor-violation');
    await one.getByRole('button', { name: 'Take it up' }).click();
    await one.getByLabel('What you looked at').fill('Replayed the searches of the week: there is none for it');
    await one.getByRole('button', { name: 'Conclude' }).click();
    await one.getByRole('button', { name: 'Close the report' }).click();
    await page.getByText('0 open of 1').waitFor();
  }, 60_000);

  it('counts refusals by code, and sees what other agencies may do', async () => {
    await open('Refusals');
    const codes = page.getByRole('table', { name: 'Refusals by code' });
    await codes.getByText('R-NO-REASON').waitFor();
    await page.getByRole('region', { name: 'The refusal at hand' }).waitFor();
    expect(await axe(page)).toEqual([]);
    await pictured(page, 'auditor-refusals');
    await open('Other agencies');
    const agreements = page.getByRole('table', { name: 'Agreements' });
    await agreements.getByText('has access').waitFor();
    expect(await agreements.innerText()).toContain('Indio Police Department');
    await pictured(page, 'auditor-agencies');
  }, 60_000);

  it('takes the bundle away for somebody outside, with the verifiers in it', async () => {
    await open('The ledger');
    await page.getByText('The signature holds').waitFor();
    const saving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Take the bundle' }).click();
    const file = await saving;
    expect(file.suggestedFilename()).toMatch(/^alpr-ledger-bundle-\d+\.tar\.gz$/);
    expect([...readFileSync(await file.path()).subarray(0, 2)]).toEqual([0x1f, 0x8b]);
    await page.getByText('The bundle was saved').waitFor();
    await pictured(page, 'auditor-ledger');
    expect(desk.addresses.filter((address) => /7AUD|9CAN/.test(address))).toEqual([]);
  }, 60_000);
});
