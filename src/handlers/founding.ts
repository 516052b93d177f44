/** The first start on an empty ledger: the shipped policy is adopted, and the ALPR Administrator is invited. */
import { CommandBus } from '@nestjs/cqrs';
import { clock } from '../domain/actor.js';
import { policySet } from '../domain/policy/clauses.js';
import { Act } from './act.js';
import type { Doorkeeper } from './doorkeeper.js';
import { derivedId, freshId, freshToken, sha256 } from './ids.js';
import { Refused, type Request } from './orders.js';
import { rulesDigest } from './rulesfile.js';
import type { Standings } from './standings.js';

const firstAdministrator = {
  username: 'administrator',
  name: 'ALPR Administrator',
  position: 'police-captain',
} as const;

export class Founding {
  constructor(
    private readonly commands: CommandBus,
    private readonly doorkeeper: Doorkeeper,
    private readonly standings: Standings,
  ) {}

  /**
   * Founds the department where none is. Safe to repeat: a start after a crash finds what is done and does the rest.
   * @returns the Administrator's one-time invitation, a new one at each start until it is taken up; then null
   */
  async found(): Promise<{ invitation: string } | null> {
    const { administrator, rules } = await this.standings.department();
    // Under an id of its own each time: rules may come back that were in use before.
    const today = rulesDigest();
    if (rules !== today) await this.#act({ type: 'InstallRules', data: { rules: today } }, freshId());
    if (administrator !== null) return this.#renewed(administrator);
    const { version, digest } = policySet;
    await this.#act({ type: 'AdoptPolicy', data: { version, digest } }, derivedId('founding', 'policy'));
    const enrolment = derivedId('founding', 'administrator');
    const { memberId } = await this.doorkeeper.invite(firstAdministrator, clock, enrolment);
    await this.#act({ type: 'DesignateAdministrator', data: { memberId } }, derivedId('founding', 'designation'));
    return this.#renewed(memberId);
  }

  async #renewed(memberId: string): Promise<{ invitation: string } | null> {
    if ((await this.standings.member(memberId)).credentialed) return null;
    const invitation = freshToken(memberId);
    await this.#act({ type: 'RenewInvitation', data: { memberId, invitation: sha256(invitation) } }, freshId());
    return { invitation };
  }

  async #act(request: Request, commandId: string): Promise<void> {
    const receipt = await this.commands.execute(new Act({ request, by: clock, commandId }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
  }
}
