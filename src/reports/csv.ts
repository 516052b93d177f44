/** Rows as a CSV file (RFC 4180) that a spreadsheet opens without running anything in it. */

type Row = Readonly<Record<string, unknown>>;

/** A cell that begins like a formula is text: a spreadsheet would run it (CWE-1236). */
const safe = (text: string): string => (/^[=+\-@\t\r]/.test(text) && !/^-?\d+(\.\d+)?$/.test(text) ? `'${text}` : text);

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
};

const cell = (value: unknown): string => {
  const text = safe(textOf(value));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** The file, with a header of every column that some row has, in the order in which they come. */
export const csvOf = (rows: readonly object[]): string => {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => columns.map((name) => cell((row as Row)[name])).join(','));
  return [columns.map(cell).join(','), ...lines, ''].join('\r\n');
};
