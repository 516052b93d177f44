/** Figures the policy leaves open. They are the Department's settings, ours by default, and shown as such. */
import { type Pack, packsInForce } from './packs.js';
import { thresholds } from './thresholds.js';

export const defaults = {
  ...thresholds,
  /** Shortest reason for a query, characters. */
  reasonLength: 12,
  /** Shortest account of exigent circumstances, characters. */
  exigencyLength: 20,
  /** Hours after which a session must be opened anew (CJIS Security Policy, IA-11). */
  sessionHours: 12,
  /** Failed log-ins within `lockoutMinutes` after which an account is locked until released (CJIS, AC-7). */
  lockoutAttempts: 5,
  lockoutMinutes: 15,
  /** Minutes after which a session left alone is locked (CJIS, AC-11); in vehicles and the dispatch room 0: never. */
  idleMinutes: 30,
  idleMinutesExempt: 0,
  /** Minutes within which two sessions of one member are use at the same time. */
  concurrentMinutes: 5,
  /** Longest permission for a personal device, and longest delegation, days. */
  deviceDays: 366,
  /** Longest window of a maintenance contractor, days. */
  contractorDays: 30,
  /** Hours after log-in in which a device that is offline may go on showing what it holds. */
  offlineHours: 12,
  delegationDays: 366,
  /** Seconds a one-time code or a challenge is good for (CJIS, IA-5). */
  codeSeconds: 120,
  /** Days without a log-in after which an account is disabled (CJIS, AC-2). */
  inactiveDays: 90,
  /** How far ahead of our clock a camera's clock may be, minutes. */
  clockSkewMinutes: 5,
  /** Hours an invitation may be taken up. */
  invitationHours: 72,
  /** 1 where an entry for involvement in a crime is matched only once a supervisor co-signed it; 0 where it is not. */
  coSignCrimes: 1,
  /** Days a record of the motor vehicle department may be old when an entry rests on it. */
  registrationDays: 30,
  /** Hours after which a list that its source has not vouched for anew is called stale (lint L18). */
  staleHours: 24,
  /** Longest life of a local hot-list entry, days. */
  entryDays: 365,
  /** Fewest known characters of a partial plate, most unknown ones, and its longest life in days. */
  partialKnown: 3,
  partialUnknown: 2,
  partialDays: 14,
  /** Hours after which a shift that nobody ended has ended. */
  shiftHours: 16,
  /** A camera that was not heard of for so many minutes is not known to work. */
  heardMinutes: 60,
  /** Hours between the proposal of a purge and the purge. */
  coolingHours: 24,
  /** Hours, while the program was not running, for which the wall clock is believed unless a person confirms it. */
  silenceHours: 0,
  /** How much later than the day itself its last record may come without putting its purge off, hours. */
  lateHours: 24,
  /** How far two clocks may differ and still agree, minutes. */
  corroborationMinutes: 10,
  /** Days after which a copy of the keys, or of the sealed parts, must be destroyed. */
  keyBackupDays: 30,
  vaultBackupDays: 30,
  /** Days after which a report of a violation must have been triaged, and closed. */
  violationTriageDays: 3,
  violationCloseDays: 90,
  /** Days between two reviews of a camera's placement, and between two attestations of a safeguard or the hosting. */
  placementReviewDays: 365,
  attestationDays: 365,
  /** Days after which the posting of the policy is attested anew. */
  postingDays: 30,
  /** Most days between two reviews of the log (CJIS Security Policy, AU-6: weekly). */
  monitoringDays: 7,
  /** More residents than this, and the Attorney General gets a sample copy (Civil Code 1798.29(e)). */
  breachResidents: 500,
  /** Days within which those whom a breach touches are told; the law says "without unreasonable delay". */
  breachNoticeDays: 30,
  /** Longest exception from the approved sharing networks, and longest agreement with an agency, days. */
  exceptionDays: 365,
  mouDays: 1096,
  /** Reads and hits in one release at most. */
  releaseItems: 1000,
  /** Days within which a public records request is answered (Government Code 7922.535: ten). */
  recordsRequestDays: 10,
  /** Days after which the vendor keeps no read any more (430.8), and hours it may take to do so. */
  vendorDays: 30,
  vendorGraceHours: 24,
  /** The search of one plate by one member that must name its case, counted within `repeatDays`. */
  repeatSearches: 3,
  repeatDays: 7,
  /** Hours an approved search, and days an approved civil or administrative use, may be made. */
  approvalHours: 72,
  civilUseDays: 30,
  /** Fewest that a published figure may count, and the days it covers. */
  smallestFigure: 5,
  publicDays: 30,
  /** Items of one sample at most; years for which papers of an audit are kept at least; days to resolve a finding. */
  sampleMost: 300,
  auditPapersYears: 2,
  findingDays: 30,
  /** Days after the end of a quarter by which its report is due. */
  reportDays: 30,
  /** Age from which kept data is explained in the report, days: the policy says two years. */
  explainDays: 730,
  /** Minutes within which a reported breach is passed on (CJIS Security Policy, IR-6: one hour). */
  breachMinutes: 60,
  /** Hours within which a supervisor reviews an exigency. */
  exigencyReviewHours: 72,
  /** Longest window of a canvass, hours; longest run of a court order, days. */
  canvassHours: 72,
  warrantDays: 60,
} as const;

export type Setting = keyof typeof defaults;
export type Settings = { readonly [Name in Setting]: number };

/** What is in force beside the policy's own words when an act is judged: its settings, and the law packs adopted. */
export type Terms = { readonly settings: Settings; readonly packs: readonly Pack[] };

/** The terms of a department that has changed none of them. */
export const usualTerms: Terms = { settings: defaults, packs: packsInForce };

/** Whether text from outside names a setting. */
export const isSetting = (text: string): text is Setting => Object.hasOwn(defaults, text);
