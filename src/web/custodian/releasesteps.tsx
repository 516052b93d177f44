/** The steps of a release: opinion, rows picked one by one, decision, fulfilment; each says whose turn it is. */
import { Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../acting.ts';
import { useRefresh } from '../asking.tsx';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { Deed } from '../pieces/deed.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { save } from '../pieces/save.ts';
import type { Step } from '../pieces/steps.tsx';
import { type Picked, PickRows } from './picking.tsx';
import { needsOpinion, type Release } from './releases.tsx';
import { count } from './words.ts';

type Opened = {
  readonly seeks?: unknown;
  readonly items?: readonly { readonly kind: string; readonly id: string }[] | null;
};
export type Delivered = components['schemas']['DeliveredBody'];
type Deliver = (delivered: Delivered) => void;

/** What was written, and what is prepared for it: whoever opens it is recorded. */
export const Open = ({ release }: { readonly release: Release }): ReactNode => {
  const [opened, setOpened] = useState<Opened | null>(null);
  const { act, busy, problem } = useAct((_: null, key) =>
    api.POST('/releases/{releaseId}/opening', {
      params: { path: { releaseId: release.releaseId }, header: key },
    }),
  );
  const open = async (): Promise<void> => {
    const came = await act(null);
    if (came) setOpened(came.release as Opened);
  };
  if (opened)
    return (
      <dl className="facts">
        <Fact label="Data that is wanted">
          <Said>{opened.seeks}</Said>
        </Fact>
        <Fact label="Manifest">{opened.items ? count(opened.items.length, 'item') : 'not prepared yet'}</Fact>
      </dl>
    );
  return (
    <Stack gap="xs">
      <Group>
        <Button variant="default" size="compact-sm" loading={busy} onClick={() => void open()}>
          Open the request
        </Button>
      </Group>
      {problem && <RefusalPanel problem={problem} />}
    </Stack>
  );
};

const Prepare = ({ release }: { readonly release: Release }): ReactNode => {
  const [picked, setPicked] = useState<readonly Picked[]>([]);
  const refresh = useRefresh();
  const { act, busy, problem } = useAct((rows: readonly Picked[], key) => {
    const of = (wanted: Picked['kind']): string[] =>
      rows.filter(({ kind }) => kind === wanted).map(({ row }) => row.id);
    return api.POST('/releases/{releaseId}/scope', {
      params: { path: { releaseId: release.releaseId }, header: key },
      body: { detectionIds: of('detection'), hitIds: of('hit') },
    });
  });
  const prepare = async (): Promise<void> => {
    if (!(await act(picked))) return;
    setPicked([]);
    void refresh('registers', 'releases');
  };
  return (
    <Stack gap="sm">
      <PickRows picked={picked} onChange={setPicked} />
      {problem && <RefusalPanel problem={problem} />}
      <Group>
        <Button disabled={picked.length === 0} loading={busy} onClick={() => void prepare()}>
          {`Prepare the release of ${count(picked.length, 'item')}`}
        </Button>
      </Group>
    </Stack>
  );
};

export const Package = ({ package: made, receipt }: Delivered): ReactNode => {
  const file = new Blob([JSON.stringify(made, null, 2)], { type: 'application/json' });
  return (
    <Stack gap="sm">
      <Text>{`${count(made.manifest.count, 'item')}, exactly as approved. ${made.notice}`}</Text>
      <Text size="xs" className="digest">
        Root {made.manifest.root}
      </Text>
      <Group>
        <Button onClick={() => save(file, `release-${receipt.commandId}.json`)}>Save the package</Button>
      </Group>
    </Stack>
  );
};

const Fulfil = ({ release, then }: { readonly release: Release; readonly then: Deliver }): ReactNode => (
  <Deed
    name={`fulfil ${release.releaseId}`}
    label="Fulfil it"
    about="What leaves is what was approved, item for item; if anything of it changed since, it is refused."
    look={{ variant: 'filled', size: 'sm' }}
    fields={{
      recipients: {
        kind: 'words',
        label: 'Who receives it',
        about: 'Persons of the agency, one a line.',
        longest: 2000,
      },
    }}
    initial={{ recipients: release.personName ?? '' }}
    perform={({ recipients }, key) =>
      api.POST('/releases/{releaseId}/fulfilment', {
        params: { path: { releaseId: release.releaseId }, header: key },
        body: {
          recipients: recipients
            .split('\n')
            .map((one) => one.trim())
            .filter((one) => one !== ''),
        },
      })
    }
    then={then}
    changes={['releases', 'disclosures']}
  />
);

const Opine = ({ release }: { readonly release: Release }): ReactNode => (
  <Deed
    name={`opine ${release.releaseId}`}
    label="File the opinion"
    fields={{
      document: { kind: 'document', label: 'The signed opinion' },
      permits: { kind: 'yes', label: 'The law permits the release', optional: true },
      immigration: { kind: 'yes', label: 'The data would serve immigration enforcement', optional: true },
    }}
    perform={(body, key) =>
      api.POST('/releases/{releaseId}/opinion', {
        params: { path: { releaseId: release.releaseId }, header: key },
        body,
      })
    }
    changes={['releases']}
  />
);

const opinion = (release: Release, position: string | null): Step => {
  const asked = needsOpinion(release);
  const { opinion: filed } = release;
  return {
    name: 'Opinion of the city attorney',
    state: filed ? 'done' : asked ? 'now' : 'later',
    said: filed
      ? [
          `The law ${filed.permits ? 'permits' : 'does not permit'} it`,
          `it would ${filed.immigration ? '' : 'not '}serve immigration enforcement.`,
        ].join('; ')
      : asked
        ? release.escalated
          ? 'Asked for: the words speak of immigration, or the agency’s duty is that.'
          : 'Asked for: policy and statute disagree on this receiver.'
        : 'Not asked for here.',
    doing: position === 'city-attorney' && !['denied', 'fulfilled'].includes(release.status) && (
      <Opine release={release} />
    ),
  };
};

const by = (name: string | null, at: string | null): ReactNode =>
  at && (
    <>
      {name && (
        <>
          <Said>{name}</Said>,{' '}
        </>
      )}
      <When at={at} />
    </>
  );

export const stepsOf = (
  release: Release,
  position: string | null,
  approved: boolean,
  then: Deliver,
): readonly Step[] => {
  const { status, count: items, valuesAct } = release;
  const undecided = status === 'requested' || status === 'prepared';
  return [
    opinion(release, position),
    {
      name: 'Prepared: each read and hit is picked',
      state: items !== null ? 'done' : undecided ? 'now' : 'later',
      said:
        items === null ? (
          'By a member who may see reads.'
        ) : (
          <>
            {count(items, 'item')} by <Said>{release.preparedByName}</Said>. Preparing it again takes an approval back.
          </>
        ),
      doing: undecided && approved && <Prepare release={release} />,
    },
    {
      name: 'Values Act determined, and decided by the Chief of Police',
      state: status === 'denied' ? 'stopped' : release.approvedAt ? 'done' : status === 'prepared' ? 'now' : 'later',
      said:
        status === 'denied' ? (
          <>
            Denied <When at={release.deniedAt} />: <Said>{release.denial}</Said>
          </>
        ) : release.approvedAt ? (
          by(release.approvedByName, release.approvedAt)
        ) : valuesAct ? (
          `The Values Act is ${valuesAct.complies ? '' : 'not '}complied with; the decision is to be made.`
        ) : (
          'Or by whom the Chief has named.'
        ),
    },
    {
      name: 'Fulfilled, by somebody who neither took it in nor approved it',
      state: status === 'fulfilled' ? 'done' : status === 'approved' ? 'now' : 'later',
      said: release.fulfilledAt && (
        <>
          {by(release.fulfilledByName, release.fulfilledAt)}; to <Said>{(release.recipients ?? []).join(', ')}</Said>;
          contents SHA-256 <span className="digest">{release.contents}</span>
        </>
      ),
      doing: status === 'approved' && approved && <Fulfil release={release} then={then} />,
    },
    {
      name: 'Fetched by the agency',
      state: release.collectedAt ? 'done' : 'later',
      said: release.collectedAt ? <When at={release.collectedAt} /> : 'Where it asks by its own credential.',
    },
  ];
};
