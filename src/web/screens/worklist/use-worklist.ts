/** The lines of the worklist, page by page, asked for again as soon as the list has changed. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { WorklistLine, WorklistPage } from '../../../server/worklist/contract.ts';
import { api, useApi } from '../../api.ts';
import type { SchoolContext } from '../../shell/addresses.ts';
import { asked, type Choice } from './choice.ts';

const PAGE = 200;
/** How often it is asked whether anything has changed: a number, no list. */
const LOOK_EVERY_MS = 15_000;

export interface WorklistState {
  readonly rows: readonly WorklistLine[];
  /** The first page: counts, filters, what can go out. */
  readonly page: WorklistPage | undefined;
  readonly error: unknown;
  readonly isLoadingMore: boolean;
  readonly more: () => void;
  /** Loads every page, for print. */
  readonly all: () => Promise<void>;
  readonly again: () => void;
}

export function useWorklist(school: SchoolContext, choice: Choice): WorklistState {
  const since = useSince(school);
  const list = useInfiniteQuery({
    queryKey: ['readWorklist', school, choice],
    queryFn: ({ pageParam, signal }) => readPage({ school, choice, cursor: pageParam, since: since.current }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: WorklistPage) => page.next ?? undefined,
    placeholderData: (before) => before,
  });
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } = list;
  const page = data?.pages[0];
  since.current ??= page?.checkedAt;
  useNews(school, page?.revision, () => void refetch());
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const all = useCallback(async () => {
    let answer = await fetchNextPage();
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next one begins
    while (answer.hasNextPage) answer = await fetchNextPage();
  }, [fetchNextPage]);
  return {
    rows: data?.pages.flatMap(({ items }) => items) ?? [],
    page,
    error: isPlaceholderData ? null : error,
    isLoadingMore: isFetchingNextPage,
    more,
    all,
    again: () => void refetch(),
  };
}

interface PageQuestion {
  readonly school: SchoolContext;
  readonly choice: Choice;
  readonly cursor: string | undefined;
  readonly since: string | undefined;
}

/** A name or number goes in the body of the request, never in its address. */
function readPage({ school, choice, cursor, since }: PageQuestion, signal: AbortSignal): Promise<WorklistPage> {
  const query = { ...asked(choice, school), cursor, since, limit: PAGE };
  if (choice.text === '') return api.readWorklist({ query: withLists(query) }, { signal });
  return api.searchWorklist({ body: { ...withLists(query), text: choice.text } }, { signal });
}

/** The same lists, writable: what the client is typed for. */
export function withLists<T extends ReturnType<typeof asked>>(query: T) {
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

/** When the list was opened: lines that were issued later stay in it, greyed. */
function useSince(school: SchoolContext): { current: string | undefined } {
  const since = useRef<string | undefined>(undefined);
  const opened = useRef(school);
  if (opened.current !== school) {
    opened.current = school;
    since.current = undefined;
  }
  return since;
}

/** Another revision than that of the list on the screen: somebody has issued, decided, imported or calculated. */
function useNews(school: SchoolContext, shown: string | undefined, onNews: () => void): void {
  const { data } = useApi(
    'readWorklistSummary',
    { query: { school: school ?? '' } },
    { enabled: shown !== undefined, refetchInterval: LOOK_EVERY_MS, staleTime: 0 },
  );
  const told = useRef<string | undefined>(undefined);
  const news = useRef(onNews);
  news.current = onNews;
  const now = data?.revision;
  useEffect(() => {
    if (now === undefined || shown === undefined || now === shown || told.current === now) return;
    told.current = now;
    news.current();
  }, [now, shown]);
}
