/** Separation of duties: nobody approves, reviews, releases or purges for himself, in any story there is. */
import { type Case, type Command, fold } from '../../src/domain/decider.js';
import { weigh } from '../../src/domain/policy/rule.js';
import { type AnyDecider, rulesOf, type Story } from './story.js';
import { allTold } from './told.js';

type Parties = (data: any, state: any) => readonly (string | null | undefined)[];
/** Whose act it may not be: those whom it benefits, or who asked for it; and the code that refuses them. */
type Separated = { readonly code: string; readonly notBy: Parties };

const member: Parties = ({ memberId }) => [memberId];
const handled: Separated = { code: 'R-SELF-REVIEW', notBy: (_, { subjectId, reporterId }) => [subjectId, reporterId] };
const requester: Parties = (_, { requestedBy }) => [requestedBy];

const separated: Readonly<Record<string, Separated>> = {
  ApproveAccess: { code: 'R-SELF-APPROVE', notBy: member },
  RecordTraining: { code: 'R-SELF-TRAINING', notBy: member },
  ResetCredentials: { code: 'R-SELF-RESET', notBy: member },
  ReleaseAccount: { code: 'R-SELF-RELEASE', notBy: member },
  GrantPersonalDevice: { code: 'R-DEVICE-PERMISSION', notBy: member },
  VerifyDeviceControls: { code: 'R-DEVICE-CONTROLS', notBy: (_, { memberId }) => [memberId] },
  ApproveUnmask: { code: 'R-UNMASK-APPROVER', notBy: (_, { requested }) => [requested?.memberId] },
  ApproveCivilUse: { code: 'R-SELF-APPROVE', notBy: member },
  ApproveSearch: { code: 'R-SELF-APPROVE', notBy: member },
  WithdrawProtection: { code: 'R-SELF-WITHDRAW', notBy: (_, { memberId }) => [memberId] },
  CorrectPlate: {
    code: 'R-CORRECT-SECOND',
    notBy: ({ meets, secondMemberId }) => [meets === 'other-entry' ? secondMemberId : null],
  },
  ApprovePurge: { code: 'R-SOD-PURGE', notBy: (_, { purge }) => [purge?.proposedBy] },
  ReleaseHold: { code: 'R-HOLD-RELEASE', notBy: (_, { requested }) => [requested?.memberId] },
  DetermineValuesAct: { code: 'R-FOUR-EYES', notBy: requester },
  ApproveRelease: { code: 'R-FOUR-EYES', notBy: (_, { requestedBy, preparedBy }) => [requestedBy, preparedBy] },
  DenyRelease: { code: 'R-FOUR-EYES', notBy: requester },
  FulfilRelease: { code: 'R-FOUR-EYES', notBy: (_, { requestedBy, approvedBy }) => [requestedBy, approvedBy] },
  ReviewExigency: { code: 'R-SELF-REVIEW', notBy: (_, { unreviewed }) => [unreviewed?.by] },
  ReleaseQuarantine: { code: 'R-SELF-REVIEW', notBy: (_, { by }) => [by] },
  TriageViolation: handled,
  ConcludeViolation: handled,
  RecordDisposition: handled,
  CloseViolation: handled,
  DispositionAnomaly: { code: 'R-SELF-REVIEW', notBy: (_, { memberId }) => [memberId] },
  ReviewItem: { code: 'R-SELF-REVIEW', notBy: ({ itemId }, { items }) => [items[itemId]?.actorId] },
  ResolveFinding: { code: 'R-SELF-RESOLVE', notBy: ({ findingId }, { findings }) => [findings[findingId]?.raisedBy] },
  CloseAudit: {
    code: 'R-SELF-APPROVE',
    notBy: (_, { openedBy, items }) => [openedBy, ...Object.values<any>(items).map(({ by }) => by)],
  },
  AcknowledgeReport: { code: 'R-SELF-APPROVE', notBy: (_, { submittedBy }) => [submittedBy] },
};

/** Commands that sound like consent, and consent to nothing of anybody's. */
const ofNobody: Readonly<Record<string, string>> = {
  ApproveVendorSettings: 'a vendor is no member',
  CloseRecordsRequest: 'the public asked, and no member benefits',
  ApproveSharingException: 'an agency is no member',
  GrantAgencyAccess: 'an agency is no member',
  ApprovePlacement: 'a camera is no member',
  ReviewPlacement: 'a camera is no member',
  CloseBreachProcedure: 'it says that every notice was sent, which the rule counts',
  CompletePurge: 'the system carries out what two people decided',
  WithdrawAuthorizedPosition: 'it takes access away',
  DetermineMouValuesAct: 'an agency is no member',
  AcknowledgePolicy: 'each acknowledges for himself, and for nobody else',
  UnmaskPlate: 'only who asked for it, after another person agreed',
  CloseCanvass: 'it ends what it began',
  WithdrawSource: 'it takes access away',
  CloseContractorAccess: 'it takes access away',
  CompleteWeeklyReview: 'it looks at no member’s act in particular; the plan names a reviewer beside the Administrator',
};

const consenting = new RegExp(
  '^(Approve|Review|Release|Acknowledge|Conclude|Resolve|Close|Grant|Deny|Fulfil|Triage|Disposition|' +
    'RecordDisposition|Withdraw|Reset|Complete|Unmask|Determine)',
);

const commands = allTold.flatMap(({ decider, stories }) =>
  Object.keys(decider.on).map((command) => ({ command, decider, stories })),
);

/** The codes that refuse the story when this person does it. */
const refusedTo = (decider: AnyDecider, { given, when, situation }: Story, id: string): readonly string[] => {
  const by = { kind: 'member', id, sessionId: `${id}-today` } as const;
  const facts: Case<Command, unknown> = { ...situation, command: when, state: fold(decider, given), by };
  return weigh(rulesOf(decider, when.type), facts).flatMap(({ code, upheld }) => (upheld ? [] : [code]));
};

it('every command that sounds like consent is in the table, or is said to concern nobody', () => {
  const sounding = commands.map(({ command }) => command).filter((command) => consenting.test(command));
  const unknown = sounding.filter((command) => !separated[command] && ofNobody[command] === undefined);
  expect(unknown).toEqual([]);
});

it('the table names commands that there are', () => {
  const known = new Set(commands.map(({ command }) => command));
  expect([...Object.keys(separated), ...Object.keys(ofNobody)].filter((command) => !known.has(command))).toEqual([]);
});

describe.each(Object.entries(separated))('%s', (command, { code, notBy }) => {
  const { decider, stories } = commands.find((one) => one.command === command)!;
  const allowed = Object.entries(stories).filter(([, story]) => story.when.type === command && 'records' in story);
  const tried = allowed.flatMap(([name, story]) =>
    notBy(story.when.data, fold(decider, story.given)).flatMap((id) => (id ? [{ name, story, id }] : [])),
  );

  it('was allowed to others in stories that name whom it concerns', () => expect(tried.length).toBeGreaterThan(0));

  it(`is refused by ${code} to whom it benefits, in every one of them`, () => {
    for (const { name, story, id } of tried)
      expect({ name, id, refused: refusedTo(decider, story, id) }).toEqual({
        name,
        id,
        refused: expect.arrayContaining([code]),
      });
  });
});
