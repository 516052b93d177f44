/** A made-up history for long campaigns: lines of the right form, without a house behind them. */
import { createHash } from 'node:crypto';
import { canonical } from '../../src/vault/canonical.js';
import { leafOf } from './bundle.js';

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
const uuid = (n: number): string => `0197a000-0000-7000-8000-${String(n).padStart(12, '0')}`;

/** Lines of a few streams by turns, each naming the one before it in its stream. */
export const linesOf = (count: number): readonly string[] => {
  const last = new Map<string, string>();
  const rules = rulesOf();
  return Array.from({ length: count }, (_, n) => {
    const stream = n === 0 ? `department-${uuid(430)}` : `detection-${uuid(n % 5)}-20261123`;
    const at = new Date(Date.parse('2026-11-23T08:00:00.000Z') + n * 1000).toISOString();
    const line = canonical({
      v: 1,
      id: uuid(1000 + n),
      type: n === 0 ? 'RulesInstalled' : 'DetectionRecorded',
      schema: 1,
      stream,
      prev: last.get(stream) ?? null,
      occurredAt: at,
      recordedAt: at,
      action: n === 0 ? 'InstallRules' : 'RecordDetection',
      actor: n === 0 ? { kind: 'clock', id: 'clock' } : { kind: 'camera', id: uuid(n % 5) },
      command: uuid(5000 + n),
      request: digest(`request ${n}`),
      policy: { set: `psp-430@sha256:${digest('policy')}`, upheld: ['430.1¶1.1 R-SRC-UNKNOWN'], broken: [] },
      data:
        n === 0 ? { rules: digest(rules) } : { detectionId: uuid(n), capturedAt: at, confidence: 9700, unread: false },
    });
    last.set(stream, leafOf(line).toString('hex'));
    return line;
  });
};

/** The rules of these lines, as a bundle encloses them. */
export const rulesOf = (): string =>
  canonical({
    v: 1,
    set: `psp-430@sha256:${digest('policy')}`,
    clauses: {},
    commands: { RecordDetection: { stream: 'detection', rules: [{ clause: '430.1¶1.1', code: 'R-SRC-UNKNOWN' }] } },
  });
