/** What keeps the data safe: safeguards and hosting, attested by people; the ledger, read back and found whole. */
import { isTerminal } from './actor.js';
import type { Case, Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { rule, unless } from './policy/rule.js';
import type { Settings } from './policy/settings.js';
import { administration, session } from './standing.js';
import { after, day } from './time.js';

export const safeguards = ['operational', 'administrative', 'technical', 'physical'] as const;
export type Safeguard = (typeof safeguards)[number];

// Stored for good: never rename, only add.
export type SafeguardAttested = Event<
  'SafeguardAttested',
  {
    readonly attestationId: string;
    readonly safeguard: Safeguard;
    /** SHA-256 of the document it rests on, hex. */
    readonly document: string;
    readonly attestedBy: string;
    readonly attestAgainBy: string;
  }
>;
export type HostingAttested = Event<
  'HostingAttested',
  {
    readonly attestationId: string;
    readonly redundant: true;
    readonly accessControlled: true;
    readonly document: string;
    readonly attestedBy: string;
    readonly attestAgainBy: string;
  }
>;
export type IntegrityVerified = Event<
  'IntegrityVerified',
  { readonly verificationId: string; readonly treeSize: number; readonly root: string }
>;
export type TamperSuspected = Event<
  'TamperSuspected',
  {
    readonly verificationId: string;
    readonly treeSize: number;
    readonly root: string;
    readonly problems: number;
    /** Where the first of them lies; null when it concerns the ledger as a whole. */
    readonly firstAt: number | null;
  }
>;
export type AssuranceEvent = SafeguardAttested | HostingAttested | IntegrityVerified | TamperSuspected;

export type AttestSafeguard = Command<
  'AttestSafeguard',
  Pick<SafeguardAttested['data'], 'attestationId' | 'safeguard' | 'document'>
>;
export type AttestHosting = Command<
  'AttestHosting',
  {
    readonly attestationId: string;
    readonly redundant: boolean;
    readonly accessControlled: boolean;
    readonly document: string;
  }
>;
export type RecordVerification = Command<
  'RecordVerification',
  { readonly verificationId: string } & {
    /** Found by the shell, which reads the whole ledger back. */
    readonly found: Omit<TamperSuspected['data'], 'verificationId'>;
  }
>;
export type AssuranceCommand = AttestSafeguard | AttestHosting | RecordVerification;

const again = (at: string, { attestationDays }: Settings): string => after(at, attestationDays * day);
const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** One stream for the whole department. */
export const assuranceStream = `assurance-${departmentId}`;

export const assurance: Decider<AssuranceCommand, null, AssuranceEvent> = {
  category: 'assurance',
  stream: () => assuranceStream,
  initial: null,
  evolve: () => null,
  on: {
    AttestSafeguard: {
      rules: [
        ...administration,
        rule(
          '430.7(i)',
          'R-SAFEGUARD',
          'the attestation names one of the four kinds of safeguard, and the document it rests on',
          ({ command: { data } }) => safeguards.includes(data.safeguard) && isDigest(data.document),
          'Attest operational, administrative, technical or physical safeguards, with the document’s SHA-256.',
        ),
      ],
      events: ({ command: { data }, by, at, terms }) => [
        { type: 'SafeguardAttested', data: { ...data, attestedBy: by.id, attestAgainBy: again(at, terms.settings) } },
      ],
    },
    AttestHosting: {
      rules: [
        ...administration,
        rule(
          '430.9(c)',
          'R-HOSTING',
          'the data centre is fully redundant and its access controlled, by a document that says so',
          ({ command: { data } }) => data.redundant && data.accessControlled && isDigest(data.document),
          'Attest what the host has shown in writing; until then the clause is not upheld.',
        ),
      ],
      events: ({ command: { data }, by, at, terms }) => {
        const attested = { attestationId: data.attestationId, redundant: true, accessControlled: true } as const;
        const told = { document: data.document, attestedBy: by.id, attestAgainBy: again(at, terms.settings) };
        return [{ type: 'HostingAttested', data: { ...attested, ...told } }];
      },
    },
    RecordVerification: {
      rules: [
        ...unless<Case<RecordVerification, null>>(({ by }) => by.kind === 'clock' || isTerminal(by), session),
        rule(
          '430.7(i)',
          'R-VERIFIER',
          'the ledger is read back by the system, by an auditor, or by the ALPR Administrator',
          ({ by, standing }) =>
            by.kind === 'clock' || isTerminal(by) || standing.position === 'auditor' || standing.administrator,
          'Ask an auditor; anybody may verify a copy of the ledger for himself.',
        ),
      ],
      events: ({ command: { data } }) => {
        const { problems, firstAt, ...seen } = data.found;
        const { verificationId } = data;
        return problems === 0
          ? [{ type: 'IntegrityVerified', data: { verificationId, ...seen } }]
          : [{ type: 'TamperSuspected', data: { verificationId, ...seen, problems, firstAt } }];
      },
    },
  },
};
