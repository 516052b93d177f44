/** An audit, light or quarterly: its sample drawn by lot, each item reviewed by somebody else, findings resolved. */
import type { Plan, RiskArea, Sampling } from './auditplan.js';
import type { Command, Decider, Event } from './decider.js';
import { closing, drawing, opening, raising, resolving, reviewing } from './reviewrules.js';
import { after, day } from './time.js';

export type AuditKind = 'weekly' | 'quarterly';
export const verdicts = ['compliant', 'violation', 'unclear', 'explained'] as const;
export type Verdict = (typeof verdicts)[number];
export const severities = ['note', 'minor', 'major', 'critical'] as const;
export type Severity = (typeof severities)[number];

/** One event that was drawn, and who did what it tells of; null when it was no member. */
export type Item = { readonly itemId: string; readonly area: RiskArea; readonly actorId: string | null };
export type Stratum = { readonly area: RiskArea; readonly population: number; readonly drawn: number };

/** The draw, as anybody can repeat it from the ledger alone. */
export type Draw = {
  /** The ledger up to and including the opening of this audit: its size, and the root that is the seed of the lot. */
  readonly treeSize: number;
  readonly root: string;
  /** SHA-256 over the ids of the whole population, hex. */
  readonly population: string;
  readonly strata: readonly Stratum[];
  readonly items: readonly Item[];
};

// Stored for good: never rename, only add.
export type AuditOpened = Event<
  'AuditOpened',
  {
    readonly auditId: string;
    readonly kind: AuditKind;
    readonly planId: string;
    readonly from: string;
    readonly to: string;
    readonly areas: readonly Sampling[];
    readonly approver: Plan['approver'];
    readonly openedBy: string;
  }
>;
export type SampleDrawn = Event<'SampleDrawn', { readonly auditId: string; readonly drawnBy: string } & Draw>;
export type ItemReviewed = Event<
  'ItemReviewed',
  { readonly auditId: string; readonly itemId: string; readonly verdict: Verdict; readonly reviewedBy: string },
  { readonly note: string }
>;
export type FindingRaised = Event<
  'FindingRaised',
  {
    readonly auditId: string;
    readonly findingId: string;
    readonly severity: Severity;
    readonly clause: string;
    readonly itemId: string | null;
    readonly raisedBy: string;
    readonly dueBy: string;
  },
  { readonly text: string }
>;
export type FindingResolved = Event<
  'FindingResolved',
  { readonly auditId: string; readonly findingId: string; readonly resolvedBy: string },
  { readonly resolution: string }
>;
export type AuditClosed = Event<
  'AuditClosed',
  {
    readonly auditId: string;
    readonly closedBy: string;
    /** SHA-256 of the papers, hex. */
    readonly papers: string;
    readonly keepPapersUntil: string;
  }
>;
export type ReviewEvent = AuditOpened | SampleDrawn | ItemReviewed | FindingRaised | FindingResolved | AuditClosed;

type OfAudit<Data = object> = { readonly auditId: string } & Data;
export type OpenAudit = Command<
  'OpenAudit',
  OfAudit<{
    readonly kind: AuditKind;
    readonly from: string;
    readonly to: string;
    /** Found by the shell: the audit plan in force. */
    readonly plan: Plan | null;
  }>
>;
export type DrawSample = Command<'DrawSample', OfAudit<{ /** Found by the shell. */ readonly draw: Draw | null }>>;
export type ReviewItem = Command<
  'ReviewItem',
  OfAudit<{ readonly itemId: string; readonly verdict: Verdict; readonly note: string }>
>;
export type RaiseFinding = Command<
  'RaiseFinding',
  OfAudit<{
    readonly findingId: string;
    readonly severity: Severity;
    readonly clause: string;
    readonly itemId: string | null;
    readonly text: string;
  }>
>;
export type ResolveFinding = Command<
  'ResolveFinding',
  OfAudit<{ readonly findingId: string; readonly resolution: string }>
>;
export type CloseAudit = Command<'CloseAudit', OfAudit<{ readonly papers: string }>>;
export type ReviewCommand = OpenAudit | DrawSample | ReviewItem | RaiseFinding | ResolveFinding | CloseAudit;

export type ReviewState = {
  readonly status: 'none' | 'open' | 'drawn' | 'closed';
  readonly plan: { readonly approver: Plan['approver'] } | null;
  readonly openedBy: string | null;
  readonly items: Readonly<Record<string, Item & { readonly verdict: Verdict | null; readonly by: string | null }>>;
  readonly findings: Readonly<Record<string, { readonly itemId: string | null; readonly raisedBy: string }>>;
  readonly resolved: readonly string[];
};

const kept = (unit: string) => ({ class: 'access-record', unit }) as const;

const evolve = (state: ReviewState, { type, data }: ReviewEvent): ReviewState => {
  switch (type) {
    case 'AuditOpened':
      return { ...state, status: 'open', plan: { approver: data.approver }, openedBy: data.openedBy };
    case 'SampleDrawn': {
      const items = data.items.map((item) => [item.itemId, { ...item, verdict: null, by: null }]);
      return { ...state, status: 'drawn', items: Object.fromEntries(items) as ReviewState['items'] };
    }
    case 'ItemReviewed': {
      const item = state.items[data.itemId]!;
      const reviewed = { ...item, verdict: data.verdict, by: data.reviewedBy };
      return { ...state, items: { ...state.items, [data.itemId]: reviewed } };
    }
    case 'FindingRaised': {
      const { itemId, raisedBy } = data;
      return { ...state, findings: { ...state.findings, [data.findingId]: { itemId, raisedBy } } };
    }
    case 'FindingResolved':
      return { ...state, resolved: [...state.resolved, data.findingId] };
    case 'AuditClosed':
      return { ...state, status: 'closed' };
  }
};

export const review: Decider<ReviewCommand, ReviewState, ReviewEvent> = {
  category: 'review',
  stream: ({ data }) => `review-${data.auditId}`,
  initial: { status: 'none', plan: null, openedBy: null, items: {}, findings: {}, resolved: [] },
  evolve,
  on: {
    OpenAudit: {
      rules: opening,
      events: ({ command: { data }, by }) => {
        const { auditId, kind, from, to } = data;
        const { planId, areas, approver } = data.plan!;
        const opened = { auditId, kind, planId, from, to, areas, approver, openedBy: by.id };
        return [{ type: 'AuditOpened', data: opened }];
      },
    },
    DrawSample: {
      rules: drawing,
      events: ({ command: { data }, by }) => [
        { type: 'SampleDrawn', data: { auditId: data.auditId, drawnBy: by.id, ...data.draw! } },
      ],
    },
    ReviewItem: {
      rules: reviewing,
      events: ({ command: { data }, by }) => [
        {
          type: 'ItemReviewed',
          data: { auditId: data.auditId, itemId: data.itemId, verdict: data.verdict, reviewedBy: by.id },
          sealed: { note: data.note },
          keep: kept(data.itemId),
        },
      ],
    },
    RaiseFinding: {
      rules: raising,
      events: ({ command: { data }, by, at, terms }) => [
        {
          type: 'FindingRaised',
          data: {
            auditId: data.auditId,
            findingId: data.findingId,
            severity: data.severity,
            clause: data.clause,
            itemId: data.itemId,
            raisedBy: by.id,
            dueBy: after(at, terms.settings.findingDays * day),
          },
          sealed: { text: data.text },
          keep: kept(data.findingId),
        },
      ],
    },
    ResolveFinding: {
      rules: resolving,
      events: ({ command: { data }, by }) => [
        {
          type: 'FindingResolved',
          data: { auditId: data.auditId, findingId: data.findingId, resolvedBy: by.id },
          sealed: { resolution: data.resolution },
          keep: kept(data.findingId),
        },
      ],
    },
    CloseAudit: {
      rules: closing,
      events: ({ command: { data }, by, at, terms }) => {
        const keepPapersUntil = after(at, terms.settings.auditPapersYears * 365 * day);
        const closed = { auditId: data.auditId, closedBy: by.id, papers: data.papers, keepPapersUntil };
        return [{ type: 'AuditClosed', data: closed }];
      },
    },
  },
};
