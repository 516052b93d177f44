/** The heading of a page: it takes the focus when the page opens, and names the window. */
import { Group, Title } from '@mantine/core';
import { type ReactNode, useEffect, useRef } from 'react';

export const PageTitle = ({
  children,
  beside,
}: {
  readonly children: string;
  /** Buttons or figures at its side. */
  readonly beside?: ReactNode;
}): ReactNode => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · alpr-ledger`;
    heading.current?.focus({ preventScroll: true });
  }, [children]);
  return (
    <Group justify="space-between" align="center" gap="sm">
      <Title order={1} ref={heading} tabIndex={-1} className="page-title">
        {children}
      </Title>
      {beside}
    </Group>
  );
};
