/** The audit plan: how often, who audits, what is sampled; adopting one, opening an audit, drawing its sample. */
import type { ReactNode } from 'react';
import type { Row } from '../asking.tsx';
import { api } from '../calling.ts';
import { Deed } from '../pieces/deed.tsx';
import { choicesOf, endOf, inWords, startOf } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { MemberOf } from '../pieces/registers.tsx';
import { Fact, When } from '../pieces/said.tsx';

const positions = [
  'auditor',
  'police-chief',
  'police-captain',
  'police-lieutenant',
  'police-sergeant',
  'custodian-of-records',
  'city-attorney',
] as const;
const areas = [
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

export const AdoptPlan = (): ReactNode => (
  <Deed
    name="audit-plan"
    label="Adopt an audit plan"
    look={{ variant: 'filled', size: 'sm' }}
    about="Audits opened from then on follow it (430.9(e))."
    fields={{
      everyDays: { kind: 'number', label: 'Days between two light reviews', most: 365 },
      auditors: { kind: 'several', label: 'Who audits beside the Administrator', choices: choicesOf(positions) },
      approver: { kind: 'choice', label: 'Who approves an audit', choices: choicesOf(positions) },
      areas: { kind: 'several', label: 'Areas that are sampled', choices: choicesOf(areas) },
      sample: { kind: 'number', label: 'Items of each area', most: 10_000 },
      documentation: { kind: 'document', label: 'How audits are documented' },
      papersYears: { kind: 'number', label: 'Years the papers are kept', most: 100 },
      resolutionDays: { kind: 'number', label: 'Days in which a finding is resolved', most: 365 },
    }}
    initial={{ everyDays: 7, areas: [...areas], sample: 20, papersYears: 3, resolutionDays: 30 }}
    perform={({ areas: sampled, sample, ...plan }, key) =>
      api.POST('/audits/plan', {
        params: { header: key },
        body: { ...plan, areas: sampled.map((area) => ({ area, sample })) },
      })
    }
    changes={['audit-plans', 'duties', 'attention']}
  />
);

export const OpenAudit = (): ReactNode => (
  <Deed
    name="open-audit"
    label="Open an audit"
    fields={{
      kind: { kind: 'choice', label: 'Kind', choices: choicesOf(['weekly', 'quarterly']) },
      from: { kind: 'day', label: 'First day' },
      to: { kind: 'day', label: 'Last day' },
    }}
    perform={({ kind, from, to }, key) =>
      api.POST('/audits', { params: { header: key }, body: { kind, from: startOf(from), to: endOf(to) } })
    }
    changes={['audits', 'duties', 'attention']}
  />
);

export const Draw = ({ audit }: { readonly audit: Row }): ReactNode => (
  <Deed
    name={`draw ${audit.id}`}
    label="Draw the sample"
    of={inWords(audit['kind'])}
    look={{ variant: 'filled' }}
    about="From the lines of the ledger alone: anybody with a copy can draw it again."
    perform={(_, key) => api.POST('/audits/{auditId}/sample', { params: { path: { auditId: audit.id }, header: key } })}
    changes={['audits', 'audit-items', 'attention']}
  />
);

export const Plan = ({
  plan,
  members,
}: {
  readonly plan: Row | undefined;
  readonly members: readonly Row[];
}): ReactNode => {
  if (!plan) return <Empty>No plan is adopted. Audits cannot be closed before one is.</Empty>;
  const sampled = plan['areas'] as readonly { readonly area: string; readonly sample: number }[];
  return (
    <dl className="facts">
      <Fact label="Light review">{`every ${String(plan['everyDays'])} days, and a full audit every quarter`}</Fact>
      <Fact label="Who audits">{(plan['auditors'] as readonly string[]).map(inWords).join(', ')}</Fact>
      <Fact label="Who approves">{inWords(plan['approver'])}</Fact>
      <Fact label="Sampled">{sampled.map(({ area, sample }) => `${sample} ${inWords(area)}`).join(', ')}</Fact>
      <Fact label="Papers kept">{`${String(plan['papersYears'])} years`}</Fact>
      <Fact label="A finding is resolved">{`within ${String(plan['resolutionDays'])} days`}</Fact>
      <Fact label="Adopted">
        <When at={plan['adoptedAt']} days /> by <MemberOf id={plan['adoptedBy']} members={members} />
      </Fact>
    </dl>
  );
};
