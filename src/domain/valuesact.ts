/** The Chief’s determination under the California Values Act, before any access or release (430.10¶V.1). */
import type { Case, Event } from './decider.js';
import { saysSomething } from './policy/reasons.js';
import { type Rule, rule } from './policy/rule.js';

// Stored for good: never rename, only add.
export type ValuesActDetermined = Event<
  'ValuesActDetermined',
  {
    readonly of: 'mou' | 'release';
    /** The agreement or the release. */
    readonly subject: string;
    readonly agencyId: string;
    readonly complies: boolean;
    readonly by: string;
  },
  { readonly basis: string }
>;

/** A determination is no tick in a box: it says what was weighed. */
export const basisGiven: Rule<Case<unknown, unknown>> = rule(
  '430.10¶V.1',
  'R-VALUES-BASIS',
  'the determination says what it rests on',
  ({ command, terms }) => {
    const { basis } = (command as { data: { basis: string } }).data;
    return basis.trim().length >= terms.settings.reasonLength && saysSomething(basis);
  },
  'Say what was weighed under Government Code 7282.5 and 7284.2 ff.',
);
