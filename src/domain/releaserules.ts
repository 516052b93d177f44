/** What 430.10 demands of a release at each step, from the written request to the package that leaves. */
import type { Actor } from './actor.js';
import { namedPerson } from './agency.js';
import type { Case } from './decider.js';
import { isPurpose } from './policy/purposes.js';
import { saysSomething } from './policy/reasons.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { lawEnforcement, onRegister, publicAgency, type Recipient, sharingNetwork } from './recipient.js';
import type {
  ApproveRelease,
  CollectRelease,
  DenyRelease,
  DetermineValuesAct,
  FileCounselOpinion,
  FulfilRelease,
  PrepareRelease,
  ReleaseState,
  SubmitRelease,
} from './releasefacts.js';
import { session } from './standing.js';
import { basisGiven } from './valuesact.js';

type Rules<C> = readonly Rule<Case<C, ReleaseState>>[];
type Sent = { readonly data: { readonly recipient: Recipient } };

const digest = /^[0-9a-f]{64}$/;
const isDigest = (text: string | null): boolean => digest.test(text ?? '');
const isOf = (by: Actor, agencyId: string): boolean => by.kind === 'agency' && by.id === agencyId;
const recipientOf = ({ command }: Case<Sent, ReleaseState>): Recipient => command.data.recipient;

const inOwnName = <C>(of: (facts: Case<C, ReleaseState>) => string, takenIn = false) =>
  rule<Case<C, ReleaseState>>(
    '430.10(a)(a)',
    'R-OTHER-AGENCY',
    'an agency acts in its own name, by a person whom it has named',
    (facts) => isOf(facts.by, of(facts)) || (takenIn && facts.by.kind === 'member'),
    'Use the credential that was made for a person of this agency.',
  );

/** A request comes from the agency itself, or a member who administers or may use the system takes it in. */
export const taking: Rules<SubmitRelease> = [
  ...unless<Case<SubmitRelease, ReleaseState>>(({ by }) => by.kind === 'agency', session),
  rule(
    '430.10(a)',
    'R-INTAKE',
    'a request on paper is taken in by a member who administers the system or is approved to use it',
    ({ by, standing }) => by.kind === 'agency' || standing.administrator || standing.approved,
    'Hand the request to the ALPR Administrator.',
  ),
  inOwnName(({ command }) => command.data.agencyId, true),
];

const onFile = rule<Case<unknown, ReleaseState>>(
  '430.10(b)',
  'R-RELEASE-UNKNOWN',
  'there is a request on file, and nothing left of it was decided for good',
  ({ state }) => ['requested', 'prepared', 'approved'].includes(state.status),
  'Look it up in the register of releases; a request that was denied or fulfilled is made anew.',
);

const open = rule<Case<unknown, ReleaseState>>(
  '430.10(b)',
  'R-RELEASE-DECIDED',
  'the request was not decided yet',
  ({ state }) => state.status === 'requested' || state.status === 'prepared',
  'Somebody has decided already; look it up in the register of releases.',
);

const decides = rule<Case<{ readonly data: { readonly designeeUntil: string | null } }, ReleaseState>>(
  '430.10(b)',
  'R-NOT-APPROVER',
  'the Chief of Police or the authorized designee decides',
  ({ standing, command, at }) => standing.position === 'police-chief' || (command.data.designeeUntil ?? '') > at,
  'Ask the Chief of Police, or whom the Chief has named.',
);

const fourEyes = <C>(others: (state: ReleaseState) => readonly (string | null)[]) =>
  rule<Case<C, ReleaseState>>(
    '430.10(b)',
    'R-FOUR-EYES',
    'a release is requested, approved and fulfilled by different persons',
    ({ state, by }) => !others(state).includes(by.id),
    'Have somebody else do this who had no part in it.',
  );

const frozen = <C>(root: (facts: Case<C, ReleaseState>) => string) =>
  rule<Case<C, ReleaseState>>(
    '430.10(b)',
    'R-RELEASE-FROZEN',
    'what is approved and what leaves is exactly what was prepared, item for item',
    (facts) => facts.state.root !== null && root(facts) === facts.state.root,
    'Something of it was corrected, purged or prepared anew: prepare the release again, and have it approved again.',
  );

/** The only path is a judge’s order that names the data, and the city attorney’s opinion on it (policy lint L6). */
const byOrder = ({ orderNamesData, opinion }: ReleaseState): boolean => orderNamesData && opinion?.permits === true;

const noImmigrationAgency = <C extends Sent>(ordered: (facts: Case<C, ReleaseState>) => boolean) =>
  rule<Case<C, ReleaseState>>(
    '430.10(f).1',
    'R-IMMIGRATION',
    'nothing goes to a federal immigration agency, but by a judge’s order that names the very data',
    (facts) => facts.command.data.recipient.agencyClass !== 'federal-immigration' || ordered(facts),
    'There is no other way: the order, the city attorney’s opinion on it, and the Chief in person.',
  );

const noImmigrationPurpose = <C extends Sent>(ordered: (facts: Case<C, ReleaseState>) => boolean) =>
  rule<Case<C, ReleaseState>>(
    '430.10¶V.2',
    'R-IMMIGRATION',
    'the data does not serve federal immigration enforcement; where words are doubtful, the city attorney has said so',
    (facts) => {
      const { escalated, opinion } = facts.state;
      return (escalated ? opinion !== null && !opinion.immigration : opinion?.immigration !== true) || ordered(facts);
    },
    'The city attorney looks at the purpose and files an opinion first.',
  );

const specially = <C extends Sent>(has: (facts: Case<C, ReleaseState>) => boolean) =>
  rule<Case<C, ReleaseState>>(
    '430.10(f).2',
    'R-SPECIAL-REQUEST',
    'an agency outside of California sends a court order, or a special request that explains its purpose',
    (facts) => {
      const { agencyClass, california } = facts.command.data.recipient;
      return (agencyClass !== 'out-of-state-le' && (agencyClass !== 'prosecutor' || california)) || has(facts);
    },
    'Attach the court order or the special request.',
  );

export const submitting: Rules<SubmitRelease> = [
  rule(
    '430.10(a)',
    'R-NOT-WRITTEN',
    'the request is written, and its document attached',
    ({ command }) => isDigest(command.data.document),
    'Send the signed request with its digest.',
  ),
  onRegister<SubmitRelease, ReleaseState>(recipientOf),
  rule(
    '430.10(a)(a)',
    'R-AGENCY-NAME',
    'the request names the agency',
    ({ command }) => command.data.agencyName.trim().length > 2,
    'Write the name of the agency.',
  ),
  namedPerson(({ command }) => command.data),
  rule(
    '430.10(a)(c)',
    'R-PURPOSE',
    'the intended purpose is a legitimate law enforcement use that the policy names',
    ({ command }) => isPurpose(command.data.purpose),
    'Choose one of the purposes of 430.1 and 430.9(b).',
  ),
  rule(
    '430.10(a)(c)',
    'R-VAGUE-REASON',
    'the request says what the information is intended for, and which is wanted',
    ({ command: { data }, terms }) =>
      [data.reason, data.seeks].every((text) => text.trim().length >= terms.settings.reasonLength) &&
      saysSomething(data.reason),
    'Say what you are working on, and which data you need for it.',
  ),
  rule(
    '430.10(b)',
    'R-RELEASE-KNOWN',
    'the request is a new one',
    ({ state }) => state.status === 'none',
    'It is on file already.',
  ),
  ...lawEnforcement<SubmitRelease, ReleaseState>(recipientOf),
  noImmigrationAgency(({ command: { data } }) => isDigest(data.courtOrder) && data.orderNamesData),
  specially(({ command: { data } }) => isDigest(data.courtOrder) || isDigest(data.specialRequest)),
];

export const opining: Rules<FileCounselOpinion> = [
  rule(
    '430.10(f).2',
    'R-NOT-COUNSEL',
    'an opinion on the law is the city attorney’s',
    ({ standing }) => standing.position === 'city-attorney',
    'Ask the city attorney.',
  ),
  onFile,
  rule(
    '430.10(f).2',
    'R-OPINION-WRITTEN',
    'the opinion is written, and its document attached',
    ({ command }) => isDigest(command.data.document),
    'Send the signed opinion with its digest.',
  ),
];

export const determining: Rules<DetermineValuesAct> = [
  decides,
  onFile,
  fourEyes((state) => [state.requestedBy]),
  basisGiven,
];

export const preparing: Rules<PrepareRelease> = [
  onFile,
  rule(
    '430.10(b)',
    'R-RELEASE-SCOPE',
    'the scope names each read and each hit, and every one of them is on record',
    ({ command: { data }, terms }) =>
      data.missing === 0 && data.items.length > 0 && data.items.length <= terms.settings.releaseItems,
    'Name reads and hits by their ids; what was purged cannot be released any more.',
  ),
];

const byTheChief = (facts: Case<ApproveRelease, ReleaseState>): boolean =>
  byOrder(facts.state) && facts.standing.position === 'police-chief';

/** With no opinion on file that says so, nobody may share beyond California’s public agencies. */
const settled = ({ state }: Case<unknown, ReleaseState>): boolean => state.opinion?.permits === true;

export const approving: Rules<ApproveRelease> = [
  decides,
  open,
  fourEyes((state) => [state.requestedBy, state.preparedBy]),
  frozen(({ command }) => command.data.root),
  onRegister<ApproveRelease, ReleaseState>(recipientOf),
  ...lawEnforcement<ApproveRelease, ReleaseState>(recipientOf),
  sharingNetwork<ApproveRelease, ReleaseState>(recipientOf),
  rule(
    '430.10¶V.1',
    'R-VALUES-ACT',
    'the Chief or his designee determined that the California Values Act is complied with',
    ({ state }) => state.complies,
    'The Chief makes a dated determination under Government Code 7282.5 and 7284.2 ff. first.',
  ),
  noImmigrationAgency(byTheChief),
  noImmigrationPurpose(byTheChief),
  specially(({ state }) => state.specially),
  ...publicAgency<ApproveRelease, ReleaseState>(recipientOf, settled),
];

export const denying: Rules<DenyRelease> = [
  decides,
  open,
  fourEyes((state) => [state.requestedBy]),
  rule(
    '430.10(b)',
    'R-DENIAL-REASON',
    'a denial says why',
    ({ command: { data }, terms }) => data.why.trim().length >= terms.settings.reasonLength && saysSomething(data.why),
    'Say to the agency what its request lacks.',
  ),
];

const approved = rule<Case<unknown, ReleaseState>>(
  '430.10(b)',
  'R-RELEASE-UNAPPROVED',
  'the request was approved before it is fulfilled',
  ({ state }) => state.status === 'approved',
  'The Chief of Police or the designee approves it first.',
);

export const fulfilling: Rules<FulfilRelease> = [
  approved,
  fourEyes((state) => [state.requestedBy, state.approvedBy]),
  frozen(({ command }) => command.data.now.root),
  onRegister<FulfilRelease, ReleaseState>(recipientOf),
  ...lawEnforcement<FulfilRelease, ReleaseState>(recipientOf),
  noImmigrationAgency(({ state }) => byOrder(state)),
  noImmigrationPurpose(({ state }) => byOrder(state)),
  rule(
    '430.10(e)',
    'R-RECIPIENTS',
    'the recipients are named, and are persons of the agency that asked',
    ({ command }) =>
      command.data.recipients.length > 0 && command.data.recipients.every((name) => name.trim().length > 2),
    'Name each person who receives the package.',
  ),
];

export const looking: Rules<unknown> = [
  rule(
    '430.10(c)',
    'R-RELEASE-NONE',
    'there is such a request on file',
    ({ state }) => state.status !== 'none',
    'Look it up in the register of releases.',
  ),
];

export const asking: Rules<unknown> = [inOwnName(({ state }) => state.agencyId)];

export const collecting: Rules<CollectRelease> = [
  inOwnName(({ state }) => state.agencyId),
  rule(
    '430.10(b)',
    'R-RELEASE-UNAPPROVED',
    'the request was approved before it is fulfilled',
    ({ state }) => state.status === 'fulfilled',
    'The Chief of Police or the designee approves it first.',
  ),
  onRegister<CollectRelease, ReleaseState>(recipientOf),
  frozen(({ command }) => command.data.now.root),
];
