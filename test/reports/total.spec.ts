/** The Total Detection Report as a file: its nine sections, its figures, and the quarter before. */
import { figuresText, quarterFigures } from '../../src/reports/figures.js';
import { renderTotalDetectionReport } from '../../src/reports/total.js';
import { busyDepartment } from './department.js';
import { attached, cover, info, itWithPoppler, pagesOf, textOf } from './paper.js';
import { noRows, smallDepartment, sourceOf } from './rows.js';

const figures = quarterFigures(sourceOf(busyDepartment()), { quarter: '2026-Q4' });
const before = quarterFigures(sourceOf(smallDepartment()), { quarter: '2026-Q3' });

describe('the total detection report', () => {
  let pdf: Uint8Array;
  beforeAll(async () => {
    pdf = await renderTotalDetectionReport(figures, cover, before);
  });

  it('is the same, byte for byte, whenever it is made of the same figures', async () => {
    expect(Buffer.compare(await renderTotalDetectionReport(figures, cover, before), pdf)).toBe(0);
  });

  itWithPoppler('is tagged, numbered, and has its nine sections where the contents say', () => {
    expect(info(pdf)).toMatch(/Tagged:\s+yes/);
    const pages = pagesOf(pdf);
    pages.forEach((page, index) => expect(page).toContain(`Page ${index + 1} of ${pages.length}`));
    for (let number = 1; number <= 9; number += 1) {
      const line = new RegExp(`^\\s*T${number}\\s.*?(\\d+)\\s*$`, 'm').exec(pages[1]!);
      expect(pages[Number(line?.[1]) - 1]).toMatch(new RegExp(`^\\s*T${number}\\s`, 'm'));
    }
  });

  itWithPoppler('counts what the figures count, and carries them', () => {
    const text = textOf(pdf);
    const { reads } = figures;
    expect(text).toContain(reads.total.toLocaleString('en-US'));
    for (const { cameraId, reads: many } of reads.byCamera)
      expect(text).toMatch(new RegExp(`${cameraId}\\s+\\w+\\s+${many.toLocaleString('en-US')}`));
    expect(attached(pdf)).toBe(figuresText(figures));
  });

  itWithPoppler('sets the quarter before beside this one, or says that there was none', async () => {
    expect(textOf(pdf)).toMatch(/What\s+2026-Q3\s+2026-Q4\s+Change/);
    const first = quarterFigures(sourceOf(noRows()), { quarter: '2026-Q4' });
    const text = textOf(await renderTotalDetectionReport(first, cover));
    expect(text).toContain('a quarter before this one');
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});
