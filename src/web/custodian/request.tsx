/** One public records request: what it asks, what may be given, and its closing with what was given or why not. */
import { Button, Group, List, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { api } from '../calling.ts';
import type { components } from '../generated/api.d.ts';
import { Deed } from '../pieces/deed.tsx';
import { Due } from '../pieces/due.tsx';
import { save } from '../pieces/save.ts';
import { endOf, startOf } from '../pieces/fields.tsx';
import { Empty } from '../pieces/refusal.tsx';
import { Registers } from '../pieces/registers.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { Section } from '../pieces/section.tsx';
import { Steps } from '../pieces/steps.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useWho } from '../session.ts';
import { type Request, RequestState } from './requests.tsx';
import { count, custodyLook } from './words.ts';

type Disclosed = components['schemas']['DisclosedBody'];

const Given = ({ package: made, receipt }: Disclosed): ReactNode => {
  const taken = Object.entries(made.redactions).filter(([, cells]) => cells > 0);
  const file = new Blob([JSON.stringify(made, null, 2)], { type: 'application/json' });
  return (
    <Stack gap="sm">
      <Text>
        {count(made.rows.length, 'row')} are ready, and their digest stands on the ledger. Take the package now: it is
        not kept, and can be made again as another disclosure.
      </Text>
      {taken.length > 0 && (
        <>
          <Text size="sm">Taken out, and counted:</Text>
          <List size="sm">
            {taken.map(([column, cells]) => (
              <List.Item key={column}>{`${column}: ${count(cells, 'cell')}`}</List.Item>
            ))}
          </List>
        </>
      )}
      <Group>
        <Button onClick={() => save(file, `records-${receipt.commandId}.json`)}>Save the package</Button>
      </Group>
    </Stack>
  );
};

const Disclose = ({ requestId }: Request): ReactNode => (
  <Deed
    name={`disclose ${requestId}`}
    label="Disclose records"
    about="Figures, or rows of the audit trail under pseudonyms; no vehicle, no place (Civil Code 1798.90.55)."
    fields={{
      what: {
        kind: 'choice',
        label: 'What is given',
        choices: [
          { value: 'figures', label: 'Figures' },
          { value: 'audit-rows', label: 'Redacted rows of the audit trail' },
        ],
      },
      from: { kind: 'day', label: 'First day' },
      to: { kind: 'day', label: 'Last day', about: 'A day that is over.' },
    }}
    perform={({ what, from, to }, key) =>
      api.POST('/records-requests/{requestId}/disclosures', {
        params: { path: { requestId }, header: key },
        body: { what, from: startOf(from), to: endOf(to) },
      })
    }
    outcome={(disclosed) => <Given {...disclosed} />}
    changes={['records-requests']}
  />
);

const Close = ({ requestId }: Request): ReactNode => (
  <Deed
    name={`close ${requestId}`}
    label="Close the request"
    about="With what was given; or with the reason why something, or all of it, was not."
    fields={{
      outcome: {
        kind: 'choice',
        label: 'Outcome',
        choices: [
          { value: 'given', label: 'Given' },
          { value: 'partly-given', label: 'Given in part' },
          { value: 'denied', label: 'Denied' },
          { value: 'nothing-held', label: 'Nothing held' },
        ],
      },
      why: { kind: 'words', label: 'Why something was not given', optional: true },
    }}
    perform={({ outcome, why }, key) =>
      api.POST('/records-requests/{requestId}/closing', {
        params: { path: { requestId }, header: key },
        body: { outcome: outcome as 'given', why },
      })
    }
    changes={['records-requests']}
  />
);

const Shown = ({ request }: { readonly request: Request }): ReactNode => {
  const { position } = useWho();
  const mine = position === 'custodian-of-records' && request.closedAt === null;
  return (
    <>
      <Group justify="space-between">
        <Text fw={650} size="lg">
          <Said>{request.requester}</Said>
        </Text>
        <RequestState of={request} />
      </Group>
      <dl className="facts">
        <Fact label="Asks for">
          <Said>{request.asks}</Said>
        </Fact>
        <Fact label="Answer goes to">
          <Said>{request.contact}</Said>
        </Fact>
        <Fact label="Received">
          <When at={request.receivedAt} days />
        </Fact>
        <Fact label="Answer due">
          <Due by={request.dueAt} soon={4} done={request.closedAt !== null} />
        </Fact>
      </dl>
      <Section title="What becomes of it">
        <Steps
          label="Steps of the request"
          steps={[
            {
              name: 'Disclosed',
              state: request.given > 0 ? 'done' : mine ? 'now' : 'later',
              said:
                request.given > 0
                  ? `${count(request.given, 'disclosure')}, ${count(request.rowsGiven, 'row')}`
                  : 'Nothing was given yet.',
              doing: mine && <Disclose {...request} />,
            },
            {
              name: 'Closed',
              state: request.closedAt ? 'done' : mine && request.given > 0 ? 'now' : 'later',
              said: request.closedAt && (
                <>
                  <When at={request.closedAt} />
                  {request.why && (
                    <>
                      : <Said>{request.why}</Said>
                    </>
                  )}
                </>
              ),
              doing: mine && <Close {...request} />,
            },
          ]}
        />
      </Section>
    </>
  );
};

export const RequestPage = (): ReactNode => {
  const { requestId } = useParams({ strict: false }) as { requestId?: string };
  return (
    <Stack gap="lg">
      <PageTitle>Public records request</PageTitle>
      <Registers of={['records-requests']} suggested={custodyLook}>
        {({ 'records-requests': requests }) => {
          const request = requests.find(({ id }) => id === requestId) as Request | undefined;
          return request ? <Shown request={request} /> : <Empty>There is no such request.</Empty>;
        }}
      </Registers>
    </Stack>
  );
};
