/** Whether the house can serve, and if not, what it waits for. */
import type { Ledger } from '../ledger/ledger.js';
import type { Views } from '../projections/views.js';
import type { Alerting } from './alerting.js';
import type { Checkpointing } from './checkpointing.js';
import type { Clockwork } from './clockwork.js';
import type { Notifying } from './notifying.js';

export class Health {
  constructor(
    private readonly ledger: Ledger,
    private readonly views: Views,
    private readonly alerting: Alerting,
    private readonly checkpointing: Checkpointing,
    private readonly clockwork: Clockwork,
    private readonly notifying: Notifying,
  ) {}

  /** `attention`: what needs somebody, although the house serves. */
  async check(): Promise<{ ready: boolean; waitsFor: readonly string[]; attention: readonly string[] }> {
    const ledger = await this.ledger.health();
    const waitsFor = [
      ...(ledger.ready ? [] : [ledger.waitsFor ?? 'the ledger']),
      ...(this.views.failure ? [`the read models, which stopped: ${this.views.failure.message}`] : []),
      ...[...this.clockwork.failures].map(([name, { message }]) => `the time limit ${name}, which failed: ${message}`),
      ...(this.checkpointing.trouble
        ? [`the signing of the ledger, which stopped: ${this.checkpointing.trouble}`]
        : []),
      ...(this.alerting.failure ? [`the hit alerts, which stopped: ${this.alerting.failure.message}`] : []),
    ];
    const { trouble } = this.notifying;
    return { ready: waitsFor.length === 0, waitsFor, attention: trouble === null ? [] : [trouble] };
  }
}
