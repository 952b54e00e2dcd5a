import { Button, Drawer, Stack } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useState } from 'react';
import type { WorklistPage } from '../../../server/worklist/contract.ts';
import { FilterChips, type FilterChip } from '../../parts/filter-chips.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { FILTERS, filtersInUse, NO_FILTERS, type Choice, type Filter } from './choice.ts';
import { FilterMenu } from './filter-menu.tsx';
import { SearchField } from './search-field.tsx';
import { ViewsMenu } from './views-menu.tsx';
import { useValueWords } from './value-words.ts';
import classes from './worklist.module.css';

interface FilterBarProps {
  readonly choice: Choice;
  readonly facets: WorklistPage['facets'] | undefined;
  readonly onChange: (change: Partial<Choice>) => void;
}

/** "[Type v] [Level v] … [/ name or number]   View [My week v]", and what is in use as chips. Narrow: in a drawer with its count. */
export function FilterBar({ choice, facets, onChange }: FilterBarProps) {
  const t = useWords('worklist');
  const parts = useWords('parts');
  const [isDrawer, setDrawer] = useState(false);
  const isNarrow = useMediaQuery('(max-width: 36em)', false, { getInitialValueInEffect: false });
  const { school } = useSchool();
  const inUse = filtersInUse(choice);
  const shown = FILTERS.filter((filter) => isOffered({ filter, choice, facets, isDistrict: school === null }));
  const menus = shown.map((filter) => (
    <FilterMenu
      key={filter}
      filter={filter}
      values={choice.filters[filter]}
      facet={facets?.[filter] ?? []}
      isList={isNarrow}
      onChange={(values) => onChange({ filters: { ...choice.filters, [filter]: values } })}
    />
  ));
  return (
    <div className="rc-no-print">
      <div className={classes.filters}>
        {isNarrow ? (
          <Button variant="default" onClick={() => setDrawer(true)}>
            {inUse === 0 ? parts('filters.open') : parts('filters.count', { count: inUse })}
          </Button>
        ) : (
          menus
        )}
        <SearchField text={choice.text} onChange={(text) => onChange({ text })} />
        <div className={classes.views}>
          <ViewsMenu choice={choice} onChange={onChange} />
        </div>
      </div>
      {isNarrow && (
        <Drawer
          opened={isDrawer}
          onClose={() => setDrawer(false)}
          title={parts('filters.open')}
          size="100%"
          closeButtonProps={{ 'aria-label': parts('close') }}
        >
          <Stack>
            {menus}
            <Button onClick={() => setDrawer(false)}>{t('filters.show')}</Button>
          </Stack>
        </Drawer>
      )}
      <FilterChips chips={useChips(choice, onChange)} onClear={() => onChange({ filters: NO_FILTERS, text: '' })} />
    </div>
  );
}

interface Offer {
  readonly filter: Filter;
  readonly choice: Choice;
  readonly facets: WorklistPage['facets'] | undefined;
  readonly isDistrict: boolean;
}

/** A filter with nothing to choose from is not shown: reasons of what is due, schools where there is one. */
function isOffered({ filter, choice, facets, isDistrict }: Offer): boolean {
  if (choice.filters[filter].length > 0) return true;
  if (filter === 'at') return isDistrict;
  if (filter === 'decision') return choice.tab === 'held' || choice.tab === 'changed';
  return facets === undefined || facets[filter].length > 0;
}

function useChips(choice: Choice, onChange: (change: Partial<Choice>) => void): readonly FilterChip[] {
  const t = useWords('worklist');
  const wordOf = useValueWords();
  const chips = FILTERS.filter((filter) => choice.filters[filter].length > 0).map((filter) => ({
    key: filter,
    label: `${t(`filters.${filter}`)}: ${choice.filters[filter].map((value) => wordOf(filter, value)).join(', ')}`,
    onRemove: () => onChange({ filters: { ...choice.filters, [filter]: [] } }),
  }));
  if (choice.text === '') return chips;
  const text = { key: 'text', label: t('filters.text', { text: choice.text }), onRemove: () => onChange({ text: '' }) };
  return [...chips, text];
}
