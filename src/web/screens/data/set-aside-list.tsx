import type { SetAsideRow } from '../../../server/data/contract.ts';
import { api } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { useGo, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { DataList } from './list.tsx';
import { setAsideText } from './set-aside-text.ts';
import { useStudentColumns } from './student-columns.tsx';
import { usePages } from '../../parts/use-pages.ts';

/** Rows of attendance that cannot be counted. */
export function SetAsideList() {
  const t = useWords('data');
  const go = useGo();
  const { school } = useSchool();
  const asked = { school: school ?? '' };
  const list = usePages(['readSetAside', asked], (cursor) => api.readSetAside({ query: { ...asked, cursor } }));
  const columns = useColumns();
  return (
    <DataList
      label={t('lists.set-aside')}
      about={t('about.set-aside')}
      empty={t('empty.set-aside')}
      list={list}
      columns={columns}
      rowKey={(row) => [row.student, row.on, row.period, row.code, row.atSchool].join(' ')}
      onOpen={({ student }) => go(`/students/${student}`)}
    />
  );
}

function useColumns(): readonly GridColumn<SetAsideRow>[] {
  const t = useWords('data');
  const students = useStudentColumns<SetAsideRow>();
  return [
    ...students,
    { key: 'on', title: t('day'), width: 11, cell: ({ on }) => <DateText value={on} as="short" /> },
    { key: 'code', title: t('code'), width: 8, cell: ({ code }) => code },
    { key: 'period', title: t('period'), width: 9, cell: ({ period }) => (period === '' ? t('wholeDay') : period) },
    { key: 'reason', title: t('reason'), width: 22, cell: (row) => setAsideText(t, row).reason },
    { key: 'allowed', title: t('allowed'), width: 22, hideBelow: 900, cell: (row) => setAsideText(t, row).allowed },
  ];
}
