/** Policy 430.8: how data is collected, where it is kept, and when it is destroyed. */
import { may, shall, should, states } from './clauses-words.js';

export const retentionClauses = {
  '430.8¶1.1': states(
    'attested',
    'The Operations Division Captain is responsible for ensuring that systems and processes are in place for the',
    'proper collection and retention of ALPR data.',
  ),
  '430.8¶1.2': shall(
    'recorded',
    'Data will be transferred from vehicles or fixed locations to the designated storage in accordance with',
    'department procedure.',
  ),
  '430.8¶2.1': shall(
    'attested',
    'The ALPR vendor, Flock Safety, will store the ALPR data (data hosting) and ensure proper maintenance and',
    'security of data stored in their data towers.',
  ),
  '430.8¶2.2': shall('recorded', 'Flock Safety will purge their data at the end of the 30 days of storage.'),
  '430.8¶2.3': may(
    'enforced',
    'However, this will not preclude the Department from maintaining any relevant vehicle data obtained from the',
    "system after that period pursuant to City's approved retention schedule mentioned above or outlined",
    'elsewhere.',
  ),
  '430.8¶3.1': should(
    'enforced',
    'All ALPR data downloaded should be stored for no longer than one year, and in accordance with the',
    'established records and retention protocols.',
  ),
  '430.8¶3.2': should(
    'enforced',
    'Thereafter, ALPR data should be purged unless it has become, or it is reasonable to believe it will become,',
    'evidence in a criminal or civil action or is subject to a discovery request or other lawful action to',
    'produce records.',
  ),
  '430.8¶3.3': should(
    ['enforced', 'human'],
    'In those circumstances the applicable data should be downloaded from the server onto portable media and',
    'booked into evidence until the pending litigation is resolved (Government Code § 34090.6).',
  ),
  '430.8¶4.1': states(
    'attested',
    'ALPR technology uses cameras to capture and store images from public spaces, where persons do not have a',
    'reasonable expectation of privacy.',
  ),
  '430.8¶4.2': states('enforced', 'All videos gathered by these systems are for the official use of this department.'),
  '430.8¶4.3': shall(
    ['human', 'attested'],
    'The ALPR cameras will be positioned to optimize collection of images from public places to minimize',
    'collection of images from places where an expectation of privacy exists or places exposed to view (e.g.,',
    'parking lot of a shop or business).',
  ),
} as const;
