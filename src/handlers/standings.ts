/** The standing of whoever acts, folded from the ledger at that moment; nothing of it is taken from the request. */
import { agency, type AgencyState } from '../domain/agency.js';
import { type Actor, nobody, type Standing } from '../domain/actor.js';
import { department, departmentId, type DepartmentState } from '../domain/department.js';
import { equipment, type EquipmentState } from '../domain/equipment.js';
import { member, type MemberState } from '../domain/member.js';
import { sessions, type SessionState } from '../domain/session.js';
import type { Terms } from '../domain/policy/settings.js';
import type { AnyDecider } from './deciders.js';
import type { Streams } from './streams.js';

export class Standings {
  constructor(private readonly streams: Pick<Streams, 'load'>) {}

  async of(by: Actor): Promise<Standing> {
    const { policyInForce, administrator } = await this.department();
    if (by.kind === 'camera') return { ...nobody, policyInForce, equipment: (await this.equipment(by.id)).status };
    if (by.kind !== 'member') return { ...nobody, policyInForce };
    const { position, training, acknowledged, approved, credentialed } = await this.member(by.id);
    const session = await this.session(by.id);
    const open = credentialed && session.sessionId !== null && session.sessionId === by.sessionId;
    return {
      enrolled: position !== null,
      position,
      training,
      acknowledged,
      policyInForce,
      approved,
      administrator: administrator === by.id,
      session: open ? (session.accepted ? 'accepted' : 'open') : 'none',
      sessionOpenedAt: open ? session.openedAt : null,
      departmentDevice: open && session.departmentDevice,
      equipment: 'none',
    };
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

  session(memberId: string): Promise<SessionState> {
    return this.#state<SessionState>(sessions, `session-${memberId}`);
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
