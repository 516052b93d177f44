/** All detectors, by the code under which their flags stand on the ledger. */
import { auditLogAccess, dormantAccount, sharedCredentials, unreviewedSupervisor } from './accounts.js';
import { approvalCircle, ownApproval } from './consent.js';
import type { Detector } from './flag.js';
import { bulkView, burst, clonedReason, eventNumber, isolatedSession, offShift, oldData } from './habits.js';
import { correctionTowards, exigencyHabit, rubberStamp, selfService, unconfirmedAction } from './steps.js';
import { canaryPlate, fishing, relatedTargets, repeatTarget, withoutCase } from './targets.js';

export const detectors: readonly Detector[] = [
  repeatTarget,
  relatedTargets,
  withoutCase,
  offShift,
  isolatedSession,
  clonedReason,
  eventNumber,
  sharedCredentials,
  burst,
  fishing,
  oldData,
  unconfirmedAction,
  exigencyHabit,
  rubberStamp,
  correctionTowards,
  selfService,
  bulkView,
  ownApproval,
  approvalCircle,
  dormantAccount,
  auditLogAccess,
  canaryPlate,
  unreviewedSupervisor,
];

const byCode = new Map(detectors.map((one) => [one.code, one]));

/** What a flag says, in a sentence without anything personal; a detector since withdrawn is named by its code. */
export const sentenceOf = (code: string, count: number): string =>
  byCode.get(code)?.says(count) ?? `${code} was seen ${count} times.`;
