/** What people wrote that a report quotes: explanations of long retention, and reasons of local hot-list entries. */
import type { Sqlite } from '../vault/sqlite.js';
import { allExplanations } from './audits.js';
import { withoutPlate } from './history.js';
import { allEntries } from './hotlists.js';

export type Quoted = {
  readonly explanations: Readonly<Record<string, string>>;
  readonly reasons: Readonly<Record<string, string>>;
};

/** By the id of the explanation or the entry; what was purged is not there, and no plate of the entry itself. */
export const quotedIn = (db: Sqlite): Quoted => {
  const reasons: Record<string, string> = {};
  for (const { entryId, source, plate, reason } of allEntries(db)) {
    const text = source === 'local' ? withoutPlate(reason, plate) : null;
    if (text !== null) reasons[entryId] = text;
  }
  const told = allExplanations(db).flatMap(({ id, explanation }) => (explanation === null ? [] : [[id, explanation]]));
  return { explanations: Object.fromEntries(told) as Quoted['explanations'], reasons };
};
