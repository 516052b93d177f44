/** The one door out: the question is recorded first, answered only if it may be, and what was shown is recorded too. */
import { Inject } from '@nestjs/common';
import { CommandBus, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import { Views } from '../projections/views.js';
import { Act } from './act.js';
import { answers } from './answers.js';
import { Askers } from './askers.js';
import { csvOf } from '../reports/csv.js';
import { HotVersions } from './hotversions.js';
import { derivedId, freshId, sha256 } from './ids.js';
import { type Answer, type Asked, Refused, type Request } from './orders.js';

/** The one message every look at the data travels in. */
export class Ask extends Query<Answer> {
  constructor(
    readonly asked: Asked,
    readonly by: Actor,
    /** UUID of this very question; its next pages are asked for under the same. */
    readonly commandId: string,
  ) {
    super();
  }
}

/** Rows shown at most for one question; every one of them is written down as seen. */
export const MOST_ROWS = 1000;

@QueryHandler(Ask)
export class AskHandler implements IQueryHandler<Ask> {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(Views) private readonly views: Views,
    @Inject(Askers) private readonly askers: Askers,
    @Inject(HotVersions) private readonly versions: HotVersions,
  ) {}

  /** @throws Refused when the policy does not allow the question; the refusal is on the ledger */
  async execute({ asked: { limit = 100, after, format, ...asked }, by, commandId }: Ask): Promise<Answer> {
    const queryId = derivedId('query', commandId);
    const receipt = await this.#act({ type: 'MakeQuery', data: { ...asked, queryId } }, by, commandId);
    await this.views.reached(receipt.position);
    const wanted = Math.min(Math.max(1, limit), MOST_ROWS);
    const found = answers[asked.question](this.views.db, asked.elements, wanted + 1, by, after);
    // What imported lists say stands in no read model: it is sealed whole, and asked of the matcher.
    const ofLists = asked.question === 'hot-list-entries' && after === undefined;
    const listed = ofLists ? this.versions.listed(asked.elements.plate) : [];
    const page = this.askers.withhold(by, [...listed, ...found.slice(0, wanted)]);
    const answer = { queryId, ...page, more: found.length > wanted, receipt };
    await this.#recordSeen(answer, by);
    if (format === undefined) return answer;
    const file = csvOf(page.rows);
    const exported = page.rows.map(({ id }) => id);
    const data = { queryId, format, rows: exported.length, exported, digest: sha256(file) };
    await this.#act({ type: 'ExportRows', data }, by, freshId());
    return { ...answer, file };
  }

  async #act(request: Request, by: Actor, commandId: string): Promise<Answer['receipt']> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return receipt;
  }

  /** A question asked again under its old id is shown anew, and so recorded anew. */
  async #recordSeen({ queryId, rows, withheld }: Omit<Answer, 'receipt'>, by: Actor): Promise<void> {
    const data = { queryId, rows: rows.length, seen: rows.map(({ id }) => id), ...(withheld > 0 && { withheld }) };
    await this.#act({ type: 'RecordResults', data }, by, freshId());
  }
}
