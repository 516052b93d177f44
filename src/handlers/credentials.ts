/** Credentials after the first ones: a member changes his own, and those that were lost are reset. */
import { CommandBus } from '@nestjs/cqrs';
import type { Actor, Member } from '../domain/actor.js';
import { memberById } from '../projections/members.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import type { FactorOffer, Factors, NewFactorGiven } from './factors.js';
import { freshToken, sha256 } from './ids.js';
import { type Receipt, Refused, type Request } from './orders.js';
import { matches, newPassword } from './passwords.js';

export class Credentials {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly factors: Factors,
  ) {}

  /** @throws Malformed when the new password will not do, Refused when the old one is wrong */
  async changePassword(by: Member, password: string, next: string, commandId: string): Promise<Receipt> {
    const { username = null, name = null, passwordHash: known = null } = memberById(this.views.db, by.id) ?? {};
    const passwordVerified = await matches(known, password);
    const data = { memberId: by.id, passwordHash: await newPassword(next, [username, name]), passwordVerified };
    return this.#act({ type: 'ChangePassword', data }, by, commandId, { memberId: by.id });
  }

  /** What a member may enrol as another second factor. */
  offer(by: Member): Promise<FactorOffer> {
    return this.factors.offer(by.id, memberById(this.views.db, by.id)?.username ?? by.id);
  }

  /** @throws Refused when the factor was not shown to work */
  async addFactor(by: Member, given: NewFactorGiven, commandId: string): Promise<Receipt> {
    const data = { memberId: by.id, ...(await this.factors.proveNew(by.id, given)) };
    return this.#act({ type: 'AddSecondFactor', data }, by, commandId, { memberId: by.id });
  }

  /**
   * Voids password and second factors, and answers a new one-time invitation; open sessions end with it.
   * @throws Refused when this is not for `by` to do
   */
  async reset(memberId: string, by: Actor, commandId: string): Promise<{ receipt: Receipt; invitation: string }> {
    const invitation = freshToken(memberId);
    const data = { memberId, invitation: sha256(invitation) };
    return { receipt: await this.#act({ type: 'ResetCredentials', data }, by, commandId, { memberId }), invitation };
  }

  async #act(request: Request, by: Actor, commandId: string, asked: unknown): Promise<Receipt> {
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    if (receipt.position >= 0n) await this.views.reached(receipt.position);
    return receipt;
  }
}
