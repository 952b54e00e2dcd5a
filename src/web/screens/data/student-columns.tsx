import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { GridColumn } from '../../parts/grid.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMe } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';

interface StudentRow {
  readonly student: string;
  readonly name: string;
  readonly grade: string;
  readonly schoolName: string;
}

/** The student with a link to the page where it can be seen; the school where there are several. */
export function useStudentColumns<Row extends StudentRow>(): readonly GridColumn<Row>[] {
  const t = useWords('data');
  const { school } = useSchool();
  const me = useMe();
  const columns: GridColumn<Row>[] = [
    {
      key: 'student',
      title: t('student'),
      width: 16,
      cell: ({ student, name }) => (
        <Anchor component={Link} to={`/students/${student}`} inherit>
          {name}
        </Anchor>
      ),
    },
    { key: 'grade', title: t('grade'), width: 7, cell: ({ grade }) => grade },
  ];
  if (school === null && me.hasDistrict)
    columns.push({ key: 'school', title: t('school'), width: 12, cell: ({ schoolName }) => schoolName });
  return columns;
}
