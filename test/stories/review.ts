/** Stories of an audit: drawn by lot, reviewed by somebody else, and not closed while anything is open. */
import type { Plan } from '../../src/domain/auditplan.js';
import {
  type AuditClosed,
  type AuditOpened,
  type Draw,
  type FindingRaised,
  type FindingResolved,
  type ItemReviewed,
  type OpenAudit,
  type RaiseFinding,
  review,
  type SampleDrawn,
  type Verdict,
} from '../../src/domain/review.js';
import { administrator, auditor, but, chief, lacking, officer } from './people.js';
import { type Stories, tell, told } from './story.js';

const { given } = tell(review, auditor);

const auditId = 'audit-1';
const plan: Plan = {
  planId: 'plan-1',
  everyDays: 7,
  auditors: ['auditor'],
  approver: 'police-chief',
  papersYears: 2,
  areas: [{ area: 'searches', sample: 2 }],
  documentation: 'd'.repeat(64),
  resolutionDays: 30,
};
const period = { from: '2025-10-01T07:00:00.000Z', to: '2026-01-01T08:00:00.000Z' };
const opened = (by = auditor): AuditOpened => ({
  type: 'AuditOpened',
  data: {
    auditId,
    kind: 'quarterly',
    planId: 'plan-1',
    ...period,
    areas: plan.areas,
    approver: 'police-chief',
    openedBy: by.by.id,
  },
});
const draw: Draw = {
  treeSize: 430,
  root: 'a'.repeat(64),
  population: 'b'.repeat(64),
  strata: [{ area: 'searches', population: 74, drawn: 2 }],
  items: [
    { itemId: 'item-1', area: 'searches', actorId: officer.by.id },
    { itemId: 'item-2', area: 'searches', actorId: auditor.by.id },
  ],
};
const drawn: SampleDrawn = { type: 'SampleDrawn', data: { auditId, drawnBy: auditor.by.id, ...draw } };
const note = 'the case of the number is another one';
const reviewed = (itemId: string, verdict: Verdict = 'compliant', by = auditor, says = ''): ItemReviewed => ({
  type: 'ItemReviewed',
  data: { auditId, itemId, verdict, reviewedBy: by.by.id },
  sealed: { note: says },
  keep: { class: 'access-record', unit: itemId },
});
const raised = (itemId: string | null = 'item-1'): FindingRaised => ({
  type: 'FindingRaised',
  data: {
    auditId,
    findingId: 'finding-1',
    severity: 'major',
    clause: '430.7(g)',
    itemId,
    raisedBy: auditor.by.id,
    dueBy: '2026-02-04T12:00:00.000Z',
  },
  sealed: { text: note },
  keep: { class: 'access-record', unit: 'finding-1' },
});
const resolution = 'the officer was trained anew';
const resolved: FindingResolved = {
  type: 'FindingResolved',
  data: { auditId, findingId: 'finding-1', resolvedBy: administrator.by.id },
  sealed: { resolution },
  keep: { class: 'access-record', unit: 'finding-1' },
};
const papers = 'c'.repeat(64);
const closed: AuditClosed = {
  type: 'AuditClosed',
  data: { auditId, closedBy: chief.by.id, papers, keepPapersUntil: '2028-01-05T12:00:00.000Z' },
};

const open = (data: Partial<OpenAudit['data']> = {}) =>
  ({ type: 'OpenAudit', data: { auditId, kind: 'quarterly', ...period, plan, ...data } }) as const;
const drawIt = { type: 'DrawSample', data: { auditId, draw } } as const;
const judge = (itemId: string, verdict: Verdict = 'compliant', says = '') =>
  ({ type: 'ReviewItem', data: { auditId, itemId, verdict, note: says } }) as const;
const raise = (data: Partial<RaiseFinding['data']> = {}) =>
  ({
    type: 'RaiseFinding',
    data: {
      auditId,
      findingId: 'finding-1',
      severity: 'major',
      clause: '430.7(g)',
      itemId: 'item-1',
      text: note,
      ...data,
    },
  }) as const;
const resolve = (text = resolution, findingId = 'finding-1') =>
  ({ type: 'ResolveFinding', data: { auditId, findingId, resolution: text } }) as const;
const close = (digest = papers) => ({ type: 'CloseAudit', data: { auditId, papers: digest } }) as const;

const step = '430.9(e).3 R-AUDIT-STEP';
const notAuditor = '430.9(e).3 R-AUDITOR';

const opening: Stories = {
  'the auditor opens the audit of a quarter that has ended': given().when(open()).records(opened()),
  'the Operations Captain opens the audit of a quarter': given()
    .when(open(), administrator)
    .records(opened(administrator)),
  'without a plan nothing is audited': given()
    .when(open({ plan: null }))
    .refuses('430.9(e).1 R-AUDIT-PLAN'),
  'a quarter that runs is not audited': given()
    .when(open({ to: '2026-01-05T12:00:00.001Z' }))
    .refuses('430.9(e).1 R-AUDIT-PERIOD'),
  'a light review covers a week': given()
    .when(open({ kind: 'weekly' }))
    .refuses('430.9(e).1 R-AUDIT-PERIOD'),
  'a period ends after it begins': given()
    .when(open({ from: period.to }))
    .refuses('430.9(e).1 R-AUDIT-PERIOD'),
  'an officer opens no audit': given().when(open(), officer).refuses(notAuditor),
  'an audit is opened once': given(opened()).when(open()).refuses(step),
  ...lacking('session', auditor, 'opens no audit', (who) => given().when(open(), who)),
};

const drawing: Stories = {
  'the sample is drawn': given(opened()).when(drawIt).records(drawn),
  'the sample is drawn once, however it came out': given(opened(), drawn).when(drawIt).refuses(step),
  'what was not opened has no sample': given().when(drawIt).refuses(step),
  'the Chief draws no sample': given(opened()).when(drawIt, chief).refuses(notAuditor),
  ...lacking('session', auditor, 'draws no sample', (who) => given(opened()).when(drawIt, who)),
};

const reviewing: Stories = {
  'the auditor finds that an item complies': given(opened(), drawn).when(judge('item-1')).records(reviewed('item-1')),
  'the auditor finds a violation, and says why': given(opened(), drawn)
    .when(judge('item-1', 'violation', note))
    .records(reviewed('item-1', 'violation', auditor, note)),
  'an act of the auditor is reviewed by the Administrator': given(opened(), drawn)
    .when(judge('item-2'), administrator)
    .records(reviewed('item-2', 'compliant', administrator)),
  'nobody reviews what he did himself': given(opened(), drawn)
    .when(judge('item-2'))
    .refuses('430.9(e).3 R-SELF-REVIEW'),
  'a violation without a word is no verdict': given(opened(), drawn)
    .when(judge('item-1', 'violation'))
    .refuses('430.9(e).3 R-ITEM-NOTE'),
  'an item is reviewed once': given(opened(), drawn, reviewed('item-1'))
    .when(judge('item-1'))
    .refuses('430.9(e).3 R-ITEM'),
  'what was not drawn is not reviewed': given(opened(), drawn).when(judge('item-9')).refuses('430.9(e).3 R-ITEM'),
  'before the draw there is nothing to review': given(opened())
    .when(judge('item-1'))
    .refuses(step, '430.9(e).3 R-ITEM'),
  'the searcher is no auditor': given(opened(), drawn)
    .when(judge('item-1'), officer)
    .refuses(notAuditor, '430.9(e).3 R-SELF-REVIEW'),
  ...lacking('session', auditor, 'reviews nothing', (who) => given(opened(), drawn).when(judge('item-1'), who)),
};

const findings: Stories = {
  'a finding is raised of an item': given(opened(), drawn).when(raise()).records(raised()),
  'a finding is raised of no item in particular': given(opened())
    .when(raise({ itemId: null }))
    .records(raised(null)),
  'a finding rests on a clause of the policy': given(opened(), drawn)
    .when(raise({ clause: '430.5(a)' }))
    .refuses('430.9(e).3 R-FINDING'),
  'a finding says what was found': given(opened(), drawn)
    .when(raise({ text: 'hm' }))
    .refuses('430.9(e).3 R-FINDING'),
  'an item that was not drawn has no finding': given(opened(), drawn)
    .when(raise({ itemId: 'item-9' }))
    .refuses('430.9(e).3 R-FINDING'),
  'a closed audit finds nothing more': given(opened(), drawn, closed).when(raise()).refuses(step),
  'the Chief raises no finding': given(opened(), drawn).when(raise(), chief).refuses(notAuditor),
  ...lacking('session', auditor, 'raises no finding', (who) => given(opened(), drawn).when(raise(), who)),

  'the Administrator resolves what the auditor found': given(opened(), drawn, raised())
    .when(resolve(), administrator)
    .records(resolved),
  'a finding is resolved after its audit was closed': given(opened(), drawn, raised(), closed)
    .when(resolve(), administrator)
    .records(resolved),
  'who raised it does not resolve it': given(opened(), drawn, raised())
    .when(resolve())
    .refuses('430.9(e).3 R-SELF-RESOLVE'),
  'a finding is resolved once': given(opened(), drawn, raised(), resolved)
    .when(resolve(), administrator)
    .refuses('430.9(e).3 R-FINDING-OPEN'),
  'a finding is not resolved by nothing': given(opened(), drawn, raised())
    .when(resolve('done'), administrator)
    .refuses('430.9(e).3 R-FINDING-OPEN'),
  'a finding that nobody raised is not resolved': given(opened(), drawn)
    .when(resolve(), administrator)
    .refuses('430.9(e).3 R-FINDING-OPEN'),
  'the officer concerned resolves nothing': given(opened(), drawn, raised())
    .when(resolve(), officer)
    .refuses('430.9(e).3 R-FINDING-RESOLVER'),
  ...lacking('session', administrator, 'resolves nothing', (who) =>
    given(opened(), drawn, raised()).when(resolve(), who),
  ),
};

const all = [opened(), drawn, reviewed('item-1'), reviewed('item-2', 'compliant', administrator)] as const;
const found = [opened(), drawn, reviewed('item-1', 'violation', auditor, note), reviewed('item-2')] as const;
const closing: Stories = {
  'the Chief closes an audit whose items were all reviewed': given(...all)
    .when(close(), chief)
    .records(closed),
  'an audit with a violation is closed once it has its finding': given(...found, raised())
    .when(close(), chief)
    .records(closed),
  'a violation without a finding keeps the audit open': given(...found)
    .when(close(), chief)
    .refuses('430.9(e).3 R-AUDIT-ITEMS'),
  'an item that nobody reviewed keeps the audit open': given(...all.slice(0, 3))
    .when(close(), chief)
    .refuses('430.9(e).3 R-AUDIT-ITEMS'),
  'the auditor does not approve his own audit': given(...all)
    .when(close())
    .refuses('430.9(e).3 R-AUDIT-APPROVER', '430.9(e).3 R-SELF-APPROVE'),
  'who reviewed an item does not approve, whatever his position': given(...all)
    .when(close(), but(administrator, { position: 'police-chief' }))
    .refuses('430.9(e).3 R-SELF-APPROVE'),
  'an audit without papers is not closed': given(...all)
    .when(close('lost'), chief)
    .refuses('430.9(e).3 R-AUDIT-PAPERS'),
  'an audit without a sample is not closed': given(opened()).when(close(), chief).refuses(step),
  'an audit is closed once': given(...all, closed)
    .when(close(), chief)
    .refuses(step),
  ...lacking('session', chief, 'closes no audit', (who) => given(...all).when(close(), who)),
};

export const reviewStories = told(review, { ...opening, ...drawing, ...reviewing, ...findings, ...closing });
