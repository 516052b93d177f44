/** A search finds the reads it should: whole plates, look-alikes and parts, by camera and time, corrected ones too. */
import fc from 'fast-check';
import { fold } from '../../src/matching/lookalikes.js';
import { fits, patternOf } from '../../src/matching/pattern.js';
import { detectionById } from '../../src/projections/detections.js';
import { type DetectionsAsked, searchDetections } from '../../src/projections/search.js';
import { camera, correct, detect, install, raise } from './telling.js';
import { Ground, id } from './ground.js';

let ground: Ground;
const found = (asked: DetectionsAsked, limit = 100): (string | null)[] =>
  searchDetections(ground.views.db, asked, limit).map(({ plate }) => plate);

const day = (minute: number): string => `2026-11-23T10:${String(minute).padStart(2, '0')}:00.000Z`;
const listed = ['7ABC123', '7A8C123', '7ABC128', '4DEF567', '1ZZZ111', 'AB12'];

describe('a search', () => {
  beforeAll(async () => {
    ground = await Ground.open();
    await install(ground);
    for (const [index, plate] of listed.entries())
      await detect(ground, plate, { plate, state: plate === 'AB12' ? 'NV' : 'CA', at: day(index) });
    await detect(ground, 'unread', { plate: 'unknown', state: 'unknown', at: day(30) });
    await raise(ground, '4DEF567', '4DEF567');
    await correct(ground, '4DEF567', '4DEF567', '4DEF56Z', false);
    await ground.settle();
  });
  afterAll(() => ground.close());

  it.each<[string, DetectionsAsked, string[]]>([
    ['a whole plate', { plate: '7ABC123' }, ['7ABC123']],
    ['a plate typed with blanks', { plate: '7abc 123' }, ['7ABC123']],
    ['look-alikes when told', { plate: '7ABC123', how: 'confusable' }, ['7A8C123', '7ABC123']],
    ['one unknown character', { plate: '7A?C123' }, ['7A8C123', '7ABC123']],
    ['the beginning', { plate: '7ABC*' }, ['7ABC128', '7ABC123']],
    ['the end', { plate: '*123' }, ['7A8C123', '7ABC123']],
    ['the middle', { plate: '*DEF*' }, ['4DEF567']],
    ['two characters only', { plate: '?A*' }, ['7ABC128', '7A8C123', '7ABC123']],
    ['the plate it was corrected to', { plate: '4DEF56Z' }, ['4DEF567']],
    ['a part of the plate it was corrected to', { plate: '*F56Z' }, ['4DEF567']],
    ['what alike plates were corrected to', { plate: '4DEF562', how: 'confusable' }, ['4DEF567']],
    ['nothing', { plate: '9XYZ999' }, []],
    ['no plate named UNKNOWN', { plate: 'UNKNOWN' }, []],
    ['a state', { plate: '*', plateState: 'NV' }, ['AB12']],
  ])('finds %s', (_, asked, plates) => expect(found(asked)).toEqual(plates));

  it('finds by camera and time, latest first, unread ones too', () => {
    expect(found({ cameraId: camera })).toEqual([null, ...listed.toReversed()]);
    expect(found({ cameraId: id('another') })).toEqual([]);
    expect(found({ from: day(1), to: day(3) })).toEqual(['7ABC128', '7A8C123']);
    expect(found({ plate: '7*', from: day(1), to: day(2) })).toEqual(['7A8C123']);
  });

  it('never leaves out what nobody could tell the state of', () => {
    expect(found({ cameraId: camera, plateState: 'NV' })).toEqual([null, 'AB12']);
  });

  it('goes on where the page before ended', () => {
    const all = searchDetections(ground.views.db, {}, 100);
    const pages: string[] = [];
    for (let after: (typeof all)[number] | undefined; ;) {
      const page = searchDetections(ground.views.db, { after }, 2);
      pages.push(...page.map(({ id: one }) => one));
      if (page.length < 2) break;
      after = page.at(-1);
    }
    expect(pages).toEqual(all.map(({ id: one }) => one));
  });

  it('shows what a screen needs of a read, and its last correction beside it', () => {
    expect(detectionById(ground.views.db, id('4DEF567'))).toMatchObject({
      id: id('4DEF567'),
      plate: '4DEF567',
      correction: { plate: '4DEF56Z', plateState: 'CA' },
      camera: 'Gate 4',
      capturedAt: day(3),
      candidates: [{ plate: '4DEF567', confidence: 9321 }],
      place: { latitude: 33_830_300, longitude: -116_545_300 },
      sourceEventId: '4DEF567',
      purged: false,
    });
    expect(detectionById(ground.views.db, id('nothing'))).toBeUndefined();
  });
});

describe('any search', () => {
  const letter = fc.constantFrom('A', 'B', '8', '0', 'O');
  const plate = fc.string({ unit: letter, minLength: 2, maxLength: 6 });
  const asked = fc.string({ unit: fc.oneof(letter, fc.constantFrom('?', '*')), minLength: 1, maxLength: 6 });
  let plates: string[];

  beforeAll(async () => {
    ground = await Ground.open();
    plates = [...new Set(fc.sample(plate, { numRuns: 120, seed: 430 }))];
    for (const [index, text] of plates.entries()) await detect(ground, text, { plate: text, at: day(index % 60) });
    await ground.settle();
  });
  afterAll(() => ground.close());

  it('for a part finds what trying each plate finds', () =>
    fc.assert(
      fc.property(asked, (typed) => {
        const pattern = patternOf(typed);
        const expected = plates.filter((text) => fits(text, pattern));
        expect(found({ plate: typed }, 1_000).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 300 },
    ));

  it('for look-alikes finds what trying each plate finds', () =>
    fc.assert(
      fc.property(plate, (text) => {
        const expected = plates.filter((one) => fold(one) === fold(text));
        expect(found({ plate: text, how: 'confusable' }, 1_000).toSorted()).toEqual(expected.toSorted());
      }),
      { numRuns: 100 },
    ));
});
