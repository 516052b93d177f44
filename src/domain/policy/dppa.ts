/** The permissible uses of 18 U.S.C. 2721(b) on which a police department may run a plate for its owner. */

/** Use → where the statute names it. The other uses of 2721(b) are those of insurers, employers and researchers. */
export const permissibleUses = {
  'government-function': '18 U.S.C. 2721(b)(1)',
  'vehicle-safety-or-theft': '18 U.S.C. 2721(b)(2)',
  'court-proceeding': '18 U.S.C. 2721(b)(4)',
} as const;

export type PermissibleUse = keyof typeof permissibleUses;

export const isPermissibleUse = (text: string): text is PermissibleUse => Object.hasOwn(permissibleUses, text);
