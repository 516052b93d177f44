/** The posted policy, fetched from where anybody reads it: when it is attested, and again to see it drift. */
import { hash } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import { departmentId } from '../domain/department.js';
import { allPostings } from '../projections/assurances.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { derivedId } from './ids.js';
import type { Receipt } from './orders.js';
import type { Standings } from './standings.js';

/** What stands at a public address. */
export abstract class PublicWeb {
  /** SHA-256 of what is found there, hex; null when nothing is, or not within reason. */
  abstract digestOf(url: string): Promise<string | null>;
}

const PATIENCE_MS = 15_000;
const MOST_BYTES = 20 * 1024 * 1024;

/** The real one: a plain GET without credentials, to the address itself and to no other it might point to. */
export class Internet extends PublicWeb {
  async digestOf(url: string): Promise<string | null> {
    if (!url.startsWith('https://')) return null;
    try {
      const answer = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(PATIENCE_MS) });
      if (!answer.ok || Number(answer.headers.get('content-length') ?? 0) > MOST_BYTES) return null;
      const bytes = Buffer.from(await answer.arrayBuffer());
      return bytes.length > 0 && bytes.length <= MOST_BYTES ? hash('sha256', bytes, 'hex') : null;
    } catch {
      return null;
    }
  }
}

export class Posting {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly web: PublicWeb,
  ) {}

  /** Attests that the policy version stands at the address; what is fetched there now is what later looks compare. */
  async attest(url: string, policy: string, by: Actor, commandId: string): Promise<Receipt> {
    const postingId = derivedId('posting', commandId);
    const copy = await this.#copyFor(by, url);
    const request = { type: 'AttestPosting', data: { postingId, url, policy, copy } } as const;
    return this.commands.execute(new Act({ request, by, commandId, asked: { url, policy } }));
  }

  /** Looks at the posting that stands, and records when it is not what was attested. */
  async check(by: Actor, commandId: string): Promise<Receipt> {
    const [latest] = allPostings(this.views.db);
    const copy = await this.#copyFor(by, latest?.url ?? null);
    const postingId = latest?.id ?? departmentId;
    const request = { type: 'CheckPosting', data: { postingId, copy } } as const;
    return this.commands.execute(new Act({ request, by, commandId, asked: { postingId } }));
  }

  /** Nothing is fetched for somebody who will be refused. */
  async #copyFor(by: Actor, url: string | null): Promise<string | null> {
    const { administrator } = await this.standings.department();
    if (url === null || (by.kind !== 'clock' && by.id !== administrator)) return null;
    return this.web.digestOf(url);
  }
}
