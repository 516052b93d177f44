/** Stories of the audit plan: every field that the State Auditor asked for, and an approver who does not audit. */
import { auditPlan, type AuditPlanAdopted, type Plan } from '../../src/domain/auditplan.js';
import { administrator, lacking } from './people.js';
import { tell, told } from './story.js';

const { given } = tell(auditPlan, administrator);

const plan: Plan = {
  planId: 'plan-1',
  everyDays: 7,
  auditors: ['auditor'],
  approver: 'police-chief',
  papersYears: 2,
  areas: [
    { area: 'searches', sample: 60 },
    { area: 'exigencies', sample: 10 },
  ],
  documentation: 'd'.repeat(64),
  resolutionDays: 30,
};
const adopted: AuditPlanAdopted = { type: 'AuditPlanAdopted', data: { ...plan, adoptedBy: administrator.by.id } };
const adopt = (data: Partial<Plan> = {}) => ({ type: 'AdoptAuditPlan', data: { ...plan, ...data } }) as const;
const incomplete = '430.9(e).1 R-AUDIT-PLAN-INCOMPLETE';

export const auditPlanStories = told(auditPlan, {
  'the Administrator adopts a plan with every field': given().when(adopt()).records(adopted),
  'a plan is adopted anew': given(adopted).when(adopt()).records(adopted),
  'a light review once a month is too seldom': given()
    .when(adopt({ everyDays: 30 }))
    .refuses(incomplete),
  'a plan by which nobody audits is none': given()
    .when(adopt({ auditors: [] }))
    .refuses(incomplete),
  'papers are kept two years at least': given()
    .when(adopt({ papersYears: 1 }))
    .refuses(incomplete),
  'a plan that looks at no searches is none': given()
    .when(adopt({ areas: [{ area: 'log-ins', sample: 60 }] }))
    .refuses(incomplete),
  'an area at which nothing is looked is none': given()
    .when(adopt({ areas: [...plan.areas, { area: 'log-ins', sample: 0 }] }))
    .refuses(incomplete),
  'a sample is small enough to be looked at': given()
    .when(adopt({ areas: [{ area: 'searches', sample: 301 }] }))
    .refuses(incomplete),
  'a plan says how audits are documented': given()
    .when(adopt({ documentation: 'somehow' }))
    .refuses(incomplete),
  'a plan says when findings are resolved': given()
    .when(adopt({ resolutionDays: 0 }))
    .refuses(incomplete),
  'who audits does not approve': given()
    .when(adopt({ approver: 'auditor' }))
    .refuses('430.9(e).1 R-AUDIT-PLAN-APPROVER'),
  ...lacking('administration', administrator, 'adopts no audit plan', (who) => given().when(adopt(), who)),
});
