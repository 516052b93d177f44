/** How the member stands with the policy: what is missing before he may see data, and the acknowledgement itself. */
import { Alert, Anchor, Button, Checkbox, Group, List, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useAct } from './acting.ts';
import { api } from './calling.ts';
import { RefusalPanel } from './pieces/refusal.tsx';
import { look, useWho } from './session.ts';

const Acknowledge = (): ReactNode => {
  const { memberId, policyInForce } = useWho();
  const [read, setRead] = useState(false);
  const { act, busy, problem } = useAct((digest: string, key) =>
    api.POST('/members/{memberId}/acknowledgement', {
      params: { path: { memberId }, header: key },
      body: { digest },
    }),
  );
  const acknowledge = async (): Promise<void> => {
    if (policyInForce && (await act(policyInForce))) await look();
  };
  return (
    <Stack gap="sm">
      <Checkbox
        checked={read}
        onChange={(event) => setRead(event.currentTarget.checked)}
        label={
          <>
            I have read{' '}
            <Anchor component={Link} to="/policy">
              Policy 430
            </Anchor>{' '}
            as it is in force, and am bound by it (430.11).
          </>
        }
      />
      {problem && <RefusalPanel problem={problem} />}
      <Group>
        <Button disabled={!read} loading={busy} onClick={() => void acknowledge()}>
          Acknowledge the policy
        </Button>
      </Group>
    </Stack>
  );
};

/** Nothing is shown where nothing is missing. */
export const Standing = (): ReactNode => {
  const { approved, acknowledged, training } = useWho();
  const now = new Date().toISOString();
  const valid = (kind: string): boolean => (training[kind] ?? '') > now;
  const missing = ['CLETS', 'ALPR'].filter((kind) => !valid(kind)).map((kind) => `${kind} training that is valid`);
  if (!approved) missing.push('the approval of the ALPR Administrator');
  if (acknowledged && missing.length === 0) return null;
  return (
    <Stack gap="md">
      {!acknowledged && (
        <Alert variant="outline" color="harbour" title="The policy in force is to be acknowledged">
          <Acknowledge />
        </Alert>
      )}
      {missing.length > 0 && (
        <Alert variant="outline" color="gray" title="Before you may see plates, this is missing">
          <List>
            {missing.map((one) => (
              <List.Item key={one}>{one}</List.Item>
            ))}
          </List>
          <Text size="sm" mt="xs">
            The training sergeant records trainings (430.11); the ALPR Administrator approves access (430.4U).
          </Text>
        </Alert>
      )}
    </Stack>
  );
};
