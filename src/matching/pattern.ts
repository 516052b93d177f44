/** A partial plate: `?` stands for one unknown character, `*` for any number of them. */

/** Upper-case letters, digits and the two wildcards; whatever else was typed is dropped. */
export const patternOf = (typed: string): string =>
  typed
    .toUpperCase()
    .replaceAll(/[^A-Z0-9?*]/g, '')
    .replaceAll(/\*+/g, '*');

export const isPartial = (pattern: string): boolean => /[?*]/.test(pattern);

/** How many characters of the pattern are known. */
export const knownCharacters = (pattern: string): number => pattern.replaceAll(/[?*]/g, '').length;

/** Whether the plate fits: letter for letter where the pattern knows, whatever it may be where it does not. */
export const fits = (plate: string, pattern: string): boolean => {
  let [p, q] = [0, 0];
  // Where to resume when what follows the last `*` does not fit: let it swallow one character more.
  let [star, swallowed] = [-1, 0];
  while (p < plate.length) {
    const wanted = pattern.charAt(q);
    if (wanted === '*') {
      star = q;
      swallowed = p;
      q += 1;
    } else if (wanted === '?' || (wanted !== '' && wanted === plate.charAt(p))) {
      p += 1;
      q += 1;
    } else if (star >= 0) {
      swallowed += 1;
      p = swallowed;
      q = star + 1;
    } else return false;
  }
  while (pattern.charAt(q) === '*') q += 1;
  return q === pattern.length;
};

/** The longest run of known characters, which a trigram index can look up; shorter than 3 when there is none. */
export const longestRun = (pattern: string): string =>
  pattern.split(/[?*]/).reduce((longest, run) => (run.length > longest.length ? run : longest), '');
