/** What the rules of a command cost: every command that a story tells, weighed whole and weighed by one rule alone. */
import { decide, fold } from '../src/domain/decider.js';
import type { AnyDecider, Story } from '../test/stories/story.js';
import { allTold } from '../test/stories/told.js';
import { compare, type Row } from './bench.js';

/** Commands decided for one measurement of one command. */
const TIMES = 2000;

type Told = { readonly command: string; readonly rules: number; readonly weigh: (decider?: AnyDecider) => number };

const withOneRule = (decider: AnyDecider, command: string): AnyDecider => {
  const handling = decider.on[command]!;
  return { ...decider, on: { ...decider.on, [command]: { ...handling, rules: handling.rules.slice(0, 1) } } };
};

/** Microseconds of one decision of this story, its events included. */
const timed = (decider: AnyDecider, { given, when, situation }: Story): number => {
  const facts = { command: when, state: fold(decider, given), ...situation };
  const began = performance.now();
  for (let time = 0; time < TIMES; time += 1) decide(decider, facts);
  return ((performance.now() - began) * 1000) / TIMES;
};

/** One story for each command, of those that are recorded: there every rule is weighed and upheld. */
const told = (): Told[] =>
  allTold.flatMap(({ decider, stories }) => {
    const first = new Map<string, Story>();
    for (const story of Object.values(stories))
      if ('records' in story && story.records.length > 0 && !first.has(story.when.type))
        first.set(story.when.type, story);
    return [...first].map(([command, story]) => ({
      command,
      rules: decider.on[command]!.rules.length,
      weigh: (of = decider) => timed(of === decider ? decider : withOneRule(decider, command), story),
    }));
  });

/** The slowest command, and the average of all, each beside the same command with one rule. */
export const weighing = async (): Promise<Row[]> => {
  const all = told();
  const [slowest] = all.map((one) => ({ one, took: (one.weigh(), one.weigh()) })).sort((a, b) => b.took - a.took);
  const most = Math.max(...all.map(({ rules }) => rules));
  const alone = {} as AnyDecider;
  const mean = (of?: AnyDecider) => all.reduce((sum, { weigh }) => sum + weigh(of), 0) / all.length;
  const unit = 'µs';
  return [
    await compare({
      what: `all ${slowest!.one.rules} rules of ${slowest!.one.command}, the slowest of ${all.length} commands`,
      unit,
      peerName: 'its first rule alone',
      ours: () => Promise.resolve(slowest!.one.weigh()),
      peer: () => Promise.resolve(slowest!.one.weigh(alone)),
    }),
    await compare({
      what: `all rules, the mean of ${all.length} commands with up to ${most} rules`,
      unit,
      peerName: 'the first rule of each alone',
      ours: () => Promise.resolve(mean()),
      peer: () => Promise.resolve(mean(alone)),
    }),
  ];
};
