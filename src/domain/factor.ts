/** Second factors: what a member has beside what he knows, an authenticator's one-time codes or a passkey. */
import type { Case } from './decider.js';
import { rule } from './policy/rule.js';
import { between, second } from './time.js';

export type FactorKind = 'totp' | 'passkey';

/** A factor as it was enrolled; `provedAt` is the time of the code or challenge by which it was shown to work. */
export type Factor = { readonly factorId: string; readonly kind: FactorKind; readonly provedAt: string };

/** What is needed to check a factor; sealed with the register, and in no read model. */
export type FactorSecret =
  | { readonly totp: { /** Base32, 160 bits. */ readonly secret: string } }
  | {
      readonly passkey: {
        readonly credentialId: string;
        /** COSE key, base64url. */
        readonly publicKey: string;
        readonly counter: number;
        readonly transports: readonly string[];
      };
    };

/** A factor as it was shown at the door, after it was found to be the member's own. */
export type Shown = {
  readonly factorId: string;
  readonly kind: FactorKind;
  /** When the code's time step began, or the challenge was made; ISO 8601, UTC. */
  readonly madeAt: string;
  /** How often the passkey says it was used; 0 where it does not count. */
  readonly counter: number;
};

/** A shown factor with what the shell found of it: the code or challenge by which it was enrolled. */
export type Proof = Shown & { readonly provedAt: string };

/** The last showing of each factor. */
export type Showings = Readonly<Record<string, Pick<Shown, 'madeAt' | 'counter'>>>;

/** The next step of an authenticator may have begun there before it does here, milliseconds. */
const AHEAD = 30 * second;

type Showing = { readonly data: { readonly factor: Proof | null } };

/** CJIS IA-2: a second factor for ordinary and privileged accounts, whether it is enrolled or shown at the door. */
export const possessed = rule<Case<{ readonly data: { readonly factor: Factor | Proof | null } }, unknown>>(
  '430.6(i)',
  'R-SECOND-FACTOR',
  'a second factor was shown, and it is the member’s own',
  ({ command }) => command.data.factor !== null,
  'Enter the code of your authenticator, or use your passkey.',
);

const neverUsed = ({ factorId, madeAt, provedAt }: Proof, shown: Showings): boolean =>
  madeAt > provedAt && madeAt > (shown[factorId]?.madeAt ?? provedAt);

/** CJIS IA-5: a one-time code is good for two minutes and for one use; so is a challenge. */
export const fresh = rule<Case<Showing, { readonly shown: Showings }>>(
  '430.6(i)',
  'R-REPLAY',
  'the one-time code was never used before, and is at most two minutes old',
  ({ command: { data }, state, at, terms }) => {
    if (data.factor === null) return true;
    const age = between(data.factor.madeAt, at);
    return neverUsed(data.factor, state.shown) && age >= -AHEAD && age <= terms.settings.codeSeconds * second;
  },
  'Wait for the next code, and enter that one.',
);
