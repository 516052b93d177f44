/** What is asked before anything of a hot list is switched on or comes into force. */
import { isTerminal } from './actor.js';
import type { Case } from './decider.js';
import type { EnableSourceFile, HotListState, PublishHotListVersion } from './hotlist.js';
import { isCategory, isSourceFile, sourceFiles } from './policy/categories.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { administration } from './standing.js';
import { between, minute } from './time.js';

type Asked<C> = Case<C, HotListState>;

export const inUse: Rule<Asked<unknown>> = rule(
  '430.3(d)',
  'R-HL-UNKNOWN',
  'the hot list is registered',
  ({ state }) => state.registered && !state.retired,
  'The ALPR Administrator registers the list first.',
);

const named = (file: string): boolean => isSourceFile(file) && sourceFiles[file] !== null;

export const enabling: readonly Rule<Asked<EnableSourceFile>>[] = [
  ...administration,
  inUse,
  rule(
    '430.1¶3/X',
    'R-HL-FILE',
    'the source file is one whose entries 430.1 names a reason for',
    ({ command: { data } }) => data.file === 'immigration-violator' || named(data.file),
    'This file stays off: 430.1 lists no such reason, and another policy would be needed.',
  ),
  rule(
    '430.1¶3/X',
    'R-HL-IVF',
    'nobody is sought for his immigration status',
    ({ command: { data } }) => data.file !== 'immigration-violator',
    'No list of the Department holds such an entry; a warrant of a court is entered as that.',
  ),
];

export const publishing: readonly Rule<Asked<PublishHotListVersion>>[] = [
  ...unless<Asked<PublishHotListVersion>>(({ by }) => isTerminal(by), administration),
  inUse,
  rule(
    '430.1¶3/X',
    'R-HL-CATEGORY',
    'the category is one that 430.1 names',
    ({ command: { data } }) => data.categories.every(({ category }) => isCategory(category)),
    'Choose one of the eleven categories of 430.1; immigration status is none of them.',
  ),
  rule(
    '430.1¶3.0',
    'R-HL-FILE-OFF',
    'only entries of source files that are switched on come into force',
    ({ command: { data }, state }) => data.files.every((file) => (state.files as readonly string[]).includes(file)),
    'The ALPR Administrator switches a source file on, one by one; import the file again then.',
  ),
  rule(
    '430.1¶1.2',
    'R-HL-VERSION',
    'the version follows the one in force, and is not older than it',
    ({ command: { data }, state, at, terms }) =>
      data.after === (state.version?.versionId ?? null) &&
      between(data.asOf, at) >= -terms.settings.clockSkewMinutes * minute &&
      (state.version === null || between(state.version.asOf, data.asOf) >= 0),
    'Send the newest file of the source; where another came into force meanwhile, send it again.',
  ),
];
