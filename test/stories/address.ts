/** Stories of addresses: one's own, or set by the Administrator; one mailbox, sealed. */
import { address, type AddressSet } from '../../src/domain/address.js';
import { administrator, lacking, officer, partner } from './people.js';
import { type Stories, tell, told } from './story.js';

const { given } = tell(address, officer);

const memberId = officer.by.id;
const mailbox = 'a.officer@department.example';
const set = (text = mailbox) => ({ type: 'SetAddress', data: { memberId, address: text } }) as const;
const was = (text = mailbox): AddressSet => ({
  type: 'AddressSet',
  data: { memberId },
  sealed: { address: text },
  keep: { class: 'register', unit: memberId },
});

const bad = [
  'nobody',
  'two@department.example,three@department.example',
  'a@department.example\r\nBcc: b@elsewhere.example',
  'A Name <a@department.example>',
  'a@localhost',
  '@department.example',
  'a b@department.example',
];

export const addressStories = told(address, {
  'a member sets his own address; it is sealed': given().when(set()).records(was()),
  'an address is set anew': given(was()).when(set('b@department.example')).records(was('b@department.example')),
  'an address is set anew although the key of the old one was destroyed': given({ ...was(), sealed: null })
    .when(set())
    .records(was()),
  'the Administrator sets an address': given().when(set(), administrator).records(was()),
  'nobody sets the address of another': given().when(set(), partner).refuses('430.6(h) R-ADDRESS-OWN'),
  ...(Object.fromEntries(
    bad.map((text) => [
      `${JSON.stringify(text)} is not one mailbox`,
      given().when(set(text)).refuses('430.6(h) R-ADDRESS'),
    ]),
  ) satisfies Stories),
  ...lacking('session', officer, 'sets no address', (who) => given().when(set(), who)),
});
