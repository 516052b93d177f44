/** The steps of a purge: proposed, approved by a second person, cooled, carried out; each says whose turn it is. */
import type { components } from '../generated/api.d.ts';
import { api } from '../calling.ts';
import { Deadline } from '../pieces/deadline.tsx';
import { Deed } from '../pieces/deed.tsx';
import { Said, When } from '../pieces/said.tsx';
import type { Step } from '../pieces/steps.tsx';
import type { ReactNode } from 'react';
import { Certificate } from './certificate.tsx';
import { count, type Purge } from './words.ts';

export type Preview = components['schemas']['PurgePreviewBody'];
export type Name = components['schemas']['BucketBody']['class'];

const numbersOf = ({ goes, spared }: Preview): string =>
  `${count(goes, 'unit')} would be destroyed for good, ${count(spared, 'unit')} spared.`;

const Propose = ({ preview, name }: { readonly preview: Preview; readonly name: Name }): ReactNode => (
  <Deed
    name={`propose ${name} ${preview.date}`}
    label="Propose this purge"
    about={`${numbersOf(preview)} The Custodian decides next; nothing goes within ${preview.coolingHours} hours.`}
    look={{ variant: 'filled', size: 'sm' }}
    perform={(_, key) =>
      api.POST('/retention/purges', { params: { header: key }, body: { class: name, date: preview.date } })
    }
    changes={['purges', 'retention']}
  />
);

const Approve = ({ preview, purge }: { readonly preview: Preview; readonly purge: Purge }): ReactNode => (
  <Deed
    name={`approve ${purge.purgeId}`}
    label="Approve this purge"
    about={`${numbersOf(preview)} It cannot be undone. A hold that is placed before its hours are over still stops it.`}
    look={{ variant: 'filled', size: 'sm' }}
    perform={(_, key) =>
      api.POST('/retention/purges/{purgeId}/approval', {
        params: { path: { purgeId: purge.purgeId }, header: key },
      })
    }
    changes={['purges', 'retention']}
  />
);

const after = (at: string, hours: number): string => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

const proposing = (preview: Preview, name: Name, purge: Purge | null, administrator: boolean): Step => {
  const from = preview.dueAt && after(preview.dueAt, -preview.coolingHours);
  if (purge)
    return {
      name: 'Proposed by the ALPR Administrator',
      state: 'done',
      said: (
        <>
          <Said>{purge.proposedByName ?? purge.proposedBy.slice(0, 8)}</Said>, <When at={purge.proposedAt} />
        </>
      ),
    };
  const ripe = from !== null && from <= preview.now && preview.goes > 0;
  return {
    name: 'To be proposed by the ALPR Administrator',
    state: ripe ? 'now' : 'later',
    said: ripe ? (
      administrator ? (
        'It is due: you decide first.'
      ) : (
        'It is due, and waits for the Administrator.'
      )
    ) : from === null ? (
      'This class has no clock: it is kept as long as what it belongs to.'
    ) : preview.goes === 0 ? (
      'There is nothing that may go.'
    ) : (
      <>
        From <When at={from} /> on
      </>
    ),
    doing: ripe && administrator && <Propose preview={preview} name={name} />,
  };
};

const approving = (preview: Preview, purge: Purge | null, custodian: boolean): Step => {
  const waits = purge?.state === 'proposed';
  return {
    name: 'Approved by the Custodian of Records, another person',
    state: purge?.approvedAt ? 'done' : waits ? 'now' : 'later',
    said: purge?.approvedAt ? (
      <>
        <Said>{purge.approvedByName}</Said>, <When at={purge.approvedAt} />
      </>
    ) : waits ? (
      custodian ? (
        'It waits for you.'
      ) : (
        'It waits for the Custodian of Records.'
      )
    ) : undefined,
    doing: waits && custodian && <Approve preview={preview} purge={purge} />,
  };
};

const cooling = (preview: Preview, purge: Purge | null): Step => {
  const ends = purge && after(purge.proposedAt, preview.coolingHours);
  const ran = purge?.committedAt ?? purge?.blockedAt ?? null;
  const over = ends !== null && ends <= new Date().toISOString();
  return {
    name: `${preview.coolingHours} hours for second thoughts`,
    state: ran ? 'done' : purge?.state === 'approved' && !over ? 'now' : 'later',
    said: ends && !ran && (
      <>
        <Deadline at={ends} over="over since" left="still" soon={Number.POSITIVE_INFINITY} good /> until{' '}
        <When at={ends} />
      </>
    ),
  };
};

const running = (purge: Purge | null): Step => {
  const stopped = purge?.state === 'blocked';
  return {
    name: 'Carried out by the system, within the hour after that',
    state: stopped ? 'stopped' : purge?.completedAt ? 'done' : purge?.state === 'committed' ? 'now' : 'later',
    said: stopped ? (
      <>
        A hold was first, <When at={purge.blockedAt} />: nothing was destroyed.
      </>
    ) : purge?.completedAt ? (
      <>
        <When at={purge.completedAt} />: {count(purge.units - purge.kept, 'unit')} destroyed,{' '}
        {count(purge.kept, 'unit')} spared
      </>
    ) : undefined,
    doing: purge?.certificateId ? <Certificate purge={purge} /> : undefined,
  };
};

/** @param purge the one under way, or the last one; null where none was proposed */
export const purgeSteps = (
  preview: Preview,
  name: Name,
  purge: Purge | null,
  who: { readonly administrator: boolean; readonly position: string | null },
): readonly Step[] => [
  proposing(preview, name, purge, who.administrator),
  approving(preview, purge, who.position === 'custodian-of-records'),
  cooling(preview, purge),
  running(purge),
];
