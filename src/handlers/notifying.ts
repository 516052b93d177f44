/** The outbox: follows the ledger through the read models, and sends every notice that no mail server has taken yet. */
import { setTimeout as wait } from 'node:timers/promises';
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import { notices } from '../domain/notices.js';
import { after, minute } from '../domain/time.js';
import { Conflict, Unavailable } from '../ledger/ledger.js';
import { addressOf, holdersOf, type NoticeView, unsentNotices } from '../projections/notices.js';
import { Behind, type Views } from '../projections/views.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';
import { type Mail, NotDelivered } from './mail.js';
import { Refused, type Request } from './orders.js';
import type { Time } from './time.js';

export type NoticeSettings = { readonly agency: string; readonly publicUrl: string };

/** After the first failure a minute, then twice as long each time, and never longer than six hours. */
const FIRST_WAIT = minute;
const LONGEST_WAIT = 360 * minute;
/** How often it is looked whether a notice's time has come, beside being woken by the ledger. */
const LOOK_EVERY_MS = 15_000;

/** How long a mail server that keeps us waiting may hold up the end of the process. */
const LAST_WAIT_MS = 3_000;

/** What may give the outbox something to do: a notice, or somewhere to send it. */
const concerning = new Set([...notices.map(({ on }) => on), 'AddressSet', 'AdministratorDesignated', 'MemberEnrolled']);

/** When a notice may be tried again. */
export const nextAttempt = ({ attempts, failedAt }: Pick<NoticeView, 'attempts' | 'failedAt'>): string | null =>
  failedAt && after(failedAt, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** Math.min(attempts - 1, 20)));

/**
 * What was sent and not recorded is recorded when the ledger is there again; where the process ended in between it is
 * sent again, under the same message id: at least once.
 */
export class Notifying {
  #stopped = false;
  #failure: Error | null = null;
  #running: Promise<void> | undefined;
  #wake: () => void = () => undefined;
  #silence: () => void = () => undefined;
  /** Taken by the mail server, and not on the ledger yet. */
  readonly #unrecorded = new Map<string, Request>();

  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly mail: Mail,
    private readonly time: Time,
    private readonly settings: NoticeSettings,
  ) {}

  /** What keeps notices from being sent: one sentence, nothing personal; null while all is well. */
  get trouble(): string | null {
    if (this.#failure) return `the notices stopped: ${this.#failure.message}`;
    const unsent = unsentNotices(this.views.db);
    if (unsent.length === 0) return null;
    if (!this.mail.set) return `${unsent.length} notices unsent: no mail server is set`;
    const lost = unsent.filter((one) => this.#recipientOf(one) === null).length;
    if (lost > 0) return `${lost} notices unsent: their recipient has no e-mail address`;
    const failed = unsent.filter(({ failedAt }) => failedAt !== null).length;
    return failed > 0 ? `${failed} notices unsent: the mail server did not take them` : null;
  }

  start(): void {
    this.#silence = this.views.onApplied(({ type }) => {
      if (concerning.has(type)) this.#wake();
    });
    this.#running ??= this.#run().catch((error: unknown) => {
      this.#failure = error as Error;
    });
  }

  /** Ends after the mail under way; one that takes too long is left, and sent again at the next start. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#silence();
    this.#wake();
    await Promise.race([this.#running, wait(LAST_WAIT_MS, undefined, { ref: false })]);
    this.mail.close();
  }

  /** Tries every notice whose time has come, one after the other. Answers how many the mail server took. */
  async send(): Promise<number> {
    let taken = 0;
    for (const [, request] of this.#unrecorded) await this.#record(request);
    if (!this.mail.set) return taken;
    const now = this.time.now();
    for (const notice of unsentNotices(this.views.db)) {
      if (this.#stopped) break;
      if (!((nextAttempt(notice) ?? now) > now) && (await this.#try(notice))) taken += 1;
    }
    return taken;
  }

  async #run(): Promise<void> {
    while (!this.#stopped) {
      const woken = this.#woken();
      try {
        await this.send();
      } catch (error) {
        // Out of reach, outrun or behind: it is looked again in a moment.
        if (!(error instanceof Unavailable || error instanceof Conflict || error instanceof Behind)) throw error;
      }
      await woken;
    }
  }

  #woken(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, LOOK_EVERY_MS).unref();
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  async #try(notice: NoticeView): Promise<boolean> {
    const recipient = this.#recipientOf(notice);
    if (!recipient) return false;
    const noticeId = derivedId('notice', notice.key);
    const { notice: name, eventId, attempts, subject } = notice;
    const told = { notice: name, eventId, recipient: notice.recipient, memberId: recipient.memberId };
    const data = { noticeId, ...told, attempt: attempts + 1 };
    try {
      const messageId = `${noticeId}@${this.mail.domain}`;
      await this.mail.send({ to: recipient.address, messageId, subject, text: this.#text(notice) });
    } catch (error) {
      if (!(error instanceof NotDelivered)) throw error;
      await this.#record({ type: 'RecordFailedSending', data: { ...data, why: error.why } });
      return false;
    }
    const sent = { type: 'RecordSending', data: { ...data, messageId: noticeId } } as const;
    this.#unrecorded.set(noticeId, sent);
    await this.#record(sent);
    return true;
  }

  /** The holder of the office who may be told and has an address; the Chief stands in for the Administrator. */
  #recipientOf({ recipient, except }: NoticeView): { memberId: string; address: string } | null {
    const { db } = this.views;
    const holders = holdersOf(db, recipient).filter((one) => one !== except);
    const instead = recipient === 'administrator' && holders.length === 0 ? holdersOf(db, 'chief') : holders;
    for (const memberId of instead.filter((one) => one !== except)) {
      const address = addressOf(db, memberId);
      if (address !== null) return { memberId, address };
    }
    return null;
  }

  #text({ lines, clause, calledForAt, eventId }: NoticeView): string {
    const { agency, publicUrl } = this.settings;
    return [
      ...lines,
      '',
      `At ${calledForAt}, on the ledger as event ${eventId} (Policy ${clause}).`,
      `Open ${publicUrl} to see it; this message holds no ALPR data, and cannot be answered.`,
      '',
      agency,
    ].join('\n');
  }

  async #record(request: Request): Promise<void> {
    const { noticeId, attempt } = request.data as { noticeId: string; attempt: number };
    const commandId = derivedId(request.type, noticeId, String(attempt));
    const receipt = await this.commands.execute(new Act({ request, by: clock, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    this.#unrecorded.delete(noticeId);
    // Or the next look would find it unsent, and send it again.
    await this.views.reached(receipt.position);
  }
}
