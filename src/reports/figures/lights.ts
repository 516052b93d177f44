/** The twelve figures a reader sees first, each with a light, and the points that wait for somebody. */
import type { Clause } from '../../domain/policy/clauses.js';
import type { Share } from '../statistics.js';
import { number, plural } from '../words.js';
import type { Measured } from './measured.js';

/** `act`: against the policy. `look`: somebody should. `good`: as it should be. `plain`: a figure without a target. */
export type Status = 'good' | 'look' | 'act' | 'plain';

export type Light = {
  readonly label: string;
  readonly clause: Clause;
  readonly value: number | null;
  readonly unit: 'count' | 'share' | 'seconds' | 'intact';
  readonly status: Status;
  readonly note: string;
};

/**
 * A misread rate surely above the first, and a share of searches with event number below the second, ask for a look;
 * of fewer hits than the third nothing is said. Ours, not the policy's.
 */
export const thresholds = { misread: 0.1, withEventNumber: 0.8, hitsToJudge: 30 } as const;

const none = (value: number, otherwise: 'look' | 'act'): Status => (value === 0 ? 'good' : otherwise);

const reading = ({ low, of }: Share): Status => {
  if (low > thresholds.misread) return 'look';
  return of < thresholds.hitsToJudge ? 'plain' : 'good';
};

const handling = ({ hits }: Measured): Light[] => [
  {
    label: 'Actions without confirmation',
    clause: '430.6(k).3',
    value: hits.actionedUnconfirmed,
    unit: 'count',
    status: none(hits.actionedUnconfirmed, 'act'),
    note: 'must be 0',
  },
  {
    label: 'Actions before comparison',
    clause: '430.6(k).1',
    value: hits.actionedUnverified,
    unit: 'count',
    status: none(hits.actionedUnverified, 'act'),
    note: 'must be 0, exigent or not',
  },
  {
    label: 'Hits nobody has looked at',
    clause: '430.6(k).1',
    value: hits.unseen,
    unit: 'count',
    status: none(hits.unseen, 'look'),
    note: `of ${number(hits.raised)} raised`,
  },
  {
    label: 'Exigent circumstances declared',
    clause: '430.6(k).4',
    value: hits.exigent,
    unit: 'count',
    status: none(hits.exigent, 'look'),
    note: 'each is reviewed by a supervisor',
  },
  {
    label: 'Alert to verification, median',
    clause: '430.6(k).1',
    value: hits.toVerdict.median,
    unit: 'seconds',
    status: 'plain',
    note: `${plural(hits.toVerdict.count, 'hit')} compared by eye`,
  },
  {
    label: 'Alert to confirmation, median',
    clause: '430.6(k).3',
    value: hits.toConfirmation.median,
    unit: 'seconds',
    status: 'plain',
    note: `${plural(hits.toConfirmation.count, 'hit')} asked about`,
  },
];

const system = ({ hits, users, accesses, refusals, reads, ledger }: Measured): Light[] => [
  {
    label: 'Hits rejected as misread',
    clause: '430.6(l)',
    value: hits.misreadRate.share,
    unit: 'share',
    status: reading(hits.misreadRate),
    note: `${number(hits.misreadRate.count)} of ${number(hits.misreadRate.of)} judged`,
  },
  {
    label: 'Approved, not current',
    clause: '430.6(d)',
    value: users.barred.length,
    unit: 'count',
    status: users.unlistedApproved.length > 0 ? 'act' : none(users.barred.length, 'look'),
    note: `of ${plural(users.approved, 'user')}; refused until renewed`,
  },
  {
    label: 'Searches with an event number',
    clause: '430.7(g)',
    value: accesses.withEventNumber.share,
    unit: 'share',
    status:
      accesses.withEventNumber.share === null
        ? 'plain'
        : accesses.withEventNumber.share < thresholds.withEventNumber
          ? 'look'
          : 'good',
    note: `of ${number(accesses.searches)}; each states a reason`,
  },
  {
    label: 'Acts refused by the policy',
    clause: '430.6.0',
    value: refusals.total,
    unit: 'count',
    status: 'plain',
    note: 'each kept with its rulings',
  },
  {
    label: 'Reads that raised a hit',
    clause: '430.1¶1.2',
    value: reads.total === 0 ? null : hits.raised / reads.total,
    unit: 'share',
    status: 'plain',
    note: `of ${plural(reads.total, 'read')}`,
  },
  {
    label: 'Ledger verified',
    clause: '430.7(i)',
    value: ledger.verification === null ? null : Number(ledger.verification.intact),
    unit: 'intact',
    status: ledger.verification === null ? 'look' : ledger.verification.intact ? 'good' : 'act',
    note: plural(ledger.events, 'event'),
  },
];

/** Twelve figures, the most serious subject first. */
export const lights = (figures: Measured): readonly Light[] => [...handling(figures), ...system(figures)];
