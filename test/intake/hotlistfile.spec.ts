/** A hot-list file is read as its mapping says: delimited or of fixed width, its codes and dates by tables. */
import fc from 'fast-check';
import { hotListRows, type HotListRow } from '../../src/intake/hotlistfile.js';
import { type Mapping, parseMapping } from '../../src/intake/hotlistmapping.js';
import { Malformed } from '../../src/intake/malformed.js';

const asOf = '2026-11-24T12:00:00.000Z';
const rowsOf = (text: string, mapping: Mapping): HotListRow[] =>
  [...hotListRows(Buffer.from(text), mapping, asOf)].flat();
const faultOf = (work: () => unknown): Malformed => {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Malformed);
    return error as Malformed;
  }
  throw new Error('this was taken');
};
const mappingOf = (more: object = {}): Mapping =>
  parseMapping(
    JSON.stringify({
      name: 'test',
      format: 'delimited',
      lifeDays: 3,
      fields: {
        plate: { column: 'plate' },
        state: { column: 'state' },
        category: { column: 'kind', codes: { SV: 'stolen-vehicle' } },
        reason: { column: 'why' },
        reference: { column: 'number' },
        expires: { column: 'until', date: 'YYYYMMDD' },
        sourceDate: { column: 'told', date: 'MM/DD/YYYY' },
      },
      ...more,
    }),
  );
const header = 'plate,state,kind,why,number,until,told';

describe('a delimited file', () => {
  it('is read column by column, with its codes and dates', () => {
    const [row] = rowsOf(`${header}\nfake-001,california,SV,taken at night,26-1,20261125,11/20/2026\n`, mappingOf());
    expect(row).toEqual({
      line: 2,
      plate: 'FAKE001',
      plateState: 'CA',
      file: '',
      category: 'stolen-vehicle',
      reason: 'taken at night',
      reference: '26-1',
      expiresAt: '2026-11-26T08:00:00.000Z',
      issuingBody: '',
      requestingAgency: '',
      offence: '',
      sourceDate: '2026-11-20T08:00:00.000Z',
      individualSpecific: false,
    });
  });

  it('vouches for an entry no longer than for itself', () => {
    const ends = (until: string) => rowsOf(`${header}\nFAKE001,CA,SV,w,n,${until},\n`, mappingOf())[0]!.expiresAt;
    expect([ends('20291231'), ends(''), ends('someday')]).toEqual([
      '2026-11-27T12:00:00.000Z',
      '2026-11-27T12:00:00.000Z',
      null,
    ]);
  });

  it('says nothing by a code the table does not list', () =>
    expect(rowsOf(`${header}\nFAKE001,CA,ZZ,w,n,,\n`, mappingOf())[0]!.category).toBe('?ZZ'));

  it('may quote its cells, and count on over lines within them', () => {
    const file = `${header}\n"FAKE001",CA,SV,"one,\ntwo ""three""",n,,\nFAKE002,CA,SV,w,n,,\n`;
    expect(rowsOf(file, mappingOf()).map(({ line, plate, reason }) => [line, plate, reason])).toEqual([
      [2, 'FAKE001', 'one,\ntwo "three"'],
      [4, 'FAKE002', 'w'],
    ]);
  });

  it('reads the same with and without quotation marks, however long it is', () =>
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[A-Z0-9]{1,8}$/), { minLength: 1, maxLength: 50 }), (plates) => {
        const file = (cell: (text: string) => string) =>
          [header, ...plates.map((plate) => `${cell(plate)},CA,SV,w,n,,`)].join('\r\n');
        const read = (text: string) => rowsOf(text, mappingOf()).map(({ line, plate }) => [line, plate]);
        expect(read(file((text) => `"${text}"`))).toEqual(read(file((text) => text)));
      }),
    ));

  it('without a column of its mapping, or with a line too short, is not taken, and says where', () => {
    const missing = faultOf(() => rowsOf('plate,state\nFAKE001,CA\n', mappingOf()));
    expect(missing.problems).toContainEqual({ line: 1, what: 'the column kind is missing' });
    const short = faultOf(() => rowsOf(`${header}\nFAKE001,CA\nFAKE002,CA,SV,w,n,,\nFAKE003\n`, mappingOf()));
    expect(short.problems.map(({ line }) => line)).toEqual([2, 4]);
    expect(short.message).not.toContain('FAKE');
  });

  it('is read a million characters at a time, and loses no line at the seams', () => {
    const lines = Array.from({ length: 60_000 }, (_, n) => `FAKE${n},CA,SV,taken from the yard at night,26-${n},,`);
    const read = rowsOf([header, ...lines].join('\n'), mappingOf());
    expect([read.length, read.at(-1)!.plate, read.at(-1)!.line]).toEqual([60_000, 'FAKE59999', 60_001]);
  });
});

describe('a file of fixed width', () => {
  const fields = {
    plate: { from: 1, to: 8 },
    state: { from: 9, to: 10 },
    file: { from: 11, to: 12, codes: { EV: 'vehicle' } },
    reason: { constant: 'stolen vehicle, as entered' },
    reference: { from: 13, to: 22 },
    individual: { from: 23, to: 23 },
  };
  const mapping = mappingOf({ format: 'fixed-width', fields });

  it('is read character by character', () => {
    const [first, second] = rowsOf('FAKE001 CAEVV000000001Y\r\n\r\nFAKE002 NVXXV000000002 \n', mapping);
    expect(first).toMatchObject({
      line: 1,
      plate: 'FAKE001',
      plateState: 'CA',
      file: 'vehicle',
      individualSpecific: true,
    });
    expect(second).toMatchObject({ line: 3, plate: 'FAKE002', file: '?XX', reference: 'V000000002' });
  });

  it('with a line that ends before its last field begins is not taken', () =>
    expect(faultOf(() => rowsOf('FAKE001 CA\n', mapping)).problems).toEqual([
      { line: 1, what: 'is 10 wide instead of 23' },
    ]));
});

describe('a mapping', () => {
  const wrong = (given: object): string[] =>
    faultOf(() => parseMapping(JSON.stringify(given))).problems.map(({ what }) => what);

  it('that is no JSON is told by its line', () =>
    expect(faultOf(() => parseMapping('{\n"name": "x",\n}')).problems).toEqual([
      { line: 3, what: 'this is not JSON' },
    ]));

  it('is told everything that is wrong with it at once', () => {
    const faults = wrong({ name: '', format: 'xml', delimiter: ',,', colour: 1, lifeDays: 0, fields: { plate: {} } });
    for (const part of ['colour', 'name', 'format', 'delimiter', 'lifeDays', 'fields.plate', 'fields.state is missing'])
      expect(faults.some((fault) => fault.includes(part))).toBe(true);
  });

  it.each([
    [{ plate: { column: 'a', constant: 'b' } }, 'one of them only'],
    [{ plate: { from: 5, to: 2 } }, 'to not before from'],
    [{ plate: { column: 0 } }, 'number from 1'],
    [{ expires: { column: 'a', date: 'yesterday' } }, 'YYYYMMDD'],
    [{ category: { column: 'a', codes: { A: 1 } } }, 'texts to texts'],
    [{ plate: 'a' }, 'where it stands'],
  ])('with %j is wrong', (fields, says) =>
    expect(wrong({ name: 'x', format: 'delimited', fields }).some((fault) => fault.includes(says))).toBe(true),
  );
});
