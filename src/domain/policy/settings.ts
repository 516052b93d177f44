/** Figures the policy leaves open. They are the Department's settings, ours by default, and shown as such. */
export const settings = {
  /** Shortest reason for a query, characters. */
  reasonLength: 12,
  /** Shortest account of exigent circumstances, characters. */
  exigencyLength: 20,
  /** Hours after which a session must be opened anew (CJIS Security Policy, IA-11). */
  sessionHours: 12,
  /** Failed log-ins within `lockoutMinutes` after which an account is locked until released (CJIS, AC-7). */
  lockoutAttempts: 5,
  lockoutMinutes: 15,
  /** How far ahead of our clock a camera's clock may be, minutes. */
  clockSkewMinutes: 5,
  /** Hours an invitation may be taken up. */
  invitationHours: 72,
  /** Longest life of a local hot-list entry, days. */
  entryDays: 365,
  /** Fewest known characters of a partial plate, most unknown ones, and its longest life in days. */
  partialKnown: 3,
  partialUnknown: 2,
  partialDays: 14,
} as const;
