/**
 * The figures of a report counted a second time, from the lines of the ledger alone: no read model, no seal opened, no
 * code of the reports. Written to be read beside docs/ledger-format.md, as an outsider would write it.
 */
import type { Ledger } from '../../src/ledger/ledger.js';

type Fact = {
  readonly type: string;
  readonly occurredAt: string;
  readonly data: any;
};

const factsOf = async (ledger: Ledger): Promise<Fact[]> => {
  const facts: Fact[] = [];
  for await (const { line } of ledger.readAll(-1n)) {
    const { type, occurredAt, data } = JSON.parse(Buffer.from(line).toString('utf8'));
    facts.push({ type, occurredAt, data });
  }
  return facts;
};

const time = (at: string): number => new Date(at).getTime();

export type Counted = Readonly<Record<string, number>>;

const where = (facts: readonly Fact[], what: (data: any) => boolean): number =>
  facts.filter(({ data }) => what(data)).length;
const total = (facts: readonly Fact[], what: (data: any) => number): number =>
  facts.reduce((sum, { data }) => sum + what(data), 0);

/** The facts with the period that is counted; `from` is in it, `to` is not. */
class Lines {
  constructor(
    private readonly all: readonly Fact[],
    private readonly from: string,
    private readonly to: string,
  ) {}

  inside(at: string): boolean {
    return time(at) >= time(this.from) && time(at) < time(this.to);
  }

  before(at: string): boolean {
    return time(at) <= time(this.to);
  }

  of(...types: string[]): Fact[] {
    return this.all.filter(({ type }) => types.includes(type));
  }

  sofar(...types: string[]): Fact[] {
    return this.of(...types).filter(({ occurredAt }) => this.before(occurredAt));
  }

  during(...types: string[]): Fact[] {
    return this.of(...types).filter(({ occurredAt }) => this.inside(occurredAt));
  }

  times(...types: string[]): number {
    return this.during(...types).length;
  }

  /** Of those begun by the end, how many had not ended by then. */
  open(begin: string, end: string, key: string): number {
    const ended = new Set(this.sofar(end).map(({ data }) => data[key]));
    return where(this.sofar(begin), (data) => !ended.has(data[key]));
  }

  /** Of those begun in the period, how many have seen another event since, whenever. */
  followed(begin: string, next: string, key: string, such: (data: any) => boolean = () => true): number {
    const after = new Set(
      this.of(next)
        .filter(({ data }) => such(data))
        .map(({ data }) => data[key]),
    );
    return where(this.during(begin), (data) => after.has(data[key]));
  }

  peopleAndEquipment(): Counted {
    const batches = this.during('TransferReceived');
    const wrong = new Map(this.of('TransferMismatch').map(({ data }) => [data.transferId, data.recorded]));
    const mismatched = batches.filter(({ data }) => wrong.has(data.transferId));
    return {
      'people.acts.AccessApproved': this.times('AccessApproved'),
      'people.acts.AccessSuspended': this.times('AccessSuspended'),
      'people.acts.PolicyAcknowledged': this.times('PolicyAcknowledged'),
      'people.acts.SharingNetworksAdopted': this.times('SharingNetworksAdopted'),
      'people.delegations.made': this.times('DelegateAssigned'),
      'upkeep.inspections.made': this.times('EquipmentInspected'),
      'upkeep.inspections.unsound': where(this.during('EquipmentInspected'), (d) => !d.affixed || d.damaged || d.worn),
      'upkeep.checks.made': this.times('FunctionChecked'),
      'upkeep.checks.failing': where(this.during('FunctionChecked'), (d) => !d.functioning),
      'upkeep.checks.disagreeing': where(this.during('FunctionChecked'), (d) => !d.agrees),
      'upkeep.faults.reported': this.times('EquipmentFaultReported'),
      'upkeep.faults.cleared': this.times('FaultCleared'),
      'upkeep.faults.open': this.open('EquipmentFaultReported', 'FaultCleared', 'faultId'),
      'upkeep.shifts.begun': this.times('ShiftStarted'),
      'upkeep.shifts.ended': this.times('ShiftEnded'),
      'upkeep.batches.received': batches.length,
      'upkeep.batches.announced': total(batches, (d) => d.count),
      'upkeep.batches.mismatched': mismatched.length,
      'upkeep.batches.missing': total(mismatched, (d) => d.count - wrong.get(d.transferId)),
    };
  }

  vendorsAndLists(): Counted {
    const held = this.during('VendorPurgeReconciled');
    const local = new Set(
      this.of('HotListRegistered')
        .filter(({ data }) => data.source === 'local')
        .map(({ data }) => data.hotListId),
    );
    const gone = new Set(
      this.of('HotListEntryRemoved')
        .filter(({ occurredAt }) => this.before(occurredAt))
        .map(({ data }) => data.entryId),
    );
    const entries = this.of('HotListEntryAdded').filter(
      ({ occurredAt, data }) => this.before(occurredAt) && !this.before(data.expiresAt),
    );
    return {
      'vendors.findings.settings': this.times('VendorDriftDetected'),
      'vendors.findings.purge': this.times('VendorPurgeDiscrepancy'),
      'vendors.findings.log': this.times('VendorLogDiscrepancy'),
      'vendors.findings.transfer': this.times('TransferMismatch'),
      'vendors.immigrationDrift': total(this.during('VendorDriftDetected'), (d) => d.immigration),
      'vendors.logs.imports': this.times('VendorLogImported'),
      'vendors.logs.rows': total(this.during('VendorLogImported'), (d) => d.rows),
      'vendors.logs.vanished': total(this.during('VendorLogDiscrepancy'), (d) => d.vanished),
      'vendors.logs.changed': total(this.during('VendorLogDiscrepancy'), (d) => d.changed),
      'vendors.reconciliations.made': held.length,
      'vendors.reconciliations.returned': total(held, (d) => d.returned),
      'vendors.reconciliations.overdue': total(held, (d) => d.overdue),
      'vendors.reconciliations.missing': total(held, (d) => d.missing),
      'imports.imported.0.versions': this.times('HotListVersionPublished'),
      'imports.imported.0.added': total(this.during('HotListVersionPublished'), (d) => d.added),
      'imports.imported.0.quarantined': total(this.during('HotListVersionPublished'), (d) => d.quarantined),
      'imports.imported.0.latest.number': Math.max(
        ...this.of('HotListVersionPublished')
          .filter(({ occurredAt }) => this.before(occurredAt))
          .map(({ data }) => data.number),
      ),
      'imports.setAside.0.entries': total(this.during('HotListEntryQuarantined'), (d) => d.entries),
      'imports.files.turnedOn': this.times('SourceFileEnabled'),
      'imports.files.turnedOff': this.times('SourceFileDisabled'),
      'imports.files.enabled.length': this.open('SourceFileEnabled', 'SourceFileDisabled', 'file'),
      'imports.local.length': where(entries, (d) => local.has(d.hotListId) && !gone.has(d.entryId)),
    };
  }

  outside(): Counted {
    const captured = new Map(this.of('DetectionRecorded').map(({ data }) => [data.detectionId, time(data.capturedAt)]));
    const ages = [0, 0, 0, 0, 0, 0];
    for (const { data, occurredAt } of this.during('ResultsSeen'))
      for (const read of data.seen) {
        const days = Math.max(0, (time(occurredAt) - captured.get(read)!) / 86_400_000);
        ages[days < 1 ? 0 : days < 7 ? 1 : days < 30 ? 2 : days < 90 ? 3 : days < 365 ? 4 : 5]! += 1;
      }
    const items = new Map(this.of('ReleasePrepared').map(({ data }) => [data.releaseId, data.count]));
    const closed = this.during('RecordsRequestClosed');
    const given = new Map<string, number>();
    for (const { data } of this.of('RecordsDisclosed'))
      given.set(data.requestId, (given.get(data.requestId) ?? 0) + data.rows);
    const fulfilled = this.during('ReleaseFulfilled');
    const agency = new Map(this.of('ReleaseRequested').map(({ data }) => [data.releaseId, data.agencyId]));
    const ended = new Set(
      this.of('MouTerminated')
        .filter(({ occurredAt }) => this.before(occurredAt))
        .map(({ data }) => data.mouId),
    );
    return {
      ...Object.fromEntries(ages.map((count, band) => [`uses.ages.${band}`, count])),
      'uses.canvasses.opened': where(this.of('CanvassOpened'), (d) => this.inside(d.from)),
      'uses.exigencies.declared': this.times('ExigencyDeclared'),
      'uses.exigencies.reviewed': this.followed('ExigencyDeclared', 'ExigencyReviewed', 'hitId'),
      'uses.exigencies.justified': this.followed('ExigencyDeclared', 'ExigencyReviewed', 'hitId', (d) => d.justified),
      'uses.exigencies.late': this.followed('ExigencyDeclared', 'ExigencyReviewed', 'hitId', (d) => !d.inTime),
      'releases.requested': this.times('ReleaseRequested'),
      'releases.approved': this.times('ReleaseApproved'),
      'releases.denied': this.times('ReleaseDenied'),
      'releases.fulfilled': fulfilled.length,
      'releases.items': total(fulfilled, (d) => items.get(d.releaseId)),
      'releases.conflicts': this.followed('ReleaseRequested', 'StatutoryConflictRaised', 'releaseId'),
      'releases.disclosures.agencies': new Set(fulfilled.map(({ data }) => agency.get(data.releaseId))).size,
      'releases.disclosures.policyChanges': this.times('PolicyAdopted', 'SharingNetworksAdopted'),
      'releases.agreements.executed': this.times('MouExecuted'),
      'releases.agreements.ended': this.times('MouTerminated', 'MouExpired'),
      'releases.agreements.inForce': where(
        this.of('MouExecuted'),
        (d) => this.before(d.from) && !this.before(d.until) && !ended.has(d.mouId),
      ),
      'releases.records.received': where(this.of('RecordsRequestLogged'), (d) => this.inside(d.receivedAt)),
      'releases.records.closed': closed.length,
      'releases.records.late': where(closed, (d) => d.late),
      'releases.records.open': this.open('RecordsRequestLogged', 'RecordsRequestClosed', 'requestId'),
      'releases.records.rowsGiven': total(closed, (d) => given.get(d.requestId) ?? 0),
      'releases.external.ownerLookups': this.times('OwnerLookupRecorded'),
      'releases.unmaskings.requested': this.times('UnmaskRequested'),
      'releases.unmaskings.approved': this.times('UnmaskApproved'),
      'accesses.searches': where(this.during('QueryMade'), (d) =>
        ['detections', 'hits', 'hot-list-entries'].includes(d.question),
      ),
      'reads.total': where(this.of('DetectionRecorded'), (d) => this.inside(d.capturedAt)),
    };
  }

  watched(): Counted {
    return {
      'oversight.findings.raised': this.times('FindingRaised'),
      'oversight.findings.resolved': this.times('FindingResolved'),
      'oversight.findings.open': this.open('FindingRaised', 'FindingResolved', 'findingId'),
      'oversight.anomalies.flagged': this.times('AnomalyFlagged'),
      'oversight.anomalies.waiting':
        this.times('AnomalyFlagged') - this.followed('AnomalyFlagged', 'AnomalyDispositioned', 'anomalyId'),
      'oversight.violations.reported': this.times('ViolationReported'),
      'oversight.violations.closed': this.times('ViolationClosed'),
      'oversight.violations.open': this.open('ViolationReported', 'ViolationClosed', 'violationId'),
      'incidents.reported': this.times('BreachReported'),
      'incidents.late': this.followed('BreachReported', 'BreachForwarded', 'incidentId', (d) => !d.inTime),
      'incidents.waiting': this.open('BreachReported', 'BreachForwarded', 'incidentId'),
      'incidents.residents': total(this.during('BreachConfirmed'), (d) => d.residents),
    };
  }

  kept(): Counted {
    const units = new Map(this.of('PurgeProposed').map(({ data }) => [data.purgeId, data.units - data.kept]));
    const downloads = this.of('DetectionDownloaded').filter(({ occurredAt }) => this.before(occurredAt));
    return {
      'retention.purges.proposed': where(this.of('PurgeProposed'), (d) => this.inside(d.proposedAt)),
      'retention.purges.completed.length': this.times('PurgeCompleted'),
      'retention.purges.units': total(this.during('PurgeCompleted'), (d) => units.get(d.purgeId)!),
      'retention.purges.blockedByHold': this.times('PurgeBlockedByHold'),
      'retention.downloads.made': this.times('DetectionDownloaded'),
      'retention.downloads.to1': downloads.length,
      'retention.holds.length': this.open('HoldOrdered', 'HoldReleased', 'holdId') + this.times('HoldReleased'),
      'retention.evidence.packages': this.times('EvidenceBooked'),
      'retention.evidence.items': total(this.during('EvidenceBooked'), (d) => d.items),
      'retention.reburials.times': this.times('PurgeResurrectionBlocked'),
      'integrity.backups.made': where(this.of('BackupCompleted'), (d) => this.inside(d.takenAt)),
      'integrity.backups.tested': where(this.of('RestoreTested'), (d) => this.inside(d.testedAt)),
      'integrity.backups.failed': where(this.of('RestoreTested'), (d) => this.inside(d.testedAt) && d.problems > 0),
      'integrity.verifications.made': this.times('IntegrityVerified'),
    };
  }
}

/** Path of a figure → what the lines say. `from` is in the period, `to` is not. */
export const recount = async (ledger: Ledger, from: string, to: string): Promise<Counted> => {
  const lines = new Lines(await factsOf(ledger), from, to);
  return {
    ...lines.peopleAndEquipment(),
    ...lines.vendorsAndLists(),
    ...lines.outside(),
    ...lines.watched(),
    ...lines.kept(),
  };
};
