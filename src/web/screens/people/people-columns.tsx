/** The columns of the list of people. */
import { Button } from '@mantine/core';
import { useMemo } from 'react';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { ToneChip } from '../../parts/status-chip.tsx';
import { useWords } from '../../words/words.ts';
import type { PersonLine } from './people-screen.tsx';
import { useRolesText } from './use-roles-text.ts';

interface PeopleColumns {
  readonly mayManage: boolean;
  readonly onOpen: (line: PersonLine) => void;
}

export function usePeopleColumns({ mayManage, onOpen }: PeopleColumns): readonly GridColumn<PersonLine>[] {
  const t = useWords('people');
  const rolesText = useRolesText();
  return useMemo(
    () => [
      { key: 'name', title: t('columns.name'), width: 14, cell: ({ name }) => name },
      { key: 'roles', title: t('columns.roles'), width: 22, cell: ({ grants }) => rolesText(grants) },
      {
        key: 'signsIn',
        title: t('columns.signsIn'),
        width: 12,
        hideBelow: 700,
        cell: ({ signsInBy, hasTwoStep }) =>
          [
            ...(signsInBy.length === 0
              ? [t('ways.never')]
              : signsInBy.map((way) => (way === 'password' ? t('ways.password') : nameOfProvider(way)))),
            ...(hasTwoStep ? [t('ways.twoStep')] : []),
          ].join(', '),
      },
      {
        key: 'seen',
        title: t('columns.seen'),
        width: 12,
        hideBelow: 900,
        cell: ({ lastSeenAt }) => (lastSeenAt === null ? '–' : <DateText value={lastSeenAt} as="moment" />),
      },
      {
        key: 'state',
        title: t('columns.state'),
        width: 8,
        cell: ({ endedOn, hasEnded }) => (
          <ToneChip
            tone={hasEnded ? 'closed' : endedOn === null ? 'sent' : 'waiting'}
            word={hasEnded ? t('states.ended') : endedOn === null ? t('states.active') : t('states.ending')}
          />
        ),
      },
      {
        key: 'open',
        title: t('columns.open'),
        width: 8,
        cell: (line) => (
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t(mayManage ? 'editOf' : 'showOf', { name: line.name })}
            onClick={() => onOpen(line)}
          >
            {mayManage ? t('edit') : t('show')}
          </Button>
        ),
      },
    ],
    [t, rolesText, mayManage, onOpen],
  );
}

/** "google" is Google. */
export function nameOfProvider(id: string): string {
  return id.charAt(0).toUpperCase() + id.slice(1);
}
