/** A small house on a ground of its own: a ledger, a vault and read models, to which facts are told one by one. */
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Keep } from '../../src/domain/decider.js';
import { writeLine } from '../../src/ledger/line.js';
import { openSqliteLedger, type SqliteLedger } from '../../src/ledger/sqlite.js';
import type { DomainEvent } from '../../src/projections/projection.js';
import { Views, type ViewsSettings } from '../../src/projections/views.js';
import { Vault } from '../../src/vault/vault.js';

/** A UUID made from a name, so that tests can say `id('camera')`. */
export const id = (name: string): string => {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

export type Telling = {
  readonly stream: string;
  readonly at?: string;
  readonly by?: { readonly kind: string; readonly id: string; readonly session?: string };
  readonly keep?: Keep;
  readonly upheld?: readonly string[];
  readonly broken?: readonly string[];
};

export class Ground {
  readonly dir = mkdtempSync(join(tmpdir(), 'views-'));
  private readonly revisions = new Map<string, number>();
  private told = 0;
  ledger!: SqliteLedger;
  vault!: Vault;
  views!: Views;

  static async open(settings: ViewsSettings = {}): Promise<Ground> {
    const ground = new Ground();
    ground.vault = Vault.open(join(ground.dir, 'vault'), { tell: () => undefined });
    ground.ledger = await openSqliteLedger(join(ground.dir, 'ledger'), { inline: true });
    ground.views = Views.open(ground.dir, ground.ledger, ground.vault, settings);
    return ground;
  }

  /** Appends one fact and answers its position. */
  async tell(event: DomainEvent, { stream, at, by, keep, upheld = [], broken = [] }: Telling): Promise<bigint> {
    this.told += 1;
    const revision = this.revisions.get(stream) ?? -1;
    const kept = keep ?? ('keep' in event ? event.keep : undefined);
    const time = at ?? new Date(Date.UTC(2026, 10, 23, 12) + this.told * 1000).toISOString();
    const entry = writeLine(this.vault, {
      id: id(`event ${this.told}`),
      type: event.type,
      schema: 1,
      stream,
      prev: null,
      occurredAt: time,
      recordedAt: time,
      actor: by ?? { kind: 'clock', id: 'clock' },
      command: id(`command ${this.told}`),
      request: createHash('sha256').update(String(this.told)).digest('hex'),
      policy: { set: 'psp-430', upheld, broken },
      data: event.data,
      ...(event.sealed && kept && { keep: kept, sealed: event.sealed }),
    });
    const { position } = await this.ledger.append(stream, revision, [entry]);
    this.revisions.set(stream, revision + 1);
    return position;
  }

  /** Waits until the read models show everything told. */
  async settle(): Promise<void> {
    this.views.start();
    await this.views.reached(BigInt(this.told - 1));
  }

  /** Closes the read models and opens them again, as a restart does. */
  async reopenViews(settings: ViewsSettings = {}): Promise<Views> {
    await this.views.close();
    this.views = Views.open(this.dir, this.ledger, this.vault, settings);
    return this.views;
  }

  async close(): Promise<void> {
    await this.views.close().catch(() => undefined);
    await this.ledger.close();
    this.vault.close();
    rmSync(this.dir, { recursive: true, force: true });
  }
}
