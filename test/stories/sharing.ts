/** Stories of how the Department shares: which networks are approved, and who decides beside the Chief. */
import {
  type ReleaseDesigneeEnded,
  type ReleaseDesigneeNamed,
  sharing,
  type SharingNetworksAdopted,
} from '../../src/domain/sharing.js';
import { administrator, chief, lacking, sergeant } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(sharing, administrator);

const adopted: SharingNetworksAdopted = {
  type: 'SharingNetworksAdopted',
  data: { networks: ['learn', 'valley-share'] },
};
const adopt = (...networks: string[]) => ({ type: 'AdoptSharingNetworks', data: { networks } }) as const;
const until = '2026-04-01T00:00:00.000Z';
const memberId = sergeant.by.id;
const named: ReleaseDesigneeNamed = {
  type: 'ReleaseDesigneeNamed',
  data: { memberId, until, chief: chief.by.id },
};
const name = (of = memberId, to = until) =>
  ({ type: 'NameReleaseDesignee', data: { memberId: of, until: to } }) as const;
const ended: ReleaseDesigneeEnded = { type: 'ReleaseDesigneeEnded', data: { memberId } };
const end = { type: 'EndReleaseDesignee', data: { memberId } } as const;

export const sharingStories = told(sharing, {
  'LEARN is approved from the first day': given().when(adopt('learn')).records(),
  'the Administrator adopts another list of networks': given().when(adopt('learn', 'valley-share')).records(adopted),
  'a list of nothing is no list': given().when(adopt()).refuses('430.10(d) R-NETWORK-LIST'),
  'a network stands on it once': given().when(adopt('learn', 'learn')).refuses('430.10(d) R-NETWORK-LIST'),
  ...lacking('administration', administrator, 'adopts no networks', (who) =>
    given().when(adopt('learn', 'valley-share'), who),
  ),

  'the Chief names a designee for a time': given().when(name(), chief).records(named),
  'the Chief is no designee of the Chief': given().when(name(chief.by.id), chief).refuses('430.10(b) R-DESIGNEE'),
  'a designation ends within a year': given()
    .when(name(memberId, '2027-06-01T00:00:00.000Z'), chief)
    .refuses('430.10(b) R-DESIGNEE'),
  'nobody but the Chief names one': given().when(name(), administrator).refuses('430.10(b) R-NOT-CHIEF'),
  ...lacking('session', chief, 'names no designee', (who) => given().when(name(), who)),

  'the Chief ends a designation': given(named).when(end, chief).records(ended),
  'what was ended needs no end': given(named, ended).when(end, chief).records(),
  'nobody but the Chief ends one': given(named).when(end, sergeant).refuses('430.10(b) R-NOT-CHIEF'),
  ...lacking('session', chief, 'ends no designation', (who) => given(named).when(end, who)),
});
