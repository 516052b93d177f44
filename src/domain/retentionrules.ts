/** What 430.8 and 430.4A(f) ask between the day's end and its destruction, each step a list of rules. */
import type { Case } from './decider.js';
import {
  clockUntil,
  earlier,
  heldUnits,
  longestUntil,
  type RetentionState,
  somethingToGo,
  unreadableHolds,
} from './keeping.js';
import { type Rule, rule } from './policy/rule.js';
import type {
  ApprovePurge,
  CommitPurge,
  CompletePurge,
  DownloadToCase,
  Found,
  HoldUnits,
  LetGoUnits,
  ProposePurge,
  ReburyKeys,
} from './retention.js';
import { dueAt, noExtension } from './schedule.js';
import { administration, content, session } from './standing.js';
import { between, day, hour, instant } from './time.js';
import { vouchedFor } from './timekeeping.js';

type Rules<C> = readonly Rule<Case<C, RetentionState>>[];
type Steps = { readonly data: { readonly date: string } & Found };

const twoPeople = <C>(holds: (facts: Case<C, RetentionState>) => boolean): Rule<Case<C, RetentionState>> =>
  rule(
    '430.4A(f)',
    'R-SOD-PURGE',
    'the Administrator proposes a purge, the Custodian of Records, another person, approves it, the system does it',
    holds,
    'Two people in two positions decide on a purge; the system then carries it out.',
  );

const notPurged = <C>(holds: (facts: Case<C, RetentionState>) => boolean): Rule<Case<C, RetentionState>> =>
  rule(
    '430.8¶3.2',
    'R-PURGED',
    'what is asked for was recorded on that day, and has not been purged',
    holds,
    'What was purged cannot be brought back; check the id and the day.',
  );

const internal = <C>(): Rule<Case<C, RetentionState>> =>
  rule(
    '430.8¶3.3',
    'R-HOLD-ORDER',
    'units are held and let go by the system, as a hold that people ordered or released says',
    ({ by }) => by.kind === 'clock',
    'Place or release a hold; the system then does this for every day it reaches.',
  );

export const downloading: Rules<DownloadToCase> = [
  ...content,
  rule(
    '430.8¶2.3',
    'R-DOWNLOAD-RELEVANCE',
    'the download names its case or evidence number, and why the vehicle is relevant to it',
    ({ command: { data }, terms }) =>
      data.caseNumber.trim() !== '' && data.relevance.trim().length >= terms.settings.reasonLength,
    'Give the case or evidence number, and say in a sentence what the read shows in that case.',
  ),
  notPurged(
    ({ command: { data }, state }) => data.known && (state.kept === null || state.kept.includes(data.detectionId)),
  ),
  noExtension(({ command: { data }, state, at }) => {
    const until = instant(clockUntil(state, data, at));
    const first = state.clocks[data.detectionId];
    return (
      until > instant(at) &&
      until <= instant(longestUntil(at, data.downloadDays)) &&
      (first === undefined || until <= instant(first))
    );
  }),
];

export const beingHeld: Rules<HoldUnits> = [internal()];
export const lettingGo: Rules<LetGoUnits> = [internal()];

/** The day's clock has run out by the wall clock, and something of it may go. `ahead` hours before is soon enough. */
const due = <C extends Steps>(ahead: (facts: Case<C, RetentionState>) => number): Rule<Case<C, RetentionState>> =>
  rule(
    '430.8¶3.1',
    'R-NOT-DUE',
    'the time that the retention schedule gives has run out for something of that day',
    (facts) => {
      const { data } = facts.command;
      return (
        data.days !== null &&
        between(dueAt(data.date, data.days), facts.at) >= -ahead(facts) * hour &&
        (somethingToGo(facts.state, data.units, earlier(facts.at, data.vouchedAt)) || wholly(facts.state, data.units))
      );
    },
    'Wait until it is due: `alpr-ledger purge due` lists what is.',
  );

/** Everything there is, is held. */
const wholly = (state: RetentionState, units: number): boolean => {
  const left = state.kept?.length ?? units;
  return unreadableHolds(state).length > 0 || (left > 0 && heldUnits(state).length >= left);
};

/** The same by the time that is vouched for; and the youngest record is not much younger than its day. */
const vouched = <C extends Steps>(ahead: (facts: Case<C, RetentionState>) => number): Rule<Case<C, RetentionState>> =>
  vouchedFor((facts) => {
    const { data } = facts.command;
    const { lateHours } = facts.terms.settings;
    if (data.vouchedAt === null || data.days === null) return false;
    const old = between(dueAt(data.date, data.days), data.vouchedAt) >= -ahead(facts) * hour;
    const youngest =
      data.youngestAt === null ||
      between(data.youngestAt, data.vouchedAt) >= data.days * day - (lateHours + ahead(facts)) * hour;
    return old && youngest && cooled(facts);
  });

/** Of a purge that was approved, the hours since its proposal are vouched for too. */
const cooled = ({ command: { data }, state: { purge }, terms }: Case<Steps, RetentionState>): boolean => {
  if (!purge?.approvedBy || data.vouchedAt === null) return true;
  return between(purge.vouchedAt, data.vouchedAt) >= terms.settings.coolingHours * hour;
};

const notHeld = <C>(units: (facts: Case<C, RetentionState>) => number): Rule<Case<C, RetentionState>> =>
  rule(
    '430.8¶3.2',
    'R-HOLD',
    'something of that day is not under a hold',
    (facts) => !wholly(facts.state, units(facts)),
    'What is evidence, or subject to discovery, is kept until the hold is released.',
  );

const underWay = <C extends { readonly data: { readonly purgeId: string } }>(
  holds: (facts: Case<C, RetentionState>) => boolean,
): Rule<Case<C, RetentionState>> =>
  rule(
    '430.4A(f)',
    'R-PURGE-STEP',
    'the purge named is the one that stands at this step',
    holds,
    'Look at the retention register: a purge is proposed, approved, carried out and certified, once each.',
  );

const cooling = ({ terms }: Case<unknown, RetentionState>): number => terms.settings.coolingHours;
const none = (): number => 0;

export const proposing: Rules<ProposePurge> = [
  ...administration,
  underWay(({ state }) => state.purge === null),
  due(cooling),
  vouched(cooling),
  notHeld(({ command }) => command.data.units),
];

export const approving: Rules<ApprovePurge> = [
  ...session,
  twoPeople(
    ({ by, standing, state }) => standing.position === 'custodian-of-records' && state.purge?.proposedBy !== by.id,
  ),
  underWay(
    ({ state, command }) =>
      state.purge !== null && state.purge.purgeId === command.data.purgeId && state.purge.approvedBy === null,
  ),
  notHeld(({ state }) => state.purge?.units ?? 0),
];

export const committing: Rules<CommitPurge> = [
  underWay(
    ({ state, command }) =>
      state.purge !== null && state.purge.purgeId === command.data.purgeId && !state.purge.committed,
  ),
  twoPeople(
    ({ by, state: { purge } }) =>
      by.kind === 'clock' && purge !== null && purge.approvedBy !== null && purge.approvedBy !== purge.proposedBy,
  ),
  rule(
    '430.4A(f)',
    'R-COOLING',
    'the hours set for second thoughts have passed since the purge was proposed',
    ({ state, at, terms }) =>
      state.purge === null || between(state.purge.proposedAt, at) >= terms.settings.coolingHours * hour,
    'Wait: a purge cannot be undone, and a hold may still come.',
  ),
  due(none),
  vouched(none),
];

export const completing: Rules<CompletePurge> = [
  rule(
    '430.8¶3.2',
    'R-PURGE-RESIDUE',
    'a purge is certified once it was committed, and when nothing of what it names is left',
    ({ by, state, command: { data } }) =>
      by.kind === 'clock' &&
      state.purge !== null &&
      state.purge.committed &&
      state.purge.purgeId === data.purgeId &&
      data.residue === 0,
    'Carry the purge out again: it goes on where it stopped.',
  ),
];

export const reburying: Rules<ReburyKeys> = [
  rule(
    '430.8¶3.2',
    'R-NO-FENCE',
    'only a key that a purge had destroyed is destroyed again',
    ({ by, state }) => by.kind === 'clock' && state.kept !== null,
    'A key without a purge is destroyed by a purge, with two people and a day between.',
  ),
];
