/** A hot list is imported whole or not at all, and every fault is told by its line, never by its plate. */
import fc from 'fast-check';
import { hotListColumns, parseHotListCsv } from '../../src/intake/hotlistcsv.js';
import { Malformed } from '../../src/intake/malformed.js';
import { csv, plates } from './payloads.js';

const faultOf = (text: string | Uint8Array): Malformed => {
  try {
    parseHotListCsv(text);
  } catch (error) {
    expect(error).toBeInstanceOf(Malformed);
    return error as Malformed;
  }
  throw new Error('this was taken');
};

const header = hotListColumns.join(',');
const file = (...rows: string[]): string => [header, ...rows].join('\n');
const good = '7ABC123,CA,stolen-vehicle,stolen from the depot yard,26-11873,2026-12-31';

const unnamed = {
  issuingBody: null,
  requestingAgency: null,
  offence: null,
  sourceDate: null,
  individualSpecific: false,
};
const expected = [
  {
    line: 2,
    plate: '7ABC123',
    plateState: 'CA',
    category: 'stolen-vehicle',
    reason: 'stolen from the depot yard on 23 November',
    reference: '26-11873',
    expiresAt: '2027-01-01T08:00:00.000Z',
    ...unnamed,
  },
  {
    line: 3,
    plate: '4DEF567',
    plateState: 'unknown',
    category: 'missing-person',
    reason: 'last seen with the missing woman, case open',
    reference: 'MP-26-0042',
    expiresAt: '2026-12-01T00:00:00.000Z',
    ...unnamed,
  },
];

describe('a file', () => {
  it('becomes its entries, in order', () => expect(parseHotListCsv(csv)).toEqual(expected));

  it.each([
    ['with a byte order mark', `\ufeff${csv}`],
    ['as bytes', Buffer.from(csv)],
    ['with Windows line ends', csv.replaceAll('\n', '\r\n')],
    ['with empty lines at its end', `${csv}\n\n`],
  ])('%s says the same', (_, text) => expect(parseHotListCsv(text)).toEqual(expected));

  it('may have its columns in any order, and semicolons between them', () => {
    const turned = 'expires;reference;reason;category;state;plate\n2026-12-31;26-1;stolen;stolen-vehicle;ca;7abc-123\n';
    expect(parseHotListCsv(turned)).toMatchObject([{ plate: '7ABC123', plateState: 'CA' }]);
  });

  it('with no rows has no entries', () => expect(parseHotListCsv(`${header}\n`)).toEqual([]));
});

describe('wrong columns', () => {
  it('are named, all of them, and nothing is imported', () => {
    const fault = faultOf('plate,state,kategory,reason,expires,plate\n');
    expect(fault.where).toBe('line 1');
    expect(fault.problems.map(({ what }) => what)).toEqual([
      'the column category is missing',
      'the column reference is missing',
      'the column kategory is not of this format',
      'the column plate stands twice',
    ]);
  });

  it('are wrong in an empty file too', () => expect(faultOf('').problems).toHaveLength(hotListColumns.length));

  it('are not repeated when they are no columns but a row', () => {
    expect(faultOf(`${good}\n`).message).not.toContain('7ABC123');
  });
});

describe('a wrong row', () => {
  it.each<[string, string, string]>([
    ['plate', good.replace('7ABC123', '7ABC12345678'), 'plate must be'],
    ['missing plate', good.replace('7ABC123', ''), 'plate must be'],
    ['state', good.replace('CA', 'Atlantis'), 'state must be'],
    ['category', good.replace('stolen-vehicle', 'curious'), 'category must be'],
    ['reason', good.replace('stolen from the depot yard', ' '), 'reason is missing'],
    ['reference', good.replace('26-11873', ''), 'reference is missing'],
    ['end', good.replace('2026-12-31', '2026-02-31'), 'expires must be'],
    ['missing end', good.replace('2026-12-31', ''), 'expires must be'],
    ['end without a zone', good.replace('2026-12-31', '2026-12-31T00:00:00'), 'expires must be'],
    ['number of cells', `${good},more`, 'has 7 cells'],
    ['too short a row', '7ABC123,CA', 'has 2 cells'],
  ])('for its %s keeps the whole file out, and is told by its line', (_, row, what) => {
    const other = good.replace('7ABC123', '9XYZ321');
    const { problems, where } = faultOf(file(other, row));
    expect(problems).toEqual([{ line: 3, what: expect.stringContaining(what) }]);
    expect(where).toBe('line 3');
  });

  it('is told with all others, by line', () => {
    const text = file('a,b', good, good, '7ABC124,XX,none,,,never');
    expect(faultOf(text).problems.map(({ line }) => line)).toEqual([2, 4, 5, 5, 5, 5, 5]);
  });

  it('is told by the line on which it ends when a cell runs over several', () => {
    const text = file(
      good.replace('stolen from the depot yard', '"stolen\nfrom the yard"').replace('7ABC123', '!'),
      'a,b',
    );
    expect(faultOf(text).problems.map(({ line }) => line)).toContain(4);
  });

  it('among very many is told once for all, without end', () => {
    const text = file(...Array.from({ length: 1_000 }, () => 'a,b'));
    const fault = faultOf(text);
    expect(fault.problems).toHaveLength(1_000);
    expect(fault.message).toContain('and 900 more');
  });
});

describe('whatever comes', () => {
  const cell = fc.oneof(fc.string(), fc.constantFrom('"', ',', '\n', '7ABC123', 'CA', 'stolen-vehicle', '2026-12-31'));
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(cell, { maxLength: 60 }).map((cells) => `${header}\n${cells.join(',')}`),
  );

  it('is taken or refused as malformed, and never breaks anything', () =>
    fc.assert(
      fc.property(text, (given) => {
        try {
          for (const { plate, expiresAt } of parseHotListCsv(given)) {
            expect(plate).toMatch(/^[A-Z0-9]{1,10}$/);
            expect(new Date(expiresAt).toISOString()).toBe(expiresAt);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(Malformed);
        }
      }),
      { numRuns: 1_000 },
    ));

  it('has no plate repeated in its refusal', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...plates, 'CA', '"', 'x'), { maxLength: 30 }), (cells) => {
        try {
          parseHotListCsv(`${header}\n${cells.join(',')}\n${cells.join('\n')}`);
        } catch (error) {
          for (const plate of plates) expect((error as Malformed).message).not.toContain(plate);
        }
      }),
    ));
});
