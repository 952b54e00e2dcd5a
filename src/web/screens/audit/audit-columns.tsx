/** The columns of the log, and what an entry says in words. */
import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { actionText } from '../../words/audit-text.ts';
import { useWords } from '../../words/words.ts';
import type { AuditLine } from './audit-screen.tsx';
import { StudentLinks } from './student-links.tsx';

export function useAuditColumns(onOpen: (line: AuditLine) => void): readonly GridColumn<AuditLine>[] {
  const t = useWords('audit');
  const sayAction = useActionText();
  return useMemo(
    () => [
      {
        key: 'at',
        title: t('columns.at'),
        width: 14,
        cell: ({ at }) => (
          <>
            <DateText value={at} />, <DateText value={at} as="time" />
          </>
        ),
      },
      {
        key: 'person',
        title: t('columns.person'),
        width: 12,
        cell: ({ person }) => (person === '' ? t('nobody') : person),
      },
      { key: 'action', title: t('columns.action'), width: 18, cell: sayAction },
      {
        key: 'students',
        title: t('columns.students'),
        width: 12,
        cell: ({ students }) => <StudentLinks students={students} most={2} />,
      },
      {
        key: 'from',
        title: t('columns.from'),
        width: 10,
        hideBelow: 800,
        cell: ({ from }) => <span dir="ltr">{from}</span>,
      },
      {
        key: 'outcome',
        title: t('columns.outcome'),
        width: 11,
        cell: ({ outcome }) => (
          <ToneChip tone={outcome === 'done' ? 'sent' : 'returned'} word={t(`outcomes.${outcome}`)} />
        ),
      },
      {
        key: 'sealed',
        title: t('columns.sealed'),
        width: 7,
        hideBelow: 900,
        cell: ({ isSealed }) => (isSealed ? t('sealed') : t('notYet')),
      },
      {
        key: 'open',
        title: t('columns.open'),
        width: 9,
        cell: (line) => (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('openOf', { number: line.entry })}
            onClick={() => onOpen(line)}
          >
            {t('open')}
          </Button>
        ),
      },
    ],
    [t, sayAction, onOpen],
  );
}

/** "saw a list: worklist". */
export function useActionText(): (line: Pick<AuditLine, 'action' | 'outcome' | 'detail'>) => string {
  const t = useWords('audit');
  return useCallback((line) => actionText(t, line), [t]);
}
