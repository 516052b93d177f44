/** Audits, their items and findings, as the registers give them. */
import type { components } from '../generated/api.d.ts';

export type Verdict = components['schemas']['ItemReviewBody']['verdict'];
export type Severity = components['schemas']['FindingBody']['severity'];

export type Audit = {
  readonly id: string;
  readonly kind: string;
  readonly status: 'open' | 'drawn' | 'closed';
  readonly from: string;
  readonly to: string;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly approver: string;
  readonly treeSize: number | null;
  readonly root: string | null;
  readonly strata: readonly { readonly area: string; readonly population: number; readonly drawn: number }[];
  readonly items: number;
  readonly reviewed: number;
  readonly violations: number;
  readonly closedAt: string | null;
  readonly closedBy: string | null;
  readonly papers: string | null;
};

export type Item = {
  readonly id: string;
  readonly auditId: string;
  readonly area: string;
  readonly act: string | null;
  readonly actorId: string | null;
  readonly verdict: Verdict | null;
  readonly reviewedAt: string | null;
  readonly reviewedBy: string | null;
  readonly note: string | null;
};

export type Finding = {
  readonly id: string;
  readonly auditId: string;
  readonly severity: Severity;
  readonly clause: string;
  readonly itemId: string | null;
  readonly raisedAt: string;
  readonly raisedBy: string;
  readonly dueBy: string;
  readonly resolvedAt: string | null;
  readonly resolvedBy: string | null;
  readonly text: string | null;
  readonly resolution: string | null;
};
