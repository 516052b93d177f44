/** The page under the report: any text can be put on it, nothing stands alone at its foot, and every mark is tagged. */
import fc from 'fast-check';
import { closePaper, frame, measure, openPaper, put, room, styles, turn } from '../../src/reports/pdf/paper.js';
import { paragraph, section, subheading } from '../../src/reports/pdf/prose.js';
import { table } from '../../src/reports/pdf/table.js';
import { itWithPoppler, pagesOf, rawOf } from './paper.js';

const open = () => openPaper({ title: 'Test', subject: 'Test', at: new Date('2027-01-05T00:00:00.000Z') });

describe('the page', () => {
  it('takes any text at all, within the height it was measured to need', () => {
    const paper = open();
    const looks = [styles.body, styles.mono, styles.strong, styles.quote];
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), fc.constantFrom(...looks), (text, look) => {
        const height = measure(paper, text, look, { width: 200, lines: 3 });
        put(paper, text, 60, 100, look, { width: 200, lines: 3 });
        return height <= 60 && paper.doc.bufferedPageRange().count === 1;
      }),
      { numRuns: 1500 },
    );
  });

  it('takes every accent, script and symbol of the font, alone and beside an accent', () => {
    const paper = open();
    for (let from = 0x20; from < 0x3000; from += 32) {
      const characters = Array.from({ length: 32 }, (_, index) => String.fromCodePoint(from + index));
      put(paper, characters.map((one) => `${one}\u0301 e${one}`).join(' '), 60, 100, styles.body, { width: 400 });
    }
    expect(paper.doc.bufferedPageRange().count).toBe(1);
  });

  it('turns before what does not fit, and not when it is empty', () => {
    const paper = open();
    room(paper, 5000);
    expect(paper.page).toBe(1);
    paper.y = frame.bottom - 20;
    room(paper, 20);
    expect(paper.page).toBe(1);
    room(paper, 21);
    expect([paper.page, paper.y]).toEqual([2, frame.top]);
  });

  itWithPoppler('keeps a heading with what it announces', async () => {
    const paper = open();
    section(paper, 'A1', 'First');
    paper.y = frame.bottom - 30;
    subheading(paper, 'Announced');
    paragraph(paper, 'What was announced.');
    const [first, second] = pagesOf(await closePaper(paper));
    expect(first).not.toContain('Announced');
    expect(second).toMatch(/Announced\s+What was announced\./);
  });

  itWithPoppler('repeats the head of a table, keeps its last rows together, and says what it left out', async () => {
    const paper = open();
    section(paper, 'A1', 'First');
    const rows = Array.from({ length: 75 }, (_, index) => [`row ${index + 1}`, 'x']);
    const columns = [
      { head: 'Name', width: 1 },
      { head: 'Value', width: 1 },
    ];
    table(paper, { caption: 'A long table.', columns, rows, total: ['All', '75'] });
    const pages = pagesOf(await closePaper(paper));
    expect(pages).toHaveLength(2);
    for (const page of pages) expect(page).toMatch(/Name\s+Value/);
    expect(pages[1]).toMatch(/row 60\s+x\s+All\s+75/);
    expect(pages[1]).toContain('And 15 more rows');
  });

  it('says what stands in place of an empty table', async () => {
    const paper = open();
    section(paper, 'A1', 'First');
    table(paper, { caption: 'Nothing.', columns: [{ head: 'Name', width: 1 }], rows: [] });
    turn(paper);
    expect(paper.page).toBe(2);
    expect(rawOf(await closePaper(paper))).toContain('%%EOF');
  });
});
