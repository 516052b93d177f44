/** A dialog over a page: while the session is locked or ended nothing of it is seen, and nothing typed is lost. */
import { Modal, type ModalProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { useSession } from '../session.ts';

/** Mantine's Modal; a dialog lies outside of the page, and so must hide itself behind the gate. */
export const Dialog = (props: ModalProps): ReactNode => {
  const { gate } = useSession();
  const open = gate === null;
  return (
    <Modal
      size="lg"
      {...props}
      trapFocus={open}
      closeOnEscape={open}
      classNames={{ root: open ? '' : 'behind-gate' }}
      inert={!open}
      closeButtonProps={{ 'aria-label': 'Close' }}
      // Its head is no banner of the page.
      attributes={{ header: { role: 'presentation' } }}
    />
  );
};
