/** A list that comes page by page. */
import { useInfiniteQuery } from '@tanstack/react-query';

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
  readonly total: number;
}

export interface Pages<Item> {
  readonly rows: readonly Item[];
  readonly total: number;
  readonly onMore: () => void;
  readonly isLoadingMore: boolean;
}

/** Input: `key` names the list and what it is asked for; `read` reads the page that begins at a cursor. */
export function usePages<Item>(key: readonly unknown[], read: (cursor: string | undefined) => Promise<Page<Item>>) {
  const query = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = query;
  const pages: Pages<Item> | undefined =
    data === undefined
      ? undefined
      : {
          rows: data.pages.flatMap(({ items }) => items),
          total: data.pages[0]?.total ?? 0,
          onMore: () => {
            if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
          },
          isLoadingMore: isFetchingNextPage,
        };
  return { pages, error: query.error, retry: () => void query.refetch() };
}
