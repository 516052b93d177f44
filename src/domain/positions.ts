/** The positions of Policy 430.4U, and those it does not list, who see metadata only. */

export const authorisedPositions = [
  'police-officer',
  'police-sergeant',
  'police-lieutenant',
  'police-captain',
  'police-chief',
  'police-dispatcher',
  'crime-analyst',
  'community-service-officer',
  'maintenance-contractor',
] as const;

export const unlistedPositions = ['custodian-of-records', 'training-sergeant', 'auditor', 'city-attorney'] as const;

export type AuthorisedPosition = (typeof authorisedPositions)[number];
export type Position = AuthorisedPosition | (typeof unlistedPositions)[number];

export const isAuthorised = (position: Position | null): position is AuthorisedPosition =>
  (authorisedPositions as readonly (string | null)[]).includes(position);
