/** That something stands on the ledger, for whoever wants to check it. */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

/** The signed proof of one event, which the verifier takes without this server. */
export const ProofLink = ({
  eventId,
  children = 'See its proof',
}: {
  readonly eventId: string;
  readonly children?: ReactNode;
}): ReactNode => (
  <Anchor href={`/ledger/receipt/${eventId}`} target="_blank" rel="noopener">
    {children}
  </Anchor>
);
