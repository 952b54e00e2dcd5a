import type { DayWithoutRecords } from '../../../server/data/contract.ts';
import { api } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { NumberText } from '../../parts/number-text.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { DataList } from './list.tsx';
import { usePages } from '../../parts/use-pages.ts';

/** Days in session on which nobody of the school has a record. */
export function DaysList() {
  const t = useWords('data');
  const { school } = useSchool();
  const asked = { school: school ?? '' };
  const list = usePages(['readDaysWithoutRecords', asked], (cursor) =>
    api.readDaysWithoutRecords({ query: { ...asked, cursor } }),
  );
  const columns = useColumns();
  return (
    <DataList
      label={t('lists.days')}
      about={t('about.days')}
      empty={t('empty.days')}
      list={list}
      columns={columns}
      rowKey={({ school: at, on }) => `${at} ${on}`}
    />
  );
}

function useColumns(): readonly GridColumn<DayWithoutRecords>[] {
  const t = useWords('data');
  return [
    { key: 'on', title: t('day'), cell: ({ on }) => <DateText value={on} /> },
    { key: 'school', title: t('school'), cell: ({ schoolName }) => schoolName },
    { key: 'enrolled', title: t('enrolled'), align: 'end', cell: ({ enrolled }) => <NumberText value={enrolled} /> },
  ];
}
