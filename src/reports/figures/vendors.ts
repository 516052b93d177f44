/** Figures of those who store the data for the Department: settings, drift, and what their own records showed. */
import type { Vendor, VendorFinding } from '../daily.js';
import type { RecordSource } from '../records.js';
import { byKey, count } from '../statistics.js';
import { byEnd, type Frame } from './frame.js';

export type VendorFigures = {
  readonly vendors: readonly (Pick<Vendor, 'dataStoreId' | 'settings' | 'settingsAt' | 'immigration'> & {
    /** Attestations on file that had not run out at the end. */
    readonly attestations: number;
  })[];
  /** Findings of the period, by what was held against what. */
  readonly findings: Readonly<Record<VendorFinding['finding'], number>>;
  /** Switches that shared for immigration enforcement, in the changes found in the period. */
  readonly immigrationDrift: number;
  readonly logs: {
    readonly imports: number;
    readonly rows: number;
    readonly vanished: number;
    readonly changed: number;
  };
  readonly reconciliations: {
    readonly made: number;
    /** Reads the vendors returned; of these, older than may be kept; of ours, not returned. */
    readonly returned: number;
    readonly overdue: number;
    readonly missing: number;
  };
};

const sum = <Row>(rows: readonly Row[], of: (row: Row) => number): number =>
  rows.reduce((all, row) => all + of(row), 0);

/** How the stores stood at the end, and what was found in the period. */
export const vendorFigures = (source: RecordSource, frame: Frame): VendorFigures => {
  const findings = [...source.vendorFindings()].filter(({ at }) => frame.during(at));
  const of = (finding: VendorFinding['finding']) => findings.filter((one) => one.finding === finding);
  const logs = [...source.logImports()].filter(({ at }) => frame.during(at));
  const held = [...source.reconciliations()].filter(({ at }) => frame.during(at));
  return {
    vendors: [...source.vendors()]
      .filter(({ registeredAt }) => byEnd(frame, registeredAt))
      .map(({ dataStoreId, settings, settingsAt, immigration, attestations }) => ({
        dataStoreId,
        settings,
        settingsAt,
        immigration,
        attestations: count(attestations, ({ at, validUntil }) => byEnd(frame, at) && !byEnd(frame, validUntil)),
      }))
      .toSorted((a, b) => byKey(a.dataStoreId, b.dataStoreId)),
    findings: {
      settings: of('settings').length,
      purge: of('purge').length,
      log: of('log').length,
      transfer: of('transfer').length,
    },
    immigrationDrift: sum(of('settings'), ({ counts }) => counts['immigration'] ?? 0),
    logs: {
      imports: logs.length,
      rows: sum(logs, ({ rows }) => rows),
      vanished: sum(of('log'), ({ counts }) => counts['vanished'] ?? 0),
      changed: sum(of('log'), ({ counts }) => counts['changed'] ?? 0),
    },
    reconciliations: {
      made: held.length,
      returned: sum(held, ({ returned }) => returned),
      overdue: sum(held, ({ overdue }) => overdue),
      missing: sum(held, ({ missing }) => missing),
    },
  };
};
