/** Find a student of my schools. What is typed never stands in the address; coming back finds it again. */
import { Anchor, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { api, keyOf, type AnswerOf } from '../../api.ts';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Grid } from '../../parts/grid.tsx';
import type { GridColumn } from '../../parts/grid-types.ts';
import { PageTitle } from '../../parts/page-title.tsx';
import { ProblemAlert } from '../../parts/problem-alert.tsx';
import { useGo } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';

type Hit = AnswerOf<'searchStudents'>['items'][number];

const FEWEST_LETTERS = 2;
const AT_ONCE = 50;
/** Lives as long as the page: who comes back from a student finds the list. */
const asked = { text: '' };

export function StudentsScreen() {
  const t = useWords('students');
  const exact = useWords('exact');
  const [text, setText] = useState(asked.text);
  const [settled] = useDebouncedValue(text.trim(), 150);
  const isAsked = settled.length >= FEWEST_LETTERS;
  const search = useSearch(settled, isAsked);
  const hits = search.data?.pages.flatMap((page) => page.items) ?? [];
  const total = search.data?.pages[0]?.total ?? 0;
  const onText = (value: string): void => {
    asked.text = value;
    setText(value);
  };
  return (
    <>
      <PageTitle title={t('title')} />
      <TextInput
        type="search"
        label={t('label')}
        description={t('hint')}
        value={text}
        onChange={(event) => onText(event.currentTarget.value)}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        mb="sm"
        maw={560}
        data-autofocus
      />
      <Text role="status" size="sm" mb="sm">
        {isAsked && search.data !== undefined && total > 0 ? t('found', { count: total }) : ''}
      </Text>
      {search.error !== null && (
        <ProblemAlert error={search.error} title={t('failed')} onRetry={() => void search.refetch()} />
      )}
      {isAsked && search.data !== undefined && total === 0 && <EmptyState why={exact('nobodyFound')} />}
      {isAsked && hits.length > 0 && (
        <Hits hits={hits} total={total} onMore={search.hasNextPage ? () => void search.fetchNextPage() : undefined} />
      )}
    </>
  );
}

function useSearch(text: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: keyOf('searchStudents', { body: { text } }),
    queryFn: ({ pageParam, signal }) =>
      api.searchStudents(
        { body: { text, limit: AT_ONCE, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled,
    staleTime: 60_000,
    placeholderData: keepPreviousData,
  });
}

interface HitsProps {
  readonly hits: readonly Hit[];
  readonly total: number;
  readonly onMore: (() => void) | undefined;
}

function Hits({ hits, total, onMore }: HitsProps) {
  const t = useWords('students');
  const go = useGo();
  const columns = useColumns();
  return (
    <Grid
      label={t('title')}
      columns={columns}
      rows={hits}
      rowKey={({ student }) => student}
      total={total}
      {...(onMore === undefined ? {} : { onMore })}
      onOpen={({ student }) => go(`/students/${student}`)}
    />
  );
}

function useColumns(): readonly GridColumn<Hit>[] {
  const t = useWords('students');
  const date = useDate();
  const schoolOf = ({ school, leftOn }: Hit): string => {
    if (school === null) return t('noSchool');
    return leftOn === null ? school.name : t('left', { school: school.name, date: date(leftOn) });
  };
  return [
    {
      key: 'name',
      title: t('name'),
      width: 22,
      cell: ({ student, lastName, firstName }) => (
        <Anchor component={Link} to={`/students/${student}`}>
          {lastName}, {firstName}
        </Anchor>
      ),
    },
    { key: 'grade', title: t('grade'), width: 6, cell: ({ grade }) => grade },
    { key: 'school', title: t('school'), width: 22, cell: schoolOf },
    { key: 'number', title: t('number'), width: 10, cell: ({ number }) => number },
    {
      key: 'through',
      title: t('through'),
      width: 20,
      hideBelow: 700,
      cell: ({ through, guardian }) => t(`by.${through}`, { guardian: guardian ?? '' }),
    },
  ];
}
