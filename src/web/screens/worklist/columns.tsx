import { UnstyledButton } from '@mantine/core';
import { useMemo } from 'react';
import type { Tab, WorklistLine } from '../../../server/worklist/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { NumberText } from '../../parts/number-text.tsx';
import { useWords, type Say } from '../../words/words.ts';
import { LookFirst } from './look-first.tsx';
import { Sends } from './sends.tsx';
import classes from './worklist.module.css';

interface ColumnsInput {
  readonly tab: Tab;
  readonly isDistrict: boolean;
  readonly onOpen: (line: WorklistLine) => void;
}

/** Student, Gr, Level, Count, Met on, Sends, Look first; the district's list has the school too. */
export function useColumns({ tab, isDistrict, onOpen }: ColumnsInput): readonly GridColumn<WorklistLine>[] {
  const t = useWords('worklist');
  return useMemo(() => {
    const sends: GridColumn<WorklistLine> = {
      key: 'sends',
      title: t('columns.sends'),
      width: 10,
      isSortable: true,
      isTableOnly: true,
      cell: (line) => <Sends line={line} />,
    };
    return [
      nameColumn(t, onOpen),
      {
        key: 'grade',
        title: t('columns.grade'),
        width: 6,
        isSortable: true,
        isTableOnly: true,
        cell: ({ grade }) => grade,
      },
      ...(isDistrict ? [schoolColumn(t)] : []),
      { key: 'level', title: t('columns.level'), width: 9, isSortable: true, cell: ({ level }) => level },
      countColumn(t),
      {
        key: 'met-on',
        title: t('columns.metOn'),
        width: 11,
        isSortable: true,
        isTableOnly: true,
        hideBelow: 560,
        cell: ({ metOn }: WorklistLine) => <DateText value={metOn} as="day" />,
      },
      ...(tab === 'due' ? [sends] : []),
      {
        key: 'look-first',
        title: t(tab === 'due' ? 'columns.lookFirst' : 'columns.why'),
        width: 22,
        isSortable: true,
        cell: (line: WorklistLine) => <LookFirst line={line} />,
      },
    ];
  }, [t, tab, isDistrict, onOpen]);
}

function nameColumn(t: Say, onOpen: ColumnsInput['onOpen']): GridColumn<WorklistLine> {
  return {
    key: 'student',
    title: t('columns.student'),
    width: 20,
    isSortable: true,
    cell: (line) => (
      <UnstyledButton className={classes.name} onClick={() => onOpen(line)} title={t('openPanel')}>
        {line.name}
      </UnstyledButton>
    ),
  };
}

function schoolColumn(t: Say): GridColumn<WorklistLine> {
  return {
    key: 'school',
    title: t('columns.school'),
    width: 14,
    isSortable: true,
    cell: ({ schoolName }) => schoolName,
  };
}

/** A rate says its percent sign; other units stand in the panel. */
function countColumn(t: Say): GridColumn<WorklistLine> {
  return {
    key: 'count',
    title: t('columns.count'),
    width: 10,
    align: 'end',
    isSortable: true,
    cell: ({ count, unit }) =>
      unit === 'percent' ? <NumberText value={count / 100} as="percent" digits={1} /> : <NumberText value={count} />,
  };
}
