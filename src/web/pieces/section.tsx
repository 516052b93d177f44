/** A part of a page under its own heading: how many there are stands before what they are. */
import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

export const Section = ({
  title,
  count,
  about,
  actions,
  children,
}: {
  readonly title: string;
  readonly count?: number;
  readonly about?: ReactNode;
  /** What can be done here; the first is the usual one. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}): ReactNode => (
  <Stack gap="xs" component="section">
    <Group justify="space-between" align="flex-end" gap="sm">
      <div>
        <Title order={2}>
          {title}
          {count !== undefined && <span className="count"> {count}</span>}
        </Title>
        {about && (
          <Text size="sm" c="dimmed" maw={760}>
            {about}
          </Text>
        )}
      </div>
      {actions && <Group gap="xs">{actions}</Group>}
    </Group>
    {children}
  </Stack>
);

/** One figure with its word, to be seen before anything is read. */
export const Tally = ({
  figure,
  children,
  kind = 'quiet',
}: {
  readonly figure: number | string;
  readonly children: ReactNode;
  readonly kind?: 'quiet' | 'due' | 'bad' | 'good';
}): ReactNode => (
  <Paper withBorder p="sm" className={`tally tally-${kind}`}>
    <span className="tally-figure">{figure}</span>
    <span className="tally-word">{children}</span>
  </Paper>
);
