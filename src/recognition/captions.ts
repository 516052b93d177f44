/** Whose plate it is, from its small print: what the caption reader sees beside how common each state's plates are. */
import { probabilityOf, type Look } from './ctc.js';
import { statesByVehicles, type Pattern, type States } from './syntax.js';

/** Words that only one state prints, as the caption reader gives them: capitals and digits alone. */
export type Caption = { readonly state: string; readonly words: string };

/** The share of plates whose small print misleads: a dealer's frame, a plate of another country, a veteran's club. */
const MISLED = 0.03;
/** Words are shown where they are likelier than all that other states print, and than this of anything at all. */
const LEGIBLE = 1e-4;

/** Reads models/captions.tsv: state, name, slogans joined by '|', those that say no state marked with ~. */
export const parseCaptions = (table: string): Caption[] =>
  table
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .slice(1)
    .flatMap((line) => {
      const [state = '', name = '', slogans = ''] = line.split('\t');
      const own = [name, ...slogans.split('|').filter((slogan) => slogan && !slogan.startsWith('~'))];
      return own.map((words) => ({ state, words: words.toUpperCase().replace(/[^A-Z0-9]/g, '') }));
    });

/** What the small print says: for each band the chance of the words of each state; and the likeliest words. */
export type SmallPrint = { readonly bands: readonly ReadonlyMap<string, number>[]; readonly words: string };

/** Reads what states print in bands of a plate, each a look of the caption reader. */
export const smallPrint = (captions: readonly Caption[], looks: readonly Look[]): SmallPrint => {
  let [words, most] = ['', 0.5];
  const bands = looks.map((look) => {
    const chances = new Map<string, number>();
    const each = captions.map((caption) => ({ ...caption, chance: probabilityOf(look, caption.words) }));
    const all = each.reduce((sum, { chance }) => sum + chance, LEGIBLE);
    for (const { state, chance, words: read } of each) {
      chances.set(state, (chances.get(state) ?? 0) + chance);
      if (chance / all > most) [words, most] = [read, chance / all];
    }
    return chances;
  });
  return { bands, words };
};

/**
 * How likely each state is before the number is read, together 1: how common its vehicles are, times what the small
 * print says (Bayes). Of `how`, `captionTrust` is an exponent: 0 is not looking, 1 is believing what the reader claims;
 * and words that the reader calls impossible may be there all the same: it has no more of a veto than `captionDoubt`.
 * Bands of several frames count together as much as those of one.
 * @param frames how many photographs the bands are of
 */
export const statesFrom = (
  patterns: readonly Pattern[],
  print: SmallPrint,
  { captionTrust: trust, captionDoubt: doubt }: { readonly captionTrust: number; readonly captionDoubt: number },
  frames = 1,
): States => {
  const before = statesByVehicles(patterns);
  if (!print.bands.length || trust === 0) return before;
  const logs = [...before.keys()].map((state) =>
    print.bands.reduce((sum, chances) => sum + Math.log((chances.get(state) ?? 0) + doubt), 0),
  );
  const best = Math.max(...logs);
  const weights = [...before.values()].map((share, i) => share * Math.exp((trust * (logs[i]! - best)) / frames));
  const total = weights.reduce((a, b) => a + b, 0);
  return new Map(
    [...before].map(([state, share], i) => [state, ((1 - MISLED) * weights[i]!) / total + MISLED * share]),
  );
};
