/** The people, machines and hours of the stories, each in good standing, and what they may lack. */
import { clock as system, nobody, type Scope, type Standing, terminal as department } from '../../src/domain/actor.js';
import type { DeviceScope } from '../../src/domain/device.js';
import type { Situation } from '../../src/domain/decider.js';
import { policySet } from '../../src/domain/policy/clauses.js';
import { usualTerms } from '../../src/domain/policy/settings.js';
import type { Position } from '../../src/domain/positions.js';
import type { Ending, Refusal, Stories } from './story.js';

export const morning = '2026-01-05T08:00:00.000Z';
export const noon = '2026-01-05T12:00:00.000Z';
/** Until when everybody is trained. */
export const nextYear = '2027-01-05T00:00:00.000Z';
/** The digest of the policy version in force, and of one that is not. */
export const inForce: string = policySet.digest;
export const older = '0'.repeat(64);

const onDuty = (id: string, position: Position, standing: Partial<Standing> = {}): Situation => ({
  by: { kind: 'member', id, sessionId: `${id}-today` },
  at: noon,
  terms: usualTerms,
  standing: {
    ...nobody,
    enrolled: true,
    position,
    training: { CLETS: nextYear, ALPR: nextYear, POST: nextYear },
    acknowledged: inForce,
    policyInForce: inForce,
    approved: true,
    session: 'accepted',
    sessionOpenedAt: morning,
    departmentDevice: true,
    ...standing,
  },
});

/** A position 430.4U does not list: it sees metadata, and needs neither ALPR training nor approval for that. */
const unlisted = { training: {}, approved: false };

export const officer = onDuty('officer', 'police-officer');
export const partner = onDuty('partner', 'police-officer');
export const sergeant = onDuty('sergeant', 'police-sergeant');
export const chief = onDuty('chief', 'police-chief');
export const administrator = onDuty('administrator', 'police-captain', { administrator: true });
export const dispatcher = onDuty('dispatcher', 'police-dispatcher', { training: { CLETS: nextYear, ALPR: nextYear } });
export const analyst = onDuty('analyst', 'crime-analyst', { training: { CLETS: nextYear, ALPR: nextYear } });
export const contractor = onDuty('contractor', 'maintenance-contractor', {
  training: { CLETS: nextYear, ALPR: nextYear },
});
export const auditor = onDuty('auditor', 'auditor', unlisted);
export const custodian = onDuty('custodian', 'custodian-of-records', unlisted);
export const attorney = onDuty('attorney', 'city-attorney', unlisted);
export const trainer = onDuty('trainer', 'training-sergeant', unlisted);

const machine = (by: Situation['by'], standing: Partial<Standing> = {}): Situation => ({
  by,
  at: noon,
  terms: usualTerms,
  standing: { ...nobody, policyInForce: inForce, ...standing },
});

export const camera = machine({ kind: 'camera', id: 'camera-1' }, { equipment: 'active' });
export const clock = machine(system);
export const terminal = machine(department);
/** A person of another agency. */
export const neighbour = machine({ kind: 'agency', id: 'agency-1', person: 'person-1' });
/** Somebody who has not logged in. */
export const stranger = machine({ kind: 'member', id: 'stranger', sessionId: null });

/** The same person, but for this. */
export const but = (who: Situation, standing: Partial<Standing>): Situation => ({
  ...who,
  standing: { ...who.standing, ...standing },
});

/** The same person at another time. */
export const at = (who: Situation, time: string): Situation => ({ ...who, at: time });

/** Permitted in writing until next year, for lists or for plates, with controls verified or not. */
export const onPersonalDevice = (scope: DeviceScope, controlsUntil: string | null): Partial<Standing> => ({
  departmentDevice: false,
  device: { class: null, personal: { scope, until: nextYear, controlsUntil } },
});

/** Assigned to that work by the Administrator until next year. */
export const assignedTo = (who: Situation, ...work: readonly Scope[]): Situation =>
  but(who, { assignments: work.map((scope) => ({ scope, until: nextYear })) });

type Lack = {
  readonly who: string;
  readonly refused: Refusal;
  readonly standing: (had: Standing) => Partial<Standing>;
};

const untrained = (kind: 'CLETS' | 'ALPR' | 'POST', refused: Refusal): Lack => ({
  who: `without ${kind} training`,
  refused,
  standing: ({ training }) => ({ training: { ...training, [kind]: undefined } }),
});

const notInSession: readonly Lack[] = [
  {
    who: 'whose session is twelve hours old',
    refused: '430.6(i) R-AUTH',
    standing: () => ({ sessionOpenedAt: '2026-01-05T00:00:00.000Z' }),
  },
  {
    who: 'who has not accepted the banner',
    refused: '430.7(c) R-BANNER',
    standing: () => ({ session: 'open' }),
  },
  {
    who: 'whose session is locked',
    refused: '430.7(e) R-SESSION-LOCKED',
    standing: () => ({ locked: true }),
  },
  {
    who: 'whose window as a contractor has closed',
    refused: '430.4U(i) R-CTR-WINDOW',
    standing: () => ({ contractorUntil: noon }),
  },
];

const notAuthorised: readonly Lack[] = [
  ...notInSession,
  {
    who: 'of a position that 430.4 does not list',
    refused: '430.4U.0 R-POSITION',
    standing: () => ({ position: 'custodian-of-records' }),
  },
  untrained('CLETS', '430.11.2a R-TRAINING:CLETS'),
  untrained('ALPR', '430.11.2b R-TRAINING:ALPR'),
  untrained('POST', '430.11.2c R-TRAINING:POST'),
  {
    who: 'who acknowledged an older policy',
    refused: '430.2¶3 R-ACK-STALE',
    standing: () => ({ acknowledged: older }),
  },
  {
    who: 'whom the Administrator has not approved',
    refused: '430.6(d) R-NOT-APPROVED',
    standing: () => ({ approved: false }),
  },
  {
    who: 'at a personal computer',
    refused: '430.7(f) R-DEVICE',
    standing: () => onPersonalDevice('metadata', nextYear),
  },
];

const notAssigned: readonly Lack[] = [
  ...notInSession,
  {
    who: 'whose assignment has run out',
    refused: '430.4A(i) R-NOT-ASSIGNED',
    standing: ({ assignments }) => ({
      administrator: false,
      assignments: assignments.map(({ scope }) => ({ scope, until: noon })),
    }),
  },
];

const lacks = {
  session: notInSession,
  content: [
    ...notAuthorised,
    {
      who: 'of the maintenance contractor',
      refused: '430.4U(i) R-CTR-CONTENT',
      standing: () => ({ position: 'maintenance-contractor' }),
    },
    {
      who: 'at a personal device whose controls nobody verified',
      refused: '430.7(f) R-BYOD-CJI',
      standing: () => onPersonalDevice('plates', null),
    },
  ],
  administration: [
    ...notInSession,
    {
      who: 'who is not the Administrator',
      refused: '430.4A(i) R-NOT-ADMIN',
      standing: () => ({ administrator: false }),
    },
  ],
  enrolment: notAssigned,
  accounts: notAssigned,
  equipment: notAssigned,
  devices: notAssigned,
  contractors: notAssigned,
  'hot-lists': notAssigned,
} satisfies Record<Scope | 'session' | 'content' | 'administration', readonly Lack[]>;

/**
 * One refused story for each thing that can be lacking: `lacking('content', officer, 'compares no hit', …)` tells that
 * a member without CLETS training compares no hit, and so on. `also` names what else is refused with some of them.
 */
export const lacking = <E>(
  standing: keyof typeof lacks,
  who: Situation,
  doesNot: string,
  act: (who: Situation) => Ending<E>,
  also: Readonly<Record<string, readonly Refusal[]>> = {},
): Stories =>
  Object.fromEntries(
    lacks[standing].map((lack) => {
      const ending = act(but(who, lack.standing(who.standing)));
      return [`a member ${lack.who} ${doesNot}`, ending.refuses(lack.refused, ...(also[lack.refused] ?? []))];
    }),
  );
