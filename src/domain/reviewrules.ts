/** Who audits, who reviews which item, and what an audit lacks before it may be closed (430.9(e)). */
import type { Case } from './decider.js';
import { isClause } from './policy/clauses.js';
import { type Rule, rule } from './policy/rule.js';
import type {
  CloseAudit,
  DrawSample,
  OpenAudit,
  RaiseFinding,
  ResolveFinding,
  ReviewItem,
  ReviewState,
} from './review.js';
import { session } from './standing.js';
import { between, day } from './time.js';

type Rules<C> = readonly Rule<Case<C, ReviewState>>[];
type Facts = Case<unknown, ReviewState>;

const auditor = rule<Facts>(
  '430.9(e).3',
  'R-AUDITOR',
  'audits are conducted by the Operations Captain who administers the system, and by auditors',
  ({ standing }) => standing.administrator || standing.position === 'auditor',
  'Ask the ALPR Administrator or an auditor.',
);

const stands = (...statuses: readonly ReviewState['status'][]): Rule<Facts> =>
  rule(
    '430.9(e).3',
    'R-AUDIT-STEP',
    'an audit is opened once, its sample is drawn once, its items are reviewed, and it is closed',
    ({ state }) => statuses.includes(state.status),
    'Look how far the audit has come, and take the next step.',
  );

const quarter = 93;

export const opening: Rules<OpenAudit> = [
  ...session,
  auditor,
  stands('none'),
  rule(
    '430.9(e).1',
    'R-AUDIT-PLAN',
    'an audit plan is in force',
    ({ command }) => command.data.plan !== null,
    'The ALPR Administrator adopts the audit plan first.',
  ),
  rule(
    '430.9(e).1',
    'R-AUDIT-PERIOD',
    'the audit covers a period that has ended, of a week or of a quarter',
    ({ command: { data }, at, terms }) => {
      const length = between(data.from, data.to);
      const most = data.kind === 'weekly' ? terms.settings.monitoringDays : quarter;
      return length > 0 && length <= most * day && between(data.to, at) >= 0;
    },
    'Name a period that lies behind, no longer than the kind of audit covers.',
  ),
];

export const drawing: Rules<DrawSample> = [...session, auditor, stands('open')];

const itemOf = ({ state, command }: Case<ReviewItem, ReviewState>) => state.items[command.data.itemId];
const says = (text: string, { terms }: Facts): boolean => text.trim().length >= terms.settings.reasonLength;

export const reviewing: Rules<ReviewItem> = [
  ...session,
  auditor,
  stands('drawn'),
  rule(
    '430.9(e).3',
    'R-ITEM',
    'the item is in the sample, and was not reviewed yet',
    (facts) => itemOf(facts)?.verdict === null,
    'Review the items of the sample that are still open.',
  ),
  rule(
    '430.9(e).3',
    'R-SELF-REVIEW',
    'nobody reviews what he did himself',
    (facts) => itemOf(facts)?.actorId !== facts.by.id,
    'Have another auditor review it; for the Administrator’s own acts, the auditor.',
  ),
  rule(
    '430.9(e).3',
    'R-ITEM-NOTE',
    'a verdict that the item does not comply, is unclear or is explained says why',
    (facts) => facts.command.data.verdict === 'compliant' || says(facts.command.data.note, facts),
    'Write down what was looked at, and what it showed.',
  ),
];

export const raising: Rules<RaiseFinding> = [
  ...session,
  auditor,
  stands('open', 'drawn'),
  rule(
    '430.9(e).3',
    'R-FINDING',
    'a finding names the clause it rests on and says what was found, of an item of the sample where it names one',
    (facts) => {
      const { clause, text, itemId } = facts.command.data;
      const known = itemId === null || facts.state.items[itemId] !== undefined;
      return isClause(clause) && says(text, facts) && known;
    },
    'Name a clause of the policy, and describe the finding.',
  ),
];

/** Findings outlive their audit: they are resolved whenever they are. */
export const resolving: Rules<ResolveFinding> = [
  ...session,
  rule(
    '430.9(e).3',
    'R-FINDING-RESOLVER',
    'a finding is resolved by the ALPR Administrator, the Chief or an auditor',
    ({ standing }) => standing.administrator || ['police-chief', 'auditor'].includes(standing.position ?? ''),
    'Ask the ALPR Administrator.',
  ),
  rule(
    '430.9(e).3',
    'R-FINDING-OPEN',
    'the finding was raised, is not resolved, and what resolves it is described',
    (facts) => {
      const { findingId, resolution } = facts.command.data;
      const open = facts.state.findings[findingId] && !facts.state.resolved.includes(findingId);
      return open === true && says(resolution, facts);
    },
    'Choose an open finding, and say what was done.',
  ),
  rule(
    '430.9(e).3',
    'R-SELF-RESOLVE',
    'nobody resolves a finding that he raised',
    ({ state, command, by }) => state.findings[command.data.findingId]?.raisedBy !== by.id,
    'Whoever is to mend it resolves it; whoever found it does not.',
  ),
];

const complete = ({ items, findings }: ReviewState): boolean => {
  const found = new Set(Object.values(findings).map(({ itemId }) => itemId));
  return Object.values(items).every(({ itemId, verdict }) =>
    verdict === 'violation' ? found.has(itemId) : verdict !== null,
  );
};

export const closing: Rules<CloseAudit> = [
  ...session,
  stands('drawn'),
  rule(
    '430.9(e).3',
    'R-AUDIT-APPROVER',
    'the audit is closed by the position that its plan names as approver',
    ({ state, standing }) => state.plan?.approver === standing.position,
    'Ask the approver named in the audit plan.',
  ),
  rule(
    '430.9(e).3',
    'R-AUDIT-ITEMS',
    'every item was reviewed, and every violation among them has its finding',
    ({ state }) => complete(state),
    'Review the open items, and raise a finding for each violation.',
  ),
  rule(
    '430.9(e).3',
    'R-AUDIT-PAPERS',
    'the papers of the audit are kept, and their digest with them',
    ({ command }) => /^[0-9a-f]{64}$/.test(command.data.papers),
    'Give the SHA-256 of the papers.',
  ),
  rule(
    '430.9(e).3',
    'R-SELF-APPROVE',
    'nobody approves an audit that he opened, or of which he reviewed an item',
    ({ state, by }) => state.openedBy !== by.id && !Object.values(state.items).some((item) => item.by === by.id),
    'Have somebody approve who took no part in it.',
  ),
];
