/** Who stands at the door: credentials are checked here, and turned into an actor whom the ledger knows. */
import { CommandBus } from '@nestjs/cqrs';
import type { Agency, Camera, Clock, Member } from '../domain/actor.js';
import { departmentId } from '../domain/department.js';
import type { Place } from '../domain/equipment.js';
import type { Position } from '../domain/positions.js';
import { memberById, memberByUsername, type MemberView } from '../projections/members.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import type { FactorGiven, FactorOffer, Factors, NewFactorGiven } from './factors.js';
import { derivedId, freshId, freshToken, ownerOf, sha256 } from './ids.js';
import { type Receipt, Refused, type Request } from './orders.js';
import { matches, newPassword } from './passwords.js';
import type { Standings } from './standings.js';

export type Enrolment = { readonly username: string; readonly name: string; readonly position: Position };
export type Installation = {
  readonly name: string;
  readonly mobility: 'fixed' | 'mobile';
  readonly place: Place | null;
};

/** The notice of 430.7(c) and CJIS AC-8, shown before any access and accepted in every session. */
export const banner =
  'This system holds confidential law enforcement data for official use only. Your use is logged by name, date, time ' +
  'and purpose, and is audited. Unauthorised use may lead to criminal prosecution, civil liability and discipline ' +
  '(Policy 430.9; Civil Code 1798.90.51). By continuing you consent to this monitoring.';

/** Says whether an address belongs to the Department's own equipment. */
export abstract class DepartmentNetwork {
  abstract includes(address: string): boolean;
}

export type LoggingIn = FactorGiven & {
  readonly username: string;
  readonly password: string;
  readonly address: string;
};
export type LoggedIn = {
  readonly token: string;
  readonly memberId: string;
  readonly sessionId: string;
  readonly banner: string;
};

const invitedBy = (invitation: string): string => {
  const memberId = ownerOf(invitation);
  if (memberId) return memberId;
  throw new Malformed('This is not an invitation', 'invitation', 'Copy the whole link you were sent.');
};

export class Doorkeeper {
  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly network: DepartmentNetwork,
    private readonly factors: Factors,
  ) {}

  /**
   * Password and second factor, both each time (CJIS IA-2).
   * @throws Refused when either is wrong or the account is locked; the attempt is on the ledger
   */
  async logIn({ username, password, address, ...given }: LoggingIn): Promise<LoggedIn> {
    const known = memberByUsername(this.views.db, username);
    const passwordVerified = await matches(known?.passwordHash ?? null, password);
    const memberId = known?.memberId ?? departmentId;
    const { shown } = await this.standings.session(memberId);
    const factor = known ? await this.factors.prove(memberId, given, shown) : null;
    const sessionId = freshId();
    const token = freshToken(memberId);
    const departmentDevice = this.network.includes(address);
    const data = { memberId, sessionId, token: sha256(token), departmentDevice, passwordVerified, factor };
    await this.#act({ type: 'LogIn', data }, { kind: 'member', id: memberId, sessionId: null }, freshId());
    return { token, memberId, sessionId, banner };
  }

  /** The member whose open session the token is, or null. */
  async memberBy(token: string): Promise<Member | null> {
    const id = ownerOf(token);
    if (!id) return null;
    const session = await this.standings.session(id);
    if (session.token === null || session.token !== sha256(token)) return null;
    return { kind: 'member', id, sessionId: session.sessionId };
  }

  /** The person of another agency whose credential the token is, or null. */
  async agencyBy(token: string): Promise<Agency | null> {
    const id = ownerOf(token);
    if (!id) return null;
    const { persons } = await this.standings.agency(id);
    const credential = sha256(token);
    const person = Object.keys(persons).find((one) => persons[one] === credential);
    return person === undefined ? null : { kind: 'agency', id, person };
  }

  /** The camera in service whose credential the token is, or null. */
  async cameraBy(token: string): Promise<Camera | null> {
    const id = ownerOf(token);
    if (!id) return null;
    const { credential } = await this.standings.equipment(id);
    return credential !== null && credential === sha256(token) ? { kind: 'camera', id } : null;
  }

  /** What the invited member may enrol as his second factor. @throws Malformed when the invitation opens nothing */
  async offerFactors(invitation: string): Promise<FactorOffer> {
    const memberId = invitedBy(invitation);
    const sent = (await this.standings.member(memberId)).invitation;
    const { username } = sent === sha256(invitation) ? await this.#named(memberId) : {};
    if (username) return this.factors.offer(memberId, username);
    throw new Malformed('This invitation opens nothing', 'invitation', 'Ask the ALPR Administrator for a new one.');
  }

  /** Takes up an invitation: sets the member's password, and enrols the second factor that was shown to work. */
  async acceptInvitation(invitation: string, password: string, given: NewFactorGiven = {}): Promise<Receipt> {
    const memberId = invitedBy(invitation);
    const { username = null, name = null } = await this.#named(memberId);
    const passwordHash = await newPassword(password, [username, name]);
    const factor = await this.factors.proveNew(memberId, given);
    const data = { memberId, invitation: sha256(invitation), passwordHash, ...factor };
    const by: Member = { kind: 'member', id: memberId, sessionId: null };
    const receipt = await this.#act({ type: 'AcceptInvitation', data }, by, freshId(), { memberId });
    await this.views.reached(receipt.position);
    return receipt;
  }

  /** Enrols a member and answers the one-time invitation with which he sets his password. */
  async invite(
    enrolment: Enrolment,
    by: Member | Clock,
    commandId: string,
  ): Promise<{ receipt: Receipt; memberId: string; invitation: string }> {
    const memberId = derivedId('member', commandId);
    const invitation = freshToken(memberId);
    const data = { ...enrolment, memberId, invitation: sha256(invitation) };
    const receipt = await this.#act({ type: 'EnrolMember', data }, by, commandId, enrolment);
    return { receipt, memberId, invitation };
  }

  async installCamera(
    installation: Installation,
    by: Member,
    commandId: string,
  ): Promise<{ receipt: Receipt; cameraId: string; token: string }> {
    const cameraId = derivedId('camera', commandId);
    const token = freshToken(cameraId);
    const data = { ...installation, cameraId, credential: sha256(token) };
    const receipt = await this.#act({ type: 'InstallEquipment', data }, by, commandId, installation);
    return { receipt, cameraId, token };
  }

  /** The names of a member who may have been enrolled a moment ago. */
  async #named(memberId: string): Promise<Partial<Pick<MemberView, 'username' | 'name'>>> {
    await this.views.caughtUp();
    return memberById(this.views.db, memberId) ?? {};
  }

  async #act(request: Request, by: Member | Clock, commandId: string, asked?: unknown) {
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return receipt;
  }
}
