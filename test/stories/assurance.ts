/** Stories of assurance: safeguards and hosting attested by a document, and the ledger read back. */
import {
  assurance,
  type HostingAttested,
  type IntegrityVerified,
  type Safeguard,
  type SafeguardAttested,
  type TamperSuspected,
} from '../../src/domain/assurance.js';
import { administrator, auditor, clock, lacking, noon, officer, terminal } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(assurance, administrator);

const attestationId = 'attestation-1';
const document = 'e'.repeat(64);
const root = 'f'.repeat(64);
const attested = { attestedBy: administrator.by.id, attestAgainBy: `2027${noon.slice(4)}` };

const safe = (safeguard: Safeguard): SafeguardAttested => ({
  type: 'SafeguardAttested',
  data: { attestationId, safeguard, document, ...attested },
});
const hosted: HostingAttested = {
  type: 'HostingAttested',
  data: { attestationId, redundant: true, accessControlled: true, document, ...attested },
};
const verificationId = 'verification-1';
const whole: IntegrityVerified = { type: 'IntegrityVerified', data: { verificationId, treeSize: 430, root } };
const broken: TamperSuspected = {
  type: 'TamperSuspected',
  data: { verificationId, treeSize: 430, root, problems: 2, firstAt: 17 },
};

const attest = (safeguard: string, text = document) =>
  ({ type: 'AttestSafeguard', data: { attestationId, safeguard: safeguard as Safeguard, document: text } }) as const;
const host = (data: { redundant?: boolean; accessControlled?: boolean; document?: string } = {}) =>
  ({
    type: 'AttestHosting',
    data: { attestationId, redundant: true, accessControlled: true, document, ...data },
  }) as const;
const verify = (problems: number, firstAt: number | null = null) =>
  ({
    type: 'RecordVerification',
    data: { verificationId, found: { treeSize: 430, root, problems, firstAt } },
  }) as const;
const hosting = '430.9(c) R-HOSTING';

export const assuranceStories = told(assurance, {
  'the Administrator attests the physical safeguards for a year': given()
    .when(attest('physical'))
    .records(safe('physical')),
  'a safeguard of no kind is not attested': given().when(attest('moral')).refuses('430.7(i) R-SAFEGUARD'),
  'an attestation rests on a document': given().when(attest('technical', 'trust me')).refuses('430.7(i) R-SAFEGUARD'),
  ...lacking('administration', administrator, 'attests no safeguard', (who) => given().when(attest('technical'), who)),

  'the Administrator attests what the host has shown in writing': given().when(host()).records(hosted),
  'a data centre without redundancy is not attested': given()
    .when(host({ redundant: false }))
    .refuses(hosting),
  'a data centre that anybody enters is not attested': given()
    .when(host({ accessControlled: false }))
    .refuses(hosting),
  'the host has shown nothing in writing': given()
    .when(host({ document: '' }))
    .refuses(hosting),
  ...lacking('administration', administrator, 'attests no hosting', (who) => given().when(host(), who)),

  'the clock reads the ledger back and finds it whole': given().when(verify(0), clock).records(whole),
  'the clock finds that the ledger is not whole': given().when(verify(2, 17), clock).records(broken),
  'the auditor has the ledger read back': given().when(verify(0), auditor).records(whole),
  'the Administrator has the ledger read back': given().when(verify(0)).records(whole),
  'the ledger is read back at the terminal': given().when(verify(2, 17), terminal).records(broken),
  'an officer has no ledger read back': given().when(verify(0), officer).refuses('430.7(i) R-VERIFIER'),
  ...lacking('session', auditor, 'has no ledger read back', (who) => given().when(verify(0), who)),
});
