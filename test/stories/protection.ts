/** Stories of protected plates: who enrols whose, and who takes them off again. */
import {
  type PlateProtected,
  protection,
  type ProtectionWithdrawn,
  type ProtectPlate,
} from '../../src/domain/protection.js';
import { administrator, auditor, chief, lacking, officer, partner } from './people.js';
import { tell, told } from './story.js';

const protectionId = 'protection-1';
const { given } = tell(protection, officer);

const plate: ProtectPlate['data'] = {
  protectionId,
  relation: 'own',
  memberId: officer.by.id,
  plate: '7ABC123',
  tag: 'tag-of-7ABC123',
};
const protect = (but: Partial<ProtectPlate['data']> = {}) =>
  ({ type: 'ProtectPlate', data: { ...plate, ...but } }) as const;
const standing = (but: Partial<ProtectPlate['data']> = {}): PlateProtected => {
  const { relation, tag, memberId } = { ...plate, ...but };
  return {
    type: 'PlateProtected',
    data: { protectionId, relation },
    sealed: { tag, memberId },
    keep: { class: 'register', unit: protectionId },
  };
};
const withdrawn: ProtectionWithdrawn = {
  type: 'ProtectionWithdrawn',
  data: { protectionId, why: 'vehicle-sold' },
};
const withdraw = { type: 'WithdrawProtection', data: { protectionId, why: 'vehicle-sold' } } as const;
const notYours = '430.9P(c) R-PROTECT-OWN';

export const protectionStories = told(protection, {
  'a member enrols his own plate; only its keyed digest is kept': given().when(protect()).records(standing()),
  'and that of his household': given()
    .when(protect({ relation: 'household' }))
    .records(standing({ relation: 'household' })),
  'who sees no plates may enrol his own': given()
    .when(protect({ memberId: 'auditor' }), auditor)
    .records(standing({ memberId: 'auditor' })),
  'nobody closes a plate to a colleague': given().when(protect(), partner).refuses(notYours),
  'the Administrator enrols a victim’s plate against the member named': given()
    .when(protect({ relation: 'victim' }), administrator)
    .records(standing({ relation: 'victim' })),
  'a member enrols no victim’s plate': given()
    .when(protect({ relation: 'victim' }))
    .refuses(notYours),
  'a victim’s request is not kept by the one it concerns': given()
    .when(protect({ relation: 'victim', memberId: 'administrator' }), administrator)
    .refuses(notYours),
  'a part of a plate protects nobody': given()
    .when(protect({ plate: '7AB*', tag: '' }))
    .refuses('430.9P(c) R-PROTECT-PLATE'),
  'what stands on the register is not enrolled again': given(standing()).when(protect()).records(),
  ...lacking('session', officer, 'enrols no plate', (who) => given().when(protect(), who)),

  'the Administrator takes a sold car off the register': given(standing())
    .when(withdraw, administrator)
    .records(withdrawn),
  'whose key was destroyed it can still be taken off': given({ ...standing(), sealed: null })
    .when(withdraw, administrator)
    .records(withdrawn),
  'the member himself does not, or he could search for it the next minute': given(standing())
    .when(withdraw)
    .refuses('430.4A(i) R-NOT-ADMIN', '430.9P(c) R-SELF-WITHDRAW'),
  'nor does the Administrator withdraw what protects a plate from himself': given(
    standing({ memberId: 'administrator' }),
  )
    .when(withdraw, administrator)
    .refuses('430.9P(c) R-SELF-WITHDRAW'),
  'the Chief does that': given(standing({ memberId: 'administrator' }))
    .when(withdraw, chief)
    .records(withdrawn),
  'what was withdrawn is not withdrawn again': given(standing(), withdrawn)
    .when(withdraw, administrator)
    .refuses('430.9P(c) R-PROTECT-UNKNOWN'),
  ...lacking('administration', administrator, 'takes no plate off the register', (who) =>
    given(standing()).when(withdraw, who),
  ),
});
