/** The quarters of the calendar, and who has what still to do before a quarter's report is complete. */
import type { Row } from '../asking.tsx';

/** `2026-Q4`, of a day on the wall here. */
export const quarterOf = (at: Date): string => `${at.getFullYear()}-Q${Math.floor(at.getMonth() / 3) + 1}`;

/** The quarter running now, and the ones before it. */
export const latestQuarters = (now: Date, many: number): readonly string[] =>
  Array.from({ length: many }, (_, back) => quarterOf(new Date(now.getFullYear(), now.getMonth() - 3 * back, 1)));

/** First day of it, and first day after it, as the calendar here has them. */
export const spanOf = (quarter: string): { readonly from: Date; readonly to: Date } => {
  const [year, number] = quarter.split('-Q').map(Number) as [number, number];
  return { from: new Date(year, 3 * (number - 1), 1), to: new Date(year, 3 * number, 1) };
};

const within = (at: unknown, { from, to }: ReturnType<typeof spanOf>): boolean =>
  typeof at === 'string' && Date.parse(at) >= from.getTime() && Date.parse(at) < to.getTime();

export type Drafted = Readonly<
  Record<'audits' | 'audit-findings' | 'kept-long' | 'reports' | 'members', readonly Row[]>
>;

export type OpenItem = {
  readonly id: string;
  /** Whose it is: an office, and who holds it. */
  readonly office: string;
  readonly holders: readonly string[];
  readonly what: string;
  readonly count: number;
  readonly dueBy: string | null;
};

const holding = (members: readonly Row[], office: string): readonly string[] =>
  members
    .filter((member) =>
      office === 'ALPR Administrator'
        ? member['administrator'] === true
        : member['position'] === office.toLowerCase().replaceAll(' ', '-') && member['revokedAt'] === null,
    )
    .map(({ name, username, id }) => String(name ?? username ?? id.slice(0, 8)));

const earliest = (rows: readonly Row[], field: string): string | null =>
  rows
    .map((row) => String(row[field] ?? ''))
    .filter(Boolean)
    .toSorted()[0] ?? null;

/** The quarterly audit of a quarter, the latest where there are more. */
export const auditOf = (audits: readonly Row[], quarter: string): Row | undefined =>
  audits.find(({ kind, from }) => kind === 'quarterly' && within(from, spanOf(quarter)));

/** The report last made of a quarter. */
export const reportOf = (reports: readonly Row[], quarter: string, of = 'audit'): Row | undefined =>
  reports.find(({ quarter: made, kind }) => made === quarter.toLowerCase() && kind === of);

/** What is open before the quarter's report can be submitted and closed, by who has it to do. */
export const openItems = (drafted: Drafted, quarter: string): readonly OpenItem[] => {
  const { audits, reports, members } = drafted;
  const audit = auditOf(audits, quarter);
  const items: OpenItem[] = [];
  const open = (office: string, what: string, count: number, dueBy: string | null = null): void => {
    if (count > 0)
      items.push({ id: `${office} ${what}`, office, holders: holding(members, office), what, count, dueBy });
  };
  const ofQuarter = audits.filter(({ from }) => within(from, spanOf(quarter)));
  const unreviewed = ofQuarter.reduce((all, { items: drawn, reviewed }) => all + Number(drawn) - Number(reviewed), 0);
  open('Auditor', 'the quarterly audit is to be opened', audit ? 0 : 1);
  open('Auditor', 'its sample is to be drawn', audit?.['status'] === 'open' ? 1 : 0);
  open('Auditor', 'items of the sample are to be reviewed', unreviewed);
  const reviewed = audit?.['status'] === 'drawn' && audit['items'] === audit['reviewed'];
  open(audit ? String(audit['approver']) : 'Auditor', 'the audit is to be approved and closed', reviewed ? 1 : 0);
  const findings = drafted['audit-findings'].filter(({ resolvedAt }) => resolvedAt === null);
  open('ALPR Administrator', 'findings are to be resolved', findings.length, earliest(findings, 'dueBy'));
  const unexplained = drafted['kept-long'].filter(({ explained }) => explained !== true);
  open('Custodian of Records', 'days of data kept over two years are to be explained', unexplained.length);
  for (const [of, called] of [
    ['audit', 'the quarterly audit report'],
    ['total-detection', 'the total detection report'],
  ] as const) {
    const report = reportOf(reports, quarter, of);
    open('ALPR Administrator', `${called} is to be made`, report ? 0 : 1);
    open('ALPR Administrator', `${called} is to be submitted`, report && report['submittedAt'] === null ? 1 : 0);
    const waits = report && report['submittedAt'] !== null && report['acknowledgedAt'] === null;
    open('Police Chief', `${called} is to be acknowledged`, waits ? 1 : 0);
  }
  return items;
};
