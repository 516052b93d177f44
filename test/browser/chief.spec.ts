/** The work of the Chief of Police and of the training sergeant on the screens, in a real browser. */
import type { Page } from 'playwright-core';
import { axe, Desk, inBrowser } from './browser.js';

const lookAs = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: /^Working on/ }).waitFor();
};

const rowOf = (page: Page, table: string, text: string | RegExp) =>
  page.getByRole('region', { name: table, exact: true }).getByRole('row').filter({ hasText: text });

const go = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
};

/** Opens the dialog of an act, fills nothing in, and hands it back. */
const deed = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name }).first().click();
  return page.getByRole('dialog');
};

const closed = (page: Page): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });

const day = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

inBrowser('the Chief of Police', () => {
  let desk: Desk;
  let page: Page;
  let releaseId: string;
  beforeAll(async () => {
    desk = await Desk.open();
    const { department } = desk;
    const read = {
      sourceEventId: 'chief-1',
      capturedAt: new Date().toISOString(),
      plate: '7FAK123',
      plateState: 'CA',
      confidence: 0.97,
    };
    const { detectionId } = await department.done('/detections', 'camera', read);
    const written = {
      agencyName: 'Indio Police Department',
      personName: 'Named Person',
      contact: 'named.person@pd.example',
      purpose: 'stolen-vehicle',
      reason: 'a series of thefts <img src=x onerror=alert(1)> on Date Palm Drive',
      seeks: 'reads of a white van at Ramon Road on Friday night',
      caseNumber: '26-4410',
      document: 'd'.repeat(64),
    };
    ({ releaseId } = await department.done('/agency/releases', 'agency', written));
    await department.done(`/releases/${releaseId}/scope`, 'police-officer', {
      detectionIds: [detectionId],
      hitIds: [],
    });
    page = await desk.signIn('police-chief', '/app/chief');
    page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  describe('at work', () => {
    it('opens a request, determines, and approves exactly what was prepared', async () => {
      await lookAs(page);
      await page.getByRole('link', { name: 'request for a release waits for a decision' }).click();
      await rowOf(page, 'Waiting for a decision', 'Indio').getByRole('link').click();
      await page.getByRole('button', { name: 'Open the request' }).click();
      await page.getByText('<img src=x onerror=alert(1)>').waitFor();
      await page.getByText('to be determined by you').waitFor();

      const early = await deed(page, 'Approve the release');
      await early.getByRole('button', { name: 'Approve the release' }).click();
      await early.getByRole('alert').waitFor();
      expect(await early.innerText()).toContain('Policy 430.10');
      await early.getByRole('button', { name: 'Not now' }).click();
      await closed(page);

      const weighing = await deed(page, 'Determine under the Values Act');
      await weighing.getByLabel('It complies').check();
      await weighing
        .getByLabel('What the determination rests on')
        .fill('a theft of parts; neither person nor status is sought');
      await weighing.getByRole('button', { name: 'Determine under the Values Act' }).click();
      await page.getByText('complies', { exact: true }).first().waitFor();
      expect(await axe(page)).toEqual([]);

      await (await deed(page, 'Approve the release')).getByRole('button', { name: 'Approve the release' }).click();
      await page.getByText('approved', { exact: true }).waitFor();
      const [row] = (await desk.department.register('releases')).filter(({ id }) => id === releaseId);
      expect(row).toMatchObject({ status: 'approved', approvedBy: desk.department.memberId('police-chief'), count: 1 });
    }, 60_000);

    it('executes an agreement with the digest of the paper, and is told what it lacks first', async () => {
      await go(page, 'Agreements and designees');
      const execution = await deed(page, 'Execute an agreement');
      await execution.getByLabel('Agency').selectOption({ label: 'Indio Police Department' });
      await execution.getByLabel('From').fill(day(0));
      await execution.getByLabel('Until').fill(day(200));
      await execution.getByLabel('detections').check();
      const paper = { name: 'agreement.pdf', mimeType: 'application/pdf', buffer: Buffer.from('a signed agreement') };
      await execution.locator('input[type=file]').setInputFiles(paper);
      await page.waitForFunction("document.querySelector('.digest input')?.value.length === 64");
      await execution.getByRole('button', { name: 'Execute an agreement' }).click();
      await execution.getByRole('alert').waitFor();
      expect(await execution.innerText()).toContain('Policy 430.10M');
      await execution.getByRole('button', { name: 'Not now' }).click();
      await closed(page);
      const agreements = await page.getByRole('region', { name: 'Agreements', exact: true }).getByRole('row').count();
      expect(agreements).toBe(2);
    }, 60_000);

    it('names a designee until a day, and ends it', async () => {
      const naming = await deed(page, 'Name a designee');
      await naming.getByLabel('Member').selectOption({ label: 'Person police-lieutenant' });
      await naming.getByLabel('Until').fill(day(100));
      await naming.getByRole('button', { name: 'Name a designee' }).click();
      await closed(page);
      await rowOf(page, 'Designees', 'Person police-lieutenant').waitFor();
      await (await deed(page, 'End it: Person police-lieutenant')).getByRole('button', { name: 'End it' }).click();
      await page.getByText('None: you decide on every release yourself.').waitFor();
    }, 60_000);

    it('sees how the Administrator stands, whose access he alone approves', async () => {
      await go(page, 'ALPR Administrator');
      await page.getByRole('region', { name: 'Designations' }).getByText('in office').waitFor();
      await page.getByText('approved', { exact: true }).waitFor();
      expect(await axe(page)).toEqual([]);
    }, 60_000);
  });
});

inBrowser('the training sergeant', () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await Desk.open();
    page = await desk.signIn('training-sergeant', '/app/training');
    page.setDefaultTimeout(15_000);
    const of = `/members/${desk.department.memberId('crime-analyst')}/training`;
    await desk.department.done(of, 'administrator', { training: 'ALPR', validUntil: day(20) });
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  describe('at work', () => {
    it('sees whose training ends in 30 days, and records a new one with its certificate', async () => {
      await lookAs(page);
      await page.getByText('30 days', { exact: true }).click();
      const row = rowOf(page, 'Trainings', 'Person crime-analyst');
      expect(await row.innerText()).toMatch(/in (19|20) days/);
      expect(await axe(page)).toEqual([]);
      const recording = await deed(page, 'Record a training: Person crime-analyst');
      await recording.getByLabel(/^Training/).selectOption('ALPR');
      await recording.getByLabel('Current until').fill(day(400));
      await recording.getByLabel('Number of the certificate').fill('no certificate at all');
      await recording.getByRole('button', { name: 'Record a training' }).click();
      await recording.getByRole('alert').waitFor();
      await recording.getByLabel('Number of the certificate').fill('TR-2026-0117');
      await recording.getByRole('button', { name: 'Record a training' }).click();
      await closed(page);
      await row.waitFor({ state: 'detached' });
      await page.getByRole('radiogroup').getByText('Everybody').click();
      await rowOf(page, 'Trainings', 'Person crime-analyst').waitFor();
    }, 60_000);

    it('cannot record his own', async () => {
      const recording = await deed(page, 'Record a training: Person training-sergeant');
      await recording.getByLabel(/^Training/).selectOption('CLETS');
      await recording.getByLabel('Current until').fill(day(400));
      await recording.getByRole('button', { name: 'Record a training' }).click();
      await recording.getByText('nobody records his own training').waitFor();
    }, 60_000);
  });
});
