/** The work of the ALPR Administrator on the screens: what needs him, people, lists, cameras, faults, the quarter. */
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { policySet } from '../../src/domain/policy/clauses.js';
import { axe, Desk, inBrowser } from './browser.js';

/** Markup, a mark that turns the direction of text, and a picture: as somebody might call himself. */
const hostile = '<script>alert(1)</script>\u202Erotide 🚓';

/** Takes what is suggested, or says it anew. */
const lookAs = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: /^Working on/ }).waitFor();
};

const rowOf = (page: Page, table: string, text: string | RegExp) =>
  page.getByRole('region', { name: table, exact: true }).getByRole('row').filter({ hasText: text });

/** Opens the dialog of an act; its button bears the name of what it concerns. */
const deed = async (page: Page, name: string | RegExp) => {
  await page.getByRole('button', { name }).first().click();
  return page.getByRole('dialog');
};

const go = async (page: Page, path: string): Promise<void> => {
  await page.getByRole('navigation').locator(`a[href="/app${path}"]`).click();
};

const closed = (page: Page): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });

inBrowser('the ALPR Administrator', () => {
  let desk: Desk;
  let page: Page;
  beforeAll(async () => {
    desk = await Desk.open();
    page = await desk.signIn('administrator', '/app/captain');
    page.setDefaultTimeout(15_000);
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  /** Somebody who came in, is trained and bound to the policy, and waits. */
  const comesInTrained = async (username: string): Promise<void> => {
    const { department } = desk;
    const enrolment = { username, name: `Waiting ${username}`, position: 'police-officer' };
    const { invitation, memberId } = await department.done('/members', 'administrator', enrolment);
    const usual = department.people.get('police-officer')!;
    await department.comesIn('police-officer', invitation, username);
    const validUntil = '2099-01-01';
    for (const training of ['CLETS', 'ALPR', 'POST'])
      await department.done(`/members/${memberId}/training`, 'training-sergeant', { training, validUntil });
    const acknowledgement = { digest: policySet.digest };
    await department.done(`/members/${memberId}/acknowledgement`, 'police-officer', acknowledgement);
    department.people.set('police-officer', usual);
  };

  describe('at work', () => {
    it('sees what needs him, with one click to say why he looks', async () => {
      await comesInTrained('officer.ready');
      await page.getByRole('heading', { name: 'What needs you today' }).waitFor();
      await lookAs(page);
      const mine = page.getByRole('region', { name: 'With you', exact: true });
      await mine.getByText('1').first().waitFor();
      expect(await mine.innerText()).toContain('person has all that is asked and waits for approval');
      expect(await axe(page)).toEqual([]);
      await mine.getByRole('link', { name: /waits for approval/ }).click();
      await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
    }, 60_000);

    it('approves who has all that is asked, and is told by which clause another may not be', async () => {
      await (
        await deed(page, 'Approve access: Waiting officer.ready')
      )
        .getByRole('button', { name: 'Approve access' })
        .click();
      await rowOf(page, 'With access', 'Waiting officer.ready').waitFor();

      const enrolling = await deed(page, 'Enrol a member');
      await enrolling.getByLabel(/^Name/).fill(hostile);
      await enrolling.getByLabel('Username').fill('officer.hostile');
      await enrolling.getByLabel('Position').selectOption('police-officer');
      await enrolling.getByRole('button', { name: 'Enrol and invite' }).click();
      const link = await enrolling.locator('[data-once]').innerText();
      expect(link).toMatch(/\/app\/invitation#invitation=\S+/);
      await enrolling.getByRole('button', { name: 'Done' }).click();
      const waiting = rowOf(page, 'Waiting for approval', 'script');
      expect(await waiting.innerText()).toContain('[U+202E]rotide 🚓');
      expect(await waiting.innerText()).toContain('CLETS training');
      expect(await page.content()).not.toContain(link.slice(-20));

      await waiting.getByRole('button', { name: /^Approve access/ }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Approve access' }).click();
      await dialog.getByText('CLETS security training is complete and current').waitFor();
      expect(await dialog.innerText()).toContain('Policy 430.11.2a');
      expect(await axe(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Not now' }).click();
    }, 60_000);

    it('loses nothing that was typed when the session ends in the middle of a form', async () => {
      const enrolling = await deed(page, 'Enrol a member');
      await enrolling.getByLabel(/^Name/).fill('Typed before it ended');
      await enrolling.getByLabel('Username').fill('officer.kept');
      await enrolling.getByLabel('Position').selectOption('police-officer');
      await desk.department.call('DELETE', '/sessions/current', 'administrator');
      await enrolling.getByRole('button', { name: 'Enrol and invite' }).click();
      await page.getByText('Your session has ended: sign in again').waitFor();
      await desk.fillIn(page, 'administrator', 'Sign in again');
      await page.getByRole('button', { name: 'I consent, and go on' }).click();
      await page.locator('[data-once]').waitFor();
      await page.getByRole('button', { name: 'Done' }).click();
      await rowOf(page, 'Waiting for approval', 'Typed before it ended').waitFor();
      // Whoever signs in anew has one session, and the one before it is over: the API goes on in the browser’s.
      const cookie = (await page.context().cookies()).find(({ name }) => name === 'alpr_session')!;
      const { people } = desk.department;
      people.set('administrator', { ...people.get('administrator')!, token: cookie.value });
    }, 60_000);

    it('revokes what another had open too: the second finds it done', async () => {
      const other = await desk.signIn('administrator', '/app/captain/people');
      await lookAs(other);
      for (const one of [page, other]) {
        const dialog = await deed(one, 'Revoke access: Waiting officer.ready');
        await dialog.getByLabel('Why').selectOption('reassigned');
      }
      for (const one of [page, other]) {
        await one.getByRole('dialog').getByRole('button', { name: 'Revoke access' }).click();
        await one.getByRole('dialog').waitFor({ state: 'detached' });
        await rowOf(one, 'Access ended', 'Waiting officer.ready').waitFor();
      }
      await other.context().close();
    }, 60_000);

    it('finds one of many people, and sees how many there are', async () => {
      for (let one = 0; one < 70; one += 1) {
        const enrolment = { username: `cadet.${one}`, name: `Cadet ${one}`, position: 'police-officer' };
        await desk.department.done('/members', 'administrator', enrolment);
      }
      await page.reload();
      await lookAs(page);
      const table = page.getByRole('table', { name: 'Waiting for approval' });
      await table.getByText('Cadet 0').first().waitFor();
      expect(Number(await table.getAttribute('aria-rowcount'))).toBeGreaterThan(70);
      expect(await table.getByRole('row').count()).toBeLessThan(60);
      await page.getByLabel('Find a member').fill('cadet 69');
      await rowOf(page, 'Waiting for approval', 'Cadet 69').waitFor();
      expect(await table.getAttribute('aria-rowcount')).toBe('2');
    }, 60_000);

    it('imports a version of a list, after a file that is none, and sees what it changed and set aside', async () => {
      await go(page, '/captain/hot-lists');
      const registration = await deed(page, 'Register a list');
      await registration.getByLabel(/^Name/).fill('State list');
      await registration.getByLabel('Where it comes from').selectOption('state');
      await registration.getByRole('button', { name: 'Register a list' }).click();
      await closed(page);
      const importing = await deed(page, 'Import a version: State list');
      const file = importing.locator('input[type=file]');
      const picture = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]);
      await file.setInputFiles({ name: 'picture.png', mimeType: 'image/png', buffer: picture });
      await importing.getByRole('button', { name: 'Import', exact: true }).click();
      await importing.getByRole('alert').waitFor();
      const rows = ['FAKE101,CA,SV,taken from a driveway,26-1', 'FAKE102,CA,XX,of no kind that is known,26-2'];
      const list = Buffer.from(['plate,state,type,reason,case', ...rows].join('\n'));
      await file.setInputFiles({ name: 'list.csv', mimeType: 'text/csv', buffer: list });
      await importing.getByRole('button', { name: 'Import', exact: true }).click();
      await importing.getByText('Version 1 is in force').waitFor();
      expect(await importing.innerText()).toContain('Set aside');
      await importing.getByRole('button', { name: 'Done' }).click();
      expect(await rowOf(page, 'Versions', 'State list').innerText()).toMatch(/1/);

      const never = rowOf(page, 'Source files', 'immigration violator');
      expect(await never.innerText()).toContain('never on');
      await (await deed(page, 'Switch on: vehicle of State list')).getByRole('button', { name: 'Switch on' }).click();
      await page.getByRole('button', { name: 'Switch off: vehicle of State list' }).waitFor();
    }, 60_000);

    it('installs a camera whose credential is shown once, clears a fault, and retires it', async () => {
      await go(page, '/captain/cameras');
      const installing = await deed(page, 'Install a camera');
      await installing.getByLabel(/^Name/).fill('Ramon Road');
      await installing.getByLabel('Kind').selectOption('mobile');
      await installing.getByRole('button', { name: 'Install a camera' }).click();
      expect((await installing.locator('[data-once]').innerText()).length).toBeGreaterThan(40);
      await installing.getByRole('button', { name: 'Done' }).click();
      await rowOf(page, 'Cameras in service', 'Ramon Road').waitFor();

      const { cameraId } = desk.department.camera;
      const fault = { kind: 'damage', description: 'The mount is cracked' };
      await desk.department.done(`/equipment/${cameraId}/faults`, 'police-officer', fault);
      await go(page, '/captain/faults');
      const clearing = await deed(page, 'Clear the fault: Palm Canyon Dr');
      await clearing.getByLabel('How').selectOption('repaired');
      await clearing.getByRole('button', { name: 'Clear the fault' }).click();
      await closed(page);
      await rowOf(page, 'Faults of the equipment', 'The mount is cracked').getByText('repaired').waitFor();

      await go(page, '/captain/cameras');
      await page.getByRole('button', { name: 'More: Ramon Road' }).click();
      await page.getByRole('button', { name: 'Retire: Ramon Road' }).click();
      const retiring = page.getByRole('dialog', { name: 'Retire: Ramon Road' });
      await retiring.getByLabel('Why').selectOption('withdrawn');
      await retiring.getByRole('button', { name: 'Retire' }).click();
      await rowOf(page, 'Retired cameras', 'Ramon Road').waitFor();
    }, 60_000);

    it('assigns work until a day, and takes it back', async () => {
      await go(page, '/captain/delegates');
      const assigning = await deed(page, 'Assign work');
      await assigning.getByLabel('Member').selectOption({ label: 'Person police-lieutenant' });
      await assigning.getByLabel('enrolment').check();
      await assigning.getByLabel('Until').fill(new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10));
      await assigning.getByRole('button', { name: 'Assign work' }).click();
      await closed(page);
      const row = rowOf(page, 'Delegates', 'Person police-lieutenant');
      expect(await row.innerText()).toContain('enrolment');
      const taking = await deed(page, 'Take it back: Person police-lieutenant');
      await taking.getByRole('button', { name: 'Take it back' }).click();
      await row.getByText('ended', { exact: true }).waitFor();
    }, 60_000);

    it('resets the credentials of a member, whose password and code open nothing from then on', async () => {
      await go(page, '/captain/people');
      await page.getByLabel('Find a member').fill('crime-analyst');
      await page.getByRole('button', { name: 'More: Person crime-analyst' }).click();
      await page.getByRole('button', { name: 'Reset credentials: Person crime-analyst' }).click();
      const resetting = page.getByRole('dialog', { name: 'Reset credentials: Person crime-analyst' });
      await resetting.getByRole('button', { name: 'Reset credentials' }).click();
      expect(await resetting.locator('[data-once]').innerText()).toMatch(/#invitation=\S+/);
      const { department } = desk;
      const { username } = department.people.get('crime-analyst')!;
      const again = await department.post('/sessions', 'nobody', department.keys.credentials(username));
      expect(again.status).toBe(401);
      await page.reload();
      await lookAs(page);
    }, 60_000);

    it('passes a breach on within its hour, and confirms it with the notices that the law asks for', async () => {
      await desk.department.done('/incidents', 'police-officer', { account: 'A laptop was taken from a patrol car' });
      await go(page, '/captain/faults');
      await page.reload();
      await lookAs(page);
      const passing = await deed(page, 'Pass it on');
      await passing.getByLabel('To whom').selectOption('cjis-systems-agency');
      await passing.getByRole('button', { name: 'Pass it on' }).click();
      await closed(page);
      const report = rowOf(page, 'Reports of a breach', 'A laptop was taken');
      await report.getByText('cjis systems agency, in time').waitFor();
      const confirming = await deed(page, 'Confirm a breach');
      await confirming.getByLabel(/^California residents/).fill('612');
      await confirming.getByLabel('What happened').fill('The disk of the laptop was not encrypted');
      await confirming.getByRole('button', { name: 'Confirm a breach' }).click();
      await closed(page);
      const breach = rowOf(page, 'Breaches confirmed', 'The disk of the laptop');
      expect(await breach.innerText()).toMatch(/residents, attorney general/);
      expect(await axe(page)).toEqual([]);
    }, 60_000);

    it('verifies the whole ledger, and what was found stands among the attestations', async () => {
      await go(page, '/captain/oversight');
      await (await deed(page, 'Verify the ledger')).getByRole('button', { name: 'Verify the ledger' }).click();
      await closed(page);
      await page.getByRole('table', { name: 'Attestations and verifications' }).getByRole('row').nth(1).waitFor();
    }, 60_000);

    it('sees the quarter with what is open by person, and makes its report with one click', async () => {
      await page.reload();
      await lookAs(page);
      await go(page, '/captain/quarter');
      const open = page.getByRole('region', { name: 'Open, by person' });
      await open.waitFor();
      expect(await open.innerText()).toContain('Person auditor');
      const downloading = page.waitForEvent('download');
      await page.getByRole('button', { name: /^Make the quarterly audit report/ }).click();
      const download = await downloading;
      expect(download.suggestedFilename()).toMatch(/^alpr-audit-report-\d{4}-Q[1-4]\.pdf$/);
      expect(
        readFileSync(await download.path())
          .subarray(0, 5)
          .toString(),
      ).toBe('%PDF-');
      await page.getByText('its digest stands on the ledger').waitFor();
      await rowOf(page, 'Reports made', 'quarterly audit').waitFor();
      const fetching = page.waitForEvent('download');
      await page.getByRole('button', { name: /^Download the paper: audit report/ }).click();
      expect(readFileSync(await (await fetching).path())).toEqual(readFileSync(await download.path()));
      await page.getByText('the file agrees with the ledger').waitFor();
      await (await deed(page, /^Submit to the Chief/)).getByRole('button', { name: 'Submit to the Chief' }).click();
      await page.getByRole('dialog').getByRole('alert').waitFor();
    }, 90_000);
  });
});
