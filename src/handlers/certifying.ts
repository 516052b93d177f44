/** Certificates of purges: drawn up from what the ledger says, signed, and kept beside it with their paper. */
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PurgeApproved, PurgeCommitted, PurgeProposed, UnitsHeld } from '../domain/retention.js';
import { after, day } from '../domain/time.js';
import type { Ledger } from '../ledger/ledger.js';
import { openRecorded, type Opened } from '../ledger/line.js';
import { copiesHolding } from '../projections/copies.js';
import type { Views } from '../projections/views.js';
import {
  type Certificate,
  certificateDigest,
  type CertificateSignature,
  certificateText,
  type CertifiedHead,
  copyKinds,
  honestLimit,
  signedText,
} from '../reports/certificate.js';
import { renderCertificate } from '../reports/certificatepaper.js';
import { writeDurably } from '../vault/durable.js';
import type { PaperSigner } from '../proof/papersigner.js';
import type { Vault } from '../vault/vault.js';
import type { Checked, Destroyed, Marked } from './destruction.js';
import { Malformed } from './errors.js';
import { sha256 } from './ids.js';
import { destroyedRoot, rootOver } from './inventory.js';
import type { ReportSettings } from './reporting.js';

/** Who signs for the ledger. */
export abstract class CertificateSigner {
  /** Signs the ledger as it is; to be called before anything is destroyed. */
  abstract before(): Promise<void>;
  /** The ledger as it is signed now, and who outside bears it out. */
  abstract head(): Promise<CertifiedHead>;
  abstract sign(text: Uint8Array): Promise<readonly CertificateSignature[]>;
}

/** Papers and copies named one by one in a certificate; all are counted. */
const LISTED = 100;

/** Everything that came of one purge. */
export type PurgeOutcome = {
  readonly purgeId: string;
  readonly stream: string;
  /** The UTC day, `yyyy-mm-dd`. */
  readonly date: string;
  readonly certificateId: string;
  readonly issuedAt: string;
  readonly kept: readonly string[];
  readonly holds: readonly string[];
  readonly downloads: number;
  readonly schedule: string | null;
  readonly coolingHours: number;
  readonly backupDays: { readonly keys: number; readonly sealedParts: number };
  readonly marked: Marked;
  readonly destroyed: Destroyed;
  readonly checked: Checked;
  readonly resumed: boolean;
};

type Steps = {
  readonly proposed: Opened & PurgeProposed;
  readonly approved: Opened & PurgeApproved;
  readonly committed: Opened & PurgeCommitted;
};

const stepsOf = (facts: readonly Opened[], purgeId: string): Steps => {
  const find = <T>(type: string): T =>
    facts.find((fact) => fact.type === type && (fact.data as { purgeId?: string }).purgeId === purgeId) as T;
  return { proposed: find('PurgeProposed'), approved: find('PurgeApproved'), committed: find('PurgeCommitted') };
};

const peopleOf = ({ proposed, approved, committed }: Steps, coolingHours: number): Certificate['people'] => ({
  proposedBy: proposed.data.memberId,
  proposedAt: proposed.data.proposedAt,
  approvedBy: approved.data.memberId,
  approvedAt: approved.occurredAt,
  committedAt: committed.data.committedAt,
  vouchedAt: committed.data.vouchedAt,
  coolingHours,
});

export type Issued = { readonly certificate: Certificate; readonly json: string; readonly paper: string };

export class Certifying {
  private readonly dir: string;

  constructor(
    dataDir: string,
    private readonly ledger: Ledger,
    private readonly vault: Vault,
    private readonly signer: CertificateSigner,
    private readonly settings: ReportSettings,
    private readonly views: Pick<Views, 'db'>,
    private readonly papers: PaperSigner,
  ) {
    this.dir = join(dataDir, 'certificates');
  }

  /** Before a purge: what is destroyed afterwards was signed once more while it was there. @throws Unavailable */
  before(): Promise<void> {
    return this.signer.before();
  }

  /** Draws up, signs and keeps the certificate; answers it with the digests of its file and its paper. */
  async issue(outcome: PurgeOutcome): Promise<Issued> {
    const facts: Opened[] = [];
    for await (const one of this.ledger.readStream(outcome.stream)) facts.push(openRecorded(this.vault, one));
    const [adapter, checkpoint] = [await this.#adapter(), await this.signer.head()];
    const holds = facts
      .filter(({ type }) => type === 'UnitsHeld')
      .map(({ data }) => (data as UnitsHeld['data']).holdId);
    const copies = this.#copies(outcome, [...new Set(holds)]);
    const certificate = this.#certificate(outcome, stepsOf(facts, outcome.purgeId), { adapter, checkpoint, copies });
    const signatures = await this.signer.sign(Buffer.from(certificateText(certificate)));
    const file = signedText({ certificate, signatures });
    const reason = `Certificate of purge ${certificate.certificateId}`;
    const pdf = await this.papers.sign(await renderCertificate(certificate, file), { reason, at: outcome.issuedAt });
    mkdirSync(this.dir, { recursive: true, mode: 0o700 });
    writeDurably(this.#path(outcome.certificateId, 'json'), file);
    writeDurably(this.#path(outcome.certificateId, 'pdf'), pdf);
    return { certificate, json: certificateDigest(file), paper: sha256(pdf) };
  }

  /** A certificate as it was issued. @throws Malformed when there is none of that id */
  read(certificateId: string, format: 'json' | 'pdf'): Buffer {
    try {
      if (!/^[0-9a-f-]{36}$/.test(certificateId)) throw new TypeError('not an id');
      return readFileSync(this.#path(certificateId, format));
    } catch {
      throw new Malformed('There is no such certificate', 'certificateId', 'Look at the register of purges.');
    }
  }

  #path(certificateId: string, format: string): string {
    return join(this.dir, `${certificateId}.${format}`);
  }

  async #adapter(): Promise<string> {
    return (await this.ledger.health()).adapter;
  }

  /** What left before the purge, as the registers have it. */
  #copies({ date, kept, marked }: PurgeOutcome, holds: readonly string[]): NonNullable<Certificate['copies']> {
    const spared = new Set(kept);
    const units = [...marked.inventory.units.keys()].filter((unit) => !spared.has(unit));
    const found = copiesHolding(this.views.db, { date, units, holds });
    const listed = copyKinds.map((kind) => [kind, { count: found[kind].length, listed: found[kind].slice(0, LISTED) }]);
    return Object.fromEntries(listed) as NonNullable<Certificate['copies']>;
  }

  #certificate(
    outcome: PurgeOutcome,
    { proposed, approved, committed }: Steps,
    {
      adapter,
      checkpoint,
      copies,
    }: Pick<Certificate['ledger'], 'adapter' | 'checkpoint'> & Pick<Certificate, 'copies'>,
  ): Certificate {
    const kept = new Set(outcome.kept);
    const { inventory } = outcome.marked;
    const units = [...inventory.units.keys()].filter((unit) => !kept.has(unit)).length;
    return {
      v: 1,
      certificateId: outcome.certificateId,
      agency: this.settings.agency,
      demonstration: this.settings.demonstration,
      purge: {
        purgeId: outcome.purgeId,
        class: proposed.data.class,
        date: proposed.data.date,
        clauses: ['430.4A(f)', '430.8¶3.1', '430.8¶3.2'],
        days: proposed.data.days,
        dueAt: proposed.data.dueAt,
        schedule: outcome.schedule,
      },
      destroyed: {
        units,
        root: destroyedRoot(inventory, kept),
        fingerprint: committed.data.fingerprint,
        algorithm: 'AES-256-GCM under a key of 256 random bits, wrapped',
        method: 'wrapped key overwritten (secure_delete) and its log emptied; ciphertexts and pictures deleted',
        ...outcome.destroyed,
      },
      kept: {
        units: kept.size,
        root: rootOver([...kept].sort()),
        holds: outcome.holds,
        downloads: outcome.downloads,
      },
      people: peopleOf({ proposed, approved, committed }, outcome.coolingHours),
      verification: { ...outcome.checked, resumed: outcome.resumed },
      ledger: {
        adapter,
        ...(checkpoint && { checkpoint }),
        events: [proposed, approved, committed].map(({ type, position, leaf }) => ({
          type,
          position: String(position),
          leaf,
        })),
      },
      ...(copies && { copies }),
      backups: {
        keysGoneBy: after(committed.data.committedAt, outcome.backupDays.keys * day),
        sealedPartsGoneBy: after(committed.data.committedAt, outcome.backupDays.sealedParts * day),
      },
      issuedAt: outcome.issuedAt,
      limit: honestLimit,
    };
  }
}
