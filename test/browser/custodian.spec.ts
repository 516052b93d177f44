/** The custodian's whole job on the screens: holds, evidence, a purge by two people with its certificate, requests. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Decrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';
import type { Page } from 'playwright-core';
import { untar } from '../../src/handlers/archive.js';
import { Custody } from '../../src/handlers/custody.js';
import { Ledger } from '../../src/ledger/ledger.js';
import { verifyCertificate } from '../../src/reports/certificate.js';
import type { Role } from '../api/department.js';
import { Watch } from '../support/house.js';
import { axe, Desk, inBrowser, sayWhy } from './browser.js';

const PATIENCE = 15_000;
const custodian: Role = 'custodian-of-records';
const hostile = 'People v. <script>alert(1)</script> \u202edeo.J \u{1F697}';
const audit = { purpose: 'audit', reason: 'Custody of records: what is due this week' };
const resolved = { name: 'judgment.pdf', mimeType: 'application/pdf', buffer: Buffer.from('Judgment entered.') };

inBrowser('the custodian of records', () => {
  // Real hours do not pass for a test: the house, and the clock of each page, go by this one.
  const watch = new Watch(Date.now());
  let desk: Desk;
  const reads: Record<string, string> = {};
  let day: string;

  const read = async (plate: string): Promise<void> => {
    const body = { sourceEventId: plate, capturedAt: watch.in(0), plate, plateState: 'CA', confidence: 0.97 };
    reads[plate] = (await desk.department.done('/detections', 'camera', body)).detectionId;
  };

  /** A window of somebody who has said what he works on, at the hour of the house. */
  const at = async (role: Role, path: string): Promise<Page> => {
    const page = await desk.signIn(role, null);
    page.setDefaultTimeout(PATIENCE);
    await page.clock.setFixedTime(watch.in(0));
    await page.goto('/app');
    await sayWhy(page, audit);
    await open(page, path);
    return page;
  };

  /** Goes there without loading the page anew: what one works on is kept in it. */
  const open = async (page: Page, path: string): Promise<void> => {
    await page.evaluate(`history.pushState(null, '', ${JSON.stringify(`/app${path}`)})`);
    await page.evaluate("dispatchEvent(new PopStateEvent('popstate'))");
    await page.locator('h1').first().waitFor();
  };

  /** Hours pass; sessions end meanwhile. */
  const pass = async (hours: number, ...roles: readonly Role[]): Promise<void> => {
    watch.pass(hours);
    for (const role of roles) await desk.department.logsIn(role, desk.department.people.get(role)!.username);
  };

  const figure = (page: Page, words: string): Promise<string> =>
    page.locator('.tally', { hasText: words }).locator('.tally-figure').innerText();

  beforeAll(async () => {
    desk = await Desk.open({}, watch);
    for (const plate of ['7GONE01', '7GONE02', '7HELD02', '7DOWN03']) await read(plate);
    day = watch.in(0).slice(0, 10);
    // The time at which they came in is vouched for, as the hourly round of a server does it.
    await desk.department.app.get(Custody).round();
    const asked = { caseNumber: '26-11-0417', relevance: 'Shows the vehicle leaving the scene' };
    await desk.department.done(`/detections/${reads['7DOWN03']}/download`, 'police-officer', asked);
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(async () => {
    for (const context of desk.browser.contexts()) await context.close();
    expect(desk.faults.splice(0)).toEqual([]);
  });

  it('places a hold on what its preview showed, whatever the matter is called', async () => {
    const page = await at(custodian, '/custodian/holds');
    await page.getByText('No hold is in force').waitFor();
    await page.getByRole('link', { name: 'Place a hold' }).click();
    const form = page.getByRole('form', { name: 'Hold' });
    await form.getByLabel('Matter').fill(hostile);
    await form.getByLabel('Authority').fill('Preservation demand of the public defender');
    await form.getByLabel('Looked at again on').fill(watch.in(24 * 90).slice(0, 10));
    await form.getByRole('button', { name: 'See what it reaches' }).click();
    const refusal = page.getByRole('alert').filter({ hasText: 'R-HOLD-MATTER' });
    await refusal.waitFor();
    await form.getByLabel('Plates').fill('7held02');
    await form.getByRole('button', { name: 'See what it reaches' }).click();
    const reached = page.getByRole('region', { name: 'What it would keep now' }).getByRole('row');
    await expect(reached.nth(1).innerText()).resolves.toMatch(new RegExp(`${day}\\s+Reads\\s+1\\s+0`));
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Place the hold on 1 unit' }).click();
    await page.getByRole('heading', { name: 'Hold', exact: true }).waitFor();
    expect(await figure(page, 'units kept')).toBe('1');
    // The mark that turns text round is written out, and nothing of it runs.
    await page.getByText('People v. <script>alert(1)</script> [U+202E]deo.J').first().waitFor();
    expect(await axe(page)).toEqual([]);
  }, 60_000);

  it('books what a hold keeps as evidence that only its recipient opens, and records the next hand', async () => {
    const identity = await generateX25519Identity();
    const page = await at(custodian, '/custodian/holds');
    await page.getByRole('region', { name: 'Holds in force' }).getByRole('link').first().click();
    const booking = page.getByRole('region', { name: 'Book evidence' });
    await booking.getByLabel('Who can open it').fill('AGE-SECRET-KEY-1NOTARECIPIENT');
    await booking.getByLabel('Property number').fill('P-26-01177');
    await booking.getByLabel('Number on the medium').fill('USB-0042');
    const button = booking.getByRole('button', { name: 'Book it, and take the package' });
    await button.click();
    await booking.getByRole('alert').getByText('This is no age recipient').waitFor();
    await booking.getByLabel('Who can open it').fill(await identityToRecipient(identity));
    const [download] = await Promise.all([page.waitForEvent('download'), button.click()]);
    const [sealed] = [...untar(readFileSync(await download.path()))];
    const decrypter = new Decrypter();
    decrypter.addIdentity(identity);
    const opened = [...untar(Buffer.from(await decrypter.decrypt(sealed!.bytes)))];
    const item = opened.find(({ path }) => path === `items/${reads['7HELD02']}/detection-${day}.json`);
    expect(Buffer.from(item!.bytes).toString()).toContain('7HELD02');
    const digest = createHash('sha256').update(sealed!.bytes).digest('hex');
    await page.getByRole('region', { name: 'Evidence booked from this hold' }).getByText(digest).waitFor();

    await page.getByRole('navigation').getByRole('link', { name: 'Evidence' }).click();
    await page.getByRole('button', { name: 'Record the next hand: P-26-01177' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^To/).fill('Clerk of the Superior Court');
    await dialog.getByLabel('Why').fill('Subpoena of 4 January');
    await dialog.getByRole('button', { name: 'Record the next hand' }).click();
    const chain = page.getByRole('list', { name: 'Chain of custody of P-26-01177' });
    await chain.getByText('1. Custodian of Records to Clerk of the Superior Court').waitFor();
    expect(await axe(page)).toEqual([]);
  }, 60_000);

  it('sees a purge wait that the Administrator proposed, with what it spares, and approves it once', async () => {
    await pass(24 * 31, custodian, 'administrator', 'police-officer');
    await desk.department.app.get(Custody).round();
    const captain = await at('administrator', '/custodian/purges');
    const due = captain.getByRole('region', { name: 'To be proposed' });
    await due.getByRole('link', { name: `Reads of ${day}` }).click();
    await captain.getByRole('heading', { name: `Reads of ${day}` }).waitFor();
    await captain.getByRole('list', { name: 'Steps of the purge' }).waitFor();
    expect([
      await figure(captain, 'units that can be read'),
      await figure(captain, 'a purge would destroy'),
      await figure(captain, 'it would spare'),
    ]).toEqual(['4', '2', '2']);
    await captain.getByText('Evidence P-26-01177 was booked from a hold').waitFor();
    expect(await axe(captain)).toEqual([]);
    await captain.getByRole('button', { name: 'Propose this purge' }).click();
    await captain.getByRole('dialog').getByText('2 units would be destroyed for good, 2 units spared').waitFor();
    await captain.getByRole('dialog').getByRole('button', { name: 'Propose this purge' }).click();
    await captain.getByText('It waits for the Custodian of Records.').waitFor();
    // Whoever proposed cannot approve: the button is not there, and the server says no to who tries without it.
    expect(await captain.getByRole('button', { name: 'Approve this purge' }).count()).toBe(0);

    const page = await at(custodian, '/custodian');
    const other = await at(custodian, '/custodian');
    const approve = `Approve, or leave, the purge of reads of ${day}`;
    for (const window of [page, other]) {
      await window.getByRole('link', { name: approve }).click();
      await window.getByRole('button', { name: 'Approve this purge' }).click();
    }
    await page.getByRole('dialog').getByRole('button', { name: 'Approve this purge' }).click();
    await page.getByText(/^still 23 h \d+ min$/).waitFor();
    expect(await axe(page)).toEqual([]);
    // The other window is late: it is told so, by the clause.
    await other.getByRole('dialog').getByRole('button', { name: 'Approve this purge' }).click();
    await other.getByRole('dialog').getByText('R-PURGE-STEP').waitFor();
  }, 90_000);

  it('takes the certificate of what was destroyed, which agrees with the ledger; what was held is there', async () => {
    await pass(25, custodian, 'police-officer');
    await desk.department.app.get(Custody).round();
    expect(desk.department.app.get(Custody).failure).toBeNull();
    const page = await at(custodian, '/custodian/purges');
    await page
      .getByRole('region', { name: 'Done' })
      .getByRole('link', { name: `Reads of ${day}` })
      .click();
    await page.getByText('2 units destroyed, 2 units spared').waitFor();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the signed file (JSON)' }).click(),
    ]);
    const file = readFileSync(await download.path(), 'utf8');
    await page.getByText('the file agrees with the ledger').waitFor();
    expect(verifyCertificate(file)).toMatchObject({ valid: true });
    const digest = createHash('sha256').update(file).digest('hex');
    expect(await page.locator('[data-certificate]').innerText()).toBe(digest);
    const completed: unknown[] = [];
    const stream = `retention-detection-${day.replaceAll('-', '')}`;
    for await (const { type, line } of desk.department.app.get(Ledger).readStream(stream))
      if (type === 'PurgeCompleted') completed.push((JSON.parse(line) as { data: object }).data);
    expect(completed).toMatchObject([{ certificate: digest, units: 2, kept: 2, residue: 0 }]);
    const [paper] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download the paper (PDF)' }).click(),
    ]);
    expect(
      readFileSync(await paper.path())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
    expect(await axe(page)).toEqual([]);
    const search = { ...audit, purpose: 'stolen-vehicle', eventNumber: '26-11-0417', question: 'detections' };
    const found = async (plate: string): Promise<number> => {
      const answer = await desk.department.done('/queries', 'police-officer', { ...search, elements: { plate } });
      return answer.rows.length;
    };
    expect([await found('7GONE01'), await found('7HELD02'), await found('7DOWN03')]).toEqual([0, 1, 1]);
  }, 60_000);

  it('logs a records request in a session that ended meanwhile, discloses figures, and closes it', async () => {
    const page = await at(custodian, '/custodian/requests');
    await page.getByRole('button', { name: 'Log a request' }).click();
    const dialog = page.getByRole('dialog', { name: 'Log a request' });
    await dialog.getByLabel('Received on').fill(watch.in(-24 * 8).slice(0, 10));
    await dialog.getByLabel('From').fill('Desert Sun');
    await dialog.getByLabel('Address for the answer').fill('newsroom@paper.example');
    await dialog.getByLabel('What it asks for').fill(`How often were plates searched? ${hostile}`);
    await desk.department.call('DELETE', '/sessions/current', custodian);
    watch.pass(0.1);
    await dialog.getByRole('button', { name: 'Log a request' }).click();
    await page.getByRole('dialog', { name: 'Your session has ended: sign in again' }).waitFor();
    await desk.fillIn(page, custodian, 'Sign in again');
    await page.getByRole('button', { name: 'I consent, and go on' }).click();
    const row = page.getByRole('region', { name: 'Open requests' }).getByRole('row').nth(1);
    await row.getByText(/^in \d+ (?:hour|day)/).waitFor();
    await row.getByRole('link', { name: 'Desert Sun' }).click();
    await page.getByRole('button', { name: 'Disclose records' }).click();
    const disclosing = page.getByRole('dialog');
    await disclosing.getByLabel('What is given').selectOption('figures');
    await disclosing.getByLabel('First day').fill(watch.in(-24 * 40).slice(0, 10));
    await disclosing.getByLabel('Last day').fill(watch.in(-24 * 2).slice(0, 10));
    await disclosing.getByRole('button', { name: 'Disclose records' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      disclosing.getByRole('button', { name: 'Save the package' }).click(),
    ]);
    expect(JSON.parse(readFileSync(await download.path(), 'utf8'))).toHaveProperty('completeness');
    await disclosing.getByRole('button', { name: 'Done' }).click();
    await page.getByRole('button', { name: 'Close the request' }).click();
    await page.getByRole('dialog').getByLabel('Outcome').selectOption('given');
    await page.getByRole('dialog').getByRole('button', { name: 'Close the request' }).click();
    await page.getByText('1 disclosure,').waitFor();
    await page.getByRole('list', { name: 'Steps of the request' }).getByText('done').nth(1).waitFor();
    expect(await axe(page)).toEqual([]);
    await desk.department.logsIn(custodian, custodian);
  }, 90_000);

  it('asks for the release of a hold, which the city attorney grants on the same document alone', async () => {
    await pass(0.1, 'city-attorney');
    const page = await at(custodian, '/custodian/holds');
    await page.getByRole('region', { name: 'Holds in force' }).getByRole('link').first().click();
    await page.getByRole('button', { name: 'Ask for its release' }).click();
    const asking = page.getByRole('dialog');
    await asking.locator('input[type=file]').setInputFiles(resolved);
    await asking.getByText('SHA-256').first().waitFor();
    await asking.getByRole('button', { name: 'Ask for its release' }).click();
    await page.getByText('It waits for the city attorney.').waitFor();

    const counsel = await at('city-attorney', '/custodian');
    await counsel.getByRole('link', { name: /^Grant, or leave, the release of the hold/ }).click();
    await counsel.getByRole('button', { name: 'Grant the release' }).click();
    const granting = counsel.getByRole('dialog');
    await granting.locator('input[type=file]').setInputFiles({ ...resolved, buffer: Buffer.from('another paper') });
    await granting.getByRole('button', { name: 'Grant the release' }).click();
    await granting.getByText('R-HOLD-RELEASE').waitFor();
    await granting.locator('input[type=file]').setInputFiles(resolved);
    await granting.getByRole('button', { name: 'Grant the release' }).click();
    await counsel.getByText('released', { exact: true }).waitFor();
    expect(await axe(counsel)).toEqual([]);
  }, 90_000);

  it('sees a release go through its hands: picked by one member, fulfilled by another', async () => {
    await pass(0.1, 'police-lieutenant', 'police-captain', 'police-chief');
    await read('7WANT04');
    const written = {
      agencyName: 'Indio Police Department',
      personName: 'Named Person',
      contact: 'named.person@pd.example',
      purpose: 'stolen-vehicle',
      reason: 'a series of catalytic converter thefts on Date Palm Drive',
      seeks: 'reads of a white van at Palm Canyon Drive',
      caseNumber: '26-4410',
      document: 'd'.repeat(64),
    };
    const { releaseId } = await desk.department.done('/agency/releases', 'agency', written);
    const page = await at('police-lieutenant', `/custodian/releases/${releaseId}`);
    await page.getByRole('button', { name: 'Open the request' }).click();
    await page.getByText(written.seeks).waitFor();
    await page.getByLabel('Plate', { exact: true }).fill('7want04');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('checkbox', { name: /^Pick what was captured/ }).check();
    expect(await axe(page)).toEqual([]);
    await page.getByRole('button', { name: 'Prepare the release of 1 item' }).click();
    await page.getByText('prepared, to be decided').waitFor();
    const basis = { complies: true, basis: 'a theft of parts; neither person nor status is sought' };
    await desk.department.done(`/releases/${releaseId}/values-act`, 'police-chief', basis);
    const [{ root }] = await desk.department.register('releases', 'police-chief');
    await desk.department.done(`/releases/${releaseId}/approval`, 'police-chief', { root });

    const captain = await at('police-captain', `/custodian/releases/${releaseId}`);
    await captain.getByRole('button', { name: 'Fulfil it' }).click();
    await captain.getByRole('dialog').getByRole('button', { name: 'Fulfil it' }).click();
    const [download] = await Promise.all([
      captain.waitForEvent('download'),
      captain.getByRole('button', { name: 'Save the package' }).click(),
    ]);
    const made = JSON.parse(readFileSync(await download.path(), 'utf8'));
    expect(made).toMatchObject({ releaseId, manifest: { count: 1, root }, rows: [{ plate: '7WANT04' }] });
    const custody = await at(custodian, `/custodian/releases/${releaseId}`);
    await custody.getByText('fulfilled', { exact: true }).waitFor();
    expect(await axe(custody)).toEqual([]);
  }, 90_000);

  it('finds the other boards in order', async () => {
    const page = await at(custodian, '/custodian/retention');
    for (const path of ['/custodian/retention', '/custodian/downloads', '/custodian/backups', '/custodian']) {
      await open(page, path);
      await page.locator('.tally').first().waitFor();
      expect(await axe(page)).toEqual([]);
    }
    // No plate stands in any address that a page asked for.
    expect(desk.addresses.filter((one) => /7(?:GONE|HELD|DOWN|WANT)/i.test(one))).toEqual([]);
  }, 60_000);
});
