/** The people, documents and events of the stories of releases. */
import type { Situation } from '../../src/domain/decider.js';
import type { Recipient } from '../../src/domain/recipient.js';
import { release } from '../../src/domain/release.js';
import type {
  CounselOpinionFiled,
  RecordFiled,
  ReleaseApproved,
  ReleaseDenied,
  ReleaseEscalated,
  ReleaseFulfilled,
  ReleaseItem,
  ReleasePrepared,
  ReleaseRequested,
  StatutoryConflictRaised,
  SubmitRelease,
} from '../../src/domain/releasefacts.js';
import type { ValuesActDetermined } from '../../src/domain/valuesact.js';
import { neighbour } from './mou.js';
import { administrator, but, chief, officer } from './people.js';
import { type Refusal, tell } from './story.js';

export const { given } = tell(release, chief);

export const releaseId = 'release-1';
export const agencyId = 'agency-1';
export const digest = 'd'.repeat(64);
export const order = 'c'.repeat(64);
export const opinion = 'e'.repeat(64);
export const maria: Situation = {
  ...administrator,
  by: { kind: 'agency', id: agencyId, person: 'maria' },
  standing: {
    ...but(administrator, {}).standing,
    enrolled: false,
    session: 'none',
    administrator: false,
    approved: false,
  },
};
export const stranger: Situation = { ...maria, by: { kind: 'agency', id: 'agency-2', person: 'otto' } };
export const counsel = but(officer, { position: 'city-attorney', training: {}, approved: false });

export const written = {
  agencyName: 'Cathedral City Police Department',
  personName: 'Named Person',
  contact: 'named.person@pd.example',
  reason: 'a series of catalytic converter thefts on Date Palm Drive',
  caseNumber: '26-4410',
  seeks: 'reads of a white van at Ramon Road on 20 November',
};
export const recipients = {
  neighbour,
  ice: { ...neighbour, agencyClass: 'federal-immigration', california: false, network: null },
  nevada: { ...neighbour, agencyClass: 'out-of-state-le', california: false },
  fbi: { ...neighbour, agencyClass: 'federal-le', california: false },
  reporter: { ...neighbour, agencyClass: 'non-le', california: false },
} as const satisfies Record<string, Recipient>;

export const submit = (change: Partial<SubmitRelease['data']> = {}): SubmitRelease => ({
  type: 'SubmitRelease',
  data: {
    releaseId,
    agencyId,
    ...written,
    purpose: 'stolen-vehicle',
    document: digest,
    courtOrder: null,
    orderNamesData: false,
    specialRequest: null,
    recipient: neighbour,
    ...change,
  },
});
export const requested = (data: Partial<ReleaseRequested['data']> = {}, sealed = written): ReleaseRequested => ({
  type: 'ReleaseRequested',
  data: {
    releaseId,
    agencyId,
    agencyClass: 'local-le',
    california: true,
    purpose: 'stolen-vehicle',
    document: digest,
    courtOrder: null,
    orderNamesData: false,
    specialRequest: null,
    requestedBy: 'maria',
    takenIn: false,
    ...data,
  },
  sealed,
  keep: { class: 'release', unit: releaseId },
});
export const ofIce = requested({
  agencyClass: 'federal-immigration',
  california: false,
  courtOrder: order,
  orderNamesData: true,
});
export const ofNevada = requested({ agencyClass: 'out-of-state-le', california: false, specialRequest: order });
export const escalated = (why: ReleaseEscalated['data']['why']): ReleaseEscalated => ({
  type: 'ReleaseEscalated',
  data: { releaseId, why },
});
export const conflict = (why: StatutoryConflictRaised['data']['why']): StatutoryConflictRaised => ({
  type: 'StatutoryConflictRaised',
  data: { releaseId, agencyId, why },
});
export const filed = (permits: boolean, immigration = false): CounselOpinionFiled => ({
  type: 'CounselOpinionFiled',
  data: { releaseId, document: opinion, permits, immigration, counsel: counsel.by.id },
});
export const file = (document: string | null = opinion, permits = true) =>
  ({ type: 'FileCounselOpinion', data: { releaseId, document, permits, immigration: false } }) as const;
export const basis = 'a theft of parts; neither person nor status is sought';
export const determined = (complies: boolean): ValuesActDetermined => ({
  type: 'ValuesActDetermined',
  data: { of: 'release', subject: releaseId, agencyId, complies, by: chief.by.id },
  sealed: { basis },
  keep: { class: 'release', unit: releaseId },
});
export const determine = (text = basis, designeeUntil: string | null = null) =>
  ({ type: 'DetermineValuesAct', data: { releaseId, complies: true, basis: text, designeeUntil } }) as const;
export const items: readonly ReleaseItem[] = [{ kind: 'detection', id: 'read-1', digest }];
export const root = 'f'.repeat(64);
export const prepared: ReleasePrepared = {
  type: 'ReleasePrepared',
  data: { releaseId, count: 1, root, preparedBy: officer.by.id },
  sealed: { items },
  keep: { class: 'release', unit: releaseId },
};
export const prepare = (found: readonly ReleaseItem[] = items, missing = 0) =>
  ({
    type: 'PrepareRelease',
    data: { releaseId, detectionIds: ['read-1'], hitIds: [], items: found, missing, root },
  }) as const;
export const approved = (by = chief, designee = false): ReleaseApproved => ({
  type: 'ReleaseApproved',
  data: { releaseId, agencyId, count: 1, root, approver: by.by.id, designee },
  sealed: { items },
  keep: { class: 'release', unit: releaseId },
});
export const onFile = (...documents: string[]): RecordFiled => ({
  type: 'RecordFiled',
  data: { releaseId, documents, retention: 'release' },
});
export const approve = (recipient: Recipient = neighbour, of = root, designeeUntil: string | null = null) =>
  ({ type: 'ApproveRelease', data: { releaseId, root: of, recipient, designeeUntil } }) as const;
export const why = 'the agency holds the same reads itself';
export const denied: ReleaseDenied = {
  type: 'ReleaseDenied',
  data: { releaseId, agencyId, by: chief.by.id },
  sealed: { why },
  keep: { class: 'release', unit: releaseId },
};
export const deny = (text = why, designeeUntil: string | null = null) =>
  ({ type: 'DenyRelease', data: { releaseId, why: text, designeeUntil } }) as const;
export const contents = 'a'.repeat(64);
export const fulfilled: ReleaseFulfilled = {
  type: 'ReleaseFulfilled',
  data: { releaseId, agencyId, count: 1, root, contents, fulfilledBy: officer.by.id },
  sealed: { recipients: ['Named Person'] },
  keep: { class: 'release', unit: releaseId },
};
export const fulfil = (recipient: Recipient = neighbour, now = root, names: readonly string[] = ['Named Person']) =>
  ({
    type: 'FulfilRelease',
    data: { releaseId, recipients: names, recipient, now: { root: now, contents } },
  }) as const;
export const collect = (recipient: Recipient = neighbour, now = root) =>
  ({ type: 'CollectRelease', data: { releaseId, recipient, now: { root: now, contents } } }) as const;

export const ready = [requested(), determined(true), prepared] as const;
export const decided: Refusal = '430.10(b) R-RELEASE-DECIDED';
export const unknown: Refusal = '430.10(b) R-RELEASE-UNKNOWN';
export const fourEyes: Refusal = '430.10(b) R-FOUR-EYES';
export const frozen: Refusal = '430.10(b) R-RELEASE-FROZEN';
export const immigration: Refusal = '430.10(f).1 R-IMMIGRATION';
export const purpose: Refusal = '430.10¶V.2 R-IMMIGRATION';
export const unregistered: Refusal = '430.10(a)(a) R-AGENCY-UNKNOWN';
