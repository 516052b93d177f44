/** Stories of partial plates: of a major crime, narrow enough to find few vehicles, and for days only (430.6(c).2). */
import { hotListEntry, type HotListEntryAdded } from '../../src/domain/entry.js';
import { majorCrimes } from '../../src/domain/partial.js';
import { analyst, but, dispatcher, lacking, officer } from './people.js';
import { type Refusal, type Stories, tell } from './story.js';

const { given } = tell(hotListEntry, officer);

const hotListId = 'bolo-list';
const entryId = 'entry-1';
const expiresAt = '2026-01-19T12:00:00.000Z';
const reason = 'grey sedan seen leaving the scene';
const added = (more: Partial<HotListEntryAdded['data']> = {}, plate = '7AB?1?3'): HotListEntryAdded => ({
  type: 'HotListEntryAdded',
  data: {
    hotListId,
    entryId,
    category: 'involved-in-crime',
    expiresAt,
    individualSpecific: false,
    addedBy: officer.by.id,
    majorCrime: 'homicide',
    ...more,
  },
  sealed: { plate, plateState: 'CA', reason, reference: '26-00417' },
  keep: { class: 'hot-list', unit: entryId },
});
const add = (more: object = {}) =>
  ({
    type: 'AddPartialPlate',
    data: {
      hotListId,
      entryId,
      plate: '7AB?1?3',
      plateState: 'CA',
      crime: 'homicide',
      incidentNumber: '26-00417',
      reason,
      expiresAt,
      listRegistered: true,
      ...more,
    },
  }) as const;

const broad: Refusal = '430.6(c).2 R-PARTIAL-TOO-BROAD';
const noCrime: Refusal = '430.6(c).2 R-PARTIAL-CRIME';
const notEntering: Refusal = '430.6(c).2 R-POSITION';
const also = { '430.4U.0 R-POSITION': [notEntering], '430.4U(i) R-CTR-CONTENT': [notEntering] } as const;

const tooBroad = ['7A???', '7ABC123', '???', '7A?', '7AB*', '7ab?1', 'A?B?C?', ''];

export const partialStories: Stories = {
  'a partial plate of a homicide is entered for fourteen days': given().when(add()).records(added()),
  'a dispatcher enters one': given()
    .when(add(), dispatcher)
    .records(added({ addedBy: dispatcher.by.id })),
  'the crime analyst enters one': given()
    .when(add(), analyst)
    .records(added({ addedBy: analyst.by.id })),
  'three known characters are enough': given()
    .when(add({ plate: '7A?B?' }))
    .records(added({}, '7A?B?')),
  'a community service officer enters none': given()
    .when(add(), but(officer, { position: 'community-service-officer' }))
    .refuses(notEntering),
  ...Object.fromEntries(
    tooBroad.map((plate) => [
      `${JSON.stringify(plate)} is no partial plate`,
      given().when(add({ plate })).refuses(broad),
    ]),
  ),
  'a partial plate stands no millisecond longer than fourteen days': given()
    .when(add({ expiresAt: '2026-01-19T12:00:00.001Z' }))
    .refuses(broad),
  'a partial plate that has ended is not entered': given()
    .when(add({ expiresAt: '2026-01-05T12:00:00.000Z' }))
    .refuses(broad),
  'a theft is no major crime': given()
    .when(add({ crime: 'theft' }))
    .refuses(noCrime),
  'a partial plate without its incident is refused': given()
    .when(add({ incidentNumber: '' }))
    .refuses(noCrime),
  'a list that is not registered takes no partial plate': given()
    .when(add({ listRegistered: false }))
    .refuses('430.3(d) R-HL-UNKNOWN'),
  'a partial plate that stands is not entered again': given(added()).when(add()).records(),
  ...Object.fromEntries(
    majorCrimes.map((crime) => [
      `a partial plate may be of ${crime}`,
      given()
        .when(add({ crime }))
        .records(added({ majorCrime: crime })),
    ]),
  ),
  ...lacking('content', officer, 'enters no partial plate', (who) => given().when(add(), who), also),
};
