/** Policy 430.9: accountability, audit, and the uses that are prohibited (430.9P here). */
import { may, shall, should, states } from './clauses-words.js';

export const accountabilityClauses = {
  '430.9¶1.1': shall(
    'enforced',
    'All personnel authorized to use or access ALPR System data will be accountable for knowledge of this policy.',
  ),
  '430.9¶1.2': shall(
    'attested',
    'All personnel shall report errors and suspected or confirmed violations of this policy to their supervisor.',
  ),
  '430.9¶2': shall(
    'recorded',
    'All access to the system will be logged and the Department will maintain an audit trail of requested and',
    'accessed information, including the purpose of the query.',
  ),
  // The lead-in to the safeguards (a) to (f), which are answered one by one.
  '430.9¶3': shall(
    'definition',
    'All data will be closely safeguarded and protected by both procedural and technological means.',
  ),
  '430.9(a)': shall(
    'enforced',
    'All ALPR data downloaded to the mobile workstation and in storage shall be accessible only through a',
    'login/password-protected system capable of documenting all access of information by name, date and time',
    '(Civil Code § 1798.90.52).',
  ),
  '430.9(b)': shall(
    'enforced',
    'Persons approved to access ALPR data under these guidelines are permitted to access the data for legitimate',
    'law enforcement purposes only, such as when the data relate to a specific criminal investigation or',
    'department-related civil or administrative action.',
  ),
  '430.9(c)': states(
    ['human', 'recorded'],
    'The ALPR System database and software resides in a data center featuring full redundancy and access',
    'controls.',
  ),
  '430.9(d)': states(
    'recorded',
    'All investigative queries into collected ALPR data are logged by user and available for auditing and review',
    'by the Department as outlined in this policy.',
  ),
  '430.9(e).1': should('enforced', 'ALPR system audits should be conducted on a regular basis.'),
  '430.9(e).2': states(
    'enforced',
    'To ensure proper oversight into the use of the system and adherence to this policy, all activities (plate',
    'detections, queries, reports, etc.) are automatically recorded by the system for auditing purposes.',
  ),
  '430.9(e).3': shall('enforced', 'System audits shall be conducted by the Operations Captain quarterly.'),
  '430.9(e).4': shall(
    'enforced',
    'The audit report shall include an explanation regarding any data retained longer than two years (e.g. data',
    'retained as evidence in a criminal case).',
  ),
  '430.9(f)': shall(
    'enforced',
    'The ALPR system, and all data collected, is the property of the Department. Department personnel may only',
    'access and use the ALPR system for official and legitimate law enforcement purposes consistent with this',
    'Policy.',
  ),
  '430.9P(a)': shall(
    ['enforced', 'human'],
    'Invasion of Privacy: Except when done pursuant to a court order such as a search warrant, it is a violation',
    'of this Policy to utilize the ALPR to record license plates except those of vehicles that are exposed to',
    'public view (e.g., vehicles on a public road or street, or that are on private property but whose license',
    'plate(s) are visible from a public road, street, or a place to which members of the public have access, such',
    'as the parking lot of a shop or other business establishment).',
  ),
  '430.9P(b)': shall(
    ['human', 'recorded'],
    'Harassment or Intimidation: It is a violation of this Policy to use the ALPR system to harass and/or',
    'intimidate any individual or group.',
  ),
  '430.9P(c)': shall(
    ['enforced', 'recorded'],
    'Personal Use: It is a violation of this Policy to use the ALPR system or associated scan files or hot lists',
    'for any personal purpose.',
  ),
  '430.9P(d)': may(
    'human',
    'Anyone who engages in an impermissible use of the ALPR system or associated scan files or hot lists may be',
    'subject to: criminal prosecution, civil liability, and/or administrative sanctions, up to and including',
    'termination, pursuant to and consistent with the relevant collective bargaining agreements and Department',
    'policies.',
  ),
  '430.9¶last': states('attested', 'For security or data breaches, see the Records Release and Maintenance Policy.'),
} as const;
