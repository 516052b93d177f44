/** A clause of the policy, by its number, leading to its words. */
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

/** Opens beside the work, so that nothing half done is left. */
export const ClauseLink = ({ clause }: { readonly clause: string }): ReactNode => (
  <Anchor href={`/app/policy#${encodeURIComponent(clause)}`} target="_blank" rel="noopener">
    Policy {clause}
  </Anchor>
);
