/** What a page is: where it stands, what it is called, who may open it, and how it is loaded. */
import type { ComponentType } from 'react';
import type { Who } from './session.ts';

export type Page = {
  /** Below /app, as '/officer/alerts' or '/auditor/member/$memberId'; never with a plate in it. */
  readonly path: string;
  /** As the navigation calls it; null for a page that is reached from others only. */
  readonly label: string | null;
  /** The heading in the navigation. */
  readonly group: string;
  /** Whose work it is. The server decides what may be seen; this keeps the navigation short. */
  readonly may: (who: Who) => boolean;
  /** Anyone may open it, without a session; looked for in `public/pages.ts` alone. */
  readonly open?: true;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
};

export type Position = NonNullable<Who['position']>;

/** Members of these positions; the ALPR Administrator is named apart. */
export const of =
  (...positions: readonly string[]) =>
  ({ position }: Who): boolean =>
    position !== null && positions.includes(position);

export const administrator = ({ administrator: is }: Who): boolean => is;

/** The Administrator, and whoever he has assigned to one of these kinds of work (430.4A(i)). */
export const workOf =
  (...works: Who['scopes']) =>
  ({ administrator: is, scopes }: Who): boolean =>
    is || works.some((one) => scopes.includes(one));

export const anyOf =
  (...ones: readonly ((who: Who) => boolean)[]) =>
  (who: Who): boolean =>
    ones.some((one) => one(who));

/** Who may stop and arrest (430.4U(f) to (h) name those who may not). */
export const mayEnforce = of(
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
);
export const sworn = mayEnforce;
export const operators = anyOf(sworn, of('police-dispatcher', 'crime-analyst', 'community-service-officer'));
