/** A teacher's own students: those with an alert first, one line why. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AlertLine, Home } from '../../../server/home/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid, type GridColumn } from '../../parts/grid.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useGo } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';

export function OwnStudents({ home: { students } }: { readonly home: Home }) {
  const t = useWords('home');
  const go = useGo();
  const columns = useColumns();
  return (
    <>
      <PageTitle title={t('mine.title')} />
      {students.length === 0 ? (
        <EmptyState why={t('mine.nobody')} />
      ) : (
        <Grid
          label={t('mine.title')}
          rows={students}
          rowKey={({ student }) => student}
          columns={columns}
          onOpen={({ student }) => go(`/students/${student}`)}
        />
      )}
    </>
  );
}

function useColumns(): readonly GridColumn<AlertLine>[] {
  const t = useWords('home');
  const number = useNumber();
  const why = useWhy();
  return [
    {
      key: 'student',
      title: t('mine.student'),
      width: 16,
      cell: ({ student, name }) => (
        <Anchor component={Link} to={`/students/${student}`} inherit>
          {name}
        </Anchor>
      ),
    },
    { key: 'grade', title: t('mine.grade'), width: 5, cell: ({ grade }) => grade },
    { key: 'why', title: t('mine.why'), width: 30, cell: (line) => why(line) },
    {
      key: 'attended',
      title: t('attendance.attended'),
      width: 9,
      align: 'end',
      cell: ({ percent }) => (percent === null ? '–' : `${number(percent, { digits: 1 })}%`),
    },
    {
      key: 'absent',
      title: t('mine.absent'),
      width: 9,
      align: 'end',
      cell: ({ absentDays, enrolledDays }) =>
        t('mine.absentOf', { absent: number(absentDays), all: number(enrolledDays) }),
    },
  ];
}

/** The alert in one line. */
function useWhy(): (line: AlertLine) => string {
  const t = useWords('home');
  const date = useDate();
  return ({ alert }) => {
    if (alert === null) return '';
    if (alert.kind === 'chronic' || alert.on === null) return t('mine.chronic');
    const what = alert.title === '' ? alert.level : `${alert.level} ${alert.title}`;
    return t(`mine.${alert.kind}`, { what, date: date(alert.on, 'day') });
  };
}
