/** What the shell finds out itself before a command is judged: facts of other streams that no caller may assert. */
import type { Actor } from '../domain/actor.js';
import type { Unit } from '../domain/equipment.js';
import type { Subject } from '../domain/violation.js';
import { hotList, type HotListState } from '../domain/hotlist.js';
import type { HotIndex } from '../matching/hotindex.js';
import { heardOf } from '../projections/upkeep.js';
import { memberByUsername } from '../projections/members.js';
import { hitById } from '../projections/hits.js';
import type { Views } from '../projections/views.js';
import type { AnyDecider } from './deciders.js';
import type { AnyCommand, Found, Order, Request } from './orders.js';
import { outsideFinders } from './outside.js';
import type { Standings } from './standings.js';
import type { Streams } from './streams.js';

type Asking<Type extends Request['type']> = Extract<Request, { type: Type }>['data'];
type Finder = { readonly [Type in keyof Found]: (asked: Asking<Type>, by: Actor) => Promise<object> };

export class Findings {
  /** The position of the last enrolment: the next one must see its username. */
  #enrolled = -1n;
  readonly #finders: Finder;

  constructor(
    private readonly views: Views,
    private readonly streams: Streams,
    private readonly standings: Standings,
    private readonly hotIndex: HotIndex,
  ) {
    this.#finders = {
      ...outsideFinders(streams),
      EnrolMember: async ({ username }) => {
        await this.views.reached(this.#enrolled);
        return { usernameFree: memberByUsername(this.views.db, username) === undefined };
      },
      ApproveAccess: (asked) => this.#administrator(asked),
      ResetCredentials: (asked) => this.#administrator(asked),
      AddHotListEntry: async ({ hotListId }) => {
        const list = await this.streams.load(hotList as unknown as AnyDecider, `hotlist-${hotListId}`);
        return { listRegistered: (list.state as HotListState).registered };
      },
      CorrectPlate: async (asked) => ({ meets: this.#meets(asked) }),
      InspectEquipment: async ({ cameraId }) => ({ unit: await this.#unit(cameraId) }),
      AttestFunction: async ({ cameraId }) => ({
        unit: await this.#unit(cameraId),
        heard: heardOf(this.views.db, cameraId),
      }),
      StartDeployment: async ({ cameraId }) => ({ unit: await this.#unit(cameraId) }),
      ReportViolation: async ({ subjectId }) => ({ subject: await this.#subject(subjectId) }),
      TriageViolation: async ({ subjectId }) => ({ subject: await this.#subject(subjectId) }),
      ApprovePlacement: async ({ cameraId }) => ({
        cameraInService: (await this.standings.equipment(cameraId)).status === 'active',
      }),
    };
  }

  /** Enrolments wait for each other, so that two members cannot take one username at the same moment. */
  laneOf({ type }: Request): string | null {
    return type === 'EnrolMember' ? 'enrolment' : null;
  }

  async complete({ request, by }: Order): Promise<AnyCommand> {
    const find = this.#finders[request.type as keyof Found] as
      ((asked: unknown, by: Actor) => Promise<object>) | undefined;
    if (!find) return request as AnyCommand;
    return { ...request, data: { ...request.data, ...(await find(request.data, by)) } } as AnyCommand;
  }

  /** Told of every enrolment recorded. */
  enrolledAt(position: bigint): void {
    if (position > this.#enrolled) this.#enrolled = position;
  }

  async #unit(cameraId: string): Promise<Unit> {
    const { status, mobility, faults } = await this.standings.equipment(cameraId);
    return { status, mobility, openFaults: faults.length };
  }

  async #subject(memberId: string | null): Promise<Subject | null> {
    if (memberId === null) return null;
    const { administrator } = await this.standings.department();
    return { position: (await this.standings.member(memberId)).position, administrator: administrator === memberId };
  }

  async #administrator({ memberId }: { readonly memberId: string }): Promise<{ subjectIsAdministrator: boolean }> {
    return { subjectIsAdministrator: (await this.standings.department()).administrator === memberId };
  }

  #meets({ hitId, plate, plateState }: Asking<'CorrectPlate'>): 'same-entry' | 'other-entry' | 'nothing' {
    const hit = hitById(this.views.db, hitId);
    if (!hit) return 'nothing';
    const met = this.hotIndex.match({ plate, plateState, candidates: [], at: hit.capturedAt });
    if (met.some(({ entryId, kind }) => entryId === hit.entryId && kind !== 'confusable')) return 'same-entry';
    return met.some(({ kind }) => kind !== 'confusable') ? 'other-entry' : 'nothing';
  }
}
