/** Time limits of sharing: agreements that come to their end, and records requests whose time runs out. */
import { agreementsEnded } from '../projections/agreements.js';
import { requestsOverdue } from '../projections/recordsrequests.js';
import type { Deadline } from './deadlines.js';

/** 430.10M(a): access ends with the agreement; the date alone stops it, and within a minute it is on the ledger. */
export const endedAgreements: Deadline = {
  name: 'ended-agreements',
  due: (db, now) =>
    agreementsEnded(db, now).map((mouId) => ({ request: { type: 'ExpireMou', data: { mouId } }, of: [mouId] })),
};

/** 430.10¶N: an answer to a records request that is overdue is on the ledger within a minute. */
export const overdueRequests: Deadline = {
  name: 'overdue-records-requests',
  due: (db, now) =>
    requestsOverdue(db, now).map((requestId) => ({
      request: { type: 'NoteOverdueRequest', data: { requestId } },
      of: [requestId],
    })),
};
