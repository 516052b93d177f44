/** Stories of court orders: named, copied and ending, executed by a sworn position (430.9P(a)). */
import { warrant, type WarrantRegistered } from '../../src/domain/warrant.js';
import { analyst, lacking, noon, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(warrant, officer);

const warrantId = 'warrant-1';
const clear = {
  warrantId,
  cameraId: 'camera-1',
  from: noon,
  until: '2026-01-15T12:00:00.000Z',
  document: 'c'.repeat(64),
};
const personal = { orderNumber: 'SW-26-0012', court: 'Superior Court, County of Riverside' };
const registered: WarrantRegistered = {
  type: 'WarrantRegistered',
  data: { ...clear, memberId: officer.by.id },
  sealed: personal,
  keep: { class: 'evidence', unit: warrantId },
};
const start = (more: object = {}) =>
  ({ type: 'StartWarrantedCapture', data: { ...clear, ...personal, ...more } }) as const;
const none = '430.9P(a) R-WARRANT';
const unsworn = '430.9P(a) R-POSITION';
const alsoUnsworn = { '430.4U.0 R-POSITION': [unsworn], '430.4U(i) R-CTR-CONTENT': [unsworn] } as const;

export const warrantStories = told(warrant, {
  'an officer registers the court order under which a camera reads': given().when(start()).records(registered),
  'an order is registered once': given(registered).when(start()).records(),
  'an analyst executes no court order': given().when(start(), analyst).refuses(unsworn),
  'an order without a number is none': given()
    .when(start({ orderNumber: '' }))
    .refuses(none),
  'an order without a court is none': given()
    .when(start({ court: ' ' }))
    .refuses(none),
  'an order of which no copy is kept is none': given()
    .when(start({ document: 'seen' }))
    .refuses(none),
  'an order that has ended is none': given()
    .when(start({ from: '2026-01-01T00:00:00.000Z', until: noon }))
    .refuses(none),
  'an order without an end is none': given()
    .when(start({ until: '2026-03-06T12:00:00.001Z' }))
    .refuses(none),
  'an order may run sixty days': given()
    .when(start({ until: '2026-03-06T12:00:00.000Z' }))
    .records({ ...registered, data: { ...registered.data, until: '2026-03-06T12:00:00.000Z' } }),
  ...lacking('content', officer, 'executes no court order', (who) => given().when(start(), who), alsoUnsworn),
});
