/** A list that comes page by page. */
import { useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
}

/** As a query of what is loaded so far, for `Loaded` and `Grid`. */
export type Pages<T> = UseQueryResult<Pick<Page<T>, 'items' | 'total'>> & {
  readonly more: () => void;
  readonly isLoadingMore: boolean;
};

/** Input: `key` names the list and what it is asked for; `read` asks for the page that begins at a cursor, undefined for the first. */
export function usePages<T>(
  key: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<Page<T>>,
): Pages<T> {
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  });
  const data = pages.data && {
    items: pages.data.pages.flatMap(({ items }) => items),
    total: pages.data.pages[0]?.total ?? 0,
  };
  const more = (): void => {
    if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  };
  return { ...pages, data, more, isLoadingMore: pages.isFetchingNextPage } as unknown as Pages<T>;
}
