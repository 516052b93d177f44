/** Stories of what follows an exigency, and of reads set aside: the supervisor's review, and what the clock does. */
import {
  type ExigencyDeclared,
  type ExigencyReviewed,
  type ExigencyReviewOverdue,
  hit,
  type HitAlertRaised,
} from '../../src/domain/hit.js';
import { administrator, at, chief, clock, lacking, noon, officer, sergeant } from './people.js';
import { type Refusal, type Stories, tell } from './story.js';

const { given } = tell(hit, sergeant);

const hitId = 'hit-1';
const keep = { class: 'hit', unit: hitId } as const;
const note = 'heard the pursuit on channel two';
const plates = { plate: '7ABC123', plateState: 'CA', entryPlate: '7ABC123', entryState: 'CA', reason: 'stolen sedan' };
const alert = {
  hitId,
  detectionId: 'detection-1',
  cameraId: 'camera-1',
  capturedAt: noon,
  entryId: 'entry-1',
  hotListId: 'bolo-list',
  category: 'stolen-vehicle',
  match: 'exact',
} as const;
const alerted: HitAlertRaised = {
  type: 'HitAlertRaised',
  data: { ...alert, verified: false },
  sealed: plates,
  keep,
};
const declared = (by = officer.by.id, declaredAt = '2026-01-02T12:00:00.000Z'): ExigencyDeclared => ({
  type: 'ExigencyDeclared',
  data: { hitId, memberId: by, declaredAt },
  sealed: { narrative: 'the driver is firing at passers-by' },
  keep,
});
const reviewed = (memberId = sergeant.by.id, more: Partial<ExigencyReviewed['data']> = {}): ExigencyReviewed => ({
  type: 'ExigencyReviewed',
  data: { hitId, memberId, declaredBy: officer.by.id, justified: true, inTime: true, ...more },
  sealed: { note },
  keep,
});
const flagged: ExigencyReviewOverdue = {
  type: 'ExigencyReviewOverdue',
  data: { hitId, declaredBy: officer.by.id, dueBy: noon },
};

const review = (justified = true, text = note) =>
  ({ type: 'ReviewExigency', data: { hitId, justified, note: text } }) as const;
const flag = { type: 'FlagOverdueReview', data: { hitId } } as const;
const later = at(clock, '2026-01-05T12:00:00.001Z');

const unsupervised: Refusal = '430.6(k).4 R-SUPERVISOR';
const nothing: Refusal = '430.6(k).4 R-EXIGENCY-NONE';
const notDue: Refusal = '430.6(k).4 R-REVIEW-DUE';
const also = { '430.4U.0 R-POSITION': [unsupervised], '430.4U(i) R-CTR-CONTENT': [unsupervised] } as const;

export const reviewing: Stories = {
  'a sergeant reviews an exigency, at the last moment in time': given(alerted, declared())
    .when(review())
    .records(reviewed()),
  'a supervisor finds that circumstances were not exigent': given(alerted, declared())
    .when(review(false))
    .records(reviewed(sergeant.by.id, { justified: false })),
  'a review after 72 hours is a review, and known to be late': given(
    alerted,
    declared(officer.by.id, '2026-01-02T11:59:59.999Z'),
    flagged,
  )
    .when(review())
    .records(reviewed(sergeant.by.id, { inTime: false })),
  'a captain reviews one too': given(alerted, declared())
    .when(review(), administrator)
    .records(reviewed(administrator.by.id)),
  'the Chief reviews one too': given(alerted, declared()).when(review(), chief).records(reviewed(chief.by.id)),
  'an exigency declared before it was written when is reviewed, as late': given(alerted, {
    ...declared(),
    data: { hitId, memberId: officer.by.id },
  })
    .when(review())
    .records(reviewed(sergeant.by.id, { inTime: false })),
  'an officer reviews no exigency of another': given(alerted, declared(sergeant.by.id))
    .when(review(), officer)
    .refuses(unsupervised),
  'nobody reviews his own': given(alerted, declared(sergeant.by.id)).when(review()).refuses('430.6(k).4 R-SELF-REVIEW'),
  'where none was declared there is none to review': given(alerted).when(review()).refuses(nothing),
  'an exigency is reviewed once': given(alerted, declared(), reviewed()).when(review()).refuses(nothing),
  'an exigency declared again is reviewed again': given(alerted, declared(), reviewed(), declared())
    .when(review())
    .records(reviewed()),
  'a review that says nothing is none': given(alerted, declared())
    .when(review(true, 'ok'))
    .refuses('430.6(k).4 R-EXIGENCY-NOTE'),
  ...lacking('content', sergeant, 'reviews no exigency', (who) => given(alerted, declared()).when(review(), who), also),

  'an exigency that nobody reviewed for 72 hours is a finding': given(alerted, declared())
    .when(flag, later)
    .records(flagged),
  'it is flagged once': given(alerted, declared(), flagged).when(flag, later).records(),
  'one that was reviewed is none': given(alerted, declared(), reviewed()).when(flag, later).refuses(notDue),
  'before its time it is none': given(alerted, declared()).when(flag, at(clock, noon)).refuses(notDue),
  'no person flags it': given(alerted, declared()).when(flag, at(sergeant, '2026-01-05T12:00:00.001Z')).refuses(notDue),
};

const aside: Refusal = '430.8¶4.3 R-QUARANTINED';
export const setAside: Stories = {
  'a read that was set aside raises no alert': given()
    .when({ type: 'RaiseHitAlert', data: { ...alert, ...plates, quarantined: true } }, clock)
    .refuses(aside),
  'the picture of a read that was set aside is not opened': given(alerted)
    .when({ type: 'OpenHitImage', data: { hitId, quarantined: true } }, officer)
    .refuses(aside),
};
