/** Addresses that lead nowhere, and pages that broke. */
import { Alert, Anchor, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { PageTitle } from './title.tsx';

export const Nowhere = (): ReactNode => (
  <Stack>
    <PageTitle>There is no such page</PageTitle>
    <Text>
      <Anchor component={Link} to="/">
        Back to your work
      </Anchor>
    </Text>
  </Stack>
);

/** The message of an error may hold what was shown: it is not repeated. */
export const Broken = (): ReactNode => (
  <Alert color="red" variant="outline" title="This page broke" role="alert">
    It is a fault of ours. Reload the page; what was recorded is on the ledger.
  </Alert>
);
