/** A release: a written request, weighed by the Chief, and delivered exactly as it was approved (430.10). */
import type { Actor } from './actor.js';
import type { Decider } from './decider.js';
import type { Purpose } from './policy/purposes.js';
import type { ReleaseCommand, ReleaseEvent, ReleaseRequested, ReleaseState } from './releasefacts.js';
import { judgeReason } from './policy/reasons.js';
import * as rules from './releaserules.js';
import { content, session } from './standing.js';

const kept = (releaseId: string) => ({ class: 'release', unit: releaseId }) as const;

/** Who asks in person: of an agency its person, of the Department its member. */
const asking = (by: Actor): string => (by.kind === 'agency' ? by.person : by.id);

const evolve = (state: ReleaseState, event: ReleaseEvent): ReleaseState => {
  switch (event.type) {
    case 'ReleaseRequested': {
      const { agencyId, requestedBy, document, courtOrder, specialRequest, orderNamesData } = event.data;
      const documents = [document, courtOrder, specialRequest].filter((one) => one !== null);
      const specially = courtOrder !== null || specialRequest !== null;
      return { ...state, status: 'requested', agencyId, requestedBy, documents, specially, orderNamesData };
    }
    case 'ReleaseEscalated':
      return { ...state, escalated: true };
    case 'CounselOpinionFiled': {
      const { document, permits, immigration } = event.data;
      return { ...state, documents: [...state.documents, document], opinion: { permits, immigration } };
    }
    case 'ValuesActDetermined':
      return { ...state, complies: event.data.complies };
    case 'ReleasePrepared': {
      const { count, root, preparedBy } = event.data;
      const items = event.sealed?.items ?? null;
      return { ...state, status: 'prepared', count, root, preparedBy, items, approvedBy: null };
    }
    case 'ReleaseApproved':
      return { ...state, status: 'approved', approvedBy: event.data.approver };
    case 'ReleaseDenied':
      return { ...state, status: 'denied' };
    case 'ReleaseFulfilled':
      return { ...state, status: 'fulfilled' };
    case 'StatutoryConflictRaised':
    case 'RecordFiled':
    case 'ReleaseCollected':
    case 'ReleaseOpened':
    case 'ReleaseStateTold':
      return state;
  }
};

type On = Decider<ReleaseCommand, ReleaseState, ReleaseEvent>['on'];

const submitting: On['SubmitRelease'] = {
  rules: [...rules.taking, ...rules.submitting],
  events: ({ command: { data }, by, terms }) => {
    const { releaseId, agencyId, recipient, courtOrder, orderNamesData, specialRequest } = data;
    const { agencyName, personName, contact, reason, caseNumber, seeks } = data;
    const { agencyClass, california } = recipient;
    const requested: ReleaseRequested = {
      type: 'ReleaseRequested',
      data: {
        releaseId,
        agencyId,
        agencyClass,
        california,
        courtOrder,
        orderNamesData,
        specialRequest,
        purpose: data.purpose as Purpose,
        document: data.document!,
        requestedBy: asking(by),
        takenIn: by.kind === 'member',
      },
      sealed: { agencyName, personName, contact, reason, caseNumber, seeks },
      keep: kept(releaseId),
    };
    const words = [reason, seeks, agencyName].some((text) => judgeReason(text).immigration !== 'none');
    const why = agencyClass === 'federal-immigration' ? 'immigration-agency' : words ? 'immigration-words' : null;
    const conflict = agencyClass === 'out-of-state-le' ? 'out-of-state' : 'not-a-public-agency';
    return [
      requested,
      ...(why ? [{ type: 'ReleaseEscalated', data: { releaseId, why } } as const] : []),
      ...(!california && terms.packs.includes('civil-code-alpr')
        ? [{ type: 'StatutoryConflictRaised', data: { releaseId, agencyId, why: conflict } } as const]
        : []),
    ];
  },
};

const deciding: Pick<On, 'DetermineValuesAct' | 'ApproveRelease' | 'DenyRelease'> = {
  DetermineValuesAct: {
    rules: [...session, ...rules.determining],
    events: ({ command: { data }, state, by }) => [
      {
        type: 'ValuesActDetermined',
        data: {
          of: 'release',
          subject: data.releaseId,
          agencyId: state.agencyId,
          complies: data.complies,
          by: by.id,
        },
        sealed: { basis: data.basis },
        keep: kept(data.releaseId),
      },
    ],
  },
  ApproveRelease: {
    rules: [...session, ...rules.approving],
    events: ({ command: { data }, state, by, standing }) => {
      const { releaseId, root } = data;
      const designee = standing.position !== 'police-chief';
      const { agencyId, count, documents } = state;
      return [
        {
          type: 'ReleaseApproved',
          data: { releaseId, agencyId, count, root, approver: by.id, designee },
          sealed: { items: state.items ?? [] },
          keep: kept(releaseId),
        },
        { type: 'RecordFiled', data: { releaseId, documents, retention: 'release' } },
      ];
    },
  },
  DenyRelease: {
    rules: [...session, ...rules.denying],
    events: ({ command: { data }, state, by }) => [
      {
        type: 'ReleaseDenied',
        data: { releaseId: data.releaseId, agencyId: state.agencyId, by: by.id },
        sealed: { why: data.why },
        keep: kept(data.releaseId),
      },
    ],
  },
};

const delivering: Pick<On, 'PrepareRelease' | 'FulfilRelease' | 'CollectRelease'> = {
  PrepareRelease: {
    rules: [...content, ...rules.preparing],
    events: ({ command: { data }, by }) => [
      {
        type: 'ReleasePrepared',
        data: { releaseId: data.releaseId, count: data.items.length, root: data.root, preparedBy: by.id },
        sealed: { items: data.items },
        keep: kept(data.releaseId),
      },
    ],
  },
  FulfilRelease: {
    rules: [...content, ...rules.fulfilling],
    events: ({ command: { data }, state, by }) => {
      const { releaseId, recipients, now } = data;
      const { agencyId, count } = state;
      const delivered = { releaseId, agencyId, count, root: now.root, contents: now.contents, fulfilledBy: by.id };
      return [{ type: 'ReleaseFulfilled', data: delivered, sealed: { recipients }, keep: kept(releaseId) }];
    },
  },
  CollectRelease: {
    rules: rules.collecting,
    events: ({ command: { data }, state, by }) => [
      {
        type: 'ReleaseCollected',
        data: {
          releaseId: data.releaseId,
          agencyId: state.agencyId,
          personId: asking(by),
          contents: data.now.contents,
        },
      },
    ],
  },
};

export const release: Decider<ReleaseCommand, ReleaseState, ReleaseEvent> = {
  category: 'release',
  stream: ({ data }) => `release-${data.releaseId}`,
  initial: {
    status: 'none',
    agencyId: '',
    documents: [],
    requestedBy: null,
    preparedBy: null,
    approvedBy: null,
    orderNamesData: false,
    specially: false,
    escalated: false,
    opinion: null,
    complies: false,
    count: 0,
    root: null,
    items: null,
  },
  evolve,
  on: {
    SubmitRelease: submitting,
    FileCounselOpinion: {
      rules: [...session, ...rules.opining],
      events: ({ command: { data }, by }) => [
        {
          type: 'CounselOpinionFiled',
          data: {
            releaseId: data.releaseId,
            document: data.document!,
            permits: data.permits,
            immigration: data.immigration,
            counsel: by.id,
          },
        },
      ],
    },
    ...deciding,
    ...delivering,
    OpenRelease: {
      rules: [...content, ...rules.looking],
      events: ({ command: { data }, by }) => [
        { type: 'ReleaseOpened', data: { releaseId: data.releaseId, memberId: by.id } },
      ],
    },
    AskReleaseState: {
      rules: rules.asking,
      events: ({ command: { data }, by, state }) => [
        {
          type: 'ReleaseStateTold',
          data: { releaseId: data.releaseId, personId: asking(by), status: state.status },
        },
      ],
    },
  },
};
