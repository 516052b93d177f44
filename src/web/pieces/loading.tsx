/** Something is on its way. */
import { Group, Loader, Text } from '@mantine/core';
import type { ReactNode } from 'react';

export const Loading = ({ what }: { readonly what: string }): ReactNode => (
  <Group gap="sm" p="md" role="status">
    <Loader size="sm" aria-hidden />
    <Text c="dimmed">{what} …</Text>
  </Group>
);
