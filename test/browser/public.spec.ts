/** What anybody finds without signing in: the doors, the figures, how to check them, and a report without a name. */
import { type Department } from '../api/department.js';
import { axe, Desk, inBrowser, pictured } from './browser.js';

const phone = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true };

/** Plates that were really read here: none of them may be anywhere on a page for the public. */
const read = async (department: Department): Promise<readonly string[]> => {
  const plates = Array.from({ length: 7 }, (_, n) => `7PUB00${n}`);
  for (const [n, plate] of plates.entries()) {
    const capturedAt = new Date(Date.now() - 3_600_000 * (n + 2)).toISOString();
    const body = { sourceEventId: `public-${n}`, capturedAt, plate, plateState: 'CA', confidence: 0.97 };
    await department.done('/detections', 'camera', body);
  }
  return plates;
};

inBrowser('the public', () => {
  let desk: Desk;
  let plates: readonly string[];
  beforeAll(async () => {
    desk = await Desk.open();
    plates = await read(desk.department);
  }, 120_000);
  afterAll(() => desk.close());
  afterEach(() => expect(desk.faults.splice(0)).toEqual([]));

  it('comes in by the door, and reads on a phone what the readers did', async () => {
    const page = await desk.visit(phone);
    await page.goto('/');
    await pictured(page, 'home');
    expect(await axe(page)).toEqual([]);
    await page.getByRole('link', { name: /^For the public/ }).click();
    await page.getByRole('heading', { name: 'Licence plate readers' }).waitFor();
    const reads = page.getByRole('table', { name: 'Detections' });
    await reads.waitFor();
    expect(await reads.innerText()).toMatch(/Plates read\s+7/);
    // One camera is fewer than may be told.
    expect(await page.getByRole('table', { name: 'Cameras in service' }).innerText()).toContain('withheld');
    const agencies = page.getByRole('table', { name: 'Agencies with access' });
    expect(await agencies.innerText()).toContain('Indio Police Department');
    const text = await page.locator('body').innerText();
    for (const plate of [...plates, 'Palm Canyon', 'Person ', 'Named Person']) expect(text).not.toContain(plate);
    const wide = await page.evaluate('document.documentElement.scrollWidth - document.documentElement.clientWidth');
    expect(wide).toBe(0);
    await pictured(page, 'public-phone');
    expect(await axe(page)).toEqual([]);
    await page.context().close();
  }, 60_000);

  it('checks the signature of the ledger in the browser, under the key that is shown', async () => {
    const page = await desk.visit();
    await page.goto('/app/public');
    await page.getByText('The signature holds: checked in this browser').waitFor();
    await pictured(page, 'public');
    const note = await page.getByLabel('The newest checkpoint').innerText();
    expect(note).toMatch(/^\S+\n\d+\n\S{44}\n\n\u2014 \S+ \S+/);
    // A server that shows another history is found out by the same page.
    await page.route('**/ledger/checkpoint', (route) =>
      route.fulfill({ body: `${note.trimEnd().replace(/^\d+$/m, '999999')}\n` }),
    );
    await page.reload();
    await page.getByText('The signature does not hold').waitFor();
    await page.context().close();
  }, 60_000);

  it('prints without buttons', async () => {
    const page = await desk.visit();
    await page.goto('/app/public');
    await page.getByRole('table', { name: 'Detections' }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Print' }).isVisible()).toBe(false);
    expect((await page.pdf()).length).toBeGreaterThan(10_000);
    await page.context().close();
  }, 60_000);

  it('reports a misuse without a name, hostile text and all, and nobody can say who it was', async () => {
    const page = await desk.visit(phone);
    await page.goto('/app/report');
    const form = page.getByRole('form', { name: 'Report a violation' });
    await form.getByLabel('What is it about?').selectOption('harassment');
    await form
      .getByLabel('What you saw')
      .fill('<script>alert(1)</script> \u202Eevil\u202C \u{1F697} followed a neighbour');
    expect(await axe(page)).toEqual([]);
    await form.getByRole('button', { name: 'Report without a name' }).click();
    await page.getByText('The report is recorded').waitFor();
    const [report] = await desk.department.register('violations', 'auditor');
    expect(report).toMatchObject({ kind: 'harassment', route: 'auditor', reporterId: null });
    expect(report.account).toContain('<script>');
    await page.context().close();
  }, 60_000);
});
