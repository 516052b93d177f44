/** Stories of hot lists: who registers one, what comes into force, and what never does. */
import {
  hotList,
  type HotListEntryQuarantined,
  type HotListRegistered,
  type HotListRetired,
  type HotListVersionPublished,
  type PublishHotListVersion,
  type SourceFileDisabled,
  type SourceFileEnabled,
} from '../../src/domain/hotlist.js';
import { administrator, lacking, officer, terminal } from './people.js';
import { tell, told } from './story.js';

const hotListId = 'bolo-list';
const { given } = tell(hotList, administrator);

const registered: HotListRegistered = {
  type: 'HotListRegistered',
  data: { hotListId, source: 'local', owner: administrator.by.id },
  sealed: { name: 'Palm Springs BOLO' },
  keep: { class: 'register', unit: hotListId },
};
const register = { type: 'RegisterHotList', data: { hotListId, source: 'local', name: 'Palm Springs BOLO' } } as const;
const retired: HotListRetired = { type: 'HotListRetired', data: { hotListId, why: 'superseded' } };
const retire = { type: 'RetireHotList', data: retired.data } as const;
const enabled: SourceFileEnabled = {
  type: 'SourceFileEnabled',
  data: { hotListId, file: 'vehicle', category: 'stolen-vehicle' },
};
const enable = (file = 'vehicle') => ({ type: 'EnableSourceFile', data: { hotListId, file } }) as const;
const disabled: SourceFileDisabled = { type: 'SourceFileDisabled', data: { hotListId, file: 'vehicle' } };
const disable = (file = 'vehicle') => ({ type: 'DisableSourceFile', data: { hotListId, file } }) as const;

const lines = [7, 9];
const importing: PublishHotListVersion['data'] = {
  hotListId,
  versionId: 'version-1',
  after: null,
  asOf: '2026-01-05T11:00:00.000Z',
  entries: 3,
  categories: [{ category: 'stolen-vehicle', entries: 3 }],
  added: 3,
  removed: 0,
  unchanged: 0,
  duplicates: 1,
  collisions: 0,
  content: { cth: 'c'.repeat(64), len: 512 },
  file: 'ncic.txt',
  fileDigest: 'f'.repeat(64),
  mappingDigest: 'a'.repeat(64),
  quarantine: [{ clause: '430.1¶3/X', code: 'R-HL-IVF', entries: 2, lines }],
  files: ['vehicle'],
};
const publish = (but: Partial<PublishHotListVersion['data']> = {}) =>
  ({ type: 'PublishHotListVersion', data: { ...importing, ...but } }) as const;
const published = (number = 1, but: Partial<PublishHotListVersion['data']> = {}): HotListVersionPublished => {
  const { file, fileDigest, mappingDigest, quarantine: _, files: __, ...clear } = { ...importing, ...but };
  return {
    type: 'HotListVersionPublished',
    data: { ...clear, number, quarantined: 2 },
    sealed: { file, fileDigest, mappingDigest },
    keep: { class: 'hot-list', unit: clear.versionId },
  };
};
const quarantined = (versionId = 'version-1'): HotListEntryQuarantined => ({
  type: 'HotListEntryQuarantined',
  data: { hotListId, versionId, clause: '430.1¶3/X', code: 'R-HL-IVF', entries: 2, lines },
});
const next = { versionId: 'version-2', after: 'version-1', asOf: '2026-01-05T12:00:00.000Z' };

const unknown = '430.3(d) R-HL-UNKNOWN';
const stale = '430.1¶1.2 R-HL-VERSION';

export const hotListStories = told(hotList, {
  'the Administrator registers a hot list, and answers for it': given().when(register).records(registered),
  'a list that is registered is not registered again': given(registered).when(register).records(),
  ...lacking('administration', administrator, 'registers no hot list', (who) => given().when(register, who)),

  'a list is taken out of use': given(registered).when(retire).records(retired),
  once: given(registered, retired).when(retire).refuses(unknown),
  ...lacking('administration', administrator, 'retires no hot list', (who) => given(registered).when(retire, who)),

  'the Administrator switches a source file on': given(registered).when(enable()).records(enabled),
  'a file that is on is not switched on again': given(registered, enabled).when(enable()).records(),
  'the Immigration Violator File can never be on': given(registered)
    .when(enable('immigration-violator'))
    .refuses('430.1¶3/X R-HL-IVF'),
  'nor can a file for which 430.1 names no reason': given(registered)
    .when(enable('gang'))
    .refuses('430.1¶3/X R-HL-FILE'),
  'nor one that nobody knows': given(registered).when(enable('toString')).refuses('430.1¶3/X R-HL-FILE'),
  'no file of a list that is not registered is switched on': given().when(enable()).refuses(unknown),
  ...lacking('administration', administrator, 'switches no file on', (who) => given(registered).when(enable(), who)),
  'a source file is switched off': given(registered, enabled).when(disable()).records(disabled),
  'a file that is off stays off': given(registered, enabled, disabled).when(disable()).records(),
  'no file of a retired list is switched off': given(registered, enabled, retired).when(disable()).refuses(unknown),
  ...lacking('administration', administrator, 'switches no file off', (who) =>
    given(registered, enabled).when(disable(), who),
  ),

  'an imported file comes into force as a whole; what the policy does not name is set aside': given(registered, enabled)
    .when(publish())
    .records(published(), quarantined()),
  'the terminal may import too': given(registered, enabled)
    .when(publish({ quarantine: [] }), terminal)
    .records({ ...published(), data: { ...published().data, quarantined: 0 } }),
  'the next version follows': given(registered, enabled, published(), quarantined())
    .when(publish(next))
    .records(published(2, next), quarantined('version-2')),
  'a version that another overtook does not come into force': given(registered, enabled, published())
    .when(publish({ ...next, after: null }))
    .refuses(stale),
  'an older file does not take the place of a newer one': given(registered, enabled, published())
    .when(publish({ ...next, asOf: '2026-01-04T11:00:00.000Z' }))
    .refuses(stale),
  'nor does one of tomorrow': given(registered, enabled)
    .when(publish({ asOf: '2026-01-06T12:00:00.000Z' }))
    .refuses(stale),
  'entries of a file that is off do not come into force': given(registered)
    .when(publish())
    .refuses('430.1¶3.0 R-HL-FILE-OFF'),
  'nor those of a file that was switched off meanwhile': given(registered, enabled, disabled)
    .when(publish())
    .refuses('430.1¶3.0 R-HL-FILE-OFF'),
  'a category of its own making does not either': given(registered, enabled)
    .when(publish({ categories: [{ category: 'curious', entries: 3 } as never] }))
    .refuses('430.1¶3/X R-HL-CATEGORY'),
  'no list that is not registered gets a version': given(enabled).when(publish()).refuses(unknown),
  'an officer imports no list': given(registered, enabled).when(publish(), officer).refuses('430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'imports no list', (who) =>
    given(registered, enabled).when(publish(), who),
  ),
});
