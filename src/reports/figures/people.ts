/** Figures of the registers around the members: what was decided of them, who else was let in, and on which devices. */
import { countedActs } from '../../projections/recordsource.js';
import type { RecordSource } from '../records.js';
import type { Time } from '../source.js';
import { count, tally } from '../statistics.js';
import { byEnd, type Frame, standing } from './frame.js';

export type PeopleFigures = {
  /** How often each act was done in the period, also those that nobody did. */
  readonly acts: Readonly<Record<(typeof countedActs)[number], number>>;
  readonly contractors: { readonly opened: number; readonly open: number };
  readonly delegations: { readonly made: number; readonly standing: number };
  readonly devices: {
    readonly issued: number;
    readonly owned: number;
    readonly personal: number;
    /** Written permissions that had run out at the end, and were not revoked. */
    readonly lapsed: number;
    /** Personal devices whose controls nobody has verified, or not lately. */
    readonly uncontrolled: number;
  };
  readonly posting: {
    readonly attested: number;
    readonly latest: { readonly at: Time; readonly attestAgainBy: Time; readonly drift: string | null } | null;
  };
};

const devices = (source: RecordSource, frame: Frame): PeopleFigures['devices'] => {
  const there = [...source.devices()].filter(({ since, endedAt }) => standing(frame, since, endedAt));
  const personal = there.filter(({ kind }) => kind === 'personal');
  const permitted = personal.filter(({ expiresAt }) => !byEnd(frame, expiresAt));
  return {
    issued: count(there, ({ kind }) => kind === 'issued'),
    owned: count(there, ({ kind }) => kind === 'owned'),
    personal: permitted.length,
    lapsed: personal.length - permitted.length,
    uncontrolled: count(permitted, ({ controlsUntil }) => controlsUntil === null || byEnd(frame, controlsUntil)),
  };
};

/** What was decided in the period, and who had which way in at its end. */
export const peopleFigures = (source: RecordSource, frame: Frame): PeopleFigures => {
  const acts = tally([...source.deeds()].filter(({ at }) => frame.during(at)).map(({ act }) => act));
  const windows = [...source.windows()];
  const delegations = [...source.delegations()];
  const postings = [...source.postings()]
    .filter(({ at }) => byEnd(frame, at))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return {
    acts: Object.fromEntries(countedActs.map((act) => [act, acts.of(act)])) as PeopleFigures['acts'],
    contractors: {
      opened: count(windows, ({ from }) => frame.during(from)),
      open: count(windows, ({ from, endedAt, until }) => standing(frame, from, endedAt, until)),
    },
    delegations: {
      made: count(delegations, ({ from }) => frame.during(from)),
      standing: count(delegations, ({ from, endedAt, until }) => standing(frame, from, endedAt, until)),
    },
    devices: devices(source, frame),
    posting: { attested: count(postings, ({ at }) => frame.during(at)), latest: postings[0] ?? null },
  };
};
