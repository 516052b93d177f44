/** Figures of the imported hot lists: their versions, their freshness, what was set aside; and of local entries. */
import type { LocalEntry, SourceFile } from '../daily.js';
import type { RecordSource } from '../records.js';
import type { Time } from '../source.js';
import { byKey, count, grouped, tally } from '../statistics.js';
import { byEnd, type Frame, standing } from './frame.js';

export type ListVersions = {
  readonly hotListId: string;
  /** Published in the period. */
  readonly versions: number;
  readonly added: number;
  readonly removed: number;
  readonly quarantined: number;
  /** The version in force at the end of the period; null when the list had none. */
  readonly latest: {
    readonly number: number;
    readonly publishedAt: Time;
    readonly asOf: Time;
    readonly entries: number;
    /** Whole hours between what the source says and the end of the period. */
    readonly ageHours: number;
    readonly categories: readonly { readonly category: string; readonly entries: number }[];
  } | null;
};

export type ListFigures = {
  readonly imported: readonly ListVersions[];
  /** Rows set aside by imports of the period, by the rule that set them aside. */
  readonly setAside: readonly { readonly clause: string; readonly code: string; readonly entries: number }[];
  /** Files of a source, such as those of NCIC, that were on at the end, and changes in the period. */
  readonly files: {
    readonly enabled: readonly Pick<SourceFile, 'hotListId' | 'file' | 'category' | 'enabledAt'>[];
    readonly turnedOn: number;
    readonly turnedOff: number;
  };
  /** Entries of the Department's own lists in force at the end. */
  readonly local: readonly Omit<LocalEntry, 'removedAt'>[];
  readonly awaitingCoSign: number;
};

const HOUR = 3_600_000;

const imported = (source: RecordSource, frame: Frame): ListVersions[] =>
  grouped(
    [...source.versions()].filter(({ publishedAt }) => byEnd(frame, publishedAt)),
    ({ hotListId }) => hotListId,
  ).map(([hotListId, versions]) => {
    const now = versions.filter(({ publishedAt }) => frame.during(publishedAt));
    const total = (of: 'added' | 'removed' | 'quarantined'): number => now.reduce((all, one) => all + one[of], 0);
    const latest = versions.reduce((last, one) => (one.number > last.number ? one : last));
    const { number, publishedAt, asOf, entries, categories } = latest;
    const ageHours = Math.max(0, Math.floor((Date.parse(frame.end) - Date.parse(asOf)) / HOUR));
    return {
      hotListId,
      versions: now.length,
      added: total('added'),
      removed: total('removed'),
      quarantined: total('quarantined'),
      latest: { number, publishedAt, asOf, entries, ageHours, categories },
    };
  });

const setAside = (source: RecordSource, frame: Frame): ListFigures['setAside'] => {
  const rows = tally();
  for (const { publishedAt, clause, code, entries } of source.setAside())
    if (frame.during(publishedAt)) rows.add(`${clause} ${code}`, entries);
  return rows.ranked().map(({ key, count: entries }) => {
    const [clause = '', code = ''] = key.split(' ');
    return { clause, code, entries };
  });
};

/** How the lists stood at the end of the period, and what came and went in it. */
export const listFigures = (source: RecordSource, frame: Frame): ListFigures => {
  const files = [...source.sourceFiles()];
  const local = [...source.localEntries()]
    .filter(({ addedAt, removedAt, expiresAt }) => standing(frame, addedAt, removedAt, expiresAt))
    .map(({ entryId, hotListId, category, addedBy, addedAt, expiresAt, coSigned }) => ({
      entryId,
      hotListId,
      category,
      addedBy,
      addedAt,
      expiresAt,
      coSigned,
    }))
    .toSorted((a, b) => byKey(a.addedAt, b.addedAt) || byKey(a.entryId, b.entryId));
  return {
    imported: imported(source, frame),
    setAside: setAside(source, frame),
    files: {
      enabled: files
        .filter(({ enabledAt, disabledAt }) => standing(frame, enabledAt, disabledAt))
        .map(({ hotListId, file, category, enabledAt }) => ({ hotListId, file, category, enabledAt }))
        .toSorted((a, b) => byKey(`${a.hotListId} ${a.file}`, `${b.hotListId} ${b.file}`)),
      turnedOn: count(files, ({ enabledAt }) => frame.during(enabledAt)),
      turnedOff: count(files, ({ disabledAt }) => disabledAt !== null && frame.during(disabledAt)),
    },
    local,
    awaitingCoSign: count(local, ({ coSigned }) => coSigned === 'awaited'),
  };
};
