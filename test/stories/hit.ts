/** Stories of a hit: looked at, compared, confirmed, acted on, corrected (430.6(k) and (l)), in no other order. */
import {
  type CompareHit,
  type ConfirmHit,
  type CorrectPlate,
  type EnforcementActionRecorded,
  type ExigencyDeclared,
  hit,
  type HitAlertRaised,
  type HitConfirmationNegative,
  type HitConfirmed,
  type HitImageOpened,
  type HitRejected,
  type HitVisuallyVerified,
  type PlateCorrected,
} from '../../src/domain/hit.js';
import { reviewing, setAside } from './exigency.js';
import { administrator, analyst, camera, clock, dispatcher, lacking, noon, officer, partner } from './people.js';
import { type Refusal, type Stories, tell, told } from './story.js';

const { given } = tell(hit, officer);

const hitId = 'hit-1';
const memberId = officer.by.id;
const sessionId = 'officer-today';
const keep = { class: 'hit', unit: hitId } as const;
const alert: HitAlertRaised['data'] = {
  hitId,
  detectionId: 'detection-1',
  cameraId: 'camera-1',
  capturedAt: noon,
  entryId: 'entry-1',
  hotListId: 'bolo-list',
  category: 'stolen-vehicle',
  match: 'exact',
  verified: false,
};
const plates = { plate: '7ABC123', plateState: 'CA', entryPlate: '7ABC123', entryState: 'CA', reason: 'stolen sedan' };
const alerted: HitAlertRaised = { type: 'HitAlertRaised', data: alert, sealed: plates, keep };
const opened: HitImageOpened = { type: 'HitImageOpened', data: { hitId, memberId, sessionId } };
const openedEarlier: HitImageOpened = {
  type: 'HitImageOpened',
  data: { hitId, memberId, sessionId: 'officer-yesterday' },
};
const verified: HitVisuallyVerified = { type: 'HitVisuallyVerified', data: { hitId, memberId, sessionId } };
const rejected = (wrongState: boolean, misread: boolean): HitRejected => ({
  type: 'HitRejected',
  data: { hitId, memberId, wrongState, misread },
});
const confirmed = (by = memberId, channel: 'radio' | 'mdc' = 'radio'): HitConfirmed => ({
  type: 'HitConfirmed',
  data: { hitId, memberId: by, channel },
  sealed: { confirmer: 'desk 4' },
  keep,
});
const denied: HitConfirmationNegative = { ...confirmed(), type: 'HitConfirmationNegative' };
const narrative = 'the driver is firing at passers-by';
const urgent: ExigencyDeclared = {
  type: 'ExigencyDeclared',
  data: { hitId, memberId, declaredAt: noon },
  sealed: { narrative },
  keep,
};
const stopped = (because: { confirmed: boolean; exigent: boolean }, by = memberId): EnforcementActionRecorded => ({
  type: 'EnforcementActionRecorded',
  data: { hitId, memberId: by, action: 'traffic-stop', ...because },
});
const corrected = (stillMatches: boolean, to = '7ABC128', from = '7ABC123'): PlateCorrected => ({
  type: 'PlateCorrected',
  data: { hitId, detectionId: 'detection-1', memberId, basis: 'image', stillMatches },
  sealed: { from, to, fromState: 'CA', toState: 'CA' },
  keep,
});

const correctedBy = (basis: 'image' | 'registration'): PlateCorrected => {
  const { data, ...rest } = corrected(true);
  return { ...rest, data: { ...data, basis } };
};

const raise = {
  type: 'RaiseHitAlert',
  data: {
    hitId,
    detectionId: alert.detectionId,
    cameraId: alert.cameraId,
    capturedAt: noon,
    entryId: alert.entryId,
    hotListId: alert.hotListId,
    category: alert.category,
    match: alert.match,
    quarantined: false,
    ...plates,
  },
} as const;
const open = { type: 'OpenHitImage', data: { hitId, quarantined: false } } as const;
const compare = (answers: Omit<CompareHit['data'], 'hitId'> = { stateAgrees: true, charactersAgree: true }) =>
  ({ type: 'CompareHit', data: { hitId, ...answers } }) as const;
const confirm = (data: Partial<ConfirmHit['data']> = {}) =>
  ({ type: 'ConfirmHit', data: { hitId, channel: 'radio', confirmer: 'desk 4', active: true, ...data } }) as const;
const declare = (text = narrative) => ({ type: 'DeclareExigency', data: { hitId, narrative: text } }) as const;
const stop = { type: 'RecordAction', data: { hitId, action: 'traffic-stop' } } as const;
const correct = (data: Partial<CorrectPlate['data']> = {}) =>
  ({
    type: 'CorrectPlate',
    data: {
      hitId,
      plate: '7ABC128',
      plateState: 'CA',
      basis: 'image',
      meets: 'same-entry',
      secondMemberId: null,
      namesMember: false,
      conflict: false,
      ...data,
    },
  }) as const;

const noAlert = '430.3(c) R-HIT-UNKNOWN';
const unverified = '430.6(k).1 R-UNVERIFIED';
const unconfirmed = '430.6(k).3 R-UNCONFIRMED';
const noImage = '430.6(k).1 R-VERIFY-NO-IMAGE';
const voidHit = '430.6(l) R-HIT-VOID';

const alerts: Stories = {
  'matching raises an alert, and it is not verified': given().when(raise, clock).records(alerted),
  'an alert is raised once': given(alerted).when(raise, clock).records(),
  'nobody raises an alert by hand': given().when(raise).refuses('430.1¶1.2 R-HIT-SOURCE'),
  'a camera raises no alert': given().when(raise, camera).refuses('430.1¶1.2 R-HIT-SOURCE'),

  'an officer opens the image of an alert': given(alerted).when(open).records(opened),
  'an image opened again is recorded again': given(alerted, opened).when(open).records(opened),
  'without an alert there is no image to open': given().when(open).refuses(noAlert),
  ...lacking('content', officer, 'opens no image of a hit', (who) => given(alerted).when(open, who)),
};

const comparing: Stories = {
  'an officer who compared state and characters verifies the hit': given(alerted, opened)
    .when(compare())
    .records(verified),
  'a wrong state rejects the hit': given(alerted, opened)
    .when(compare({ stateAgrees: false, charactersAgree: true }))
    .records(rejected(true, false)),
  'a misread character rejects the hit': given(alerted, opened)
    .when(compare({ stateAgrees: true, charactersAgree: false }))
    .records(rejected(false, true)),
  'both wrong is both recorded': given(alerted, opened)
    .when(compare({ stateAgrees: false, charactersAgree: false }))
    .records(rejected(true, true)),
  'a hit whose image was not opened is not compared': given(alerted).when(compare()).refuses(noImage),
  'an image opened in yesterday’s session does not count': given(alerted, openedEarlier)
    .when(compare())
    .refuses(noImage),
  'an image opened by a partner does not count': given(alerted, opened).when(compare(), partner).refuses(noImage),
  'without a session there is no image opened in it': given(alerted, opened)
    .when(compare(), { by: { kind: 'member', id: memberId, sessionId: null } })
    .refuses('430.6(i) R-AUTH', noImage),
  'the state must be compared': given(alerted, opened)
    .when(compare({ charactersAgree: true }))
    .refuses('430.6(k).1 R-VERIFY-STATE'),
  'the characters must be compared': given(alerted, opened)
    .when(compare({ stateAgrees: true }))
    .refuses('430.6(k).2 R-VERIFY-CHARACTERS'),
  'without an alert there is nothing to compare': given().when(compare()).refuses(noAlert, noImage),
  'a rejected hit may be looked at again': given(alerted, opened, rejected(false, true))
    .when(compare())
    .records(verified),
  'a hit whose corrected plate meets no entry is not verified any more': given(alerted, opened, corrected(false))
    .when(compare())
    .refuses(voidHit),
  'a correction that was itself corrected may be compared again': given(
    alerted,
    opened,
    corrected(false),
    corrected(true, '7ABC123', '7ABC128'),
  )
    .when(compare())
    .records(verified),
  ...lacking('content', officer, 'compares no hit', (who) => given(alerted, opened).when(compare(), who)),
};

const confirming: Stories = {
  'a verified hit is confirmed by radio': given(alerted, opened, verified).when(confirm()).records(confirmed()),
  'a verified hit is confirmed by mobile data computer': given(alerted, opened, verified)
    .when(confirm({ channel: 'mdc' }))
    .records(confirmed(memberId, 'mdc')),
  'a dispatcher confirms what an officer verified': given(alerted, opened, verified)
    .when(confirm(), dispatcher)
    .records(confirmed(dispatcher.by.id)),
  'a confirmation that comes back negative is recorded as such': given(alerted, opened, verified)
    .when(confirm({ active: false }))
    .records(denied),
  'an alert nobody compared is not confirmed': given(alerted).when(confirm()).refuses(unverified),
  'a rejected hit is not confirmed': given(alerted, opened, rejected(true, false)).when(confirm()).refuses(unverified),
  'what was never alerted is not confirmed': given().when(confirm()).refuses(noAlert, unverified),
  'a confirmer has a name': given(alerted, opened, verified)
    .when(confirm({ confirmer: ' ' }))
    .refuses('430.6(k).3 R-CONFIRMER'),
  ...lacking('content', officer, 'confirms no hit', (who) => given(alerted, opened, verified).when(confirm(), who)),
};

const exigency: Stories = {
  'exigent circumstances are declared in a sentence': given(alerted, opened, verified).when(declare()).records(urgent),
  'twenty characters are a sentence': given(alerted, opened, verified)
    .when(declare('shots fired at a bus'))
    .records({ ...urgent, sealed: { narrative: 'shots fired at a bus' } }),
  'nineteen are none, spaces around them not counted': given(alerted, opened, verified)
    .when(declare('  shots fired at bus! '))
    .refuses('430.6(k).4 R-EXIGENCY-TEXT'),
  'exigency is not declared of a hit nobody compared': given(alerted).when(declare()).refuses(unverified),
  'exigency is not declared of a rejected hit': given(alerted, opened, rejected(false, true))
    .when(declare())
    .refuses(unverified),
  'exigency is not declared of nothing': given().when(declare()).refuses(noAlert, unverified),
  ...lacking('content', officer, 'declares no exigency', (who) =>
    given(alerted, opened, verified).when(declare(), who),
  ),
};

/** Who is not of a sworn position fails 430.4U(f) besides. */
const alsoUnsworn: Readonly<Record<string, readonly Refusal[]>> = {
  '430.4U.0 R-POSITION': ['430.4U(f) R-POSITION'],
  '430.4U(i) R-CTR-CONTENT': ['430.4U(f) R-POSITION'],
};

const acting: Stories = {
  'a stop after confirmation is recorded': given(alerted, opened, verified, confirmed())
    .when(stop)
    .records(stopped({ confirmed: true, exigent: false })),
  'a stop without confirmation is refused': given(alerted, opened, verified).when(stop).refuses(unconfirmed),
  'exigent circumstances excuse confirmation': given(alerted, opened, verified, urgent)
    .when(stop)
    .records(stopped({ confirmed: false, exigent: true })),
  'exigent circumstances do not excuse looking': given(alerted, urgent).when(stop).refuses(unverified),
  'a stop on an alert nobody looked at is refused twice over': given(alerted)
    .when(stop)
    .refuses(unverified, unconfirmed),
  'a stop on no alert at all is refused': given().when(stop).refuses(noAlert, unverified, unconfirmed),
  'a negative confirmation forbids the stop': given(alerted, opened, verified, denied).when(stop).refuses(unconfirmed),
  'a negative confirmation forbids the stop, however exigent': given(alerted, opened, verified, urgent, denied)
    .when(stop)
    .refuses(unconfirmed),
  'a confirmation after exigency is recorded with both': given(alerted, opened, verified, urgent, confirmed())
    .when(stop)
    .records(stopped({ confirmed: true, exigent: true })),
  'a rejected hit is not acted on': given(alerted, opened, rejected(false, true))
    .when(stop)
    .refuses(unverified, unconfirmed),
  'a hit rejected after it was confirmed is not acted on': given(
    alerted,
    opened,
    verified,
    confirmed(),
    rejected(true, false),
  )
    .when(stop)
    .refuses(unverified, unconfirmed),
  'a partner may stop what another verified and confirmed': given(alerted, opened, verified, confirmed())
    .when(stop, partner)
    .records(stopped({ confirmed: true, exigent: false }, partner.by.id)),
  'a dispatcher records no stop': given(alerted, opened, verified, confirmed())
    .when(stop, dispatcher)
    .refuses('430.4U(f) R-POSITION'),
  'a crime analyst records no stop': given(alerted, opened, verified, confirmed())
    .when(stop, analyst)
    .refuses('430.4U(f) R-POSITION'),
  'a captain is sworn, and may stop': given(alerted, opened, verified, confirmed())
    .when(stop, administrator)
    .records(stopped({ confirmed: true, exigent: false }, administrator.by.id)),
  'several actions may follow one hit': given(
    alerted,
    opened,
    verified,
    confirmed(),
    stopped({ confirmed: true, exigent: false }),
  )
    .when({ type: 'RecordAction', data: { hitId, action: 'arrest' } })
    .records({
      type: 'EnforcementActionRecorded',
      data: { hitId, memberId, action: 'arrest', confirmed: true, exigent: false },
    }),
  ...lacking(
    'content',
    officer,
    'records no stop',
    (who) => given(alerted, opened, verified, confirmed()).when(stop, who),
    alsoUnsworn,
  ),
};

const correcting: Stories = {
  'a misread character is corrected from the image; what was read is kept': given(alerted, opened)
    .when(correct())
    .records(corrected(true)),
  'a plate is corrected from the registration': given(alerted)
    .when(correct({ basis: 'registration' }))
    .records(correctedBy('registration')),
  'a wrong state alone is corrected': given(alerted)
    .when(correct({ plate: '7ABC123', plateState: 'AZ' }))
    .records({ ...corrected(true), sealed: { from: '7ABC123', to: '7ABC123', fromState: 'CA', toState: 'AZ' } }),
  'a second correction starts from the first': given(alerted, corrected(true))
    .when(correct({ plate: '7ABC129' }))
    .records(corrected(true, '7ABC129', '7ABC128')),
  'a plate that was purged is corrected no more': given({ ...alerted, sealed: null })
    .when(correct())
    .refuses('430.6(l) R-CORRECT-PURGED'),
  'nor is one whose correction was purged': given(alerted, { ...corrected(true), sealed: null })
    .when(correct())
    .refuses('430.6(l) R-CORRECT-PURGED'),
  'a corrected plate that meets no entry ends the hit': given(alerted)
    .when(correct({ meets: 'nothing' }))
    .records(corrected(false)),
  'a correction that changes nothing is none': given(alerted)
    .when(correct({ plate: '7ABC123' }))
    .refuses('430.6(l) R-CORRECT-PLATE'),
  'a correction is a plate': given(alerted)
    .when(correct({ plate: '7abc-128' }))
    .refuses('430.6(l) R-CORRECT-PLATE'),
  'memory is no basis for a correction': given(alerted)
    .when(correct({ basis: 'memory' }))
    .refuses('430.6(l) R-CORRECT-BASIS'),
  'a correction may say more of the plate': given(alerted)
    .when(correct({ note: 'lower half covered with mud' }))
    .records({ ...corrected(true), sealed: { ...corrected(true).sealed!, note: 'lower half covered with mud' } }),
  'but nothing of who drove': given(alerted)
    .when(correct({ note: 'female driver, blond' }))
    .refuses('430.1¶1.3 R-PERSON-FIELD'),
  'nor of a member of the Department': given(alerted)
    .when(correct({ note: 'as Sergeant Example said', namesMember: true }))
    .refuses('430.1¶1.3 R-PERSON-FIELD'),
  'nobody corrects a plate that concerns himself': given(alerted)
    .when(correct({ conflict: true }))
    .refuses('430.9P(c) R-CONFLICT-OF-INTEREST'),
  'what was never alerted is not corrected': given().when(correct()).refuses(noAlert),
  'a correction that meets another entry needs a second member': given(alerted)
    .when(correct({ meets: 'other-entry' }))
    .refuses('430.9P(c) R-CORRECT-SECOND'),
  'nobody is his own second member': given(alerted)
    .when(correct({ meets: 'other-entry', secondMemberId: memberId }))
    .refuses('430.9P(c) R-CORRECT-SECOND'),
  'with a second member the correction stands, and this hit ends': given(alerted)
    .when(correct({ meets: 'other-entry', secondMemberId: partner.by.id }))
    .records({
      ...corrected(false),
      data: { ...corrected(false).data, secondMemberId: partner.by.id },
    } satisfies PlateCorrected),
  'a confirmation from before a rejection counts no more': given(
    alerted,
    opened,
    verified,
    confirmed(),
    rejected(false, true),
    verified,
  )
    .when(stop)
    .refuses('430.6(k).3 R-UNCONFIRMED'),
  'a correction voids the verification': given(alerted, opened, verified, corrected(true))
    .when(confirm())
    .refuses(unverified),
  'a correction voids the confirmation too': given(alerted, opened, verified, confirmed(), corrected(true), verified)
    .when(stop)
    .refuses(unconfirmed),
  'a correction in exigent circumstances still has to be looked at': given(
    alerted,
    opened,
    verified,
    urgent,
    corrected(true),
  )
    .when(stop)
    .refuses(unverified),
  'a corrected hit, verified and confirmed anew, is acted on': given(
    alerted,
    opened,
    verified,
    corrected(true),
    verified,
    confirmed(),
  )
    .when(stop)
    .records(stopped({ confirmed: true, exigent: false })),
  ...lacking('content', officer, 'corrects no plate', (who) => given(alerted).when(correct(), who)),
};

export const hitStories = told(hit, {
  ...alerts,
  ...comparing,
  ...confirming,
  ...exigency,
  ...reviewing,
  ...setAside,
  ...acting,
  ...correcting,
});
