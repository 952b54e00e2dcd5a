import { NativeSelect } from '@mantine/core';
import type { AttendanceLine } from '../../../server/data/contract.ts';
import { api } from '../../api.ts';
import { DateText, useDate } from '../../parts/date-text.tsx';
import { FilterChips } from '../../parts/filter-chips.tsx';
import type { GridColumn } from '../../parts/grid.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useGo, useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { DataList } from './list.tsx';
import { useStudentColumns } from './student-columns.tsx';
import { usePages } from '../../parts/use-pages.ts';

const CHOICES = [
  'all',
  'below-5',
  '5-10',
  '10-20',
  '20-up',
  'chronic',
  'near-chronic',
  'new-chronic',
  'close',
] as const;

/** Students by days missed: all, those of one band, or those close to the next step. */
export function AttendanceList() {
  const t = useWords('data');
  const go = useGo();
  const { school } = useSchool();
  const [query, setQuery] = useQueryText();
  const band = CHOICES.find((one) => one === query['band']) ?? 'all';
  const { since, until, grade = '' } = query;
  const asked = {
    school: school ?? '',
    band,
    grade,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
  };
  const list = usePages(['readAttendanceList', asked], (cursor) =>
    api.readAttendanceList({ query: { ...asked, cursor } }),
  );
  const columns = useColumns(band);
  const date = useDate();
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
      {(grade !== '' || band === 'new-chronic') && (
        <FilterChips
          onClear={() => setQuery({ grade: '', since: '', until: '' })}
          chips={[
            ...(grade === ''
              ? []
              : [{ key: 'grade', label: t('gradeChip', { grade }), onRemove: () => setQuery({ grade: '' }) }]),
            ...(since === undefined || until === undefined
              ? []
              : [
                  {
                    key: 'since',
                    label: t('sinceChip', { from: date(since), to: date(until) }),
                    onRemove: () => setQuery({ since: '', until: '', band: 'chronic' }),
                  },
                ]),
          ]}
        />
      )}
      <DataList
        label={t('lists.attendance')}
        about={t(ABOUT.includes(`about.${band}`) ? `about.${band}` : 'about.attendance')}
        empty={t('empty.attendance')}
        list={list}
        columns={columns}
        rowKey={({ student }) => student}
        onOpen={({ student }) => go(`/students/${student}`)}
      />
    </>
  );
}

/** Lists that say more of themselves than how they are sorted. */
const ABOUT: readonly string[] = ['about.close', 'about.chronic', 'about.near-chronic', 'about.new-chronic'];

function useColumns(band: (typeof CHOICES)[number]): readonly GridColumn<AttendanceLine>[] {
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
  if (band === 'chronic' || band === 'new-chronic')
    columns.push({
      key: 'since',
      title: t('chronicSince'),
      width: 10,
      cell: ({ chronicSince }) => (chronicSince === null ? '–' : <DateText value={chronicSince} as="short" />),
    });
  if (band === 'close')
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
