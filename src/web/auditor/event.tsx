/** One event of the history, whole: who, when, why, what was shown, and the clauses that admitted or refused it. */
import { Group, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { ClauseLink } from '../pieces/clause.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { Status } from '../pieces/status.tsx';
import type { Access } from './history.ts';
import { actWords, Named, plain } from './names.tsx';
import { ProofButton } from './proofpanel.tsx';

export const Outcome = ({ outcome }: Pick<Access, 'outcome'>): ReactNode =>
  outcome === 'refused' ? <Status kind="bad">refused</Status> : <Status kind="good">done</Status>;

const elementNames: Readonly<Record<string, string>> = {
  plate: 'plate (masked)',
  plateState: 'state',
  memberId: 'member',
  cameraId: 'camera',
  hitId: 'hit',
  eventId: 'event',
  caseNumber: 'case',
};

const Element = ({ name, value }: { readonly name: string; readonly value: string }): ReactNode => {
  if (name === 'memberId') return <Named id={value} />;
  if (name === 'from' || name === 'to') return <When at={value} />;
  return <Said>{/^[0-9a-f-]{36}$/.test(value) ? value.slice(0, 8) : value}</Said>;
};

const Elements = ({ elements }: { readonly elements: NonNullable<Access['elements']> }): ReactNode => (
  <ul className="plain-list">
    {Object.entries(elements).map(([name, value]) => (
      <li key={name}>
        {elementNames[name] ?? name}: <Element name={name} value={value} />
      </li>
    ))}
  </ul>
);

/** What stood beside a question or an attempt; nothing where the act had none. */
const Asked = ({ event }: { readonly event: Access }): ReactNode => {
  const { purpose, question, reason, eventNumber, noEventNumberBecause, elements, kind } = event;
  const asked = kind === 'query' || reason !== null;
  if (!asked) return null;
  return (
    <>
      {question && <Fact label="Asked for">{plain(question)}</Fact>}
      {elements && Object.keys(elements).length > 0 && (
        <Fact label="By">
          <Elements elements={elements} />
        </Fact>
      )}
      {purpose && <Fact label="Purpose">{plain(purpose)}</Fact>}
      <Fact label="Reason">
        <Said>{reason}</Said>
      </Fact>
      <Fact label="Event or case">
        <Said>{eventNumber ?? noEventNumberBecause}</Said>
      </Fact>
    </>
  );
};

const Rulings = ({ event: { outcome, rulings } }: { readonly event: Access }): ReactNode => (
  <div>
    <Text component="h3" fw={600} size="sm">
      {outcome === 'refused'
        ? 'Refused by'
        : `Admitted by ${rulings.length} ${rulings.length === 1 ? 'rule' : 'rules'}`}
    </Text>
    <ul className="plain-list rulings" aria-label={outcome === 'refused' ? 'Refused by' : 'Admitted by'}>
      {rulings.map(({ clause, code }) => (
        <li key={`${clause} ${code}`}>
          <ClauseLink clause={clause} /> <span className="code">{code}</span>
        </li>
      ))}
    </ul>
  </div>
);

export const EventFacts = ({ event }: { readonly event: Access }): ReactNode => (
  <Stack gap="sm">
    <Group justify="space-between" gap="xs">
      <Group gap="xs">
        <Text component="h2" fw={650}>
          {actWords(event.act)}
        </Text>
        <Outcome outcome={event.outcome} />
      </Group>
      <ProofButton eventId={event.id} />
    </Group>
    <dl className="facts">
      <Fact label="When">
        <When at={event.at} />
      </Fact>
      <Fact label="Who">
        <Named id={event.actorId} username={event.username} kind={event.actorKind} />
      </Fact>
      <Fact label="Session">
        <span title={event.sessionId ?? ''}>{event.sessionId?.slice(0, 8) ?? 'none'}</span>
      </Fact>
      <Asked event={event} />
      {event.shown !== null && <Fact label="Shown">{`${event.shown} ${event.shown === 1 ? 'row' : 'rows'}`}</Fact>}
    </dl>
    <Rulings event={event} />
  </Stack>
);
