/** The policy posted on the web site: attested, looked at again, and found when it drifts (430.4A(g)). */
import type { Case, Command, Decider, Event } from './decider.js';
import { departmentId } from './department.js';
import { rule, unless } from './policy/rule.js';
import { administration } from './standing.js';
import { after, day } from './time.js';

export type Drift = 'another-version' | 'changed' | 'unreachable';

// Stored for good: never rename, only add.
export type PolicyPosted = Event<
  'PolicyPosted',
  {
    readonly postingId: string;
    /** The policy version it shows. */
    readonly policy: string;
    /** SHA-256 of the copy as it was fetched, hex. */
    readonly copy: string;
    readonly attestedBy: string;
    readonly attestAgainBy: string;
  },
  { readonly url: string }
>;
/** A later copy was the one attested, of the version still in force. */
export type PolicyPostingSeen = Event<'PolicyPostingSeen', { readonly postingId: string; readonly copy: string }>;
export type PolicyPostingDriftDetected = Event<
  'PolicyPostingDriftDetected',
  {
    readonly postingId: string;
    readonly drift: Drift;
    /** The version in force, and the copy that was found. */
    readonly policy: string | null;
    readonly copy: string | null;
  }
>;
export type PostingEvent = PolicyPosted | PolicyPostingSeen | PolicyPostingDriftDetected;

export type AttestPosting = Command<
  'AttestPosting',
  {
    readonly postingId: string;
    readonly url: string;
    readonly policy: string;
    /** Found by the shell: SHA-256 of what stands at the address; null when nothing could be fetched. */
    readonly copy: string | null;
  }
>;
export type CheckPosting = Command<
  'CheckPosting',
  { readonly postingId: string; /** Found by the shell. */ readonly copy: string | null }
>;
export type PostingCommand = AttestPosting | CheckPosting;

export type PostingState = {
  readonly postingId: string | null;
  readonly policy: string | null;
  readonly copy: string | null;
  /** What the last look found. */
  readonly drift: Drift | null;
};

const isUrl = (text: string): boolean => /^https:\/\/[^\s/@]+\.[^\s/@]+(?:\/\S*)?$/.test(text);

const driftOf = (state: PostingState, copy: string | null, inForce: string | null): Drift | null => {
  if (state.policy !== inForce) return 'another-version';
  if (copy === null) return 'unreachable';
  return copy === state.copy ? null : 'changed';
};

export const posting: Decider<PostingCommand, PostingState, PostingEvent> = {
  category: 'posting',
  stream: () => `posting-${departmentId}`,
  initial: { postingId: null, policy: null, copy: null, drift: null },
  evolve: (state, { type, data }) => {
    switch (type) {
      case 'PolicyPosted':
        return { postingId: data.postingId, policy: data.policy, copy: data.copy, drift: null };
      case 'PolicyPostingSeen':
        return { ...state, drift: null };
      case 'PolicyPostingDriftDetected':
        return { ...state, drift: data.drift };
    }
  },
  on: {
    AttestPosting: {
      rules: [
        ...administration,
        rule(
          '430.4A(g)',
          'R-POSTING-URL',
          'the posting names its public https address',
          ({ command }) => isUrl(command.data.url),
          'Give the address at which anybody can read the policy.',
        ),
        rule(
          '430.4A(g)',
          'R-POSTING-VERSION',
          'what is posted is the policy version in force',
          ({ command, standing }) => command.data.policy === standing.policyInForce,
          'Post the version in force, and attest that.',
        ),
        rule(
          '430.4A(g)',
          'R-POSTING-COPY',
          'a copy was fetched from the address, and its digest is kept',
          ({ command }) => command.data.copy !== null,
          'Nothing could be fetched there; check the address and whether the page is public.',
        ),
      ],
      events: ({ command: { data }, by, at, terms }) => [
        {
          type: 'PolicyPosted',
          data: {
            postingId: data.postingId,
            policy: data.policy,
            copy: data.copy!,
            attestedBy: by.id,
            attestAgainBy: after(at, terms.settings.postingDays * day),
          },
          sealed: { url: data.url },
          keep: { class: 'register', unit: data.postingId },
        },
      ],
    },
    CheckPosting: {
      rules: [
        ...unless<Case<CheckPosting, PostingState>>(({ by }) => by.kind === 'clock', administration),
        rule(
          '430.4A(g)',
          'R-POSTING-UNKNOWN',
          'the posting was attested, and no later one has taken its place',
          ({ state, command }) => state.postingId !== null && state.postingId === command.data.postingId,
          'Attest the posting of the policy.',
        ),
      ],
      events: ({ command: { data }, state, standing }) => {
        const drift = driftOf(state, data.copy, standing.policyInForce);
        const { postingId, copy } = data;
        if (drift === null)
          return state.drift === null ? [] : [{ type: 'PolicyPostingSeen', data: { postingId, copy: copy! } }];
        // The same drift is one finding, however often it is seen.
        if (drift === state.drift) return [];
        const found = { postingId, drift, policy: standing.policyInForce, copy };
        return [{ type: 'PolicyPostingDriftDetected', data: found }];
      },
    },
  },
};
