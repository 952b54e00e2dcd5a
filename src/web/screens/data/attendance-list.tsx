import { NativeSelect } from '@mantine/core';
import type { AttendanceLine } from '../../../server/data/contract.ts';
import { api } from '../../api.ts';
import type { GridColumn } from '../../parts/grid.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { DataList } from './list.tsx';
import { useStudentColumns } from './student-columns.tsx';
import { usePages } from '../../parts/use-pages.ts';

const CHOICES = ['all', 'below-5', '5-10', '10-20', '20-up', 'close'] as const;

/** Students by days missed: all, those of one band, or those close to the next step. */
export function AttendanceList() {
  const t = useWords('data');
  const go = useGo();
  const { school } = useSchool();
  const [query, setQuery] = useQueryText();
  const band = CHOICES.find((one) => one === query['band']) ?? 'all';
  const asked = { school: school ?? '', band };
  const list = usePages(['readAttendanceList', asked], (cursor) =>
    api.readAttendanceList({ query: { ...asked, cursor } }),
  );
  const columns = useColumns(band === 'close');
  return (
    <>
      <NativeSelect
        label={t('band')}
        value={band}
        onChange={({ currentTarget }) => setQuery({ band: currentTarget.value === 'all' ? '' : currentTarget.value })}
        data={CHOICES.map((value) => ({ value, label: t(`bands.${value}`) }))}
        mb="md"
        maw="20rem"
      />
      <DataList
        label={t('lists.attendance')}
        about={t(band === 'close' ? 'about.close' : 'about.attendance')}
        empty={t('empty.attendance')}
        list={list}
        columns={columns}
        rowKey={({ student }) => student}
        onOpen={({ student }) => go(`/students/${student}`)}
      />
    </>
  );
}

function useColumns(isClose: boolean): readonly GridColumn<AttendanceLine>[] {
  const t = useWords('data');
  const number = useNumber();
  const columns: GridColumn<AttendanceLine>[] = [
    ...useStudentColumns<AttendanceLine>(),
    {
      key: 'attended',
      title: t('attended'),
      width: 8,
      align: 'end',
      cell: ({ percent }) => (percent === null ? '–' : `${number(percent, { digits: 1 })}%`),
    },
    {
      key: 'absent',
      title: t('absent'),
      width: 10,
      align: 'end',
      cell: ({ absentDays, enrolledDays }) => t('absentOf', { absent: number(absentDays), all: number(enrolledDays) }),
    },
  ];
  if (isClose)
    columns.push({
      key: 'close',
      title: t('nextStep'),
      width: 22,
      cell: ({ close }) =>
        close
          .map(({ criterion, title, have, need }) =>
            t('step', { level: criterion, title, have: number(have), need: number(need) }),
          )
          .join('; '),
    });
  return columns;
}
