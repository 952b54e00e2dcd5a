/** What belongs to the chosen row: beside the list where there is room (75em), else a full-screen drawer. */
import { CloseButton, Drawer, Group, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { Suspense, useId, type ReactNode } from 'react';
import { useWords } from '../words/words.ts';
import { LoadingSkeleton } from './loading-skeleton.tsx';
import classes from './side-panel.module.css';

interface SidePanelProps {
  readonly isOpen: boolean;
  readonly title: string;
  readonly onClose: () => void;
  readonly panel: ReactNode;
  /** The list or whatever the panel belongs to. */
  readonly children: ReactNode;
}

export function SidePanel({ isOpen, title, onClose, panel, children }: SidePanelProps) {
  const t = useWords('parts');
  const heading = useId();
  const isWide = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false });
  // What the panel still waits for must not take the list away, and the focus with it.
  const content = <Suspense fallback={<LoadingSkeleton shape="text" />}>{panel}</Suspense>;
  if (!isWide)
    return (
      <>
        {children}
        <Drawer
          opened={isOpen}
          onClose={onClose}
          title={title}
          position="right"
          size="100%"
          closeButtonProps={{ 'aria-label': t('close') }}
        >
          {content}
        </Drawer>
      </>
    );
  return (
    <div className={classes.beside} data-open={isOpen}>
      <div className={classes.list}>{children}</div>
      {isOpen && (
        <aside className={classes.panel} aria-labelledby={heading}>
          <Group justify="space-between" wrap="nowrap" align="flex-start" mb="xs">
            <Title order={2} size="h3" id={heading}>
              {title}
            </Title>
            <CloseButton aria-label={t('close')} onClick={onClose} />
          </Group>
          {content}
        </aside>
      )}
    </div>
  );
}
