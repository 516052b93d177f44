/** Stories of hot lists: who registers one, and what must be said of a vehicle before it is sought. */
import {
  type AddHotListEntry,
  hotList,
  hotListCategories,
  type HotListCategory,
  hotListEntry,
  type HotListEntryAdded,
  type HotListEntryRemoved,
  type HotListRegistered,
} from '../../src/domain/hotlist.js';
import { administrator, clock, dispatcher, lacking, officer } from './people.js';
import { partialStories } from './partial.js';
import { type Stories, tell, told } from './story.js';

const hotListId = 'bolo-list';
const registered: HotListRegistered = {
  type: 'HotListRegistered',
  data: { hotListId, source: 'local' },
  sealed: { name: 'Palm Springs BOLO' },
  keep: { class: 'register', unit: hotListId },
};
const register = { type: 'RegisterHotList', data: { hotListId, source: 'local', name: 'Palm Springs BOLO' } } as const;
const lists = tell(hotList, administrator);

export const hotListStories = told(hotList, {
  'the Administrator registers a hot list': lists.given().when(register).records(registered),
  'a list that is registered is not registered again': lists.given(registered).when(register).records(),
  ...lacking('administration', administrator, 'registers no hot list', (who) => lists.given().when(register, who)),
});

const { given } = tell(hotListEntry, officer);
const entryId = 'entry-1';
const sought = {
  plate: '7ABC123',
  plateState: 'CA',
  reason: 'white sedan seen at the robbery on Palm Canyon Drive',
  reference: '26-1234',
};
const nextMonth = '2026-02-05T12:00:00.000Z';
const addedAs = (category: HotListCategory, expiresAt = nextMonth): HotListEntryAdded => ({
  type: 'HotListEntryAdded',
  data: {
    hotListId,
    entryId,
    category,
    expiresAt,
    individualSpecific: category === 'watch-list',
    addedBy: officer.by.id,
  },
  sealed: sought,
  keep: { class: 'hot-list', unit: entryId },
});
const added = addedAs('involved-in-crime');
const removed: HotListEntryRemoved = { type: 'HotListEntryRemoved', data: { hotListId, entryId, why: 'recovered' } };

const add = (but: Partial<AddHotListEntry['data']> = {}): AddHotListEntry => ({
  type: 'AddHotListEntry',
  data: {
    hotListId,
    entryId,
    category: 'involved-in-crime',
    ...sought,
    expiresAt: nextMonth,
    individualSpecific: false,
    listRegistered: true,
    conflict: false,
    ...but,
  },
});
const remove = { type: 'RemoveHotListEntry', data: removed.data } as const;
const unspecific = '430.1¶3.0 R-HL-REASON';
const endless = '430.1¶3.0 R-HL-NO-EXPIRY';

/** 430.1 names eleven reasons for which a vehicle may be sought; each is seen to be one. */
const eleven: Stories = Object.fromEntries(
  (Object.keys(hotListCategories) as HotListCategory[]).map((category) => [
    `a vehicle may be sought as ${category} (${hotListCategories[category]})`,
    given()
      .when(add({ category, individualSpecific: category === 'watch-list' }))
      .records(addedAs(category)),
  ]),
);

export const entryStories = told(hotListEntry, {
  ...partialStories,
  ...eleven,
  'immigration status is no category': given()
    .when(add({ category: 'immigration-violator' }))
    .refuses('430.1¶3/X R-HL-CATEGORY'),
  'a word that every object knows is no category either': given()
    .when(add({ category: 'toString' }))
    .refuses('430.1¶3/X R-HL-CATEGORY'),
  'a watch-list entry about no specific individual is refused': given()
    .when(add({ category: 'watch-list', individualSpecific: false }))
    .refuses('430.1¶3/H11 R-HL-NOT-SPECIFIC'),
  'an entry without a reason is refused': given()
    .when(add({ reason: '' }))
    .refuses(unspecific),
  'twelve characters that name something are a reason': given()
    .when(add({ reason: 'arson garage' }))
    .records({ ...added, sealed: { ...sought, reason: 'arson garage' } }),
  'eleven characters are too few, spaces around them not counted': given()
    .when(add({ reason: '  arson barns ' }))
    .refuses(unspecific),
  'a reason of vague words is no reason': given()
    .when(add({ reason: 'suspicious vehicle, bolo' }))
    .refuses(unspecific),
  'an entry without warrant, case, order or alert number is refused': given()
    .when(add({ reference: ' ' }))
    .refuses(unspecific),
  'an entry without an end is refused': given()
    .when(add({ expiresAt: null }))
    .refuses(endless),
  'an entry that ends now has ended': given()
    .when(add({ expiresAt: '2026-01-05T12:00:00.000Z' }))
    .refuses(endless),
  'an entry may end in a millisecond': given()
    .when(add({ expiresAt: '2026-01-05T12:00:00.001Z' }))
    .records(addedAs('involved-in-crime', '2026-01-05T12:00:00.001Z')),
  'an entry may stand for 365 days': given()
    .when(add({ expiresAt: '2027-01-05T12:00:00.000Z' }))
    .records(addedAs('involved-in-crime', '2027-01-05T12:00:00.000Z')),
  'an entry may not stand a millisecond longer': given()
    .when(add({ expiresAt: '2027-01-05T12:00:00.001Z' }))
    .refuses(endless),
  'an end that is no time is no end': given()
    .when(add({ expiresAt: 'when found' }))
    .refuses(endless),
  'an entry on a list nobody registered is refused': given()
    .when(add({ listRegistered: false }))
    .refuses('430.3(d) R-HL-UNKNOWN'),
  'a plate is typed without spaces or symbols': given()
    .when(add({ plate: '7ABC 123' }))
    .refuses('430.3(d) R-HL-PLATE'),
  'everything that is wrong is said at once': given()
    .when(add({ listRegistered: false, category: 'x', reason: 'bolo', expiresAt: null, plate: '?' }))
    .refuses('430.3(d) R-HL-UNKNOWN', '430.1¶3/X R-HL-CATEGORY', unspecific, endless, '430.3(d) R-HL-PLATE'),
  'nobody lists a plate that concerns himself': given()
    .when(add({ conflict: true }))
    .refuses('430.9P(c) R-CONFLICT-OF-INTEREST'),
  'a dispatcher adds an entry': given()
    .when(add(), dispatcher)
    .records({ ...added, data: { ...added.data, addedBy: dispatcher.by.id } }),
  'an entry that stands is not added again': given(added).when(add()).records(),
  'an entry that was removed may be added anew': given(added, removed).when(add()).records(added),
  ...lacking('content', officer, 'adds no hot-list entry', (who) => given().when(add(), who)),

  'a recovered vehicle is taken off the list': given(added).when(remove).records(removed),
  'an entry is removed once': given(added, removed).when(remove).refuses('430.1¶1.2 R-HL-UNKNOWN'),
  'an entry that never stood is not removed': given().when(remove).refuses('430.1¶1.2 R-HL-UNKNOWN'),
  'the clock removes no entry; an expired one ends by its own date': given(added)
    .when(remove, clock)
    .refuses(
      '430.6(i) R-AUTH',
      '430.7(c) R-BANNER',
      '430.4U.0 R-POSITION',
      '430.11.2a R-TRAINING:CLETS',
      '430.11.2b R-TRAINING:ALPR',
      '430.2¶3 R-ACK-STALE',
      '430.6(d) R-NOT-APPROVED',
      '430.7(f) R-DEVICE',
    ),
  ...lacking('content', officer, 'removes no hot-list entry', (who) => given(added).when(remove, who)),
});
