import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useMemo } from 'react';
import type { CaseLine } from '../../../server/cases/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { useOwnerText } from '../../parts/owner.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useWords, type Say } from '../../words/words.ts';
import { useTaskWords } from '../../parts/task-words.ts';

/** Student, state, owner, last contact, next step, due; the district's list has the school too. */
export function useColumns(isDistrict: boolean): readonly GridColumn<CaseLine>[] {
  const t = useWords('cases');
  const contacts = useWords('contacts');
  const date = useDate();
  const taskWords = useTaskWords();
  const ownerOf = useOwnerText('case');
  return useMemo<readonly GridColumn<CaseLine>[]>(
    () => [
      {
        key: 'student',
        title: t('column.student'),
        width: 18,
        isSortable: true,
        cell: (line) => <CaseLink line={line} />,
      },
      {
        key: 'grade',
        title: t('column.grade'),
        width: 5,
        isTableOnly: true,
        hideBelow: 700,
        cell: ({ grade }) => grade,
      },
      ...(isDistrict
        ? [
            {
              key: 'school',
              title: t('column.school'),
              width: 14,
              isSortable: true,
              cell: ({ schoolName }: CaseLine) => schoolName,
            },
          ]
        : []),
      {
        key: 'opened',
        title: t('column.opened'),
        width: 14,
        isSortable: true,
        hideBelow: 900,
        cell: ({ openedOn, because, state }) => (
          <>
            {t('openedBy', { date: date(openedOn, 'day'), because: becauseText(t, because) })}{' '}
            {state === 'closed' && <ToneChip tone="closed" word={t('state.closed')} />}
          </>
        ),
      },
      {
        key: 'owner',
        title: t('column.owner'),
        width: 14,
        isSortable: true,
        cell: ownerOf,
      },
      ...whatComesNext({ t, contacts, date, taskWords }),
    ],
    [t, contacts, date, isDistrict, taskWords, ownerOf],
  );
}

/** A criterion by its code; what has none, in words. */
function becauseText(t: Say, because: string): string {
  if (because === 'by hand') return t('byHand');
  return because === 'chronic' ? t('chronic') : because;
}

interface Speaking {
  readonly t: Say;
  readonly contacts: Say;
  readonly date: ReturnType<typeof useDate>;
  readonly taskWords: (what: string) => string;
}

/** Last contact, next step, due. */
function whatComesNext({ t, contacts, date, taskWords }: Speaking): readonly GridColumn<CaseLine>[] {
  return [
    {
      key: 'last-contact',
      title: t('column.lastContact'),
      width: 16,
      isSortable: true,
      cell: ({ lastContact }) =>
        lastContact === null
          ? t('never')
          : `${date(lastContact.on, 'day')}, ${contacts(`outcome.${lastContact.outcome}`)}`,
    },
    {
      key: 'next-step',
      title: t('column.nextStep'),
      width: 24,
      cell: ({ nextStep, openTasks }) =>
        nextStep === null
          ? ''
          : [taskWords(nextStep), ...(openTasks > 1 ? [t('moreTasks', { count: openTasks - 1 })] : [])].join(' '),
    },
    {
      key: 'due',
      title: t('column.due'),
      width: 14,
      isSortable: true,
      cell: ({ dueOn, isOverdue }) => (
        <>
          {dueOn === null ? '' : date(dueOn, 'day')} {isOverdue && <ToneChip tone="returned" word={t('overdue')} />}
        </>
      ),
    },
  ];
}

/** The name leads to the file. */
function CaseLink({ line }: { readonly line: CaseLine }) {
  return (
    <Anchor component={Link} to={`/cases/${line.case}`} size="sm">
      {line.name}
    </Anchor>
  );
}
