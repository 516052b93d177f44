/** The quarterly report: drawn from a state of the ledger, submitted when complete, acknowledged by the Chief. */
import { isTerminal } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { administration, session } from './standing.js';

// Stored for good: never rename, only add.
export type AuditReportGenerated = Event<
  'AuditReportGenerated',
  {
    readonly reportId: string;
    /** `2026-q4`. */
    readonly quarter: string;
    /** SHA-256 of the PDF and of the figures embedded in it, hex. */
    readonly pdf: string;
    readonly figures: string;
    /** Size and root of the ledger when the figures were drawn. */
    readonly treeSize: number;
    readonly root: string;
    /** Which of the two reports of 430.4A(h); the audit report where it does not say. */
    readonly kind?: 'total-detection';
    /** SHA-256 of the certificate that the PDF is signed with, hex. */
    readonly signer?: string;
  }
>;
export type ReportSubmitted = Event<
  'ReportSubmitted',
  { readonly reportId: string; readonly quarter: string; readonly submittedBy: string }
>;
export type ReportAcknowledged = Event<
  'ReportAcknowledged',
  { readonly reportId: string; readonly acknowledgedBy: string }
>;
export type ReportEvent = AuditReportGenerated | ReportSubmitted | ReportAcknowledged;

export type GenerateReport = Command<
  'GenerateReport',
  AuditReportGenerated['data'] & {
    /** Found by the shell: when the quarter ends, and days of data older than two years that nobody has explained. */
    readonly found: { readonly ends: string; readonly unexplained: number };
  }
>;
export type SubmitReport = Command<
  'SubmitReport',
  {
    readonly reportId: string;
    /** Found by the shell, from read models that have caught up with the ledger. */
    readonly found: {
      /** The report was drawn when its quarter had ended. */
      readonly drawnAfterQuarter: boolean;
      /** An audit of the whole quarter is closed. */
      readonly audited: boolean;
      /** Sampled items of the quarter that nobody has reviewed. */
      readonly openItems: number;
      /** Days of data older than two years that nobody has explained. */
      readonly unexplained: number;
    };
  }
>;
export type AcknowledgeReport = Command<'AcknowledgeReport', { readonly reportId: string }>;
export type ReportCommand = GenerateReport | SubmitReport | AcknowledgeReport;

export type ReportState = {
  readonly status: 'none' | 'generated' | 'submitted' | 'acknowledged';
  readonly quarter: string;
  readonly submittedBy: string | null;
};

const step = (...statuses: readonly ReportState['status'][]): Rule<Case<unknown, ReportState>> =>
  rule(
    '430.4A(h)',
    'R-REPORT-STEP',
    'a report is generated, then submitted once, then acknowledged once',
    ({ state }) => statuses.includes(state.status),
    'Look how far the report has come, and take the next step.',
  );

const explained = <C extends Command>(holds: (facts: Case<C, ReportState>) => boolean): Rule<Case<C, ReportState>> =>
  rule(
    '430.9(e).4',
    'R-REPORT-INCOMPLETE',
    'all data kept longer than two years is explained',
    holds,
    'The Custodian of Records explains what is kept, day by day, and for what.',
  );

const evolve = (state: ReportState, { type, data }: ReportEvent): ReportState => {
  switch (type) {
    case 'AuditReportGenerated':
      return { status: 'generated', quarter: data.quarter, submittedBy: null };
    case 'ReportSubmitted':
      return { ...state, status: 'submitted', submittedBy: data.submittedBy };
    case 'ReportAcknowledged':
      return { ...state, status: 'acknowledged' };
  }
};

export const audit: Decider<ReportCommand, ReportState, ReportEvent> = {
  category: 'audit',
  stream: ({ data }) => `audit-${data.reportId}`,
  initial: { status: 'none', quarter: '', submittedBy: null },
  evolve,
  on: {
    GenerateReport: {
      rules: [
        ...unless<Case<GenerateReport, ReportState>>(({ by }) => isTerminal(by), administration),
        rule(
          '430.4A(h)',
          'R-REPORT-INCOMPLETE',
          'the report covers a quarter and states the ledger it was drawn from',
          ({ command: { data } }) => /^\d{4}-q[1-4]$/.test(data.quarter) && data.treeSize > 0,
          'Name the quarter as YYYY-Qn, on a ledger that has been opened.',
        ),
        // An interim report shows what is still to be explained; the report of an ended quarter explains it.
        explained<GenerateReport>(
          ({ command: { data }, at }) =>
            data.kind === 'total-detection' || at < data.found.ends || data.found.unexplained === 0,
        ),
      ],
      events: ({ command: { data } }) => {
        const { found: _, ...generated } = data;
        return [{ type: 'AuditReportGenerated', data: generated }];
      },
    },
    SubmitReport: {
      rules: [
        ...administration,
        step('generated'),
        rule(
          '430.9(e).3',
          'R-REPORT-INCOMPLETE',
          'the quarter had ended when the report was drawn, its audit is closed, and no sampled item is open',
          ({ command: { data } }) => data.found.drawnAfterQuarter && data.found.audited && data.found.openItems === 0,
          'Close the audit of the quarter, and generate the report anew.',
        ),
        explained<SubmitReport>(({ command: { data } }) => data.found.unexplained === 0),
      ],
      events: ({ command: { data }, state, by }) => [
        {
          type: 'ReportSubmitted',
          data: { reportId: data.reportId, quarter: state.quarter, submittedBy: by.id },
        },
      ],
    },
    AcknowledgeReport: {
      rules: [
        ...session,
        rule(
          '430.4A(h)',
          'R-NOT-CHIEF',
          'the report is acknowledged by the Chief of Police',
          ({ standing }) => standing.position === 'police-chief',
          'Ask the Chief of Police.',
        ),
        step('submitted'),
        rule(
          '430.4A(h)',
          'R-SELF-APPROVE',
          'nobody acknowledges a report that he submitted himself',
          ({ state, by }) => state.submittedBy !== by.id,
          'A Chief who administers the system has another designee acknowledge it.',
        ),
      ],
      events: ({ command: { data }, by }) => [
        { type: 'ReportAcknowledged', data: { reportId: data.reportId, acknowledgedBy: by.id } },
      ],
    },
  },
};
