/** Policy 430.4, printed twice: the ALPR Administrator (430.4A here) and the authorized users (430.4U here). */
import { shall, states } from './clauses-words.js';

export const accessClauses = {
  '430.4A.0': shall(
    'recorded',
    'The Police Captain overseeing the Operations Division shall be responsible for developing guidelines and',
    'procedures to comply with the requirements of Civil Code § 1798.90.5 et seq.',
  ),
  '430.4A(a)': shall(
    'gate',
    'A description of the job title or other designation of the members and independent contractors who are',
    'authorized to use or access the ALPR system or to collect ALPR information.',
  ),
  '430.4A(b)': shall('gate', 'Training requirements for authorized users.'),
  '430.4A(c)': shall(
    'recorded',
    'A description of how the ALPR system will be monitored to ensure the security of the information and',
    'compliance with applicable privacy laws.',
  ),
  '430.4A(d)': shall(
    'enforced',
    'Procedures for system operators to maintain records of access in compliance with Civil Code § 1798.90.52.',
  ),
  '430.4A(e)': shall('recorded', 'The title and name of the current designee in overseeing the ALPR operation.'),
  '430.4A(f)': shall(
    'enforced',
    'Working with the Custodian of Records on the retention and destruction of ALPR data.',
  ),
  '430.4A(g)': shall(
    'attested',
    'Ensuring this policy and related procedures are conspicuously posted on the Police Department website.',
  ),
  '430.4A(h)': shall(
    'enforced',
    'Shall submit a quarterly ALPR System Audit Report and Total Detection Report to the Chief of Police.',
  ),
  '430.4A(i)': shall(
    'enforced',
    'All installation and maintenance of ALPR equipment, as well as ALPR data retention and access shall be',
    'managed by the ALPR Administrator who will assign members under his/her command to administer the day-to-day',
    'operation of the ALPR equipment and data.',
  ),
  '430.4U.0': shall(
    'enforced',
    'The ALPR System shall only be accessed by the following Police Department positions after the completion of',
    'Department approved training and upon the approval of the ALPR Administrator',
  ),
  '430.4U(a)': states('gate', 'Police Officers'),
  '430.4U(b)': states('gate', 'Police Sergeants'),
  '430.4U(c)': states('gate', 'Police Lieutenants'),
  '430.4U(d)': states('gate', 'Police Captains'),
  '430.4U(e)': states('gate', 'Police Chief'),
  '430.4U(f)': states('gate', 'Police Dispatchers'),
  '430.4U(g)': states('gate', 'Crime Analyst'),
  '430.4U(h)': states('gate', 'Community Service Officers'),
  '430.4U(i)': states('enforced', 'City approved contractor for ALPR system maintenance.'),
  // Rests on who is not listed: custodian, trainer, auditor, attorney.
  '430.4U/N': shall(
    'enforced',
    'The ALPR System shall only be accessed by the following Police Department positions after the completion of',
    'Department approved training and upon the approval of the ALPR Administrator',
  ),
} as const;
