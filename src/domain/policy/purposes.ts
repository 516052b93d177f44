/** The purposes for which ALPR data may be used (430.1, 430.9(b)), and the words that state no purpose at all. */

export const purposes = {
  'criminal-investigation': 'an ongoing criminal investigation',
  'crime-prevention': 'crime prevention',
  'crime-detection': 'crime detection',
  'wanted-person': 'the apprehension of a wanted person',
  'missing-person': 'the recovery of a missing or endangered person',
  'stolen-vehicle': 'the identification of a stolen motor vehicle',
  'unregistered-vehicle': 'the identification of an unregistered motor vehicle',
  'administrative-or-civil': 'a department-related civil or administrative action',
  audit: 'the audit of the system',
} as const;

export type Purpose = keyof typeof purposes;

export const isPurpose = (code: string): code is Purpose => Object.hasOwn(purposes, code);

/** Words that say nothing by themselves; a reason made of nothing else is no reason. */
const vague = new Set(
  (
    'a an the for of to and or in on at my me i is it this that some any all just case cases check checking look ' +
    'looking see info information intel inv invest investigation investigations investigate investigative suspicious ' +
    'susp test testing tests misc le law enforcement police official business bolo vehicle vehicles veh car cars ' +
    'plate plates tag license licence query queries search searches searching lookup need needed work duty follow up ' +
    'followup reason reasons none nothing na n/a curious curiosity asdf x xx xxx'
  ).split(' '),
);

/** True when the text names something: at least one word that is neither vague nor a bare number. */
export const saysSomething = (reason: string): boolean =>
  reason
    .toLowerCase()
    .split(/[^\p{L}\p{N}/]+/u)
    .some((word) => word.length > 2 && !vague.has(word) && !/^\d+$/.test(word));
