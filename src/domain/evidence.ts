/** Evidence: what litigation needs, on portable media and booked, with its chain of custody (430.8¶3.3). */
import type { Case, Command, Decider, Event } from './decider.js';
import { type Rule, rule, unless } from './policy/rule.js';
import { content, mayTakeEnforcement, session } from './standing.js';

export const mediaKinds = ['usb-drive', 'hard-drive', 'optical-disc', 'memory-card', 'other'] as const;
export type MediaKind = (typeof mediaKinds)[number];

// Stored for good: never rename, only add.
export type EvidenceBooked = Event<
  'EvidenceBooked',
  {
    readonly packageId: string;
    readonly holdId: string;
    readonly memberId: string;
    readonly media: MediaKind;
    /** SHA-256 of the encrypted package and of the manifest beside it, hex. */
    readonly package: string;
    readonly manifest: string;
    /** Items in it, and the Merkle root over their leaves in order. */
    readonly items: number;
    readonly root: string;
  },
  { readonly propertyNumber: string; readonly mediaId: string }
>;
export type EvidenceTransferred = Event<
  'EvidenceTransferred',
  { readonly packageId: string; readonly memberId: string; readonly step: number },
  { readonly from: string; readonly to: string; readonly why: string }
>;
export type EvidenceEvent = EvidenceBooked | EvidenceTransferred;

export type BookEvidence = Command<
  'BookEvidence',
  Omit<EvidenceBooked['data'], 'memberId'> & { readonly propertyNumber: string; readonly mediaId: string }
>;
export type TransferEvidence = Command<
  'TransferEvidence',
  { readonly packageId: string; readonly from: string; readonly to: string; readonly why: string }
>;
export type EvidenceCommand = BookEvidence | TransferEvidence;

export type EvidenceState = { readonly booked: boolean; readonly transfers: number };

const isCustodian = ({ standing }: Pick<Case<unknown, unknown>, 'standing'>): boolean =>
  standing.position === 'custodian-of-records';

/** The Custodian handles sealed packages and sees nothing of what is in them; who else does is asked everything. */
const handling: readonly Rule<Case<unknown, EvidenceState>>[] = [
  ...session,
  ...unless<Case<unknown, EvidenceState>>(
    isCustodian,
    content.filter((one) => !session.includes(one)),
  ),
  rule(
    '430.8¶3.3',
    'R-EVIDENCE-HANDLER',
    'evidence is in the hands of the Custodian of Records or of a sworn member',
    (facts) => isCustodian(facts) || mayTakeEnforcement(facts.standing.position),
    'Ask the Custodian of Records, or the officer of the case.',
  ),
];

const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
const kept = (packageId: string) => ({ class: 'evidence', unit: packageId }) as const;

export const evidence: Decider<EvidenceCommand, EvidenceState, EvidenceEvent> = {
  category: 'evidence',
  stream: ({ data }) => `evidence-${data.packageId}`,
  initial: { booked: false, transfers: 0 },
  evolve: (state, { type }) =>
    type === 'EvidenceBooked' ? { ...state, booked: true } : { ...state, transfers: state.transfers + 1 },
  on: {
    BookEvidence: {
      rules: [
        ...handling,
        rule(
          '430.8¶3.3',
          'R-EVIDENCE-MEDIA',
          'what is booked names its property number, its medium, what is on it and the digest of the encrypted package',
          ({ command: { data }, state }) =>
            !state.booked &&
            data.propertyNumber.trim() !== '' &&
            data.mediaId.trim() !== '' &&
            data.items > 0 &&
            isDigest(data.package) &&
            isDigest(data.manifest),
          'Give the property number and the number on the medium; a package is booked once.',
        ),
      ],
      events: ({ command: { data }, by }) => {
        const { propertyNumber, mediaId, ...clear } = data;
        return [
          {
            type: 'EvidenceBooked',
            data: { ...clear, memberId: by.id },
            sealed: { propertyNumber, mediaId },
            keep: kept(data.packageId),
          },
        ];
      },
    },
    TransferEvidence: {
      rules: [
        ...handling,
        rule(
          '430.8¶3.3',
          'R-EVIDENCE-CHAIN',
          'a transfer names a package that was booked, from whom, to whom and why',
          ({ command: { data }, state }) =>
            state.booked && [data.from, data.to, data.why].every((text) => text.trim() !== ''),
          'Book the package first; then name both hands and the reason.',
        ),
      ],
      events: ({ command: { data }, state, by }) => [
        {
          type: 'EvidenceTransferred',
          data: { packageId: data.packageId, memberId: by.id, step: state.transfers + 1 },
          sealed: { from: data.from, to: data.to, why: data.why },
          keep: kept(data.packageId),
        },
      ],
    },
  },
};
