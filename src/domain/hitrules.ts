/** What 430.6(k) and (l) demand between an alert and an action, each step a list of rules. */
import type { Case } from './decider.js';
import { plateShape } from './detection.js';
import type {
  CompareHit,
  ConfirmHit,
  CorrectPlate,
  DeclareExigency,
  FlagOverdueReview,
  HitState,
  OpenHitImage,
  RaiseHitAlert,
  RecordAction,
  ReviewExigency,
} from './hit.js';
import { describesPerson } from './policy/reasons.js';
import { type Rule, rule } from './policy/rule.js';
import { disinterested } from './protection.js';
import { mayTakeEnforcement, supervises } from './standing.js';
import { between, hour } from './time.js';

type Rules<C> = readonly Rule<Case<C, HitState>>[];

const raised = rule<Case<unknown, HitState>>(
  '430.3(c)',
  'R-HIT-UNKNOWN',
  'there is an alert',
  ({ state }) => state.raised,
  'Open the alert from the queue; this one does not exist.',
);

const verified = rule<Case<unknown, HitState>>(
  '430.6(k).1',
  'R-UNVERIFIED',
  'the image was compared with the hot list by eye, and agreed',
  ({ state }) => state.verdict === 'verified',
  'Open the image and compare state and characters with the hot-list entry.',
);

const inPublicView = rule<Case<{ readonly data: { readonly quarantined: boolean } }, HitState>>(
  '430.8¶4.3',
  'R-QUARANTINED',
  'the read was not set aside for want of public view',
  ({ command }) => !command.data.quarantined,
  'It is matched and shown again once the ALPR Administrator has released it.',
);

export const raising: Rules<RaiseHitAlert> = [
  rule(
    '430.1¶1.2',
    'R-HIT-SOURCE',
    'an alert is raised by the system, from a detection and a hot list',
    ({ by }) => by.kind === 'clock',
    'Alerts are raised by matching alone; add the plate to a hot list with its reason.',
  ),
  inPublicView,
];

export const opening: Rules<OpenHitImage> = [raised, inPublicView];

export const compared: Rules<CompareHit> = [
  raised,
  rule(
    '430.6(l)',
    'R-HIT-VOID',
    'the plate, where it was corrected, is still one that is sought',
    ({ state }) => state.matches,
    'The corrected plate is on no hot list; correct it again if the correction itself was wrong.',
  ),
  rule(
    '430.6(k).1',
    'R-VERIFY-NO-IMAGE',
    'the digital image was opened in this session',
    ({ by, state }) => by.kind === 'member' && by.sessionId !== null && state.opened.includes(by.sessionId),
    'Open the image of the plate first.',
  ),
  rule(
    '430.6(k).1',
    'R-VERIFY-STATE',
    'the state on the plate was compared',
    ({ command }) => command.data.stateAgrees !== undefined,
    'Say whether the state on the image is the state of the hot-list entry.',
  ),
  rule(
    '430.6(k).2',
    'R-VERIFY-CHARACTERS',
    'the characters on the plate were compared',
    ({ command }) => command.data.charactersAgree !== undefined,
    'Say whether every character on the image is that of the hot-list entry.',
  ),
];

export const confirming: Rules<ConfirmHit> = [
  raised,
  verified,
  rule(
    '430.6(k).3',
    'R-CONFIRMER',
    'the confirmer is named',
    ({ command }) => command.data.confirmer.trim() !== '',
    'Name who confirmed it: the dispatcher, or the terminal’s record.',
  ),
];

export const exigent: Rules<DeclareExigency> = [
  raised,
  verified,
  rule(
    '430.6(k).4',
    'R-EXIGENCY-TEXT',
    'the exigent circumstances are described',
    ({ command, terms }) => command.data.narrative.trim().length >= terms.settings.exigencyLength,
    'Say in a sentence what made it impossible to wait for confirmation.',
  ),
];

export const reviewing: Rules<ReviewExigency> = [
  rule(
    '430.6(k).4',
    'R-SUPERVISOR',
    'an exigency is reviewed by a sergeant, a lieutenant, a captain or the Chief',
    ({ standing }) => supervises(standing.position),
    'Ask a supervisor to review it.',
  ),
  rule(
    '430.6(k).4',
    'R-EXIGENCY-NONE',
    'an exigency was declared, and has not been reviewed',
    ({ state }) => state.unreviewed !== null,
    'Nothing waits for a review here.',
  ),
  rule(
    '430.6(k).4',
    'R-SELF-REVIEW',
    'nobody reviews the exigency that he declared',
    ({ state, by }) => state.unreviewed?.by !== by.id,
    'Have another supervisor review it.',
  ),
  rule(
    '430.6(k).4',
    'R-EXIGENCY-NOTE',
    'the review says on what it rests',
    ({ command: { data }, terms }) => data.note.trim().length >= terms.settings.reasonLength,
    'Write down what was looked at, and what it showed.',
  ),
];

export const overdue: Rules<FlagOverdueReview> = [
  rule(
    '430.6(k).4',
    'R-REVIEW-DUE',
    'the time for a review has run out, and the clock says so',
    ({ by, state: { unreviewed }, at, terms }) =>
      by.kind === 'clock' &&
      unreviewed !== null &&
      between(unreviewed.at, at) > terms.settings.exigencyReviewHours * hour,
    'A review that is overdue is flagged by itself.',
  ),
];

export const acting: Rules<RecordAction> = [
  raised,
  verified,
  rule(
    '430.6(k).3',
    'R-UNCONFIRMED',
    'the hit was confirmed by radio or mobile data computer, or circumstances were exigent',
    ({ state }) => state.confirmation === 'positive' || (state.exigent && state.confirmation === 'none'),
    'Confirm the hit by radio or MDC; if that is impossible, declare the exigency.',
  ),
  rule(
    '430.4U(f)',
    'R-POSITION',
    'enforcement action is taken by a sworn position',
    ({ standing }) => mayTakeEnforcement(standing.position),
    'Dispatchers and civilian members confirm and inform; a sworn officer acts.',
  ),
];

export const correcting: Rules<CorrectPlate> = [
  raised,
  disinterested(),
  rule(
    '430.1¶1.3',
    'R-PERSON-FIELD',
    'free text tells of the plate and the vehicle, and of no person',
    ({ command: { data } }) => !data.namesMember && !describesPerson(data.note ?? ''),
    'Leave out who was in the vehicle; the system identifies plates.',
  ),
  rule(
    '430.6(l)',
    'R-CORRECT-BASIS',
    'the correct information is available: from the image, or from the registration',
    ({ command }) => command.data.basis === 'image' || command.data.basis === 'registration',
    'Say what shows the right characters: the image or the registration.',
  ),
  rule(
    '430.6(l)',
    'R-CORRECT-PURGED',
    'what was read has not been purged',
    ({ state }) => !state.raised || state.plate !== null,
    'What was purged is no longer there to be corrected.',
  ),
  rule(
    '430.6(l)',
    'R-CORRECT-PLATE',
    'the correction is a plate, and differs from what was read',
    ({ command: { data }, state }) =>
      plateShape.test(data.plate) && (data.plate !== state.plate || data.plateState !== state.plateState),
    'Type the characters on the plate, without spaces or symbols.',
  ),
  rule(
    '430.9P(c)',
    'R-CORRECT-SECOND',
    'a correction that meets another hot-list entry was looked at by a second member',
    ({ command: { data }, by }) =>
      data.meets !== 'other-entry' || (data.secondMemberId !== null && data.secondMemberId !== by.id),
    'Have a second member look at the image and name him.',
  ),
];
