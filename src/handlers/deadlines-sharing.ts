/** Time limits of sharing: agreements that come to their end. */
import { agreementsEnded } from '../projections/agreements.js';
import type { Deadline } from './deadlines.js';

/** 430.10M(a): access ends with the agreement; the date alone stops it, and within a minute it is on the ledger. */
export const endedAgreements: Deadline = {
  name: 'ended-agreements',
  due: (db, now) =>
    agreementsEnded(db, now).map((mouId) => ({ request: { type: 'ExpireMou', data: { mouId } }, of: [mouId] })),
};
