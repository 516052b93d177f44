/** Stories of the quarterly report: who generates it, and what it must be bound to. */
import {
  audit,
  type AuditReportGenerated,
  type GenerateReport,
  type ReportAcknowledged,
  type ReportSubmitted,
  type SubmitReport,
} from '../../src/domain/audit.js';
import { administrator, auditor, but, chief, clock, lacking, terminal } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(audit, administrator);

const generated = (but: Partial<AuditReportGenerated['data']> = {}): AuditReportGenerated => ({
  type: 'AuditReportGenerated',
  data: { reportId: 'report-1', quarter: '2025-q4', pdf: 'p', figures: 'f', treeSize: 1, root: 'r', ...but },
});
const ended = { ends: '2026-01-01T08:00:00.000Z', unexplained: 0 };
const generate = (but: Partial<GenerateReport['data']> = {}) =>
  ({ type: 'GenerateReport', data: { ...generated().data, found: ended, ...but } }) as const;
const running = { ends: '2099-01-01T08:00:00.000Z', unexplained: 3 };
const total = { kind: 'total-detection' } as const;
const incomplete = '430.4A(h) R-REPORT-INCOMPLETE';
const submitted: ReportSubmitted = {
  type: 'ReportSubmitted',
  data: { reportId: 'report-1', quarter: '2025-q4', submittedBy: administrator.by.id },
};
const acknowledged: ReportAcknowledged = {
  type: 'ReportAcknowledged',
  data: { reportId: 'report-1', acknowledgedBy: chief.by.id },
};
const submit = (found: Partial<SubmitReport['data']['found']> = {}) =>
  ({
    type: 'SubmitReport',
    data: {
      reportId: 'report-1',
      found: { drawnAfterQuarter: true, audited: true, openItems: 0, unexplained: 0, ...found },
    },
  }) as const;
const acknowledge = { type: 'AcknowledgeReport', data: { reportId: 'report-1' } } as const;
const unaudited = '430.9(e).3 R-REPORT-INCOMPLETE';
const step = '430.4A(h) R-REPORT-STEP';

export const auditStories = told(audit, {
  'the Administrator generates the report of a quarter': given().when(generate()).records(generated()),
  'the report may be generated at the terminal': given().when(generate(), terminal).records(generated()),
  'a report may be generated again; both stand on the ledger': given(generated()).when(generate()).records(generated()),
  'the Total Detection Report is generated beside it': given().when(generate(total)).records(generated(total)),
  'what is kept beyond two years and not explained keeps the report of an ended quarter from being made': given()
    .when(generate({ found: { ...ended, unexplained: 1 } }))
    .refuses('430.9(e).4 R-REPORT-INCOMPLETE'),
  'an interim report shows what is not explained': given()
    .when(generate({ found: running }))
    .records(generated()),
  'the Total Detection Report explains nothing': given()
    .when(generate({ ...total, found: { ...ended, unexplained: 1 } }))
    .records(generated(total)),
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

  'the Administrator submits a complete report to the Chief': given(generated()).when(submit()).records(submitted),
  'a report drawn before its quarter had ended is not submitted': given(generated())
    .when(submit({ drawnAfterQuarter: false }))
    .refuses(unaudited),
  'a quarter that nobody audited is not reported': given(generated())
    .when(submit({ audited: false }))
    .refuses(unaudited),
  'an open item keeps the report back': given(generated())
    .when(submit({ openItems: 1 }))
    .refuses(unaudited),
  'what is kept beyond two years and not explained keeps the report back': given(generated())
    .when(submit({ unexplained: 1 }))
    .refuses('430.9(e).4 R-REPORT-INCOMPLETE'),
  'what was not generated is not submitted': given().when(submit()).refuses(step),
  'a report is submitted once': given(generated(), submitted).when(submit()).refuses(step),
  ...lacking('administration', administrator, 'submits no report', (who) => given(generated()).when(submit(), who)),

  'the Chief acknowledges the report': given(generated(), submitted).when(acknowledge, chief).records(acknowledged),
  'what was not submitted is not acknowledged': given(generated()).when(acknowledge, chief).refuses(step),
  'a report is acknowledged once': given(generated(), submitted, acknowledged).when(acknowledge, chief).refuses(step),
  'the Administrator does not acknowledge his own report': given(generated(), submitted)
    .when(acknowledge)
    .refuses('430.4A(h) R-NOT-CHIEF', '430.4A(h) R-SELF-APPROVE'),
  'a Chief who administers the system himself does not acknowledge what he submitted': given(generated(), submitted)
    .when(acknowledge, but(administrator, { position: 'police-chief' }))
    .refuses('430.4A(h) R-SELF-APPROVE'),
  ...lacking('session', chief, 'acknowledges no report', (who) => given(generated(), submitted).when(acknowledge, who)),
});
