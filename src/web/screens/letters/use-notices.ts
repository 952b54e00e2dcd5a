/** Letters sent, page after page. */
import { useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';
import type { NoticeLine } from '../../../server/notices/contract.ts';
import { api, type AnswerOf, type InputOf } from '../../api.ts';

export type NoticeQuery = Omit<NonNullable<NonNullable<InputOf<'readNotices'>>['query']>, 'cursor' | 'limit'>;

const A_PAGE = 100;

/** The key begins with the operation, so that `invalidate('readNotices')` asks anew. */
export function useNotices(query: NoticeQuery) {
  const answer = useInfiniteQuery({
    queryKey: ['readNotices', query],
    queryFn: ({ pageParam, signal }): Promise<AnswerOf<'readNotices'>> =>
      api.readNotices(
        { query: { ...query, limit: A_PAGE, ...(pageParam === '' ? {} : { cursor: pageParam }) } },
        { signal },
      ),
    initialPageParam: '',
    getNextPageParam: (page) => page.next,
    placeholderData: (before) => before,
  });
  const pages = answer.data?.pages ?? [];
  return {
    answer: { ...answer, data: pages[0] } as unknown as UseQueryResult<AnswerOf<'readNotices'>>,
    rows: pages.flatMap((page): NoticeLine[] => page.items),
    total: pages[0]?.total ?? 0,
    levels: pages[0]?.levels ?? [],
    more: () => {
      if (answer.hasNextPage && !answer.isFetchingNextPage) void answer.fetchNextPage();
    },
    isLoadingMore: answer.isFetchingNextPage,
  };
}

/** The list to its end. */
export async function readAllNotices(query: NoticeQuery): Promise<readonly NoticeLine[]> {
  const lines: NoticeLine[] = [];
  for (let cursor = ''; ;) {
    const page = await api.readNotices({ query: { ...query, limit: 200, ...(cursor === '' ? {} : { cursor }) } });
    lines.push(...page.items);
    if (page.next === null) return lines;
    cursor = page.next;
  }
}
