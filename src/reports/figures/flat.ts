/** The figures as rows of a spreadsheet: one line for each number or word, under the path by which JSON names it. */

export type FlatRow = { readonly figure: string; readonly value: string | number | boolean | null };

/** Every leaf of the figures in the order in which JSON has them. */
export const flat = (value: unknown, path = ''): FlatRow[] => {
  if (value === null || typeof value !== 'object')
    return [{ figure: path, value: (value ?? null) as FlatRow['value'] }];
  return Object.entries(value).flatMap(([name, inner]) => flat(inner, path === '' ? name : `${path}.${name}`));
};
