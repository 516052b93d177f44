/** A small ledger with everything that proves it, for the specs of this room. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signingStream } from '../../src/domain/signing.js';
import { openSqliteLedger, type SqliteLedger } from '../../src/ledger/sqlite.js';
import { SqliteSequence } from '../../src/ledger/sqlite-sequence.js';
import { openProof, type Proof, type ProofSettings } from '../../src/proof/proof.js';
import { openSqlite, type Sqlite } from '../../src/vault/sqlite.js';
import { Vault } from '../../src/vault/vault.js';
import { entries, newStream } from '../ledger/contract.js';

export const origin = 'test-department/alpr-ledger';

export class Ground {
  readonly dir: string;
  readonly told: string[] = [];
  ledger: SqliteLedger;
  sequence: SqliteSequence;
  vault: Vault;
  proof: Proof;

  constructor(dir?: string) {
    this.dir = dir ?? mkdtempSync(join(tmpdir(), 'proof-'));
  }

  static async open(settings: Partial<ProofSettings> = {}, dir?: string): Promise<Ground> {
    const ground = new Ground(dir);
    await ground.open(settings);
    return ground;
  }

  /** Opens everything; what was opened is closed again when the proof refuses. */
  async open(settings: Partial<ProofSettings> = {}): Promise<void> {
    this.ledger = await openSqliteLedger(this.dir, { inline: true });
    this.vault = Vault.open(this.dir, { tell: () => undefined });
    this.sequence = new SqliteSequence(this.ledger, this.dir);
    try {
      this.proof = await openProof({
        ledger: this.ledger,
        sequence: this.sequence,
        vault: this.vault,
        dir: join(this.dir, 'proofs'),
        origin: null,
        usualOrigin: origin,
        keyStream: signingStream,
        tell: (message) => void this.told.push(message),
        ...settings,
      });
    } catch (error) {
      await this.closeStores();
      throw error;
    }
  }

  async add(count: number): Promise<string[]> {
    const stream = newStream();
    const added = entries(stream, count);
    await this.ledger.append(stream, -1, added);
    return added.map(({ id }) => id);
  }

  /** Changes a file behind everybody's back. */
  edit(file: string, work: (db: Sqlite) => void): void {
    const db = openSqlite(join(this.dir, file));
    work(db);
    db.close();
  }

  async close(): Promise<void> {
    await this.proof.close();
    await this.closeStores();
  }

  async raze(): Promise<void> {
    await this.close();
    this.remove();
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }

  private async closeStores(): Promise<void> {
    await this.sequence.close();
    this.vault.close();
    await this.ledger.close();
  }
}
