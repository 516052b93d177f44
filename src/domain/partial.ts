/** A partial plate of a major crime: known in part, entered for days and not for months (430.6(c).2). */
import type { Case, Command } from './decider.js';
import type { EntryState } from './entry.js';
import { type Rule, rule } from './policy/rule.js';
import type { Settings } from './policy/settings.js';
import type { Position } from './positions.js';
import { between, day } from './time.js';

/** The crimes for which a part of a plate may be sought. */
export const majorCrimes = [
  'homicide',
  'shooting',
  'robbery',
  'kidnapping',
  'sexual-assault',
  'aggravated-assault',
  'carjacking',
  'arson',
  'hit-and-run',
  'human-trafficking',
] as const;
export type MajorCrime = (typeof majorCrimes)[number];

export type AddPartialPlate = Command<
  'AddPartialPlate',
  {
    readonly hotListId: string;
    readonly entryId: string;
    /** Upper-case letters and digits, `?` for each unknown character. */
    readonly plate: string;
    readonly plateState: string;
    /** One of `majorCrimes`; any other is refused. */
    readonly crime: string;
    readonly incidentNumber: string;
    readonly reason: string;
    readonly expiresAt: string;
    /** Found by the shell: the list is on the register. */
    readonly listRegistered: boolean;
  }
>;

const entering: readonly (Position | null)[] = [
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
  'police-dispatcher',
  'crime-analyst',
];

/** Whether so much of the plate is known that it picks out few vehicles. */
export const narrow = (plate: string, { partialKnown, partialUnknown }: Settings): boolean => {
  const unknown = plate.split('?').length - 1;
  return (
    /^[A-Z0-9?]{1,10}$/.test(plate) &&
    unknown >= 1 &&
    unknown <= partialUnknown &&
    plate.length - unknown >= partialKnown
  );
};

export const partials: readonly Rule<Case<AddPartialPlate, EntryState>>[] = [
  rule(
    '430.6(c).2',
    'R-POSITION',
    'a partial plate is entered by an officer, a dispatcher or the crime analyst',
    ({ standing }) => entering.includes(standing.position),
    'Tell an officer or dispatch what was seen.',
  ),
  rule(
    '430.6(c).2',
    'R-PARTIAL-CRIME',
    'the partial plate was reported during a major crime, whose incident number is given',
    ({ command: { data } }) =>
      (majorCrimes as readonly string[]).includes(data.crime) && data.incidentNumber.trim() !== '',
    'Name the crime and its incident number; for anything else the whole plate is needed.',
  ),
  rule(
    '430.6(c).2',
    'R-PARTIAL-TOO-BROAD',
    'enough of the plate is known, and it is sought for days only',
    ({ command: { data }, at, terms: { settings } }) =>
      narrow(data.plate, settings) &&
      between(at, data.expiresAt) > 0 &&
      between(at, data.expiresAt) <= settings.partialDays * day,
    'Give at least three characters, leave at most two open with ?, and let the entry end within fourteen days.',
  ),
];
