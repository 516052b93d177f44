/** The public page: what the Department does with plate readers, for anyone, on a phone or on paper. */
import { Anchor, Button, Group, Stack, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { answered, api, Refusal } from '../calling.ts';
import { ClauseLink } from '../pieces/clause.tsx';
import { Loading } from '../pieces/loading.tsx';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { Fact, Said, When } from '../pieces/said.tsx';
import { PageTitle } from '../pieces/title.tsx';
import { useSession } from '../session.ts';
import { CheckIt } from './check.tsx';
import { Figures, type Notice } from './figures.tsx';
import { wordsOf } from './words.ts';
import './public.css';

const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode => (
  <section className="public-section" aria-label={title}>
    <h2>{title}</h2>
    {children}
  </section>
);

const InForce = ({ notice: { policy, policyAdoptedAt } }: { readonly notice: Notice }): ReactNode => (
  <dl className="facts">
    <Fact label="The policy">
      <Anchor component={Link} to="/policy">
        Policy 430, clause by clause
      </Anchor>
    </Fact>
    <Fact label="Adopted">{policyAdoptedAt ? <When at={policyAdoptedAt} days /> : 'not yet'}</Fact>
    <Fact label="SHA-256">
      <span className="digest">{policy}</span>
    </Fact>
  </dl>
);

/** The clauses that say what is forbidden; their words are the policy's own. */
const forbidding = ['430.1¶2.1', '430.9P(a)', '430.9P(b)', '430.9P(c)', '430.9P(d)'];

const Prohibited = (): ReactNode => {
  const { data } = useQuery({ queryKey: ['policy'], queryFn: () => answered(api.GET('/policy')) });
  if (!data) return <Loading what="Fetching the policy" />;
  return (
    <ul className="public-list">
      {forbidding.flatMap((wanted) =>
        data.clauses
          .filter(({ clause }) => clause === wanted)
          .map(({ clause, text }) => (
            <li key={clause}>
              {text} <ClauseLink clause={clause} />
            </li>
          )),
      )}
      <li>
        A search whose reason is the enforcement of immigration law is refused by the program itself, and the refusal is
        recorded. <ClauseLink clause="430.1¶2.1" />
      </li>
    </ul>
  );
};

const Agencies = ({ notice: { agencies } }: { readonly notice: Notice }): ReactNode =>
  agencies.length === 0 ? (
    <Text>No other agency has access.</Text>
  ) : (
    <Table aria-label="Agencies with access" className="public-agencies">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Agency</Table.Th>
          <Table.Th>May search</Table.Th>
          <Table.Th>Until</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {agencies.map(({ name, class: kind, california, scope, until }, at) => (
          <Table.Tr key={at}>
            <Table.Td>
              <Said>{name ?? 'An agency whose name is no longer kept'}</Said>
              <Text size="sm" c="dimmed">
                {wordsOf(kind)}
                {california ? ', California' : ''}
              </Text>
            </Table.Td>
            <Table.Td>{scope.map(wordsOf).join(', ')}</Table.Td>
            <Table.Td>
              <When at={until} days />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );

const LastAudit = ({ notice: { lastAudit: audit, smallest } }: { readonly notice: Notice }): ReactNode =>
  audit === null ? (
    <Text>No audit has been closed yet. The policy asks for one every quarter.</Text>
  ) : (
    <dl className="facts">
      <Fact label="Kind">{wordsOf(audit.kind)}</Fact>
      <Fact label="Period">
        <When at={audit.from} days /> to <When at={audit.to} days />
      </Fact>
      <Fact label="Closed">
        <When at={audit.closedAt} days />
      </Fact>
      <Fact label="Drawn by lot and reviewed">{`${audit.items} events`}</Fact>
      <Fact label="Found to violate the policy">
        {audit.violations === null ? `withheld (fewer than ${smallest})` : String(audit.violations)}
      </Fact>
      <Fact label="SHA-256 of its papers">
        <span className="digest">{audit.papers}</span>
      </Fact>
    </dl>
  );

const Told = ({ notice }: { readonly notice: Notice }): ReactNode => (
  <>
    <Section title="The policy in force">
      <InForce notice={notice} />
    </Section>
    <Section title="The last thirty days">
      <Text size="sm" c="dimmed">
        <When at={notice.from} days /> to <When at={notice.to} days />. Counts alone: no plate, no person, no place.
        They are made once an hour, recorded on the ledger, and shown to everybody exactly as recorded. A count is
        withheld where it is below {notice.smallest}, or would tell another that is.
      </Text>
      <Figures notice={notice} />
    </Section>
    <Section title="What the readers must not be used for">
      <Prohibited />
    </Section>
    <Section title="Other agencies with access">
      <Agencies notice={notice} />
    </Section>
    <Section title="The last audit">
      <LastAudit notice={notice} />
    </Section>
  </>
);

export const PublicPage = (): ReactNode => {
  const { door } = useSession();
  const { data, error, refetch } = useQuery({
    queryKey: ['public-notice'],
    queryFn: () => answered(api.GET('/public/notice')),
  });
  const printing = (
    <Button variant="default" size="xs" className="not-printed" onClick={() => globalThis.print()}>
      Print
    </Button>
  );
  return (
    <Stack gap="lg" maw={860} className="public-page">
      <PageTitle beside={printing}>Licence plate readers</PageTitle>
      <Text size="lg">
        How the {door?.department ?? 'Department'} uses licence plate readers: what was recorded and looked at, who else
        may look, and how you can check that this is so.
      </Text>
      {error instanceof Refusal && <RefusalPanel problem={error.problem} again={() => void refetch()} />}
      {!data && !error && <Loading what="Fetching the figures" />}
      {data && <Told notice={data} />}
      <Section title="Check it yourself">
        <CheckIt />
      </Section>
      <Section title="Something is wrong?">
        <Group>
          <Anchor component={Link} to="/report">
            Report a misuse, with or without your name
          </Anchor>
        </Group>
      </Section>
    </Stack>
  );
};
