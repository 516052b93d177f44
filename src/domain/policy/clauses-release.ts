/** Policy 430.10 and 430.11: releasing data, agreements with other agencies (430.10M here), and training. */
import { shall, should } from './clauses-words.js';

export const releaseClauses = {
  '430.10.0': shall(
    'enforced',
    'The ALPR data may be shared only with other law enforcement or prosecutorial agencies for official law',
    'enforcement purposes or as otherwise permitted by law, using the following procedures',
  ),
  '430.10(a)': shall('enforced', 'The agency makes a written request for the ALPR data'),
  '430.10(a)(a)': shall('enforced', 'The name of the agency.'),
  '430.10(a)(b)': shall('enforced', 'The name of the person requesting.'),
  '430.10(a)(c)': shall('enforced', 'The intended purpose of obtaining the information.'),
  '430.10(b)': shall(
    'enforced',
    'The request is reviewed by the Chief of Police or the authorized designee and approved before the request is',
    'fulfilled.',
  ),
  '430.10(c)': shall('recorded', 'The approved request is retained on file.'),
  '430.10(d)': shall(
    'enforced',
    'Detection data will only be shared with law enforcement agencies who utilize the Law Enforcement Archival',
    'Reporting Network unless approved by the ALPR Administrator.',
  ),
  '430.10(e)': shall(
    'enforced',
    'Detection data shall not be sold or transferred to non-law enforcement entities or persons.',
  ),
  '430.10(f).1': shall('enforced', 'Detection data will not be shared with federal immigration agencies'),
  '430.10(f).2': shall(
    'enforced',
    'Detection data will not be shared with federal immigration agencies or with law enforcement agencies outside',
    'of the State of California, absent a court order or special request submitted to PSPD explaining the',
    'intended purpose of obtaining the information, and only with approval from the Chief of Police, or their',
    'designee.',
  ),
  '430.10M(a)': shall(
    'enforced',
    'Access to searchable data by other local law enforcement agencies shall only be granted pursuant to an MOU',
    'with that specific agency',
  ),
  '430.10M(b)': shall(
    'enforced',
    'Such MOU will provide that access will only be used for legitimate law enforcement or public safety purposes',
  ),
  '430.10¶V.1': shall(
    'attested',
    'The Chief of Police or the authorized designee will comply with the California Values Act (Government Code §',
    '7282.5; Government Code § 7284.2 et seq), before approving the access to ALPR data.',
  ),
  '430.10¶V.2': shall(
    ['enforced', 'recorded'],
    'The Palm Springs Police Department does not permit the sharing of ALPR data gathered by the City or its',
    'contractors/subcontractors for purpose of federal immigration enforcement.',
  ),
  '430.10¶N': shall(
    'enforced',
    'Requests for ALPR data by non-law enforcement or non-prosecutorial agencies will be processed as provided in',
    'the Records Maintenance and Release Policy (Civil Code § 1798.90.55).',
  ),
  '430.11.1': should(
    'attested',
    'The Training Sergeant should ensure that members receive department-approved training for those authorized',
    'to use or access the ALPR system (Civil Code § 1798.90.51; Civil Code § 1798.90.53).',
  ),
  '430.11.2a': shall(
    'enforced',
    'Each approved user shall have received CLETS Security Training and Approval, department approved ALPR',
    'training, and any required POST approved training prior to access or use of the ALPR System.',
  ),
  '430.11.2b': shall(
    'enforced',
    'Each approved user shall have received CLETS Security Training and Approval, department approved ALPR',
    'training, and any required POST approved training prior to access or use of the ALPR System.',
  ),
  '430.11.2c': shall(
    'enforced',
    'Each approved user shall have received CLETS Security Training and Approval, department approved ALPR',
    'training, and any required POST approved training prior to access or use of the ALPR System.',
  ),
  '430.11.3': shall('enforced', 'The training shall include user acknowledgement of this Policy.'),
} as const;
