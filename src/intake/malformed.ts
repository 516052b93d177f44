/** What came in is not what its format says; nothing of it was taken. */

/** One thing wrong, and in which line of a file. */
export type Problem = { readonly line: number; readonly what: string };

/** `where` names the field or the line; neither it nor any message repeats what was sent, for that may be a plate. */
export class Malformed extends Error {
  readonly code = 'malformed';
  constructor(
    readonly reason: string,
    readonly where: string,
    readonly remedy: string,
    /** Everything that was wrong, where more than one thing can be told at once. */
    readonly problems: readonly Problem[] = [],
  ) {
    super(`${reason} (${where}). ${remedy}`);
  }
}

/** A member's name as it may be repeated: one that could be a plate is not. */
export const sayable = (name: string): string => (/^(?=.*[a-z])[A-Za-z_]{1,40}$/.test(name) ? name : '(a name)');
