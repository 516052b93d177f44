/** Who stands at the door: credentials are checked here, and turned into an actor whom the ledger knows. */
import { hash, verify } from '@node-rs/argon2';
import { CommandBus } from '@nestjs/cqrs';
import type { Camera, Clock, Member } from '../domain/actor.js';
import { departmentId } from '../domain/department.js';
import type { Place } from '../domain/equipment.js';
import type { Position } from '../domain/positions.js';
import { memberByUsername } from '../projections/members.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import { derivedId, freshId, freshToken, ownerOf, sha256 } from './ids.js';
import { type Receipt, Refused, type Request } from './orders.js';
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

/** Argon2id at the figures of OWASP: 19 MiB, two passes, one lane. */
const argon = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const SHORTEST_PASSWORD = 8;

/** Says whether an address belongs to the Department's own equipment. */
export abstract class DepartmentNetwork {
  abstract includes(address: string): boolean;
}

export class Doorkeeper {
  /** Verified against when the username is unknown, so that both answers take the same time. */
  #decoy: Promise<string> | undefined;

  constructor(
    private readonly commands: CommandBus,
    private readonly views: Views,
    private readonly standings: Standings,
    private readonly network: DepartmentNetwork,
  ) {}

  /** @throws Refused when the credentials are wrong or the account is locked; the attempt is on the ledger */
  async logIn({ username, password, address }: { username: string; password: string; address: string }): Promise<{
    token: string;
    memberId: string;
    sessionId: string;
    banner: string;
  }> {
    const known = memberByUsername(this.views.db, username);
    const passwordVerified = await this.#matches(known?.passwordHash ?? null, password);
    const memberId = known?.memberId ?? departmentId;
    const sessionId = freshId();
    const token = freshToken(memberId);
    const departmentDevice = this.network.includes(address);
    const data = { memberId, sessionId, token: sha256(token), departmentDevice, passwordVerified };
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

  /** The camera in service whose credential the token is, or null. */
  async cameraBy(token: string): Promise<Camera | null> {
    const id = ownerOf(token);
    if (!id) return null;
    const { credential } = await this.standings.equipment(id);
    return credential !== null && credential === sha256(token) ? { kind: 'camera', id } : null;
  }

  /** Takes up an invitation and sets the member's password. */
  async acceptInvitation(invitation: string, password: string): Promise<Receipt> {
    const memberId = ownerOf(invitation);
    if (!memberId) throw new Malformed('This is not an invitation', 'invitation', 'Copy the whole link you were sent.');
    if (password.length < SHORTEST_PASSWORD)
      throw new Malformed('The password is too short', 'password', `Use at least ${SHORTEST_PASSWORD} characters.`);
    const data = { memberId, invitation: sha256(invitation), passwordHash: await hash(password, argon) };
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

  async #act(request: Request, by: Member | Clock, commandId: string, asked?: unknown) {
    const receipt = await this.commands.execute(new Act({ request, by, commandId, asked }));
    if (receipt.refused.length > 0) throw new Refused(receipt);
    return receipt;
  }

  async #matches(passwordHash: string | null, password: string): Promise<boolean> {
    this.#decoy ??= hash(freshId(), argon);
    const matches = await verify(passwordHash ?? (await this.#decoy), password, argon);
    return passwordHash !== null && matches;
  }
}
