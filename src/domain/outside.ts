/** All that the Department has to do with those outside of it: its streams, their facts, and the registers kept. */
import { agency, type AgencyCommand, type AgencyEvent } from './agency.js';
import { mou, type MouCommand, type MouEvent } from './mou.js';
import type { Position } from './positions.js';
import { release } from './release.js';
import type { ReleaseCommand, ReleaseEvent } from './releasefacts.js';
import { sharing, type SharingCommand, type SharingEvent } from './sharing.js';

export type OutsideCommand = AgencyCommand | SharingCommand | MouCommand | ReleaseCommand;
export type OutsideEvent = AgencyEvent | SharingEvent | MouEvent | ReleaseEvent;

/** What the shell finds out itself of these commands, and no caller may assert. */
export type OutsideFound = {
  ExecuteMou: 'recipient';
  GrantAgencyAccess: 'recipient';
  SubmitRelease: 'recipient';
  DetermineValuesAct: 'designeeUntil';
  PrepareRelease: 'items' | 'missing' | 'root';
  ApproveRelease: 'designeeUntil' | 'recipient';
  DenyRelease: 'designeeUntil';
  FulfilRelease: 'recipient' | 'now';
  CollectRelease: 'recipient' | 'now';
};

export const outsideDeciders = [agency, sharing, mou, release] as const;

const readers: readonly Position[] = ['auditor', 'police-chief', 'city-attorney', 'custodian-of-records'];

/** Register → positions that may open it, beside the ALPR Administrator. */
export const outsideRegisters = {
  agencies: readers,
  agreements: readers,
  designees: readers,
  releases: readers,
  disclosures: readers,
} as const satisfies Record<string, readonly Position[]>;
