/** Test only: the server's decision whether an append is new, refused, or made before (IndexWriter.CheckCommit). */
import type { Proposed, Stored } from './store.js';

/** The expectations that are no revision, by the numbers the server gives them. */
export const EXPECT = { any: -2n, noStream: -1n, streamExists: -4n } as const;

/** What the decision may look at. `recent` is the bounded memory of ids, lost at a restart. */
export type Seen = {
  readonly current: bigint;
  readonly softDeleted: boolean;
  at(revision: bigint): Stored | undefined;
  recent(id: string): Stored | undefined;
};

export type Decision =
  | { kind: 'accept' }
  | { kind: 'idempotent'; revision: bigint; position: bigint }
  | { kind: 'wrong-expected-version'; current: bigint }
  | { kind: 'deleted' };

/**
 * Compares ids only, never content, as the server does. With an exact revision the whole stream is searched
 * ("strong"); with `any` and `stream exists` only the recent memory is ("weak").
 */
export const checkCommit = (seen: Seen, expected: bigint, events: readonly Proposed[]): Decision => {
  const wrong: Decision = { kind: 'wrong-expected-version', current: seen.current };
  if (expected === EXPECT.streamExists) {
    if (seen.softDeleted) return { kind: 'deleted' };
    if (seen.current < 0n) return wrong;
  }
  if (expected === EXPECT.any || expected === EXPECT.streamExists) return weak(seen, events, wrong);
  if (expected === seen.current) return { kind: 'accept' };
  if (expected > seen.current) return wrong;
  return strong(seen, expected, events, wrong);
};

const weak = (seen: Seen, events: readonly Proposed[], wrong: Decision): Decision => {
  const known = events.map((event) => seen.recent(event.id));
  if (known[0] === undefined) return { kind: 'accept' };
  const last = known.at(-1);
  if (!last || known.includes(undefined)) return wrong;
  return { kind: 'idempotent', revision: last.revision, position: last.position };
};

const strong = (seen: Seen, expected: bigint, events: readonly Proposed[], wrong: Decision): Decision => {
  let revision = expected;
  for (const event of events) {
    revision += 1n;
    if (seen.at(revision)?.id === event.id) continue;
    const first = revision === expected + 1n;
    return first && expected === EXPECT.noStream && seen.softDeleted ? { kind: 'accept' } : wrong;
  }
  const last = seen.at(revision);
  return last && events.length > 0 ? { kind: 'idempotent', revision, position: last.position } : wrong;
};
