import { NativeSelect } from '@mantine/core';
import { useWords } from '../words/words.ts';
import type { GridColumn, GridSort } from './grid-types.ts';

interface SortSelectProps<Row> {
  readonly columns: readonly GridColumn<Row>[];
  readonly sort: GridSort | undefined;
  readonly onSort: (sort: GridSort) => void;
}

/** Sorting where the list is cards and has no heads. */
export function SortSelect<Row>({ columns, sort, onSort }: SortSelectProps<Row>) {
  const t = useWords('parts');
  const choices = columns
    .filter(({ isSortable }) => isSortable === true)
    .flatMap(({ key, title }) => [
      { value: `${key} ascending`, label: t('grid.ascending', { title }) },
      { value: `${key} descending`, label: t('grid.descending', { title }) },
    ]);
  if (choices.length === 0) return null;
  const choose = (value: string) => {
    const [key = '', direction] = value.split(' ');
    onSort({ key, direction: direction === 'descending' ? 'descending' : 'ascending' });
  };
  return (
    <NativeSelect
      label={t('grid.sortBy')}
      mb="sm"
      data={sort === undefined ? [{ value: '', label: '–' }, ...choices] : choices}
      value={sort === undefined ? '' : `${sort.key} ${sort.direction}`}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
}
