/** A read meets every standing entry it should, each once, and none it should not. */
import fc from 'fast-check';
import { type HotEntry, HotIndex } from '../../src/matching/hotindex.js';
import { confusable } from '../../src/matching/lookalikes.js';
import { entry, later, now, plate, read } from './arbitrary.js';

describe('a read', () => {
  it('always meets an entry of its very plate, whatever else is listed', () =>
    fc.assert(
      fc.property(plate, fc.array(plate, { maxLength: 30 }), (text, others) => {
        const index = new HotIndex([...others, text].map((one) => entry(one)));
        const met = index.match(read(text)).filter(({ kind }) => kind === 'exact');
        expect(met.map((match) => match.plate)).toEqual([text]);
        expect(met[0]!.differences).toEqual([]);
      }),
    ));

  it('meets what trying each entry would meet, and nothing else', () =>
    fc.assert(
      fc.property(plate, fc.array(plate, { maxLength: 30 }), (text, listed) => {
        const entries = [...new Set(listed)].map((one) => entry(one));
        const met = new HotIndex(entries).match(read(text)).map((match) => match.plate);
        const expected = entries.filter((one) => confusable(text, one.plate)).map((one) => one.plate);
        expect(met.toSorted()).toEqual(expected.toSorted());
      }),
    ));

  it('has its differing characters marked where the match is a confusable one', () => {
    const [met] = new HotIndex([entry('7A8C123')]).match(read('7ABC1Z3'));
    expect(met).toMatchObject({ kind: 'confusable', plate: '7A8C123', reading: '7ABC1Z3', alternative: false });
    expect(met!.differences.map(({ position }) => position)).toEqual([2, 5]);
  });

  it('meets a partial plate letter for letter', () => {
    const index = new HotIndex([entry('7AB?12*')]);
    expect(index.match(read('7ABC123'))).toMatchObject([{ kind: 'partial', plate: '7AB?12*' }]);
    expect(index.match(read('7A8C123'))).toEqual([]);
  });

  it('is met by its alternative readings too, which the match tells apart', () => {
    const candidates = [
      { plate: '7ABC123', confidence: 5_100 },
      { plate: '7XBC123', confidence: 4_000 },
      { plate: '7YBC123', confidence: 300 },
    ];
    const index = new HotIndex([entry('7XBC123'), entry('7YBC123')]);
    const met = index.match({ ...read('7ABC123'), confidence: 5_100, candidates });
    expect(met).toMatchObject([
      { kind: 'exact', plate: '7XBC123', reading: '7XBC123', alternative: true, confidence: 4_000 },
    ]);
  });

  it('meets each entry once, by its best reading', () => {
    const candidates = [{ plate: '7A8C123', confidence: 3_000 }];
    const met = new HotIndex([entry('7A8C123')]).match({ ...read('7ABC123'), confidence: 6_000, candidates });
    expect(met).toHaveLength(1);
    expect(met[0]).toMatchObject({ reading: '7ABC123', kind: 'confusable', alternative: false });
  });

  it('that could not be read meets nothing', () => {
    const index = new HotIndex([entry('UNKNOWN'), entry('*')]);
    expect(index.match(read('unknown'))).toEqual([]);
    expect(index.match(read(''))).toEqual([]);
  });
});

describe('the state', () => {
  it('known to differ ranks a match last, and never drops it', () => {
    const index = new HotIndex([
      entry('7ABC123', { entryId: 'nevada', plateState: 'NV' }),
      entry('7A8C123', { entryId: 'alike' }),
    ]);
    expect(index.match(read('7ABC123')).map(({ entryId, state }) => [entryId, state])).toEqual([
      ['alike', 'agrees'],
      ['nevada', 'differs'],
    ]);
  });

  it.each([
    ['CA', 'unknown'],
    ['unknown', 'CA'],
    ['', 'CA'],
  ])('read as %p and listed as %p is unknown, not different', (seen, listed) => {
    const [met] = new HotIndex([entry('7ABC123', { plateState: listed })]).match(read('7ABC123', seen));
    expect(met!.state).toBe('unknown');
  });
});

describe('an entry', () => {
  it('that had ended when the plate was seen is not met; one that ended since is', () => {
    const ended = new HotIndex([entry('7ABC123', { expiresAt: now })]);
    expect(ended.match(read('7ABC123'))).toEqual([]);
    const since = new HotIndex([entry('7ABC123', { expiresAt: '2026-11-24T12:00:00.001Z' })]);
    expect(since.match(read('7ABC123'))).toHaveLength(1);
  });

  it('is gone once removed, and replaced when added again', () => {
    const index = new HotIndex([entry('7ABC123', { entryId: 'a' }), entry('7A8C123', { entryId: 'b' })]);
    index.remove('a');
    expect(index.match(read('7ABC123')).map(({ entryId }) => entryId)).toEqual(['b']);
    index.add(entry('9XYZ999', { entryId: 'b' }));
    expect(index.match(read('7ABC123'))).toEqual([]);
    expect(index.size).toBe(1);
    index.remove('nobody');
    expect(index.size).toBe(1);
  });

  it('added and removed in any order leaves what is standing', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.nat(7), fc.constantFrom('0AA', 'OAA', 'DAA', '?AA', '0A?')), {
          maxLength: 40,
        }),
        (steps) => {
          const index = new HotIndex();
          const standing = new Map<string, HotEntry>();
          for (const [added, number, text] of steps) {
            const one = entry(text, { entryId: String(number), expiresAt: later });
            if (added) index.add(one);
            else index.remove(one.entryId);
            if (added) standing.set(one.entryId, one);
            else standing.delete(one.entryId);
          }
          const fresh = new HotIndex(standing.values());
          const ids = (of: HotIndex) => new Set(of.match(read('0AA')).map(({ entryId }) => entryId));
          expect(ids(index)).toEqual(ids(fresh));
          expect(index.size).toBe(standing.size);
        },
      ),
    ));
});
