/** What the stories show of the rules, and the rules of the policy: counted, so that it can be printed and tested. */
import type { AnyEvent } from '../../src/domain/decider.js';
import { type Clause, clauseIds, clauseKinds } from '../../src/domain/policy/clauses.js';
import { kept } from '../../src/domain/policy/kept.js';
import type { RefusalCode } from '../../src/domain/policy/rule.js';
import { outcome, type Story } from './story.js';
import { allTold } from './told.js';

/** One rule of one command, with the stories in which it allowed and those in which it forbade. */
export type SeenRule = {
  readonly category: string;
  readonly command: string;
  readonly clause: Clause;
  readonly code: RefusalCode;
  readonly requires: string;
  readonly remedy: string;
  readonly allowed: readonly string[];
  /** Those refused for this reason alone come first. */
  readonly forbidden: readonly string[];
};

const recordsSomething = (story: Story): boolean => 'records' in story;

/** Every rule of every command of every decider. A rule is seen to allow only where the act was allowed. */
export const seenRules: readonly SeenRule[] = allTold.flatMap(({ decider, stories }) => {
  const endings = Object.entries(stories).map(([name, story]) => ({ name, story, ...outcome(decider, story) }));
  return Object.entries(decider.on).flatMap(([command, { rules }]) => {
    const ofCommand = endings
      .filter(({ story }) => story.when.type === command)
      .toSorted((one, other) => one.refuses.length - other.refuses.length);
    return rules.map(({ clause, code, requires, remedy }, index) => ({
      category: decider.category,
      command,
      clause,
      code,
      requires,
      remedy,
      allowed: ofCommand
        .filter(({ story, weighed }) => recordsSomething(story) && weighed[index] === true)
        .map(({ name }) => name),
      forbidden: ofCommand.filter(({ weighed }) => weighed[index] === false).map(({ name }) => name),
    }));
  });
});

export const storyCount = allTold.reduce((sum, { stories }) => sum + Object.keys(stories).length, 0);

/** Every event that some story records. */
export const recorded: readonly AnyEvent[] = allTold.flatMap(({ stories }) =>
  Object.values(stories).flatMap((story) => ('records' in story ? story.records : [])),
);

export const recordedTypes: ReadonlySet<string> = new Set(recorded.map(({ type }) => type));

const cited: ReadonlySet<Clause> = new Set(seenRules.map(({ clause }) => clause));
const isUpheld = (clause: Clause): boolean => cited.has(clause) || clause in kept;

/** The table of clauses, told apart by who upholds each today. */
export const coverage = {
  byRule: clauseIds.filter((clause) => cited.has(clause)),
  byRecord: clauseIds.filter((clause) => !cited.has(clause) && clause in kept),
  byPeople: clauseIds.filter((clause) => !isUpheld(clause) && clauseKinds(clause).includes('human')),
  later: clauseIds.filter((clause) => !isUpheld(clause) && !clauseKinds(clause).includes('human')),
} as const;
