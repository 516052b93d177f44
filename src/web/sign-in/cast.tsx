/** In a demonstration alone: its people, each a button that signs in as him. */
import { Button, SimpleGrid, Stack, Text } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import type { Problem } from '../calling.ts';
import { RefusalPanel } from '../pieces/refusal.tsx';
import { atDoor, look, useSession } from '../session.ts';

type Part = { readonly username: string; readonly position: string };

const enter = async (username: string): Promise<Problem | null> => {
  const { problem } = await atDoor('POST', '/demonstration/sessions', { username });
  if (!problem) await look();
  return problem;
};

/** `only`: the one person whose session ended, where a page waits for him. */
export const Cast = ({ only = null }: { readonly only?: string | null }): ReactNode => {
  const { door } = useSession();
  const [parts, setParts] = useState<readonly Part[]>([]);
  const [problem, setProblem] = useState<Problem | null>(null);
  const isDemonstration = door.demonstration;
  useEffect(() => {
    if (isDemonstration) void atDoor<Part[]>('GET', '/demonstration/cast').then(({ body }) => setParts(body ?? []));
  }, [isDemonstration]);
  const shown = parts.filter(({ username }) => only === null || username === only);
  if (shown.length === 0) return null;
  return (
    <Stack gap="sm">
      <Text size="sm">This department is made up. Sign in as one of its people, without a password:</Text>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs" verticalSpacing="xs">
        {shown.map(({ username, position }) => (
          <Button key={username} variant="default" onClick={() => void enter(username).then(setProblem)}>
            {position}
          </Button>
        ))}
      </SimpleGrid>
      {problem && <RefusalPanel problem={problem} />}
    </Stack>
  );
};
