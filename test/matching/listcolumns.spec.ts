/** A version in columns finds what trying each entry would find, and is the same after it was put away and opened. */
import fc from 'fast-check';
import { HotIndex } from '../../src/matching/hotindex.js';
import { ListColumns, type ListedEntry } from '../../src/matching/listcolumns.js';
import { coarseFold, confusable } from '../../src/matching/lookalikes.js';
import { pack, packFolded, unpack } from '../../src/matching/packed.js';
import { plate, read } from './arbitrary.js';

const listed = (text: string, more: Partial<ListedEntry> = {}): ListedEntry => ({
  plate: text,
  plateState: 'CA',
  category: 'stolen-vehicle',
  file: '',
  reason: 'stolen from the depot yard',
  reference: `number of ${text}`,
  ends: Date.parse('2027-01-01T00:00:00.000Z'),
  more: '',
  ...more,
});
const columnsOf = (...entries: readonly ListedEntry[]): ListColumns => {
  const columns = ListColumns.empty();
  for (const one of entries) columns.add(one);
  return columns;
};
const indexOf = (columns: ListColumns): HotIndex => {
  const index = new HotIndex();
  const published = '2026-11-01T00:00:00.000Z';
  index.publish({
    hotListId: 'list',
    versionId: 'version',
    publishedAt: published,
    asOf: published,
    columns: () => columns,
    release: () => undefined,
  });
  return index;
};

describe('a plate as a number', () => {
  it('is the same plate again', () => fc.assert(fc.property(plate, (text) => expect(unpack(pack(text))).toBe(text))));

  it('folds as its text does', () =>
    fc.assert(fc.property(plate, (text) => expect(packFolded(text)).toBe(pack(coarseFold(text))))));

  it.each(['', '7abc', '7ABC-12', 'ELEVENCHARS', 'Ñ'])('is none for %p', (text) => {
    expect([pack(text), packFolded(text)]).toEqual([NaN, NaN]);
  });
});

describe('a version', () => {
  it('is met by what trying each entry would find, also after it was put away', () =>
    fc.assert(
      fc.property(plate, fc.uniqueArray(plate, { maxLength: 30 }), (text, plates) => {
        const columns = columnsOf(...plates.map((one) => listed(one)));
        const expected = plates.filter((one) => confusable(text, one)).toSorted();
        for (const one of [columns, ListColumns.decode(columns.encode())])
          expect(
            indexOf(one)
              .match(read(text))
              .map((match) => match.plate)
              .toSorted(),
          ).toEqual(expected);
      }),
    ));

  it('keeps everything an entry says', () => {
    const one = listed('7ABC123', { file: 'vehicle', more: '{"issuingBody":"Court"}', reference: 'Ärger 26-1' });
    const columns = ListColumns.decode(columnsOf(listed('9XYZ999'), one).encode());
    expect(columns.entry(1)).toEqual(one);
    expect([columns.size, columns.categories()]).toEqual([2, [{ category: 'stolen-vehicle', entries: 2 }]]);
  });

  it('lists an entry once, and says where a look-alike of it stands', () => {
    const columns = columnsOf(listed('7ABC120'));
    expect(columns.add(listed('7ABC120'))).toEqual({ duplicate: true, collides: false });
    expect(columns.add(listed('7ABC12O'))).toEqual({ duplicate: false, collides: true });
    expect(columns.add(listed('7ABC120', { category: 'arrest-warrant' }))).toMatchObject({ duplicate: false });
    expect(columns.add(listed('7ABC120', { reference: 'another' }))).toMatchObject({ duplicate: false });
    expect(columns.size).toBe(4);
  });

  it('tells how much of it stood in the one before, whatever the order of the tables', () =>
    fc.assert(
      fc.property(fc.uniqueArray(plate, { maxLength: 20 }), fc.uniqueArray(plate, { maxLength: 20 }), (a, b) => {
        const before = columnsOf(
          listed('0', { plateState: 'NV', category: 'amber-alert' }),
          ...a.map((one) => listed(one)),
        );
        const now = columnsOf(...b.map((one) => listed(one)));
        expect(now.unchangedSince(before, 0, now.size)).toBe(b.filter((one) => a.includes(one)).length);
      }),
    ));

  it('grows with what is added', () => {
    const columns = ListColumns.empty();
    for (let n = 0; n < 5_000; n += 1) columns.add(listed(`P${n}`));
    for (const n of [0, 1023, 1024, 4999])
      expect(columns.alike(`P${n}`).map((at) => columns.plateOf(at))).toContain(`P${n}`);
  });

  it('of another format, or cut short, is not opened', () => {
    const bytes = columnsOf(listed('7ABC123')).encode();
    expect(() => ListColumns.decode(bytes.subarray(0, -1))).toThrow('length');
    expect(() => ListColumns.decode(Buffer.from('{"version":2}\n'))).toThrow('format');
  });
});
