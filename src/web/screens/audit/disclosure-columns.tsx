/** The columns of the log of disclosures. */
import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import type { DisclosureLine } from './disclosures-screen.tsx';

export function useDisclosureColumns(onCorrect: (line: DisclosureLine) => void): readonly GridColumn<DisclosureLine>[] {
  const t = useWords('disclosures');
  return useMemo(
    () => [
      {
        key: 'student',
        title: t('columns.student'),
        width: 14,
        cell: ({ student, name }) => (
          <Anchor component={Link} to={`/students/${student}`}>
            {name}
          </Anchor>
        ),
      },
      { key: 'on', title: t('columns.on'), width: 11, cell: ({ on }) => <DateText value={on} as="short" /> },
      { key: 'party', title: t('columns.party'), width: 14, cell: ({ party }) => party },
      { key: 'interest', title: t('columns.interest'), width: 16, cell: ({ interest }) => interest },
      { key: 'given', title: t('columns.given'), width: 16, cell: ({ given }) => given },
      {
        key: 'kind',
        title: t('columns.kind'),
        width: 12,
        cell: ({ kind, correctedBy }) =>
          correctedBy === null ? (
            <ToneChip tone={kind === 'given' ? 'sent' : 'waiting'} word={t(`kinds.${kind}`)} />
          ) : (
            <ToneChip tone="closed" word={t('correctedBy', { line: correctedBy })} />
          ),
      },
      {
        key: 'by',
        title: t('columns.by'),
        width: 12,
        hideBelow: 1100,
        cell: ({ person, at }) => (
          <>
            {person}, <DateText value={at} as="day" />
          </>
        ),
      },
      {
        key: 'correct',
        title: t('columns.correct'),
        width: 13,
        cell: (line) =>
          line.correctedBy === null && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t('correctOf', { line: line.disclosure })}
              onClick={() => onCorrect(line)}
            >
              {t('correct')}
            </Button>
          ),
      },
    ],
    [t, onCorrect],
  );
}
