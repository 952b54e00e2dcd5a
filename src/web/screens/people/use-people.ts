/** The people of a school or the district, page by page. */
import { useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';
import type { Role } from '../../../access/roles.ts';
import { api, type AnswerOf } from '../../api.ts';

interface Asked {
  readonly school: string;
  readonly role: Role | undefined;
  readonly ended: 'with' | 'without';
}

type Answer = Pick<AnswerOf<'listPeople'>, 'items' | 'total'>;
type People = UseQueryResult<Answer> & { readonly more: () => void; readonly isLoadingMore: boolean };

export function usePeople({ school, role, ended }: Asked): People {
  const filter = { school, ended, limit: 100, ...(role === undefined ? {} : { role }) };
  const pages = useInfiniteQuery({
    queryKey: ['listPeople', { query: filter }],
    queryFn: ({ pageParam, signal }) =>
      api.listPeople({ query: { ...filter, ...(pageParam === '' ? {} : { cursor: pageParam }) } }, { signal }),
    initialPageParam: '',
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const data = pages.data && {
    items: pages.data.pages.flatMap(({ items }) => items),
    total: pages.data.pages.at(-1)?.total ?? 0,
  };
  const more = (): void => {
    if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  };
  return { ...pages, data, more, isLoadingMore: pages.isFetchingNextPage } as unknown as People;
}
