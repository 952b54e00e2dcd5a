/** What is chosen on the worklist: tab, filters and order stand in the address, the search text never does. */
import { useCallback, useMemo, useState } from 'react';
import type { Sort, Tab } from '../../../server/worklist/contract.ts';
import { useQueryText } from '../../shell/context.ts';

/** As the contract names them; written again, because a contract's values would bring its schemas into the browser. */
export const TABS = ['due', 'to-approve', 'held', 'declined', 'changed'] as const satisfies readonly Tab[];
const SORTS = [
  'look-first',
  'student',
  'grade',
  'school',
  'level',
  'count',
  'met-on',
  'sends',
] as const satisfies readonly Sort[];

/** In the order of the drawing. */
export const FILTERS = ['type', 'level', 'pack', 'decision', 'grade', 'at'] as const;
export type Filter = (typeof FILTERS)[number];

export interface Choice {
  readonly tab: Tab;
  readonly filters: Readonly<Record<Filter, readonly string[]>>;
  readonly text: string;
  readonly sort: Sort;
  readonly order: 'asc' | 'desc';
}

export interface ChoiceState {
  readonly choice: Choice;
  readonly change: (change: Partial<Choice>) => void;
  /** The address asks for everything that can go out to be ticked. */
  readonly isReview: boolean;
}

export function useChoice(): ChoiceState {
  const [query, setQuery] = useQueryText();
  const [text, setText] = useState('');
  const choice = useMemo<Choice>(
    () => ({
      tab: TABS.find((tab) => tab === query['tab']) ?? 'due',
      filters: Object.fromEntries(FILTERS.map((filter) => [filter, valuesOf(query[filter])])) as Choice['filters'],
      text,
      sort: SORTS.find((sort) => sort === query['sort']) ?? 'look-first',
      order: query['order'] === 'desc' ? 'desc' : 'asc',
    }),
    [query, text],
  );
  const change = useCallback(
    ({ tab, filters, text: searched, sort, order }: Partial<Choice>) => {
      if (searched !== undefined) setText(searched);
      setQuery({
        ...(tab === undefined ? {} : { tab: tab === 'due' ? '' : tab }),
        ...(filters === undefined
          ? {}
          : Object.fromEntries(FILTERS.map((filter) => [filter, filters[filter].join(',')]))),
        ...(sort === undefined ? {} : { sort: sort === 'look-first' ? '' : sort }),
        ...(order === undefined ? {} : { order: order === 'asc' ? '' : order }),
      });
    },
    [setQuery],
  );
  return { choice, change, isReview: query['review'] === '1' };
}

export const NO_FILTERS: Choice['filters'] = { type: [], level: [], pack: [], decision: [], grade: [], at: [] };

/** How many filters are in use, the search text too. */
export function filtersInUse({ filters, text }: Choice): number {
  return FILTERS.filter((filter) => filters[filter].length > 0).length + (text === '' ? 0 : 1);
}

/** As the API takes it. */
export function asked({ tab, filters, sort, order }: Choice, school: string | null) {
  return { school: school ?? '', tab, ...filters, sort, order } as const;
}

/** The same lists, writable: what the client is typed for. */
export function withLists(query: ReturnType<typeof asked>) {
  const { type, level, pack, decision, grade, at } = query;
  return {
    ...query,
    type: [...type],
    level: [...level],
    pack: [...pack],
    decision: [...decision],
    grade: [...grade],
    at: [...at],
  };
}

function valuesOf(text: string | undefined): readonly string[] {
  return text === undefined || text === '' ? [] : text.split(',');
}
