import type { MissingAddress } from '../../../server/data/contract.ts';
import { api } from '../../api.ts';
import { DateText } from '../../parts/date-text.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { useGo, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { DataList } from './list.tsx';
import { useStudentColumns } from './student-columns.tsx';
import { usePages } from '../../parts/use-pages.ts';

/** What is due and cannot reach somebody it is for. */
export function AddressesList() {
  const t = useWords('data');
  const go = useGo();
  const { school } = useSchool();
  const asked = { school: school ?? '' };
  const list = usePages(['readMissingAddresses', asked], (cursor) =>
    api.readMissingAddresses({ query: { ...asked, cursor } }),
  );
  const columns = useColumns();
  return (
    <DataList
      label={t('lists.addresses')}
      about={t('about.addresses')}
      empty={t('empty.addresses')}
      list={list}
      columns={columns}
      rowKey={({ trigger }) => trigger}
      onOpen={({ student }) => go(`/students/${student}?tab=family`)}
    />
  );
}

function useColumns(): readonly GridColumn<MissingAddress>[] {
  const t = useWords('data');
  const students = useStudentColumns<MissingAddress>();
  return [
    ...students,
    { key: 'level', title: t('level'), width: 16, cell: ({ level, title }) => `${level} ${title}` },
    { key: 'metOn', title: t('metOn'), width: 10, cell: ({ metOn }) => <DateText value={metOn} as="short" /> },
    { key: 'missing', title: t('missing'), width: 16, cell: ({ isNobody }) => t(isNobody ? 'nobody' : 'oneOfThem') },
  ];
}
