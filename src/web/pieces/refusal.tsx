/** A refusal, shown to the person refused: what, by which clause, what would make it allowed, and its proof. */
import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';
import type { BrokenClause, Problem } from '../calling.ts';
import { ClauseLink } from './clause.tsx';
import { ProofLink } from './proof.tsx';

const Broken = ({ clause, code, requires, remedy }: BrokenClause): ReactNode => (
  <li className="refusal-clause">
    <Text fw={600}>
      What must hold: <bdi>{requires}</bdi>
    </Text>
    {remedy && <Text>To go on: {remedy}</Text>}
    <Text size="sm" c="dimmed">
      <ClauseLink clause={clause} /> · {code}
    </Text>
  </li>
);

/** Codes that saying better why one asks can heal. */
const ofInquiry = /REASON|PURPOSE|EVENT|NO-CASE|REPEAT/;

export const RefusalPanel = ({
  problem,
  again,
  inquiry,
}: {
  readonly problem: Problem;
  /** Offers to try once more. */
  readonly again?: () => void;
  /** The form that says the purpose and reason anew, where they were part of what was asked. */
  readonly inquiry?: ReactNode;
}): ReactNode => {
  const panel = useRef<HTMLDivElement>(null);
  const { clauses = [], title, detail, remedy, where, receipt, incident, status } = problem;
  useEffect(() => panel.current?.focus(), [problem]);
  const sayAnew = clauses.some(({ code }) => ofInquiry.test(code));
  return (
    <Alert variant="outline" color={clauses.length > 0 ? 'orange' : 'red'} title={title} role="alert">
      <Stack gap="xs" ref={panel} tabIndex={-1} className="refusal">
        {clauses.length > 0 ? (
          <ul className="refusal-list">
            {clauses.map((one) => (
              <Broken key={`${one.clause} ${one.code}`} {...one} />
            ))}
          </ul>
        ) : (
          <Text>
            <bdi>{detail}</bdi>
            {where && ` (${where})`}
          </Text>
        )}
        {remedy && <Text>To go on: {remedy}</Text>}
        {incident && <Text size="sm">Incident {incident}</Text>}
        {receipt && status === 403 && (
          <Text size="sm" c="dimmed">
            The refusal is on the ledger. <ProofLink eventId={receipt} />
          </Text>
        )}
        {again && (
          <Group>
            <Button variant="default" size="xs" onClick={again}>
              Try again
            </Button>
          </Group>
        )}
        {sayAnew && inquiry}
      </Stack>
    </Alert>
  );
};

/** That nothing is there, and what would bring something. */
export const Empty = ({ children }: { readonly children: ReactNode }): ReactNode => (
  <Text c="dimmed" p="md">
    {children}
  </Text>
);
