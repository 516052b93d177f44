/** The keys that sign the ledger: which of them sign now, which did before, and which are trusted no more. */
import { randomBytes } from 'node:crypto';
import { DataLoss } from '../vault/errors.js';
import type { Ledger } from '../ledger/ledger.js';
import { parseLine } from '../ledger/line.js';
import type { Vault } from '../vault/vault.js';
import { SIGNATURE, type Signer, signerOf, type Verifier, verifierOf } from './note.js';

/** One key and the sizes it answers for: from `first` to before `end`. `publicKey` is hex. */
export type LogKey = {
  readonly publicKey: string;
  readonly first: number;
  readonly end: number | null;
  readonly status: 'active' | 'retired' | 'revoked';
  /** Of a revoked key: the last size at which its signature counts. */
  readonly lastTrustedSize: number | null;
  /** Until when it signs beside its successor (ISO 8601); null while it has none. */
  readonly signsUntil: string | null;
};

/** What the ledger says of its keys; the two events of the stream `signing`. */
export type KeyFact =
  | {
      readonly type: 'LedgerKeyRotated';
      readonly data: {
        readonly publicKey: string;
        readonly previous: string;
        readonly fromSize: number;
        readonly overlapUntil: string;
      };
    }
  | {
      readonly type: 'LedgerKeyRevoked';
      readonly data: { readonly publicKey: string; readonly lastTrustedSize: number };
    };

const founding = (publicKey: string, first = 0): LogKey => ({
  publicKey,
  first,
  end: null,
  status: 'active',
  lastTrustedSize: null,
  signsUntil: null,
});

/** The keys in their order. @param first the key there was before any was rotated */
export const keysFrom = (first: string, facts: readonly KeyFact[]): readonly LogKey[] =>
  facts.reduce<readonly LogKey[]>(
    (keys, { type, data }) => {
      if (type === 'LedgerKeyRevoked')
        return keys.map((key) =>
          key.publicKey === data.publicKey ? { ...key, status: 'revoked', lastTrustedSize: data.lastTrustedSize } : key,
        );
      const before = keys.map((key): LogKey =>
        key.status === 'active'
          ? { ...key, end: data.fromSize, status: 'retired', signsUntil: data.overlapUntil }
          : key,
      );
      return [...before, founding(data.publicKey, data.fromSize)];
    },
    [founding(first)],
  );

/** The ledger's own account of its keys. */
export const keyFactsOf = async (ledger: Pick<Ledger, 'readStream'>, stream: string): Promise<KeyFact[]> => {
  const facts: KeyFact[] = [];
  for await (const { line } of ledger.readStream(stream)) {
    const { type, data } = parseLine(line);
    if (type === 'LedgerKeyRotated' || type === 'LedgerKeyRevoked') facts.push({ type, data } as KeyFact);
  }
  return facts;
};

type Secret = { readonly origin: string; readonly seed: string; readonly made: string };
const SECRETS = 'ledger-keys';

/** The signing keys of one origin, whose secrets lie wrapped in the vault. */
export class LogKeys {
  private constructor(
    private readonly vault: Pick<Vault, 'secret' | 'keepSecret'>,
    private readonly ledger: Pick<Ledger, 'readStream'>,
    private readonly stream: string,
    readonly origin: string,
    private secrets: readonly Secret[],
    private known: readonly LogKey[],
  ) {}

  /**
   * Opens them, making the first at the first start.
   * @param stream the ledger's stream of its own keys
   * @param hasSigned something was signed under this origin: a missing key must not be replaced
   * @throws DataLoss when they are gone although something was signed
   */
  static async open(
    vault: Pick<Vault, 'secret' | 'keepSecret'>,
    ledger: Pick<Ledger, 'readStream'>,
    stream: string,
    origin: string,
    hasSigned = false,
  ): Promise<LogKeys> {
    const stored = vault.secret(SECRETS);
    const secrets = stored ? (JSON.parse(stored.toString()) as Secret[]) : [];
    const keys = new LogKeys(vault, ledger, stream, origin, secrets, []);
    if (!secrets.some((secret) => secret.origin === origin)) {
      if (hasSigned)
        throw new DataLoss(
          `DATA LOSS: the keys that signed ${origin} are not in the vault. Restore vault/keys, or continue under ` +
            'another name (ALPR_ORIGIN), which every verifier sees as a new ledger.',
        );
      keys.make();
    }
    await keys.reload();
    return keys;
  }

  /** All keys there were, the oldest first. */
  get keys(): readonly LogKey[] {
    return this.known;
  }

  /** The key that answers for the sizes to come. */
  get active(): LogKey {
    return this.known.find(({ status }) => status === 'active') as LogKey;
  }

  /** The keys under which this ledger has signed and may be believed, also by who looks back. */
  verifiers(): Verifier[] {
    return this.known.filter(({ status }) => status !== 'revoked').map(({ publicKey }) => this.verifier(publicKey));
  }

  verifier(publicKey: string): Verifier {
    return verifierOf(this.origin, SIGNATURE.note, Buffer.from(publicKey, 'hex'));
  }

  /** Who signs at that time: the active key, and one before it until the overlap is over. The newest comes first. */
  signers(at: string): Signer[] {
    const signing = this.known.filter(
      ({ status, signsUntil }) =>
        status === 'active' || (status === 'retired' && signsUntil !== null && at < signsUntil),
    );
    return signing.reverse().map(({ publicKey }) => this.signer(publicKey));
  }

  /** Makes a key and keeps its secret; it signs nothing until the ledger says that it took over. @returns hex */
  make(): string {
    const seed = randomBytes(32);
    const secret = { origin: this.origin, seed: seed.toString('hex'), made: new Date().toISOString() };
    this.secrets = [...this.secrets, secret];
    this.vault.keepSecret(SECRETS, Buffer.from(JSON.stringify(this.secrets)));
    return publicKeyOf(secret);
  }

  /** Reads the ledger's account anew, after a rotation or a revocation. */
  async reload(): Promise<void> {
    const facts = (await keyFactsOf(this.ledger, this.stream)).filter(({ data }) => this.isMine(data.publicKey));
    const [rotated] = facts.flatMap((fact) => (fact.type === 'LedgerKeyRotated' ? [fact] : []));
    const own = this.secrets.filter(({ origin }) => origin === this.origin).map(publicKeyOf);
    this.known = keysFrom(rotated?.data.previous ?? (own[0] as string), facts);
  }

  /** Under another origin the same stream tells of other keys. */
  private isMine(publicKey: string): boolean {
    return this.secrets.some((secret) => secret.origin === this.origin && publicKeyOf(secret) === publicKey);
  }

  private signer(publicKey: string): Signer {
    const secret = this.secrets.find((one) => one.origin === this.origin && publicKeyOf(one) === publicKey);
    if (!secret) throw new Error(`The secret of the ledger key ${publicKey.slice(0, 8)} is not in the vault.`);
    return signerOf(this.origin, SIGNATURE.note, Buffer.from(secret.seed, 'hex'));
  }
}

const publicKeyOf = ({ origin, seed }: Secret): string =>
  signerOf(origin, SIGNATURE.note, Buffer.from(seed, 'hex')).verifier.publicKey.toString('hex');
