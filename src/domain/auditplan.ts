/** The audit plan: how often, who audits and who approves, how long papers are kept, and how samples are drawn. */
import type { Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { rule } from './policy/rule.js';
import type { Position } from './positions.js';
import { administration } from './standing.js';

/** Where misuse would show: the categories of the California State Auditor (2019-118), and those of Policy 430. */
export const riskAreas = [
  'searches',
  'hit-comparisons',
  'enforcement-actions',
  'exigencies',
  'corrections',
  'hot-list-changes',
  'log-ins',
  'approvals',
  'releases',
  'refusals',
] as const;
export type RiskArea = (typeof riskAreas)[number];

/** How many items of an area are looked at in each audit. */
export type Sampling = { readonly area: RiskArea; readonly sample: number };

export type Plan = {
  readonly planId: string;
  /** Days between two light reviews; a full audit is due every quarter besides (430.9(e).3). */
  readonly everyDays: number;
  /** Positions that audit beside the ALPR Administrator, and the one that approves what they found. */
  readonly auditors: readonly Position[];
  readonly approver: Position;
  readonly papersYears: number;
  readonly areas: readonly Sampling[];
  /** SHA-256 of how audits are documented, hex. */
  readonly documentation: string;
  /** Days within which a finding is resolved. */
  readonly resolutionDays: number;
};

// Stored for good: never rename, only add.
export type AuditPlanAdopted = Event<'AuditPlanAdopted', Plan & { readonly adoptedBy: string }>;
export type AdoptAuditPlan = Command<'AdoptAuditPlan', Plan>;

export type AuditPlanState = { readonly plan: Plan | null };

export const auditPlan: Decider<AdoptAuditPlan, AuditPlanState, AuditPlanAdopted> = {
  category: 'auditplan',
  stream: () => `auditplan-${departmentId}`,
  initial: { plan: null },
  evolve: (_, { data }) => ({ plan: data }),
  on: {
    AdoptAuditPlan: {
      rules: [
        ...administration,
        rule(
          '430.9(e).1',
          'R-AUDIT-PLAN-INCOMPLETE',
          'the plan says how often, who audits, which areas and how much of each, how it is documented and resolved',
          ({ command: { data }, terms: { settings } }) =>
            data.everyDays >= 1 &&
            data.everyDays <= settings.monitoringDays &&
            data.auditors.length > 0 &&
            data.papersYears >= settings.auditPapersYears &&
            data.areas.some(({ area, sample }) => area === 'searches' && sample > 0) &&
            data.areas.every(({ area, sample }) => riskAreas.includes(area) && sample > 0) &&
            data.areas.reduce((sum, { sample }) => sum + sample, 0) <= settings.sampleMost &&
            /^[0-9a-f]{64}$/.test(data.documentation) &&
            data.resolutionDays >= 1,
          'Fill in every field: a light review each week, searches among the areas, papers kept two years or longer.',
        ),
        rule(
          '430.9(e).1',
          'R-AUDIT-PLAN-APPROVER',
          'who approves an audit is none of those who conduct it',
          ({ command: { data } }) => !data.auditors.includes(data.approver),
          'Name another position as approver, such as the Chief of Police.',
        ),
      ],
      events: ({ command: { data }, by }) => [{ type: 'AuditPlanAdopted', data: { ...data, adoptedBy: by.id } }],
    },
  },
};
