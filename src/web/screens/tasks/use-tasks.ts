/** A queue of tasks, page after page. */
import { useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';
import type { TaskLine } from '../../../server/tasks/contract.ts';
import { api, type AnswerOf, type InputOf } from '../../api.ts';

export type TaskQuery = Omit<NonNullable<NonNullable<InputOf<'readTasks'>>['query']>, 'cursor' | 'limit'>;

const A_PAGE = 100;

export function useTasks(query: TaskQuery) {
  const answer = useInfiniteQuery({
    queryKey: ['readTasks', query],
    queryFn: ({ pageParam, signal }): Promise<AnswerOf<'readTasks'>> =>
      api.readTasks(
        { query: { ...query, limit: A_PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const pages = answer.data?.pages ?? [];
  return {
    answer: { ...answer, data: pages[0] } as unknown as UseQueryResult<AnswerOf<'readTasks'>>,
    rows: pages.flatMap((page): TaskLine[] => page.items),
    more: () => {
      if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage();
    },
    isLoadingMore: answer.isFetchingNextPage,
  };
}
