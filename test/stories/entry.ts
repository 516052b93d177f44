/** Stories of hot-list entries: what must be said of a vehicle before it is sought, reason by reason. */
import {
  type AddHotListEntry,
  hotListEntry,
  type HotListEntryAdded,
  type HotListEntryCoSigned,
  type HotListEntryRemoved,
} from '../../src/domain/entry.js';
import { demands, hotListCategories, type HotListCategory, type Sought } from '../../src/domain/policy/categories.js';
import { usualTerms } from '../../src/domain/policy/settings.js';
import { partialStories } from './partial.js';
import { clock, dispatcher, lacking, officer, sergeant } from './people.js';
import { type Stories, tell, told } from './story.js';

const hotListId = 'bolo-list';
const { given } = tell(hotListEntry, officer);
const entryId = 'entry-1';
const sought = {
  plate: '7ABC123',
  plateState: 'CA',
  reason: 'white sedan seen at the robbery on Palm Canyon Drive',
  reference: '26-1234',
};
const nextMonth = '2026-02-05T12:00:00.000Z';

/** What each reason must name beside its number. */
const names: Readonly<Partial<Record<HotListCategory, Partial<Sought>>>> = {
  'involved-in-crime': { offence: 'Penal Code 211' },
  'unlicensed-driver': { sourceDate: '2026-01-04T00:00:00.000Z' },
  'expired-registration': { sourceDate: '2026-01-04T00:00:00.000Z' },
  'restraining-order': { issuingBody: 'Superior Court, Indio' },
  'movement-order': { issuingBody: 'Parole Board' },
  'wanted-person': { requestingAgency: 'Riverside County Sheriff' },
  'watch-list': { individualSpecific: true },
};

const addedAs = (category: HotListCategory, expiresAt = nextMonth): HotListEntryAdded => {
  const { individualSpecific = false, ...named } = names[category] ?? {};
  return {
    type: 'HotListEntryAdded',
    data: {
      hotListId,
      entryId,
      category,
      expiresAt,
      individualSpecific,
      addedBy: officer.by.id,
      ...(category === 'involved-in-crime' && { awaitsCoSign: true as const }),
    },
    sealed: { ...sought, ...named },
    keep: { class: 'hot-list', unit: entryId },
  };
};
const added = addedAs('stolen-vehicle');
const believed = addedAs('involved-in-crime');
const coSigned: HotListEntryCoSigned = {
  type: 'HotListEntryCoSigned',
  data: { hotListId, entryId, coSignedBy: sergeant.by.id },
};
const coSign = { type: 'CoSignHotListEntry', data: { hotListId, entryId } } as const;
const removed: HotListEntryRemoved = { type: 'HotListEntryRemoved', data: { hotListId, entryId, why: 'recovered' } };

const add = (but: Partial<AddHotListEntry['data']> = {}): AddHotListEntry => ({
  type: 'AddHotListEntry',
  data: {
    hotListId,
    entryId,
    category: 'stolen-vehicle',
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
const ivf = '430.1¶3/X R-HL-IVF';
const endless = '430.1¶3.0 R-HL-NO-EXPIRY';

/** Taken away, each makes its reason none. */
const unnamed: Stories = Object.fromEntries(
  (Object.keys(hotListCategories) as HotListCategory[])
    .filter((category) => category !== 'watch-list')
    .map((category) => {
      const { clause, code } = demands[category];
      const taken = names[category] ?? { reference: '' };
      const without = Object.fromEntries(Object.keys(taken).map((name) => [name, name === 'reference' ? ' ' : null]));
      return [
        `an entry as ${category} that names nothing of the kind is refused`,
        given()
          .when(add({ category, ...without }))
          .refuses(`${clause} ${code}`),
      ];
    }),
);

/** 430.1 names eleven reasons for which a vehicle may be sought; each is seen to be one. */
const eleven: Stories = Object.fromEntries(
  (Object.keys(hotListCategories) as HotListCategory[]).map((category) => [
    `a vehicle may be sought as ${category} (${hotListCategories[category]})`,
    given()
      .when(add({ category, ...names[category] }))
      .records(addedAs(category)),
  ]),
);

export const entryStories = told(hotListEntry, {
  ...partialStories,
  ...eleven,
  ...unnamed,
  'immigration status is no category, and no reason': given()
    .when(add({ category: 'immigration-violator' }))
    .refuses(ivf, '430.1¶3/X R-HL-CATEGORY'),
  'nor does it hide behind another category': given()
    .when(add({ reason: 'deportation order, seen at the depot' }))
    .refuses(ivf),
  'a word that every object knows is no category either': given()
    .when(add({ category: 'toString' }))
    .refuses('430.1¶3/X R-HL-CATEGORY'),
  'a watch-list entry about no specific individual is refused': given()
    .when(add({ category: 'watch-list', individualSpecific: false }))
    .refuses('430.1¶3/H11 R-HL-NOT-SPECIFIC'),
  'and one that names no file is too': given()
    .when(add({ category: 'watch-list', individualSpecific: true, reference: ' ' }))
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
  'a number has a digit in it': given()
    .when(add({ reference: 'see file' }))
    .refuses('430.1¶3/H4 R-HL-REFERENCE'),
  'a registration record may be thirty days old': given()
    .when(add({ category: 'expired-registration', sourceDate: '2025-12-06T12:00:00.000Z' }))
    .records({
      ...addedAs('expired-registration'),
      sealed: { ...sought, sourceDate: '2025-12-06T12:00:00.000Z' },
    }),
  'and not a millisecond older': given()
    .when(add({ category: 'expired-registration', sourceDate: '2025-12-06T11:59:59.999Z' }))
    .refuses('430.1¶3/H7 R-HL-REFERENCE'),
  'a record of tomorrow is none': given()
    .when(add({ category: 'expired-registration', sourceDate: '2026-01-06T12:00:00.000Z' }))
    .refuses('430.1¶3/H7 R-HL-REFERENCE'),
  'where the Department asks for no co-signature, none is awaited': given()
    .when(add({ category: 'involved-in-crime', ...names['involved-in-crime'] }), {
      ...officer,
      terms: { ...usualTerms, settings: { ...usualTerms.settings, coSignCrimes: 0 } },
    })
    .records({ ...believed, data: { ...added.data, category: 'involved-in-crime' as const } }),
  'an entry without an end is refused': given()
    .when(add({ expiresAt: null }))
    .refuses(endless),
  'an entry that ends now has ended': given()
    .when(add({ expiresAt: '2026-01-05T12:00:00.000Z' }))
    .refuses(endless),
  'an entry may end in a millisecond': given()
    .when(add({ expiresAt: '2026-01-05T12:00:00.001Z' }))
    .records(addedAs('stolen-vehicle', '2026-01-05T12:00:00.001Z')),
  'an entry may stand for 365 days': given()
    .when(add({ expiresAt: '2027-01-05T12:00:00.000Z' }))
    .records(addedAs('stolen-vehicle', '2027-01-05T12:00:00.000Z')),
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

  'a sergeant co-signs the belief that a vehicle was involved in a crime': given(believed)
    .when(coSign, sergeant)
    .records(coSigned),
  'what needs no co-signature gets none': given(added).when(coSign, sergeant).records(),
  'nor is it co-signed twice': given(believed, coSigned).when(coSign, sergeant).records(),
  'an officer does not co-sign': given({ ...believed, data: { ...believed.data, addedBy: 'partner' } })
    .when(coSign)
    .refuses('430.1¶3/H5 R-HL-COSIGN'),
  'nobody co-signs his own belief': given({ ...believed, data: { ...believed.data, addedBy: 'sergeant' } })
    .when(coSign, sergeant)
    .refuses('430.1¶3/H5 R-HL-COSIGN'),
  'an entry that stands on no list is not co-signed': given().when(coSign, sergeant).refuses('430.1¶1.2 R-HL-UNKNOWN'),
  ...lacking('content', sergeant, 'co-signs no entry', (who) => given(believed).when(coSign, who), {
    '430.4U.0 R-POSITION': ['430.1¶3/H5 R-HL-COSIGN'],
    '430.4U(i) R-CTR-CONTENT': ['430.1¶3/H5 R-HL-COSIGN'],
  }),

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
