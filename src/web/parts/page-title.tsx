/** The one heading of a page: names the document, and takes the focus after moving. */
import { Group, Title } from '@mantine/core';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';
import { hasMoved } from '../shell/moves.ts';

interface PageTitleProps {
  readonly title: string;
  /** For the document's title, where `title` names a student: initials only ("Student M. T."). */
  readonly documentTitle?: string;
  /** The main action, at the end of the line. */
  readonly children?: ReactNode;
}

export function PageTitle({ title, documentTitle, children }: PageTitleProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  const pathname = useRouterState({ select: (state) => state.location.pathname });
  useEffect(() => {
    document.title = `${documentTitle ?? title} · Rollcall`;
  }, [title, documentTitle]);
  useEffect(() => {
    if (hasMoved()) heading.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <Group justify="space-between" align="flex-end" gap="md" mb="md">
      <Title order={1} ref={heading} tabIndex={-1}>
        {title}
      </Title>
      {children !== undefined && <Group gap="xs">{children}</Group>}
    </Group>
  );
}
