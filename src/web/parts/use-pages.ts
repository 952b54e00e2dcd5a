/** A list that comes page by page. */
import { useInfiniteQuery, type UseQueryResult } from '@tanstack/react-query';

interface Page<T> {
  readonly items: readonly T[];
  readonly next: string | null;
  readonly total: number;
}

/** As a query of what is loaded so far, for `Loaded` and `Grid`: the first page, with the items of all. */
export type Pages<T, P extends Page<T> = Page<T>> = UseQueryResult<P> & {
  readonly more: () => void;
  readonly isLoadingMore: boolean;
};

/**
 * Input: `key` names the list and what it is asked for, the operation first, so that `invalidate` finds it; `read` asks for the page that
 * begins at a cursor, undefined for the first. `keepsBefore`: while another list is loaded, the one before stays.
 */
export function usePages<P extends Page<unknown>>(
  key: readonly unknown[],
  read: (cursor: string | undefined, signal: AbortSignal) => Promise<P>,
  { keepsBefore = false }: { readonly keepsBefore?: boolean } = {},
): Pages<P['items'][number], P> {
  const pages = useInfiniteQuery({
    queryKey: key,
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    ...(keepsBefore ? { placeholderData: <T>(before: T) => before } : {}),
  });
  const all = pages.data?.pages;
  const data = all?.[0] && { ...all[0], items: all.flatMap(({ items }) => items) };
  const more = (): void => {
    if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
  };
  return { ...pages, data, more, isLoadingMore: pages.isFetchingNextPage } as unknown as Pages<P['items'][number], P>;
}
