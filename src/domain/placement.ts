/** Where a camera looks: approved before, reviewed every year, with a picture of what it sees (430.8¶4.1 and ¶4.3). */
import type { Case, Command, Decider, Event } from './decider.js';
import { rule } from './policy/rule.js';
import type { Settings } from './policy/settings.js';
import { administration } from './standing.js';
import { after, day } from './time.js';

/** Why what the camera sees is public. */
export const publicViews = ['public-road', 'public-property', 'private-open-to-public', 'visible-from-road'] as const;
export type PublicView = (typeof publicViews)[number];

/** Places at which being seen says much about a person. */
export const sensitiveSites = [
  'worship',
  'school',
  'medical',
  'reproductive-health',
  'court',
  'shelter',
  'union-hall',
  'place-of-assembly',
  'residence',
] as const;
export type SensitiveSite = (typeof sensitiveSites)[number];

type Seen = {
  /** SHA-256 of a sample frame, hex. */
  readonly frame: string;
  /** How many areas of the picture are masked. */
  readonly masks: number;
};

// Stored for good: never rename, only add.
export type PlacementApproved = Event<
  'PlacementApproved',
  {
    readonly cameraId: string;
    readonly approvedBy: string;
    readonly publicView: PublicView;
    /** Sensitive sites in view, as the check found them. */
    readonly sites: readonly SensitiveSite[];
    readonly reviewDue: string;
  } & Seen,
  { readonly fieldOfView: string; readonly justification: string | null }
>;
export type PlacementReviewed = Event<
  'PlacementReviewed',
  {
    readonly cameraId: string;
    readonly reviewedBy: string;
    /** Whether it still sees public places only, and as little else as can be. */
    readonly outcome: 'kept' | 'to-be-moved';
    readonly sites: readonly SensitiveSite[];
    readonly reviewDue: string;
  } & Seen,
  { readonly note: string }
>;
export type PlacementEvent = PlacementApproved | PlacementReviewed;

export type ApprovePlacement = Command<
  'ApprovePlacement',
  {
    readonly cameraId: string;
    /** One of `publicViews`; null when the statement is not made. */
    readonly publicView: PublicView | null;
    readonly fieldOfView: string;
    /** Null when nobody checked. */
    readonly sites: readonly SensitiveSite[] | null;
    readonly justification: string | null;
    /** Found by the shell: the camera is on the register, in service. */
    readonly cameraInService: boolean;
  } & Seen
>;
export type ReviewPlacement = Command<
  'ReviewPlacement',
  {
    readonly cameraId: string;
    readonly keepsToPublicView: boolean;
    readonly sites: readonly SensitiveSite[] | null;
    readonly note: string;
  } & Seen
>;
export type PlacementCommand = ApprovePlacement | ReviewPlacement;

export type PlacementState = { readonly approved: boolean };

const kept = (cameraId: string) => ({ class: 'register', unit: cameraId }) as const;
const says = (text: string | null, { reasonLength }: Settings): boolean => (text ?? '').trim().length >= reasonLength;
const isDigest = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);
const reviewDue = (at: string, { placementReviewDays }: Settings): string => after(at, placementReviewDays * day);

const framed = rule<Case<PlacementCommand, PlacementState>>(
  '430.8¶4.3',
  'R-PLACEMENT-FRAME',
  'what the camera sees is shown by a sample frame, with its masks counted',
  ({ command: { data } }) => isDigest(data.frame) && Number.isInteger(data.masks) && data.masks >= 0,
  'Take a frame, and give its SHA-256 and the number of masked areas.',
);

const siteChecked = rule<Case<PlacementCommand, PlacementState>>(
  '430.8¶4.3',
  'R-PLACEMENT-SITES',
  'sensitive sites in view were looked for',
  ({ command: { data } }) => data.sites !== null,
  'Check the surroundings, and name what was found, or that nothing was.',
);

export const placement: Decider<PlacementCommand, PlacementState, PlacementEvent> = {
  category: 'placement',
  stream: ({ data }) => `placement-${data.cameraId}`,
  initial: { approved: false },
  evolve: () => ({ approved: true }),
  on: {
    ApprovePlacement: {
      rules: [
        ...administration,
        rule(
          '430.3(a)',
          'R-EQUIPMENT',
          'the camera is installed and in service',
          ({ command }) => command.data.cameraInService,
          'Install the camera first.',
        ),
        rule(
          '430.8¶4.1',
          'R-PUBLIC-VIEW',
          'the placement states why what it captures is in public view, and what lies in the field of view',
          ({ command: { data }, terms }) => data.publicView !== null && says(data.fieldOfView, terms.settings),
          'Describe the field of view and why it is public; a camera that needs more needs a court order.',
        ),
        siteChecked,
        rule(
          '430.8¶4.3',
          'R-PLACEMENT-JUSTIFIED',
          'a placement with a sensitive site in view says why no other would do',
          ({ command: { data }, terms }) => (data.sites ?? []).length === 0 || says(data.justification, terms.settings),
          'Turn or mask the camera, or say why this placement is needed.',
        ),
        framed,
      ],
      events: ({ command: { data }, by, at, terms }) => [
        {
          type: 'PlacementApproved',
          data: {
            cameraId: data.cameraId,
            approvedBy: by.id,
            publicView: data.publicView!,
            sites: data.sites!,
            frame: data.frame,
            masks: data.masks,
            reviewDue: reviewDue(at, terms.settings),
          },
          sealed: { fieldOfView: data.fieldOfView, justification: data.justification },
          keep: kept(data.cameraId),
        },
      ],
    },
    ReviewPlacement: {
      rules: [
        ...administration,
        rule(
          '430.8¶4.3',
          'R-PLACEMENT-UNKNOWN',
          'the placement was approved',
          ({ state }) => state.approved,
          'Approve the placement first.',
        ),
        siteChecked,
        framed,
      ],
      events: ({ command: { data }, by, at, terms }) => [
        {
          type: 'PlacementReviewed',
          data: {
            cameraId: data.cameraId,
            reviewedBy: by.id,
            outcome: data.keepsToPublicView ? 'kept' : 'to-be-moved',
            sites: data.sites!,
            frame: data.frame,
            masks: data.masks,
            reviewDue: reviewDue(at, terms.settings),
          },
          sealed: { note: data.note },
          keep: kept(data.cameraId),
        },
      ],
    },
  },
};
