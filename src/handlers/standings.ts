/** The standing of whoever acts, folded from the ledger at that moment; nothing of it is taken from the request. */
import { agency, type AgencyState } from '../domain/agency.js';
import { type Actor, nobody, type Standing } from '../domain/actor.js';
import type { Situation } from '../domain/decider.js';
import { department, departmentId, type DepartmentState } from '../domain/department.js';
import { device, type DeviceState } from '../domain/device.js';
import { equipment, type EquipmentState } from '../domain/equipment.js';
import { member, type MemberState } from '../domain/member.js';
import { closed, sessions, type SessionState } from '../domain/session.js';
import type { Terms } from '../domain/policy/settings.js';
import type { AnyDecider } from './deciders.js';
import type { Streams } from './streams.js';

/** Sessions whose last use is remembered; far more than there are open ones. */
const REMEMBERED = 10_000;

export class Standings {
  /** When each session was last used by an act that its standing allowed; the read models know the others'. */
  readonly #active = new Map<string, string>();

  constructor(
    private readonly streams: Pick<Streams, 'load'>,
    /** Absent where the past is decided again: then nobody is said to have been away. */
    private readonly lastAct?: (sessionId: string) => string | null,
  ) {}

  /** Told of every act of a member in his session that was attended. */
  seen(sessionId: string, at: string): void {
    this.#active.delete(sessionId);
    this.#active.set(sessionId, at);
    if (this.#active.size <= REMEMBERED) return;
    const [oldest] = this.#active.keys();
    if (oldest !== undefined) this.#active.delete(oldest);
  }

  /** When the session was last used: here, or in another process, or before this one was started. */
  activeAt(session: SessionState): string | null {
    const { sessionId, attendedAt } = session;
    if (!this.lastAct || sessionId === null || attendedAt === null) return null;
    const known = this.#active.get(sessionId) ?? this.lastAct(sessionId) ?? attendedAt;
    return known > attendedAt ? known : attendedAt;
  }

  async of(by: Actor): Promise<Standing> {
    return this.#in(await this.department(), by);
  }

  /** Who acts, when, in what standing and on which terms: all that a rule sees beside the command and its stream. */
  async situation(by: Actor, at: string): Promise<Situation> {
    const now = await this.department();
    return { by, at, standing: await this.#in(now, by), terms: now.terms };
  }

  async #in(now: DepartmentState, by: Actor): Promise<Standing> {
    const { policyInForce, administrator, delegates, withdrawn, requirements } = now;
    if (by.kind === 'camera') return { ...nobody, policyInForce, equipment: (await this.equipment(by.id)).status };
    if (by.kind !== 'member') return { ...nobody, policyInForce };
    const known = await this.member(by.id);
    const { position, training, acknowledged, approved, credentialed, contractorUntil } = known;
    const session = await this.#sessionOf(by.id, known);
    const open = credentialed && session.sessionId !== null && session.sessionId === by.sessionId;
    const delegate = delegates[by.id];
    const required = position === null ? undefined : requirements[position];
    return {
      enrolled: position !== null,
      position,
      training,
      acknowledged,
      policyInForce,
      approved,
      withdrawn: position !== null && withdrawn.includes(position),
      ...(required && { required }),
      contractorUntil: position === 'maintenance-contractor' ? (contractorUntil ?? '') : null,
      administrator: administrator === by.id,
      session: open ? (session.accepted ? 'accepted' : 'open') : 'none',
      sessionOpenedAt: open ? session.openedAt : null,
      ...(open ? await this.#deviceOf(session) : { departmentDevice: false, device: null }),
      locked: open && session.locked,
      activeAt: open ? this.activeAt(session) : null,
      assignments: (delegate?.scopes ?? []).map((scope) => ({ scope, until: delegate!.until })),
      equipment: 'none',
    };
  }

  /** An enrolled device is judged as it stands now; where none was shown, the network that the session came from. */
  async #deviceOf(session: SessionState): Promise<Pick<Standing, 'departmentDevice' | 'device'>> {
    if (session.device === null) return { departmentDevice: session.departmentDevice, device: null };
    const { kind, ended, class: of, scope, expiresAt, controlsUntil } = await this.device(session.device);
    const personal =
      kind === 'personal' && scope !== null && expiresAt !== null
        ? { scope, until: ended ? '' : expiresAt, controlsUntil: ended ? null : controlsUntil }
        : null;
    return { departmentDevice: kind === 'department' && !ended, device: { class: of, personal } };
  }

  device(deviceId: string): Promise<DeviceState> {
    return this.#state<DeviceState>(device, `device-${deviceId}`);
  }

  department(): Promise<DepartmentState> {
    return this.#state<DepartmentState>(department, `department-${departmentId}`);
  }

  /** The settings and law packs in force. */
  async terms(): Promise<Terms> {
    return (await this.department()).terms;
  }

  member(id: string): Promise<MemberState> {
    return this.#state<MemberState>(member, `member-${id}`);
  }

  /** His session; none where it was opened before his credentials were reset, as after a theft. */
  async session(memberId: string): Promise<SessionState> {
    return this.#sessionOf(memberId, await this.member(memberId));
  }

  async #sessionOf(memberId: string, { resetAt }: MemberState): Promise<SessionState> {
    const session = await this.#state<SessionState>(sessions, `session-${memberId}`);
    const isVoid = resetAt !== null && session.openedAt !== null && session.openedAt <= resetAt;
    return isVoid ? { ...session, ...closed } : session;
  }

  equipment(cameraId: string): Promise<EquipmentState> {
    return this.#state<EquipmentState>(equipment, `equipment-${cameraId}`);
  }

  agency(agencyId: string): Promise<AgencyState> {
    return this.#state<AgencyState>(agency, `agency-${agencyId}`);
  }

  async #state<State>(decider: unknown, stream: string): Promise<State> {
    return (await this.streams.load(decider as AnyDecider, stream)).state as State;
  }
}
