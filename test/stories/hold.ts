/** Stories of holds: who places one, for which matter, and which two people let it go. */
import {
  hold,
  type HoldOrdered,
  type HoldPlaced,
  type HoldPreviewed,
  type HoldReleased,
  type HoldReleaseRequested,
  type HoldScopeExtended,
  type Scope,
} from '../../src/domain/hold.js';
import { administrator, attorney, clock, custodian, lacking, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(hold, custodian);

const holdId = 'hold-1';
const told1 = { matter: 'People v. Doe, RIF2600001', authority: 'Preservation demand of 2 January' };
const scope: Scope = { plates: ['7ABC123'] };
const reviewAt = '2026-07-01T00:00:00.000Z';

const ordered = (round = 1): HoldOrdered => ({
  type: 'HoldOrdered',
  data: { holdId, round, custodian: 'custodian', reviewAt, elements: ['plates'] },
  sealed: { ...told1, scope },
  keep: { class: 'evidence', unit: holdId },
});
const reached = { holdId, units: 3, root: 'r', buckets: 2 };
const placed: HoldPlaced = { type: 'HoldPlaced', data: { ...reached, round: 1 } };
const extended: HoldScopeExtended = { type: 'HoldScopeExtended', data: { ...reached, round: 2 } };
const resolution = 'c'.repeat(64);
const requested: HoldReleaseRequested = {
  type: 'HoldReleaseRequested',
  data: { holdId, memberId: 'custodian', resolution },
};
const released: HoldReleased = { type: 'HoldReleased', data: { holdId, memberId: 'attorney', resolution } };

const place = (but: object = {}) =>
  ({ type: 'PlaceHold', data: { holdId, ...told1, scope, reviewAt, ...but } }) as const;
const preview = (but: object = {}) => ({ ...place(but), type: 'PreviewHold' }) as const;
const previewed: HoldPreviewed = {
  type: 'HoldPreviewed',
  data: { holdId, memberId: 'custodian', elements: ['plates'] },
  sealed: { ...told1, scope },
  keep: { class: 'access-record', unit: holdId },
};
const extend = (but: object = {}) => ({ ...place(but), type: 'ExtendHold' }) as const;
const settle = (round: number) => ({ type: 'SettleHold', data: { ...reached, round } }) as const;
const request = (digest = resolution) =>
  ({ type: 'RequestHoldRelease', data: { holdId, resolution: digest } }) as const;
const release = (digest = resolution) => ({ type: 'ReleaseHold', data: { holdId, resolution: digest } }) as const;

const matter = '430.8¶3.3 R-HOLD-MATTER';
const unknown = '430.8¶3.3 R-HOLD-UNKNOWN';
const notCustodian = '430.8¶3.3 R-NOT-CUSTODIAN';
const twoPeople = '430.8¶3.3 R-HOLD-RELEASE';

export const holdStories = told(hold, {
  'the Custodian holds a plate for a matter; what is sought is sealed': given().when(place()).records(ordered()),
  'a hold names its matter': given()
    .when(place({ matter: ' ' }))
    .refuses(matter),
  'a hold names the authority behind it': given()
    .when(place({ authority: '' }))
    .refuses(matter),
  'a hold names what it reaches': given()
    .when(place({ scope: {} }))
    .refuses(matter),
  'a hold that reaches for nothing is none': given()
    .when(place({ scope: { plates: [] } }))
    .refuses(matter),
  'a hold is reviewed on a day that lies ahead': given()
    .when(place({ reviewAt: '2026-01-05T12:00:00.000Z' }))
    .refuses(matter),
  'a hold is placed once': given(ordered()).when(place()).refuses(unknown),
  'an officer places no hold': given().when(place(), officer).refuses(notCustodian),
  'the Administrator places no hold': given().when(place(), administrator).refuses(notCustodian),
  ...lacking('session', custodian, 'places no hold', (who) => given().when(place(), who)),

  'the Custodian sees how much an order would reach; what is sought is sealed': given()
    .when(preview())
    .records(previewed),
  'a preview keeps nothing, and the hold may be placed after it': given(previewed).when(place()).records(ordered()),
  'a preview names its matter': given()
    .when(preview({ matter: '' }))
    .refuses(matter),
  'an officer previews no hold': given().when(preview(), officer).refuses(notCustodian),
  'a hold that stands is not previewed under its own id': given(ordered()).when(preview()).refuses(unknown),
  ...lacking('session', custodian, 'previews no hold', (who) => given().when(preview(), who)),

  'a hold is extended': given(ordered(), placed).when(extend()).records(ordered(2)),
  'a hold that was never placed is not extended': given().when(extend()).refuses(unknown),
  'a released hold is not extended': given(ordered(), placed, requested, released).when(extend()).refuses(unknown),
  'an extension names its matter': given(ordered())
    .when(extend({ matter: '' }))
    .refuses(matter),
  'the city attorney extends no hold': given(ordered()).when(extend(), attorney).refuses(notCustodian),
  ...lacking('session', custodian, 'extends no hold', (who) => given(ordered()).when(extend(), who)),

  'the system says what an order reached': given(ordered()).when(settle(1), clock).records(placed),
  'what an order reached is said once': given(ordered(), placed).when(settle(1), clock).records(),
  'the system says what an extension reached': given(ordered(), placed, ordered(2))
    .when(settle(2), clock)
    .records(extended),
  'nobody says what a hold reached but the system': given(ordered()).when(settle(1)).refuses('430.8¶3.3 R-HOLD-ORDER'),
  'the system settles no order that nobody gave': given(ordered())
    .when(settle(2), clock)
    .refuses('430.8¶3.3 R-HOLD-ORDER'),

  'the Custodian asks for the release when the matter is resolved': given(ordered(), placed)
    .when(request())
    .records(requested),
  'a release without the document that resolved the matter is not asked for': given(ordered(), placed)
    .when(request('it settled'))
    .refuses(twoPeople),
  'the release of no hold is not asked for': given().when(request()).refuses(unknown),
  'an officer asks for no release': given(ordered(), placed).when(request(), officer).refuses(notCustodian),
  ...lacking('session', custodian, 'asks for no release', (who) => given(ordered(), placed).when(request(), who)),

  'the city attorney releases what the Custodian asked to release': given(ordered(), placed, requested)
    .when(release(), attorney)
    .records(released),
  'the Custodian does not release alone': given(ordered(), placed, requested).when(release()).refuses(twoPeople),
  'the city attorney does not release alone': given(ordered(), placed).when(release(), attorney).refuses(twoPeople),
  'the city attorney releases on the document the Custodian saw': given(ordered(), placed, requested)
    .when(release('d'.repeat(64)), attorney)
    .refuses(twoPeople),
  'an extension takes back the wish to release': given(ordered(), placed, requested, ordered(2))
    .when(release(), attorney)
    .refuses(twoPeople),
  'a hold is released once': given(ordered(), placed, requested, released).when(release(), attorney).refuses(unknown),
  ...lacking('session', attorney, 'releases no hold', (who) =>
    given(ordered(), placed, requested).when(release(), who),
  ),
});
