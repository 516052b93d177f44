/** Law packs: what a statute demands beside Policy 430; its rules are weighed while the Department has it in force. */

export const packs = {
  'civil-code-alpr': 'California Civil Code 1798.90.5 to 1798.90.55, automated licence plate readers',
  'values-act': 'California Government Code 7282.5 and 7284 ff., the California Values Act',
  'city-records': 'California Government Code 34090, 34090.6 and 7920 ff., city records and public records',
  dppa: '18 U.S.C. 2721 ff., Driver’s Privacy Protection Act',
  cjis: 'FBI CJIS Security Policy',
  'draft-case-number': 'a draft, after SB 274 (2025, vetoed): every search names a case number or a task force',
} as const;

export type Pack = keyof typeof packs;

/** In force where a department has adopted no list of its own: everything that is law in California today. */
export const packsInForce: readonly Pack[] = (Object.keys(packs) as Pack[]).filter(
  (name) => !name.startsWith('draft-'),
);

/** Whether text from outside names a law pack. */
export const isPack = (text: string): text is Pack => Object.hasOwn(packs, text);
