/** Stories of evidence: booked once, on a named medium, and handed on with both hands named. */
import { evidence, type EvidenceBooked, type EvidenceTransferred } from '../../src/domain/evidence.js';
import { administrator, but, custodian, dispatcher, lacking, officer } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(evidence, custodian);

const packageId = 'package-1';
const clear = {
  packageId,
  holdId: 'hold-1',
  media: 'usb-drive',
  package: 'a'.repeat(64),
  manifest: 'b'.repeat(64),
  items: 3,
  root: 'r',
} as const;
const labels = { propertyNumber: 'P26-00417', mediaId: 'SN 60A44C3FAE' };

const booked = (memberId = 'custodian'): EvidenceBooked => ({
  type: 'EvidenceBooked',
  data: { ...clear, memberId },
  sealed: labels,
  keep: { class: 'evidence', unit: packageId },
});
const hands = { from: 'Property room', to: 'Clerk of the Superior Court', why: 'Subpoena of 4 January' };
const handed = (step: number, memberId = 'custodian'): EvidenceTransferred => ({
  type: 'EvidenceTransferred',
  data: { packageId, memberId, step },
  sealed: hands,
  keep: { class: 'evidence', unit: packageId },
});
const book = (but: object = {}) => ({ type: 'BookEvidence', data: { ...clear, ...labels, ...but } }) as const;
const transfer = (but: object = {}) => ({ type: 'TransferEvidence', data: { packageId, ...hands, ...but } }) as const;

/** As an officer in every other respect. */
const auditing = but(officer, { position: 'auditor' });

const media = '430.8¶3.3 R-EVIDENCE-MEDIA';
const chain = '430.8¶3.3 R-EVIDENCE-CHAIN';
const handler = '430.8¶3.3 R-EVIDENCE-HANDLER';

export const evidenceStories = told(evidence, {
  'the Custodian books what a hold keeps; property and medium number are sealed': given()
    .when(book())
    .records(booked()),
  'the officer of the case books evidence': given().when(book(), officer).records(booked('officer')),
  'a package is booked once': given(booked()).when(book()).refuses(media),
  'evidence without a property number is not booked': given()
    .when(book({ propertyNumber: '' }))
    .refuses(media),
  'evidence on an unknown medium is not booked': given()
    .when(book({ mediaId: ' ' }))
    .refuses(media),
  'an empty package is not booked': given()
    .when(book({ items: 0 }))
    .refuses(media),
  'a package without its digest is not booked': given()
    .when(book({ package: '' }))
    .refuses(media),
  'a dispatcher books no evidence': given().when(book(), dispatcher).refuses(handler),
  ...lacking('content', officer, 'books no evidence', (who) => given().when(book(), who), {
    '430.4U(i) R-CTR-CONTENT': [handler],
  }),
  'a member of a position that 430.4 does not list books no evidence': given()
    .when(book(), auditing)
    .refuses('430.4U.0 R-POSITION', handler),

  'evidence is handed on': given(booked()).when(transfer()).records(handed(1)),
  'every hand is a step of its own': given(booked(), handed(1)).when(transfer()).records(handed(2)),
  'what was not booked is not handed on': given().when(transfer()).refuses(chain),
  'a transfer names both hands': given(booked())
    .when(transfer({ to: '' }))
    .refuses(chain),
  'a transfer names its reason': given(booked())
    .when(transfer({ why: '' }))
    .refuses(chain),
  'an administrator who is sworn may hand evidence on': given(booked())
    .when(transfer(), administrator)
    .records(handed(1, 'administrator')),
  ...lacking('content', officer, 'hands on no evidence', (who) => given(booked()).when(transfer(), who), {
    '430.4U(i) R-CTR-CONTENT': [handler],
  }),
  'a member of a position that 430.4 does not list hands on no evidence': given(booked())
    .when(transfer(), auditing)
    .refuses('430.4U.0 R-POSITION', handler),
});
