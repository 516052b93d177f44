/** Stories of the quarterly report: who generates it, and what it must be bound to. */
import { audit, type AuditReportGenerated } from '../../src/domain/audit.js';
import { administrator, auditor, chief, clock, lacking, terminal } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(audit, administrator);

const generated = (but: Partial<AuditReportGenerated['data']> = {}): AuditReportGenerated => ({
  type: 'AuditReportGenerated',
  data: { reportId: 'report-1', quarter: '2025-q4', pdf: 'p', figures: 'f', treeSize: 1, root: 'r', ...but },
});
const generate = (but: Partial<AuditReportGenerated['data']> = {}) =>
  ({ type: 'GenerateReport', data: generated(but).data }) as const;
const incomplete = '430.4A(h) R-REPORT-INCOMPLETE';

export const auditStories = told(audit, {
  'the Administrator generates the report of a quarter': given().when(generate()).records(generated()),
  'the report may be generated at the terminal': given().when(generate(), terminal).records(generated()),
  'a report may be generated again; both stand on the ledger': given(generated()).when(generate()).records(generated()),
  'a year has no fifth quarter': given()
    .when(generate({ quarter: '2025-q5' }))
    .refuses(incomplete),
  'a quarter is written with its year': given()
    .when(generate({ quarter: 'q4' }))
    .refuses(incomplete),
  'nothing is reported of a ledger that holds nothing': given()
    .when(generate({ treeSize: 0 }))
    .refuses(incomplete),
  'the terminal too reports of a whole quarter': given()
    .when(generate({ quarter: '2025' }), terminal)
    .refuses(incomplete),
  'the auditor reads the report, and does not make it': given()
    .when(generate(), auditor)
    .refuses('430.4A(i) R-NOT-ADMIN'),
  'the Chief receives the report, and does not make it': given()
    .when(generate(), chief)
    .refuses('430.4A(i) R-NOT-ADMIN'),
  'the clock generates no report': given()
    .when(generate(), clock)
    .refuses('430.6(i) R-AUTH', '430.7(c) R-BANNER', '430.4A(i) R-NOT-ADMIN'),
  ...lacking('administration', administrator, 'generates no report', (who) => given().when(generate(), who)),
});
