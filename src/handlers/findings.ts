/** What the shell finds out itself before a command is judged: facts of other streams that no caller may assert. */
import type { Actor, TrainingKind } from '../domain/actor.js';
import type { Unit } from '../domain/equipment.js';
import type { Subject } from '../domain/violation.js';
import type { GenerateReport, SubmitReport } from '../domain/audit.js';
import { auditPlan, type AuditPlanState, type Plan } from '../domain/auditplan.js';
import { departmentId } from '../domain/department.js';
import { hit, type HitState } from '../domain/hit.js';
import { quarantine, type QuarantineState } from '../domain/quarantine.js';
import { hotList, type HotListState } from '../domain/hotlist.js';
import { isAuthorised, type Position } from '../domain/positions.js';
import type { HotIndex } from '../matching/hotindex.js';
import { lackingFor, longKeptAt } from '../projections/audits.js';
import { reportById } from '../projections/reports.js';
import { isQuarter, quarterOf } from '../reports/quarter.js';
import { detectionById } from '../projections/detections.js';
import { warranted } from '../projections/duties.js';
import { heardOf } from '../projections/upkeep.js';
import { memberByUsername } from '../projections/members.js';
import { hitById } from '../projections/hits.js';
import type { Views } from '../projections/views.js';
import { wasShown } from '../projections/history.js';
import type { Askers } from './askers.js';
import type { Vault } from '../vault/vault.js';
import { keyOfDay } from './showing.js';
import type { AnyDecider } from './deciders.js';
import type { AnyCommand, Found, Order, Request } from './orders.js';
import { outsideFinders } from './outside.js';
import type { Standings } from './standings.js';
import type { Streams } from './streams.js';

type Asking<Type extends Request['type']> = Extract<Request, { type: Type }>['data'];
type Finder = { readonly [Type in keyof Found]: (asked: Asking<Type>, by: Actor) => Promise<object> };

/** Acts whose outcome others are found out from. */
const resting: ReadonlySet<string> = new Set<Request['type']>([
  'EnrolMember',
  'ProtectPlate',
  'ApproveCivilUse',
  'ApproveSearch',
]);

const searchesOf = ({ id }: Actor): string => `searches-${id}`;

/** Under the command of the Operations Captain: not the Chief, nor anybody who is not of the Department. */
const mayBeAssigned = (position: Position | null): boolean =>
  isAuthorised(position) && position !== 'police-chief' && position !== 'maintenance-contractor';

export class Findings {
  /** Where the last act of each of these kinds stands: what is found out next must have seen it. */
  readonly #last = new Map<string, bigint>();
  readonly #finders: Finder;

  constructor(
    private readonly views: Views,
    private readonly streams: Streams,
    private readonly standings: Standings,
    private readonly hotIndex: HotIndex,
    private readonly askers: Askers,
    private readonly vault: Vault,
  ) {
    this.#finders = {
      ...outsideFinders(streams, views, vault),
      ...this.#ofOperations(),
      EnrolMember: async ({ username }) => {
        await this.#seen('EnrolMember');
        return { usernameFree: memberByUsername(this.views.db, username) === undefined };
      },
      ApproveAccess: async (asked) => ({ ...(await this.#administrator(asked)), ...(await this.#required(asked)) }),
      DesignateAdministrator: async ({ memberId }) => ({
        subjectPosition: (await this.standings.member(memberId)).position,
      }),
      ResetCredentials: (asked) => this.#administrator(asked),
      AssignDelegate: async ({ memberId }) => {
        const { position, approved } = await this.standings.member(memberId);
        return { subjectFit: approved && mayBeAssigned(position) };
      },
      AddHotListEntry: async ({ hotListId, plate }, by) => {
        await this.#seen('ProtectPlate');
        return { listRegistered: await this.#inUse(hotListId), conflict: this.askers.conflicts(by, plate) };
      },
      RecordDetection: async (asked) => this.#late(asked),
      RecordFailedRead: async (asked) => this.#late(asked),
      OpenAudit: async () => ({ plan: await this.#plan() }),
      GenerateReport: async ({ quarter }) => ({ found: await this.#unexplained(quarter) }),
      SubmitReport: async ({ reportId }) => ({ found: await this.#completeness(reportId) }),
      ReportViolation: async ({ subjectId }) => ({ subject: await this.#subject(subjectId) }),
      TriageViolation: async ({ subjectId }) => ({ subject: await this.#subject(subjectId) }),
      ApprovePlacement: async ({ cameraId }) => ({
        cameraInService: (await this.standings.equipment(cameraId)).status === 'active',
      }),
      CorrectPlate: async (asked, by) => {
        await this.#seen('ProtectPlate');
        const read = hitById(this.views.db, asked.hitId)?.plate;
        const conflict = this.askers.conflicts(by, asked.plate, read);
        return { meets: this.#meets(asked), namesMember: this.askers.namesMember(asked.note), conflict };
      },
      MakeQuery: async (asked, by) => {
        for (const kind of ['ProtectPlate', 'ApproveCivilUse', 'ApproveSearch', searchesOf(by)]) await this.#seen(kind);
        return { asker: await this.askers.of(asked, by) };
      },
      // What was set aside since it was shown is shown no more (430.8¶4.3).
      OpenImage: async ({ queryId, detectionId }) => ({
        shown: wasShown(this.views.db, queryId, detectionId) && !(await this.#quarantined(detectionId)),
      }),
      ApproveSearch: async ({ plate }) => ({ tag: this.askers.tagOf(plate) }),
      ProtectPlate: async ({ plate }) => ({ tag: this.askers.tagOf(plate) ?? '' }),
    };
  }

  /**
   * Enrolments wait for each other, so that two members cannot take one username at the same moment; and so do one
   * member's searches for a plate without a case, so that none slips through between the count and the act.
   */
  laneOf({ request: { type, data }, by }: Order): string | null {
    if (type === 'EnrolMember') return 'enrolment';
    if (type !== 'MakeQuery' || data.elements.plate === undefined || data.eventNumber) return null;
    return searchesOf(by);
  }

  async complete({ request, by }: Order): Promise<AnyCommand> {
    const find = this.#finders[request.type as keyof Found] as
      ((asked: unknown, by: Actor) => Promise<object>) | undefined;
    if (!find) return request as AnyCommand;
    return { ...request, data: { ...request.data, ...(await find(request.data, by)) } } as AnyCommand;
  }

  /** Told of every act recorded; those that others rest on are noted. */
  recordedAt({ request, by }: Order, position: bigint): void {
    const kind = request.type === 'MakeQuery' ? searchesOf(by) : request.type;
    const rests =
      request.type === 'MakeQuery' ? this.laneOf({ request, by, commandId: '' }) !== null : resting.has(kind);
    if (rests && position > (this.#last.get(kind) ?? -1n)) this.#last.set(kind, position);
  }

  async #seen(kind: string): Promise<void> {
    const position = this.#last.get(kind);
    if (position === undefined) return;
    await this.views.reached(position);
    if (this.#last.get(kind) === position) this.#last.delete(kind);
  }

  /** What is found for the acts of operations: the unit at hand, the hit before an owner, the read set aside. */
  #ofOperations(): Pick<
    Finder,
    | 'AddPartialPlate'
    | 'RecordOwnerLookup'
    | 'QuarantineDetection'
    | 'RaiseHitAlert'
    | 'OpenHitImage'
    | 'InspectEquipment'
    | 'AttestFunction'
    | 'StartDeployment'
  > {
    return {
      AddPartialPlate: async ({ hotListId }) => {
        return { listRegistered: await this.#inUse(hotListId) };
      },
      RecordOwnerLookup: async ({ hitId }, by) => {
        await this.#seen('ProtectPlate');
        const { verdict, matches, plate } = await this.#hit(hitId);
        const conflict = plate !== null && this.askers.conflicts(by, plate);
        return { hitVerified: verdict === 'verified' && matches, conflict };
      },
      QuarantineDetection: async ({ detectionId }) => {
        const read = detectionById(this.views.db, detectionId);
        return {
          recorded: read !== undefined,
          warranted: read !== undefined && warranted(this.views.db, read.cameraId, read.capturedAt),
        };
      },
      RaiseHitAlert: async ({ detectionId }) => ({ quarantined: await this.#quarantined(detectionId) }),
      OpenHitImage: async ({ hitId }) => ({
        quarantined: await this.#quarantined((await this.#hit(hitId)).detectionId),
      }),
      InspectEquipment: async ({ cameraId }) => ({ unit: await this.#unit(cameraId) }),
      AttestFunction: async ({ cameraId }) => ({
        unit: await this.#unit(cameraId),
        heard: heardOf(this.views.db, cameraId),
      }),
      StartDeployment: async ({ cameraId }) => ({ unit: await this.#unit(cameraId) }),
    };
  }

  /** A key that was destroyed is never made again: what comes late for its day can be kept nowhere. */
  #late({ capturedAt }: { readonly capturedAt: string }): { readonly dayPurged: boolean } {
    return { dayPurged: this.vault.status(keyOfDay(capturedAt)) === 'destroyed' };
  }

  async #inUse(hotListId: string): Promise<boolean> {
    const list = await this.streams.load(hotList as unknown as AnyDecider, `hotlist-${hotListId}`);
    const { registered, retired } = list.state as HotListState;
    return registered && !retired;
  }

  async #hit(hitId: string): Promise<HitState> {
    return (await this.streams.load(hit as unknown as AnyDecider, `hit-${hitId}`)).state as HitState;
  }

  async #quarantined(detectionId: string): Promise<boolean> {
    const read = await this.streams.load(quarantine as unknown as AnyDecider, `quarantine-${detectionId}`);
    return (read.state as QuarantineState).quarantined;
  }

  async #unit(cameraId: string): Promise<Unit> {
    const { status, mobility, faults } = await this.standings.equipment(cameraId);
    return { status, mobility, openFaults: faults.length };
  }

  async #plan(): Promise<Plan | null> {
    const { state } = await this.streams.load(auditPlan as unknown as AnyDecider, `auditplan-${departmentId}`);
    return (state as AuditPlanState).plan;
  }

  /** What the report lacks, from read models that show the ledger as it is now. */
  async #completeness(reportId: string): Promise<SubmitReport['data']['found']> {
    await this.views.caughtUp();
    const { settings } = await this.standings.terms();
    const report = reportById(this.views.db, reportId);
    if (!report) return { drawnAfterQuarter: false, audited: false, openItems: 0, unexplained: 0 };
    const quarter = quarterOf(report.quarter.toUpperCase());
    return lackingFor(this.views.db, reportId, quarter, settings.explainDays);
  }

  /** What nobody has explained of the data kept longer than two years when the quarter ends; nothing of no quarter. */
  async #unexplained(name: string): Promise<GenerateReport['data']['found']> {
    if (!isQuarter(name.toUpperCase())) return { ends: '', unexplained: 0 };
    await this.views.caughtUp();
    const { settings } = await this.standings.terms();
    const { to } = quarterOf(name.toUpperCase());
    const long = longKeptAt(this.views.db, to, settings.explainDays);
    return { ends: to, unexplained: long.filter(({ explained }) => !explained).length };
  }

  async #subject(memberId: string | null): Promise<Subject | null> {
    if (memberId === null) return null;
    const { administrator } = await this.standings.department();
    return { position: (await this.standings.member(memberId)).position, administrator: administrator === memberId };
  }

  async #required({ memberId }: { readonly memberId: string }): Promise<{ subjectRequired?: readonly TrainingKind[] }> {
    const { position } = await this.standings.member(memberId);
    const required = position === null ? undefined : (await this.standings.department()).requirements[position];
    return required ? { subjectRequired: required } : {};
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
