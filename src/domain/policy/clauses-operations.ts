/** Policy 430.6 and 430.7: how the readers and the system are used. */
import { may, shall, should } from './clauses-words.js';

export const operationsClauses = {
  '430.6.0': shall(
    ['enforced', 'recorded'],
    'Department members shall not use, or allow others to use the equipment or database records for any',
    'unauthorized purpose (Civil Code § 1798.90.51; Civil Code § 1798.90.53).',
  ),
  '430.6(a)': shall('enforced', 'An ALPR shall only be used for official law enforcement business.'),
  '430.6(b)': may(
    'recorded',
    'An ALPR may be used in conjunction with any routine patrol operation or criminal investigation. Reasonable',
    'suspicion or probable cause is not required before using an ALPR.',
  ),
  '430.6(c).1': should(
    'attested',
    'While an ALPR may be used to canvass license plates around any crime scene, particular consideration should',
    'be given to using ALPR-equipped cars to canvass areas around homicides, shootings and other major incidents.',
  ),
  '430.6(c).2': should(
    'enforced',
    'Partial license plates reported during major crimes should be entered into the ALPR system in an attempt to',
    'identify suspect vehicles.',
  ),
  '430.6(d)': shall(
    'enforced',
    'No member of this department shall operate ALPR equipment or access ALPR data without first completing',
    'department-approved training and receiving ALPR Administrator approval.',
  ),
  '430.6(e)': shall(
    'enforced',
    'No ALPR operator may access department, state or federal data unless otherwise authorized to do so.',
  ),
  '430.6(f)': shall(
    ['human', 'enforced'],
    'ALPR operators shall ensure ALPR cameras are properly affixed to the assigned police vehicle prior to',
    'starting their shift and shall inspect the equipment for damage or excessive wear.',
  ),
  '430.6(g)': shall(
    ['human', 'recorded'],
    'ALPR operators shall ensure the ALPR system is functioning properly at the start of their shift.',
  ),
  '430.6(h)': shall(
    'attested',
    'ALPR operators shall report any damage, excessive wear, and/or function issues to the ALPR Administrator via',
    'Department email immediately.',
  ),
  '430.6(i)': shall(
    'enforced',
    'Login/Log-Out Procedure- To ensure proper operation and to security oversight of the ALPR system, all',
    'operators will be required to have individual credentials for access and use of the systems and/or data.',
  ),
  '430.6(j)': shall(
    'attested',
    'Any potential data breaches of the ALPR system shall be reported to the ALPR Administrator immediately.',
  ),
  '430.6(k).1': shall(
    'enforced',
    'When an ALPR Detection alarm is received alerting an ALPR Operator of a positive Hit from the ALPR database,',
    'operators shall compare the digital image of the license plate to the Hotlist information to verify the Hit',
    'for both the state and characters on the license plate.',
  ),
  '430.6(k).2': shall(
    'enforced',
    'When an ALPR Detection alarm is received alerting an ALPR Operator of a positive Hit from the ALPR database,',
    'operators shall compare the digital image of the license plate to the Hotlist information to verify the Hit',
    'for both the state and characters on the license plate.',
  ),
  '430.6(k).3': shall(
    'enforced',
    'Absent exigent circumstances, ALPR Operators shall confirm the ALPR information via radio or mobile data',
    'computer to immediately confirm the Hit prior to taking enforcement or any other type of police action',
  ),
  '430.6(k).4': may(
    'enforced',
    'Absent exigent circumstances, ALPR Operators shall confirm the ALPR information via radio or mobile data',
    'computer to immediately confirm the Hit prior to taking enforcement or any other type of police action',
  ),
  '430.6(l)': should(
    'enforced',
    'If an alert is received on an incorrect letter or number on a license plate, the user should correct the',
    'number received on the hit for accurate information if the correct information is available.',
  ),
  '430.7.0': shall(
    'enforced',
    'Department members shall not use the system for any unauthorized purpose (Civil Code § 1798.90.51; Civil',
    'Code § 1798.90.53).',
  ),
  '430.7(a)': shall('enforced', 'The ALPR system shall only be used for official law enforcement purposes.'),
  '430.7(b)': shall(
    'enforced',
    'No member of this department shall be permitted to access the ALPR System without first completing',
    'department-approved training and receiving ALPR Administrator approval.',
  ),
  '430.7(c)': shall(
    'enforced',
    'Database information shall be considered confidential and for law enforcement personnel only.',
  ),
  '430.7(d)': shall(
    'enforced',
    'Login/Log-Out Procedure- To ensure proper operation and to security oversight of the ALPR system, all',
    'operators will be required to have individual credentials for access and use of the systems and/or data.',
  ),
  '430.7(e)': shall(
    ['human', 'enforced'],
    'ALPR System Users shall not allow non-authorized users to view system data.',
  ),
  '430.7(f)': shall(
    'enforced',
    'Access to the ALPR system shall be from Department issued or Department owned computer equipment and shall',
    'not be accessed from personally owned devices without written permission from the ALPR Administrator.',
  ),
  '430.7(g)': shall(
    'enforced',
    'All queries of system data shall include the reason for query and any applicable event number associated',
    'with query.',
  ),
  '430.7(h)': shall(
    'attested',
    'Any potential data breaches of the ALPR System shall be reported to the ALPR Administrator immediately.',
  ),
  '430.7(i)': shall(
    ['recorded', 'attested'],
    'The Palm Springs Police Department shall maintain robust security procedures and practices, including',
    'operational, administrative, technical, and physical safeguards, to protect ALPR information from',
    'unauthorized access, destruction, use, modification, or disclosure.',
  ),
} as const;
