/** Figures of the assurances: backups made and tried, verifications, attestations and what is overdue of them. */
import type { RecordSource } from '../records.js';
import type { Time } from '../source.js';
import { byKey, count } from '../statistics.js';
import { byEnd, type Frame } from './frame.js';

export type IntegrityFigures = {
  readonly backups: {
    readonly made: number;
    readonly lastAt: Time | null;
    readonly tested: number;
    /** Tries of the period in which the restored copy had problems. */
    readonly failed: number;
    readonly lastTestedAt: Time | null;
  };
  readonly verifications: { readonly made: number; readonly suspected: number };
  /** The latest attestation of each kind; one that was to be renewed by the end of the period is not current. */
  readonly attestations: readonly { readonly kind: string; readonly at: Time; readonly current: boolean }[];
};

const latest = (times: readonly Time[]): Time | null => times.toSorted((a, b) => byKey(b, a))[0] ?? null;

/** What was done in the period, and what was the last of its kind at its end. */
export const integrityFigures = (source: RecordSource, frame: Frame): IntegrityFigures => {
  const backups = [...source.backups()].filter(({ at }) => byEnd(frame, at));
  const copied = backups.filter(({ what }) => what === 'copied');
  const restored = backups.filter(({ what }) => what === 'restored');
  const assurances = [...source.assurances()].filter(({ at }) => byEnd(frame, at));
  const kinds = [...new Set(assurances.filter(({ again }) => again !== null).map(({ kind }) => kind))].toSorted(byKey);
  return {
    backups: {
      made: count(copied, ({ at }) => frame.during(at)),
      lastAt: latest(copied.map(({ at }) => at)),
      tested: count(restored, ({ at }) => frame.during(at)),
      failed: count(restored, ({ at, problems }) => frame.during(at) && (problems ?? 0) > 0),
      lastTestedAt: latest(restored.map(({ at }) => at)),
    },
    verifications: {
      made: count(assurances, ({ at, kind }) => frame.during(at) && kind === 'integrity-verified'),
      suspected: count(assurances, ({ at, kind }) => frame.during(at) && kind === 'tamper-suspected'),
    },
    attestations: kinds.map((kind) => {
      const last = assurances.filter((one) => one.kind === kind).reduce((a, b) => (b.at > a.at ? b : a));
      return { kind, at: last.at, current: !byEnd(frame, last.again) };
    }),
  };
};
