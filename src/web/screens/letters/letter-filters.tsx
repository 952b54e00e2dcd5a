import { NativeSelect, TextInput } from '@mantine/core';
import { STATUSES, WAYS, type NoticeLine } from '../../../server/notices/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { FilterChips, type FilterChip } from '../../parts/filter-chips.tsx';
import { StudentPicker } from '../../parts/student-picker.tsx';
import { useQueryText } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { FILTERS } from './filter.ts';
import classes from './letters.module.css';

interface LetterFiltersProps {
  readonly levels: readonly { readonly pack: string; readonly level: string; readonly count: number }[];
}

/** What the list is narrowed to; every filter in use has its own way out. */
export function LetterFilters({ levels }: LetterFiltersProps) {
  const t = useWords('letters');
  const [query, setQuery] = useQueryText();
  const statusName = useStatusName();
  const mayFind = useMay('find-student');
  const names = [...new Set(levels.map(({ level }) => level))].toSorted();
  return (
    <>
      <div className={`${classes.filters} rc-no-print`}>
        {mayFind && <StudentPicker label={t('column.student')} onPick={(student) => setQuery({ student })} />}
        <NativeSelect
          label={t('filter.level')}
          value={query['level'] ?? ''}
          onChange={(event) => setQuery({ level: event.currentTarget.value })}
          data={[{ value: '', label: t('filter.all') }, ...names.map((name) => ({ value: name, label: name }))]}
        />
        <NativeSelect
          label={t('filter.status')}
          value={query['status'] ?? ''}
          onChange={(event) => setQuery({ status: event.currentTarget.value })}
          data={[
            { value: '', label: t('filter.all') },
            ...STATUSES.map((status) => ({ value: status, label: statusName(status) })),
          ]}
        />
        <NativeSelect
          label={t('filter.way')}
          value={query['way'] ?? ''}
          onChange={(event) => setQuery({ way: event.currentTarget.value })}
          data={[
            { value: '', label: t('filter.all') },
            ...WAYS.map((way) => ({ value: way, label: t(`filter.ways.${way}`) })),
          ]}
        />
        {(['from', 'to'] as const).map((end) => (
          <TextInput
            key={end}
            type="date"
            label={t(`filter.${end}`)}
            value={query[end] ?? ''}
            onChange={(event) => setQuery({ [end]: event.currentTarget.value })}
          />
        ))}
      </div>
      <FilterChips chips={useChips()} onClear={() => setQuery(Object.fromEntries(FILTERS.map((key) => [key, ''])))} />
    </>
  );
}

function useChips(): readonly FilterChip[] {
  const t = useWords('letters');
  const [query, setQuery] = useQueryText();
  const date = useDate();
  const statusName = useStatusName();
  const words: Readonly<Record<(typeof FILTERS)[number], (value: string) => string>> = {
    level: (value) => t('filter.levelChip', { value }),
    pack: (value) => value,
    status: (value) => t('filter.statusChip', { value: statusName(value) }),
    way: (value) => t('filter.wayChip', { value: t(`filter.ways.${value}`) }),
    from: (value) => t('filter.fromChip', { date: date(value, 'short') }),
    to: (value) => t('filter.toChip', { date: date(value, 'short') }),
    batch: (value) => t('filter.batch', { batch: value }),
    student: () => t('filter.student'),
  };
  return FILTERS.flatMap((key) => {
    const value = query[key] ?? '';
    return value === '' ? [] : [{ key, label: words[key](value), onRemove: () => setQuery({ [key]: '' }) }];
  });
}

/** The word of a status; some are named by the parts, some only here. */
function useStatusName(): (status: string) => string {
  const t = useWords('letters');
  const parts = useWords('parts');
  return (status) =>
    status === 'adopted' || status === 'met-again'
      ? t(`status.${status}`)
      : parts(`status.${status satisfies string as NoticeLine['state']}`);
}
