import type { UnverifiedDay } from '../../../server/data/contract.ts';
import { api } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { useGo, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { DataList } from './list.tsx';
import { useStudentColumns } from './student-columns.tsx';
import { usePages } from '../../parts/use-pages.ts';

/** Absences of which nobody has said whether they are excused. */
export function UnverifiedList() {
  const t = useWords('data');
  const go = useGo();
  const { school } = useSchool();
  const asked = { school: school ?? '' };
  const list = usePages(['readUnverified', asked], (cursor) => api.readUnverified({ query: { ...asked, cursor } }));
  const columns = useColumns();
  return (
    <DataList
      label={t('lists.unverified')}
      about={t('about.unverified')}
      empty={t('empty.unverified')}
      list={list}
      columns={columns}
      rowKey={({ student, on }) => `${student} ${on}`}
      onOpen={({ student }) => go(`/students/${student}`)}
    />
  );
}

function useColumns(): readonly GridColumn<UnverifiedDay>[] {
  const t = useWords('data');
  const students = useStudentColumns<UnverifiedDay>();
  return [
    ...students,
    { key: 'on', title: t('day'), width: 12, cell: ({ on }) => <DateText value={on} as="short" /> },
    {
      key: 'periods',
      title: t('periods'),
      width: 14,
      cell: ({ periods }) => (periods.length === 0 ? t('wholeDay') : periods.join(', ')),
    },
    { key: 'codes', title: t('code'), width: 8, cell: ({ codes }) => codes.join(', ') },
  ];
}
