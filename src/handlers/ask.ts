/** The one door out: the question is recorded first, answered only if it may be, and what was shown is recorded too. */
import { Inject } from '@nestjs/common';
import { CommandBus, type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import type { Actor } from '../domain/actor.js';
import type { Elements, Question } from '../domain/query.js';
import { Views } from '../projections/views.js';
import { Act } from './act.js';
import { answers } from './answers.js';
import { derivedId, freshId } from './ids.js';
import { type Answer, type Asked, Refused } from './orders.js';

/** The one message every look at the data travels in. */
export class Ask extends Query<Answer> {
  constructor(
    readonly asked: Asked,
    readonly by: Actor,
    /** UUID of this very question. */
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
  ) {}

  /** @throws Refused when the policy does not allow the question; the refusal is on the ledger */
  async execute({ asked: { limit = 100, ...asked }, by, commandId }: Ask): Promise<Answer> {
    const queryId = derivedId('query', commandId);
    const request = { type: 'MakeQuery', data: { ...asked, queryId } } as const;
    const receipt = await this.commands.execute(new Act({ request, by, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    await this.views.reached(receipt.position);
    const wanted = Math.min(Math.max(1, limit), MOST_ROWS);
    const found = this.#answer(asked.question, asked.elements, wanted + 1, by);
    const rows = found.slice(0, wanted);
    await this.#recordSeen(queryId, rows, by);
    return { queryId, rows, more: found.length > rows.length, receipt };
  }

  #answer(question: Question, elements: Elements, limit: number, by: Actor): readonly { readonly id: string }[] {
    return answers[question](this.views.db, elements, limit, by);
  }

  async #recordSeen(queryId: string, rows: Answer['rows'], by: Actor): Promise<void> {
    // A question asked again under its old id is shown anew, and so recorded anew.
    const data = { queryId, rows: rows.length, seen: rows.map(({ id }) => id) };
    const order = { request: { type: 'RecordResults', data }, by, commandId: freshId() } as const;
    const { refused } = await this.commands.execute(new Act(order));
    if (refused.length > 0) throw new Error(`what query ${queryId} showed could not be recorded`);
  }
}
