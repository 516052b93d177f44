/** The purposes for which ALPR data may be used (430.1, 430.9(b)): the Department adopts which of them are open. */

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
  training: 'training, on synthetic data only',
} as const;

export type Purpose = keyof typeof purposes;

/** The short codes by which forms and other systems know the purposes. */
export const purposeCodes = {
  CRIM: 'criminal-investigation',
  PREV: 'crime-prevention',
  DETECT: 'crime-detection',
  WANTED: 'wanted-person',
  MISSING: 'missing-person',
  STOLEN: 'stolen-vehicle',
  UNREG: 'unregistered-vehicle',
  ADMIN_CIVIL: 'administrative-or-civil',
  AUDIT: 'audit',
  TRAINING: 'training',
} as const satisfies Readonly<Record<string, Purpose>>;

/** Open in a department that has adopted no taxonomy of its own: all that the policy names. */
export const usualPurposes = Object.keys(purposes) as readonly Purpose[];

export const isPurpose = (code: string): code is Purpose => Object.hasOwn(purposes, code);

/** The purpose a text from outside names, by its name or by its short code; the text itself where it names none. */
export const purposeNamed = (text: string): string =>
  Object.hasOwn(purposeCodes, text) ? purposeCodes[text as keyof typeof purposeCodes] : text;
