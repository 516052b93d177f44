/** The first page after signing in: how one stands with the policy, and where one's work is. */
import { Anchor, Card, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { pages } from './pages.ts';
import { PageTitle } from './pieces/title.tsx';
import { Standing } from './standing.tsx';
import { useWho } from './session.ts';

export const Home = (): ReactNode => {
  const who = useWho();
  const mine = pages.filter(({ label, may }) => label !== null && may(who));
  const groups = [...new Set(mine.map(({ group }) => group))];
  return (
    <Stack gap="lg">
      <PageTitle>{`Good day, ${who.name ?? who.username ?? 'member'}`}</PageTitle>
      <Standing />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {groups.map((group) => (
          <Card key={group} withBorder padding="md" component="section" aria-label={group}>
            <Text component="h2" fw={650} mb="xs">
              {group}
            </Text>
            <Stack gap={6}>
              {mine
                .filter((page) => page.group === group)
                .map(({ path, label }) => (
                  <Group key={path} gap="xs">
                    <Anchor component={Link} to={path}>
                      {label}
                    </Anchor>
                  </Group>
                ))}
            </Stack>
          </Card>
        ))}
      </SimpleGrid>
    </Stack>
  );
};
