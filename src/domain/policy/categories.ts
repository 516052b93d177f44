/** The eleven reasons of 430.1¶3 for which a vehicle may be sought, and what each must name to be one. */
import { between, day, hour } from '../time.js';
import type { Clause } from './clauses.js';
import type { RefusalCode } from './rule.js';
import type { Settings } from './settings.js';

/** In the order of the policy. */
export const hotListCategories = {
  'arrest-warrant': '430.1¶3/H1',
  'missing-person': '430.1¶3/H2',
  'amber-alert': '430.1¶3/H3',
  'stolen-vehicle': '430.1¶3/H4',
  'involved-in-crime': '430.1¶3/H5',
  'unlicensed-driver': '430.1¶3/H6',
  'expired-registration': '430.1¶3/H7',
  'restraining-order': '430.1¶3/H8',
  'movement-order': '430.1¶3/H9',
  'wanted-person': '430.1¶3/H10',
  'watch-list': '430.1¶3/H11',
} as const satisfies Readonly<Record<string, Clause>>;

export type HotListCategory = keyof typeof hotListCategories;

export const isCategory = (text: string): text is HotListCategory => Object.hasOwn(hotListCategories, text);

/** What an entry says of itself, typed by a member or read from a list. */
export type Sought = {
  /** One of `hotListCategories`; any other is refused, not misfiled. */
  readonly category: string;
  readonly plate: string;
  readonly plateState: string;
  readonly reason: string;
  /** Warrant, case, order, alert, NCIC, SVS or DMV number. */
  readonly reference: string;
  readonly expiresAt: string | null;
  /** The information is about a specific individual. */
  readonly individualSpecific: boolean;
  /** Who issued the order: a court, the Parole Board. */
  readonly issuingBody?: string | null;
  /** Whose investigation it is. */
  readonly requestingAgency?: string | null;
  /** Statute of the crime. */
  readonly offence?: string | null;
  /** When the motor vehicle department said so; ISO 8601. */
  readonly sourceDate?: string | null;
};

export type Demand = {
  readonly clause: Clause;
  readonly code: RefusalCode;
  readonly requires: string;
  readonly remedy: string;
  readonly met: (entry: Sought, at: string, settings: Settings) => boolean;
  /** 1 is looked at first. Ours to decide. */
  readonly priority: 1 | 2 | 3 | 4;
};

const given = (text: string | null | undefined): boolean => (text ?? '').trim() !== '';
/** A number of some register: it has a digit, whatever its form. */
const numbered = ({ reference }: Sought): boolean => /\d/.test(reference);

/** The registration as the motor vehicle department knew it, not longer ago than the setting allows. */
const recent = ({ sourceDate }: Sought, at: string, { registrationDays }: Settings): boolean => {
  const age = between(sourceDate ?? '', at);
  return age >= 0 && age <= registrationDays * day;
};

const ordered = (entry: Sought): boolean => numbered(entry) && given(entry.issuingBody);

const demand = (
  clause: Clause,
  priority: Demand['priority'],
  requires: string,
  met: Demand['met'],
  remedy: string,
  code: RefusalCode = 'R-HL-REFERENCE',
): Demand => ({ clause, code, requires, remedy, met, priority });

/** Category → what it must name. Each is a rule of its own over every entry, whether typed or imported. */
export const demands: Readonly<Record<HotListCategory, Demand>> = {
  'arrest-warrant': demand(
    '430.1¶3/H1',
    1,
    'an entry for an arrest warrant names the warrant or its NCIC number',
    numbered,
    'Give the number of the outstanding warrant.',
  ),
  'missing-person': demand(
    '430.1¶3/H2',
    1,
    'an entry for a missing person names the case or its NCIC number',
    numbered,
    'Give the number of the missing-persons case.',
  ),
  'amber-alert': demand(
    '430.1¶3/H3',
    1,
    'an entry for an AMBER Alert names the alert',
    numbered,
    'Give the number of the alert; cancelling the alert removes the entry.',
  ),
  'stolen-vehicle': demand(
    '430.1¶3/H4',
    2,
    'an entry for a stolen vehicle names the case, or its NCIC or SVS number',
    numbered,
    'Give the number under which the theft was entered; recovery removes the entry.',
  ),
  'involved-in-crime': demand(
    '430.1¶3/H5',
    2,
    'an entry for a vehicle believed involved in a crime names the case and the offence',
    (entry) => numbered(entry) && given(entry.offence),
    'Give the case number and the statute of the crime, and state the belief as the reason.',
  ),
  'unlicensed-driver': demand(
    '430.1¶3/H6',
    3,
    'an entry for a driver without a valid licence names the DMV record, as it stood lately',
    (entry, at, settings) => numbered(entry) && recent(entry, at, settings),
    'Give the number and the date of the DMV record; run it anew where it is old.',
  ),
  'expired-registration': demand(
    '430.1¶3/H7',
    4,
    'an entry for an expired registration says when the DMV said so, and that is not long ago',
    recent,
    'Give the date of the DMV record; run it anew where it is old.',
  ),
  'restraining-order': demand(
    '430.1¶3/H8',
    2,
    'an entry for a restraining order names the order, and the court or board that issued it',
    ordered,
    'Give the order’s number and who issued it; the entry ends when the order does.',
  ),
  'movement-order': demand(
    '430.1¶3/H9',
    2,
    'an entry for an order restricting movements names the order and who issued it',
    ordered,
    'Give the order’s number and who issued it; the entry ends when the order does.',
  ),
  'wanted-person': demand(
    '430.1¶3/H10',
    1,
    'an entry for a wanted person names the agency, and its case',
    (entry) => numbered(entry) && given(entry.requestingAgency),
    'Name the agency that wants him, and the number of its investigation.',
  ),
  'watch-list': demand(
    '430.1¶3/H11',
    1,
    'a watch-list entry rests on information about a specific individual',
    (entry) => entry.individualSpecific && given(entry.reference),
    'Only a specific individual justifies a watch-list entry; name the list’s file.',
    'R-HL-NOT-SPECIFIC',
  ),
};

/** Restricted even within the Department: reports count it, and say no more (NCIC Threat Screening Center file). */
export const restricted: ReadonlySet<HotListCategory> = new Set(['watch-list']);

/**
 * The source files of an NCIC extract, and what each may be sought for; null where the policy names no such reason.
 * Every file is off until the ALPR Administrator switches it on, and the Immigration Violator File can never be on.
 */
export const sourceFiles = {
  vehicle: 'stolen-vehicle',
  'license-plate': 'stolen-vehicle',
  'wanted-person': 'arrest-warrant',
  'missing-person': 'missing-person',
  'protection-order': 'restraining-order',
  'extreme-risk-order': 'restraining-order',
  'supervised-release': 'movement-order',
  'threat-screening': 'watch-list',
  gang: null,
  'sex-offender': null,
  'protective-interest': null,
  'violent-person': null,
  'immigration-violator': null,
} as const satisfies Readonly<Record<string, HotListCategory | null>>;

export type SourceFile = keyof typeof sourceFiles;

export const isSourceFile = (text: string): text is SourceFile => Object.hasOwn(sourceFiles, text);

/** How long ago the source had vouched for a list when a plate was seen; told only where that is too long (L18). */
export const staleness = (asOf: string, capturedAt: string, settings: Settings): { readonly staleHours?: number } => {
  const hours = Math.floor(between(asOf, capturedAt) / hour);
  return hours >= settings.staleHours ? { staleHours: hours } : {};
};
