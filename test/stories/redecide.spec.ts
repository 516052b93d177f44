/** Whatever a story records can be decided again from its records alone, with the same outcome. */
import { decideAgain } from '../../src/domain/redecide.js';
import { fold } from '../../src/domain/decider.js';
import { outcome } from './story.js';
import { allTold } from './told.js';

describe.each(allTold.map(({ decider, stories }) => ({ name: decider.category, decider, stories })))(
  'what is told of $name',
  ({ decider, stories }) => {
    const again = (name: string) => {
      const { given, when, situation } = stories[name]!;
      const { records, rulings } = outcome(decider, stories[name]!);
      const asRecorded = records.map((one) =>
        one.type === 'ActionRefused' ? { ...one, sealed: { attempt: when.data } } : one,
      );
      if (asRecorded.length === 0) return null;
      const facts = { ...situation, state: fold(decider, given) };
      return { rulings, again: decideAgain(decider, when.type, asRecorded, facts)! };
    };

    it('is decided again as it was, as far as its events keep what was asked', () => {
      for (const name of Object.keys(stories)) {
        const told = again(name);
        if (!told) continue;
        const known = told.again.map(({ knowable, ...ruling }, index) => (knowable ? ruling : told.rulings[index]));
        expect({ name, rulings: known }).toEqual({ name, rulings: told.rulings });
      }
    });

    it('is refused again for the same reasons, every one of them knowable', () => {
      for (const [name, story] of Object.entries(stories)) {
        if (!('refuses' in story)) continue;
        const broken = again(name)!.again.filter(({ upheld }) => !upheld);
        expect({ name, refuses: broken.map(({ clause, code }) => `${clause} ${code}`) }).toEqual({
          name,
          refuses: story.refuses,
        });
      }
    });
  },
);

it('most rules can be weighed again from the events alone', () => {
  const all = allTold.flatMap(({ decider, stories }) =>
    Object.values(stories).flatMap((story) => {
      const { records } = outcome(decider, story);
      if (!('records' in story) || records.length === 0) return [];
      const facts = { ...story.situation, state: fold(decider, story.given) };
      return decideAgain(decider, story.when.type, records, facts)!.map((ruling) => ({
        command: story.when.type,
        ...ruling,
      }));
    }),
  );
  const unknowable = new Set(
    all.filter(({ knowable }) => !knowable).map(({ command, clause, code }) => `${command} ${clause} ${code}`),
  );
  process.stdout.write(
    `Decided again: ${all.length} rulings of allowed acts, ${all.filter(({ knowable }) => knowable).length} from the ` +
      `events alone; on the ledger's word: ${[...unknowable].join(', ')}\n`,
  );
  expect(all.filter(({ knowable }) => knowable).length / all.length).toBeGreaterThan(0.8);
});
