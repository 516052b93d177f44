/** Judging a hot-list file: every row by the rules over an entry, whether it comes into force or is set aside. */
import { setImmediate as breathe } from 'node:timers/promises';
import { brokenBy } from '../domain/entry.js';
import type { PublishHotListVersion } from '../domain/hotlist.js';
import { isSourceFile, type Sought, sourceFiles } from '../domain/policy/categories.js';
import type { Terms } from '../domain/policy/settings.js';
import { hotListRows, type HotListRow } from '../intake/hotlistfile.js';
import { parseMapping } from '../intake/hotlistmapping.js';
import { ListColumns, type ListedEntry } from '../matching/listcolumns.js';

/** A file as it was sent: its bytes, its mapping as JSON, its name, and as of when the source vouches for it. */
export type SentList = {
  readonly bytes: Uint8Array;
  readonly mapping: string;
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly asOf: string;
};

export type Quarantine = PublishHotListVersion['data']['quarantine'][number];

/** What judging a file came to. */
export type Judged = {
  readonly columns: ListColumns;
  readonly quarantine: readonly Quarantine[];
  readonly duplicates: number;
  readonly collisions: number;
  readonly files: readonly string[];
};

/** Lines named at most for one reason of quarantine. */
const MOST_LINES = 100;

/** A row of a source file is sought for what that file is for, unless the row says more. */
const soughtOf = (row: HotListRow): Sought => {
  if (row.category === '') row.category = isSourceFile(row.file) ? (sourceFiles[row.file] ?? row.file) : row.file;
  return row;
};

/** As JSON, made by hand of what is there: most rows say the same, and a million say it. */
const moreOf = ({ issuingBody, requestingAgency, offence }: HotListRow): string => {
  if (issuingBody === '' && requestingAgency === '' && offence === '') return '';
  return JSON.stringify({
    ...(issuingBody !== '' && { issuingBody }),
    ...(requestingAgency !== '' && { requestingAgency }),
    ...(offence !== '' && { offence }),
  });
};

const fileOff = {
  clause: '430.1¶3.0',
  code: 'R-HL-FILE-OFF',
} as const;

/** Judges every row of a file by the rules over a hot-list entry; the process stays open to others between pieces. */
export const judgeList = async (
  { bytes, mapping, asOf }: Pick<SentList, 'bytes' | 'mapping' | 'asOf'>,
  { at, terms, filesOn }: { readonly at: string; readonly terms: Terms; readonly filesOn: readonly string[] | null },
): Promise<Judged> => {
  const columns = ListColumns.empty();
  const quarantine = new Map<string, { -readonly [K in keyof Quarantine]: Quarantine[K] } & { lines: number[] }>();
  const files = new Set<string>();
  let duplicates = 0;
  let collisions = 0;
  const setAside = ({ clause, code }: Pick<Quarantine, 'clause' | 'code'>, line: number): void => {
    const key = `${clause} ${code}`;
    const known = quarantine.get(key) ?? { clause, code, entries: 0, lines: [] };
    known.entries += 1;
    if (known.lines.length < MOST_LINES) known.lines.push(line);
    quarantine.set(key, known);
  };
  for (const rows of hotListRows(bytes, parseMapping(mapping), asOf)) {
    for (const row of rows) {
      const data = soughtOf(row);
      const broken = brokenBy({ command: { data }, at, terms });
      if (broken) setAside(broken, row.line);
      else if (row.file !== '' && filesOn !== null && !filesOn.includes(row.file)) setAside(fileOff, row.line);
      else {
        const { duplicate, collides } = columns.add(listedOf(row, data));
        if (row.file !== '') files.add(row.file);
        if (duplicate) duplicates += 1;
        if (collides) collisions += 1;
      }
    }
    await breathe();
  }
  return { columns, quarantine: [...quarantine.values()], duplicates, collisions, files: [...files] };
};

const listedOf = (row: HotListRow, { category, expiresAt }: Sought): ListedEntry => ({
  plate: row.plate,
  plateState: row.plateState,
  category,
  file: row.file,
  reason: row.reason,
  reference: row.reference,
  ends: Date.parse(expiresAt!),
  more: moreOf(row),
});
