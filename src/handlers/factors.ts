/** Second factors at the door: codes of an authenticator (RFC 6238) and passkeys (WebAuthn), offered and checked. */
import { randomBytes } from 'node:crypto';
import {
  type AuthenticationResponseJSON,
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { departmentId } from '../domain/department.js';
import type { Factor, FactorSecret, Proof, Showings } from '../domain/factor.js';
import type { MemberEvent } from '../domain/member.js';
import type { Ledger } from '../ledger/ledger.js';
import { openRecorded, type Opened } from '../ledger/line.js';
import type { Vault } from '../vault/vault.js';
import { freshId } from './ids.js';
import type { Time } from './time.js';

/** Under which name and address the house is known to authenticators. */
export type Site = {
  readonly name: string;
  /** `https://alpr.example.gov` */
  readonly origin: string;
};

/** What a member may enrol: a secret for his authenticator, and what his browser needs to make a passkey. */
export type FactorOffer = {
  readonly totp: { readonly secret: string; readonly uri: string; readonly offer: string };
  readonly passkey: PublicKeyCredentialCreationOptionsJSON;
};

/** How a factor is shown to work when it is enrolled; one of the two. */
export type NewFactorGiven = {
  readonly totp?: { readonly offer: string; readonly code: string } | undefined;
  readonly passkey?: object | undefined;
};

/** How a factor is shown at the door; one of the two. */
export type FactorGiven = { readonly code?: string | undefined; readonly passkey?: object | undefined };

export type Enrolled = { readonly factor: Factor; readonly factorSecret: FactorSecret };
const nothing = { factor: null, factorSecret: null } as const;

type Kept = Factor & { readonly secret: FactorSecret };

/** Codes of the three steps before this one are good still, and one of the next, for clocks that go before ours. */
const BEFORE_S = 90;
const AHEAD_S = 30;
/** How long an offer to enrol a factor stands. */
const OFFER_MS = 15 * 60_000;

const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();

export class Factors {
  constructor(
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly time: Time,
    private readonly site: Site,
  ) {}

  /** A fresh secret and a fresh challenge; nothing is kept until one of them was shown to work. */
  async offer(memberId: string, username: string): Promise<FactorOffer> {
    const secret = generateSecret();
    const made = this.#signed(memberId, secret);
    const passkey = await generateRegistrationOptions({
      rpName: this.site.name,
      rpID: this.#relyingParty(),
      userName: username,
      userID: new TextEncoder().encode(memberId),
      challenge: new TextEncoder().encode(this.#signed(memberId, randomBytes(16).toString('hex'))),
      authenticatorSelection: { residentKey: 'required', userVerification: 'preferred' },
    });
    const uri = generateURI({ issuer: this.site.name, label: username, secret });
    return { totp: { secret, uri, offer: made }, passkey };
  }

  /** The factor shown to work, with what checks it from now on; nothing where none was, or it did not. */
  async proveNew(memberId: string, { totp, passkey }: NewFactorGiven): Promise<Enrolled | typeof nothing> {
    const proved = totp ? this.#newTotp(memberId, totp) : passkey ? await this.#newPasskey(memberId, passkey) : null;
    return proved ?? nothing;
  }

  /** A challenge for whichever passkey the browser finds; good for one use and two minutes, whoever asks for it. */
  challenge(): Promise<PublicKeyCredentialRequestOptionsJSON> {
    const challenge = new TextEncoder().encode(this.#signed(departmentId, randomBytes(16).toString('hex')));
    return generateAuthenticationOptions({ rpID: this.#relyingParty(), challenge, userVerification: 'preferred' });
  }

  /** The member's own factor as it was shown, or null. `shown` tells how often each passkey was used. */
  async prove(memberId: string, { code, passkey }: FactorGiven, shown: Showings): Promise<Proof | null> {
    if (code === undefined && passkey === undefined) return null;
    for (const kept of await this.#of(memberId)) {
      const proof = 'totp' in kept.secret ? this.#code(kept, code) : await this.#passkey(kept, passkey, shown);
      if (proof) return { ...proof, factorId: kept.factorId, kind: kept.kind, provedAt: kept.provedAt };
    }
    return null;
  }

  #relyingParty(): string {
    return new URL(this.site.origin).hostname;
  }

  /** `what.milliseconds.mac`: shown again, it is known for ours, for whom it was made, and when. */
  #signed(memberId: string, what: string): string {
    const made = `${what}.${Date.parse(this.time.now())}`;
    return `${made}.${this.#mac(memberId, made)}`;
  }

  #mac(memberId: string, made: string): string {
    const day = iso(Number(made.split('.')[1])).slice(0, 10);
    return this.vault.fingerprint({ class: 'register', day, unit: memberId }, `factor ${made}`);
  }

  #readSigned(memberId: string, text: string): { readonly what: string; readonly madeAt: number } | null {
    const [, made, what, at, mac] = /^((\w+)\.(\d{1,15}))\.([0-9a-f]{64})$/.exec(text) ?? [];
    if (!made || !what || mac !== this.#mac(memberId, made)) return null;
    const madeAt = Number(at);
    return Date.parse(this.time.now()) - madeAt <= OFFER_MS ? { what, madeAt } : null;
  }

  #newTotp(memberId: string, { offer, code }: { readonly offer: string; readonly code: string }): Enrolled | null {
    const secret = this.#readSigned(memberId, offer)?.what;
    const madeAt = secret === undefined ? null : this.#stepOf(secret, code);
    if (secret === undefined || madeAt === null) return null;
    return { factor: { factorId: freshId(), kind: 'totp', provedAt: madeAt }, factorSecret: { totp: { secret } } };
  }

  async #newPasskey(memberId: string, response: object): Promise<Enrolled | null> {
    let madeAt = 0;
    try {
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: response as RegistrationResponseJSON,
        expectedChallenge: (challenge) => (madeAt = this.#challengedAt(memberId, challenge) ?? 0) > 0,
        expectedOrigin: this.site.origin,
        expectedRPID: this.#relyingParty(),
        requireUserVerification: false,
      });
      if (!verified) return null;
      const { id: credentialId, publicKey, counter, transports = [] } = registrationInfo.credential;
      const passkey = { credentialId, publicKey: Buffer.from(publicKey).toString('base64url'), counter, transports };
      const factor = { factorId: freshId(), kind: 'passkey', provedAt: iso(madeAt) } as const;
      return { factor, factorSecret: { passkey } };
    } catch {
      // The library throws at whatever is not as the standard says; for us it is a factor that was not shown.
      return null;
    }
  }

  #code({ secret }: Kept, code: string | undefined): Pick<Proof, 'madeAt' | 'counter'> | null {
    const madeAt = code !== undefined && 'totp' in secret ? this.#stepOf(secret.totp.secret, code) : null;
    return madeAt === null ? null : { madeAt, counter: 0 };
  }

  async #passkey(
    { secret, factorId }: Kept,
    response: object | undefined,
    shown: Showings,
  ): Promise<Pick<Proof, 'madeAt' | 'counter'> | null> {
    if (response === undefined || !('passkey' in secret)) return null;
    const { credentialId, publicKey, counter } = secret.passkey;
    if ((response as { id?: unknown }).id !== credentialId) return null;
    let madeAt = 0;
    try {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: response as AuthenticationResponseJSON,
        expectedChallenge: (challenge) => (madeAt = this.#challengedAt(departmentId, challenge) ?? 0) > 0,
        expectedOrigin: this.site.origin,
        expectedRPID: this.#relyingParty(),
        credential: {
          id: credentialId,
          publicKey: Uint8Array.from(Buffer.from(publicKey, 'base64url')),
          counter: shown[factorId]?.counter ?? counter,
        },
        requireUserVerification: false,
      });
      return verified ? { madeAt: iso(madeAt), counter: authenticationInfo.newCounter } : null;
    } catch {
      return null;
    }
  }

  #challengedAt(memberId: string, challenge: string): number | undefined {
    return this.#readSigned(memberId, Buffer.from(challenge, 'base64url').toString())?.madeAt;
  }

  /** When the time step began whose code this is; null when it is none of the last or the next one's. */
  #stepOf(secret: string, code: string): string | null {
    if (!/^\d{6}$/.test(code)) return null;
    const epoch = Date.parse(this.time.now()) / 1000;
    const found = verifySync({ secret, token: code, epoch, epochTolerance: [BEFORE_S, AHEAD_S] });
    return found.valid && 'timeStep' in found ? iso(found.timeStep * 30_000) : null;
  }

  /** The factors of a member, from the ledger itself: what checks them lies in no read model. */
  async #of(memberId: string): Promise<readonly Kept[]> {
    const kept = new Map<string, Kept>();
    for await (const recorded of this.ledger.readStream(`member-${memberId}`)) {
      const event = openRecorded(this.vault, recorded) as unknown as MemberEvent & Opened;
      if (event.type === 'SecondFactorEnrolled' && event.sealed)
        kept.set(event.data.factorId, { ...event.data, secret: event.sealed });
      if (event.type === 'SecondFactorRemoved') kept.delete(event.data.factorId);
      if (event.type === 'CredentialsReset') kept.clear();
    }
    return [...kept.values()];
  }
}
