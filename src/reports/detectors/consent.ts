/** D23: who approves what benefits himself, and people who approve each other in a circle. */
import { instant } from '../../domain/time.js';
import type { Consent } from '../../projections/consents.js';
import { grouped } from '../statistics.js';
import { type Detector, flag, lately } from './flag.js';

type Edge = Omit<Consent, 'at'> & { readonly at: number };

const edgesOf = (consents: readonly Consent[]): Edge[] => consents.map((one) => ({ ...one, at: instant(one.at) }));

/** No rule lets this happen; should the ledger show it all the same, a rule was got round. */
export const ownApproval: Detector = {
  code: 'own-approval',
  says: (count) => `${count} approvals or reviews were given by the one whom they concern.`,
  watch: ({ consents }) =>
    grouped(
      edgesOf(consents).filter(({ by, of }) => by === of),
      ({ by }) => by,
    ).map(([memberId, all]) => flag(memberId, 'critical', all)),
};

/** Everybody who can be reached from `from` by consent of one kind. */
const reaches = (from: string, next: ReadonlyMap<string, ReadonlySet<string>>): Set<string> => {
  const seen = new Set<string>();
  const open = [...(next.get(from) ?? [])];
  for (let one = open.pop(); one !== undefined; one = open.pop()) {
    if (seen.has(one)) continue;
    seen.add(one);
    open.push(...(next.get(one) ?? []));
  }
  return seen;
};

/** The edges that lie on a circle: consent comes back to who gave it. */
export const circular = (edges: readonly Edge[]): Edge[] => {
  const between = edges.filter(({ by, of }) => by !== of);
  const next = new Map(grouped(between, ({ by }) => by).map(([by, all]) => [by, new Set(all.map(({ of }) => of))]));
  const back = new Map([...new Set(between.map(({ of }) => of))].map((of) => [of, reaches(of, next)]));
  return between.filter(({ by, of }) => back.get(of)!.has(by));
};

/** Mutual consent of one kind, directly or round a circle of several. */
export const approvalCircle: Detector = {
  code: 'approval-circle',
  says: (count) => `${count} approvals or reviews of one kind go round in a circle: those approved approve in turn.`,
  watch: ({ consents, now }) =>
    grouped(edgesOf(consents), ({ what }) => what).flatMap(([, edges]) => {
      const round = circular(edges);
      return lately(round, now, 7).length > 0 ? [flag(null, 'high', round)] : [];
    }),
};
