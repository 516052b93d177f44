/** Who stands at the door: credentials are checked here, and turned into an actor whom the ledger knows. */
import { CommandBus } from '@nestjs/cqrs';
import { type Agency, type Camera, clock, type Clock, type Member } from '../domain/actor.js';
import { departmentId } from '../domain/department.js';
import type { DeviceClass } from '../domain/device.js';
import type { Place } from '../domain/equipment.js';
import type { Position } from '../domain/positions.js';
import type { StrayTokenPresented } from '../domain/session.js';
import { memberById, memberByUsername, type MemberView } from '../projections/members.js';
import { sessionEverByToken } from '../projections/sessions.js';
import type { Views } from '../projections/views.js';
import { Act } from './act.js';
import { Malformed } from './errors.js';
import type { FactorGiven, FactorOffer, Factors, NewFactorGiven } from './factors.js';
import { derivedId, freshId, freshToken, ownerOf, sha256 } from './ids.js';
import { type Receipt, Refused, type Request } from './orders.js';
import { matches, newPassword } from './passwords.js';
import type { Standings } from './standings.js';
import type { Time } from './time.js';

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

export type Unlocking = FactorGiven & { readonly password: string };
export type LoggingIn = Unlocking & {
  readonly username: string;
  readonly address: string;
  /** The token that an enrolled device was given when it was registered. */
  readonly deviceToken?: string | null | undefined;
};
type Shows = { readonly departmentDevice: boolean; readonly device?: string; readonly deviceClass?: DeviceClass };
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
    private readonly time: Time,
  ) {}

  /**
   * Password and second factor, both each time (CJIS IA-2).
   * @throws Refused when either is wrong or the account is locked; the attempt is on the ledger
   */
  async logIn({ username, password, address, deviceToken = null, ...given }: LoggingIn): Promise<LoggedIn> {
    const known = memberByUsername(this.views.db, username);
    const passwordVerified = await matches(known?.passwordHash ?? null, password);
    const memberId = known?.memberId ?? departmentId;
    const earlier = await this.standings.session(memberId);
    const factor = known ? await this.factors.prove(memberId, given, earlier.shown) : null;
    const sessionId = freshId();
    const token = freshToken(memberId);
    const device = await this.#device(deviceToken, memberId, address);
    const earlierActiveAt = this.standings.activeAt(earlier);
    const data = { memberId, sessionId, token: sha256(token), passwordVerified, factor, earlierActiveAt, ...device };
    await this.#act({ type: 'LogIn', data }, { kind: 'member', id: memberId, sessionId: null }, freshId());
    return { token, memberId, sessionId, banner };
  }

  /**
   * The member whose open session the token is, or null. A session that runs on an enrolled device is of use on that
   * device alone; a token shown elsewhere, or after its session was closed, is written down as astray.
   */
  async memberBy(token: string, deviceToken: string | null = null): Promise<Member | null> {
    const id = ownerOf(token);
    if (!id) return null;
    const session = await this.standings.session(id);
    if (session.token === null || session.token !== sha256(token)) return this.#astray(token, 'closed-session');
    const { sessionId, device } = session;
    if (device !== null && !(await this.#isShown(device, deviceToken))) return this.#astray(token, 'other-device');
    return { kind: 'member', id, sessionId };
  }

  /** Locks a session by hand. */
  lock({ id: memberId, sessionId }: Member, commandId: string): Promise<Receipt> {
    const data = { memberId, sessionId: sessionId ?? '', idleSince: null };
    return this.#act({ type: 'LockSession', data }, { kind: 'member', id: memberId, sessionId }, commandId);
  }

  /** Opens a locked session again, to its owner alone. @throws Refused as `logIn` does */
  async unlock(by: Member, { password, ...given }: Omit<Unlocking, 'username'>, commandId: string): Promise<Receipt> {
    const { passwordHash = null } = memberById(this.views.db, by.id) ?? {};
    const passwordVerified = await matches(passwordHash, password);
    const factor = await this.factors.prove(by.id, given, (await this.standings.session(by.id)).shown);
    const data = { memberId: by.id, sessionId: by.sessionId ?? '', passwordVerified, factor };
    return this.#act({ type: 'UnlockSession', data }, by, commandId, { memberId: by.id });
  }

  /** Whether a device shows itself by the token it was given when it was registered. */
  async #isShown(deviceId: string, deviceToken: string | null): Promise<boolean> {
    if (deviceToken === null || ownerOf(deviceToken) !== deviceId) return false;
    const { credential } = await this.standings.device(deviceId);
    return credential !== null && credential === sha256(deviceToken);
  }

  /** A device that shows a token is what the register says of it; only where none is shown does the network count. */
  async #device(deviceToken: string | null, memberId: string, address: string): Promise<Shows> {
    if (deviceToken === null) return { departmentDevice: this.network.includes(address) };
    const device = ownerOf(deviceToken);
    if (device === null || !(await this.#isShown(device, deviceToken))) return { departmentDevice: false };
    const { kind, class: deviceClass, memberId: owner } = await this.standings.device(device);
    if (kind === 'personal')
      return owner === memberId ? { departmentDevice: false, device } : { departmentDevice: false };
    return { departmentDevice: true, device, ...(deviceClass && { deviceClass }) };
  }

  async #astray(token: string, how: StrayTokenPresented['data']['how']): Promise<null> {
    const known = sessionEverByToken(this.views.db, sha256(token));
    if (!known) return null;
    const { memberId, sessionId } = known;
    const request = { type: 'ReportStrayToken', data: { memberId, sessionId, how } } as const;
    // Once an hour is often enough: who has the token could otherwise fill the ledger with it.
    const commandId = derivedId('stray', sessionId, how, this.time.now().slice(0, 13));
    await this.commands.execute(new Act({ request, by: clock, commandId }));
    return null;
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

  /** The camera whose credential the token is, or null. One that was retired comes in to be refused, on the ledger. */
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
