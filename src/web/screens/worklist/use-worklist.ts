/** The lines of the worklist, page by page, asked for again as soon as the list has changed. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useEffect, useEffectEvent, useMemo, useRef, useState } from 'react';
import type { WorklistLine, WorklistPage } from '../../../server/worklist/contract.ts';
import { api, useApi } from '../../api.ts';
import type { SchoolContext } from '../../shell/addresses.ts';
import { asked, withLists, type Choice } from './choice.ts';

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
  const [opened, setOpened] = useState<{ readonly school: SchoolContext; readonly at: string } | undefined>();
  const since = opened?.school === school ? opened.at : undefined;
  const list = useInfiniteQuery({
    queryKey: ['readWorklist', school, choice],
    queryFn: ({ pageParam, signal }) => readPage({ school, choice, cursor: pageParam, since }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: WorklistPage) => page.next ?? undefined,
    placeholderData: (before) => before,
    // A list that is opened again begins anew: what was issued in between does not stand in it, greyed.
    gcTime: 0,
  });
  const { data, error, hasNextPage, isFetchingNextPage, isPlaceholderData, fetchNextPage, refetch } = list;
  const page = data?.pages[0];
  const checkedAt = isPlaceholderData ? undefined : page?.checkedAt;
  useEffect(() => {
    if (checkedAt !== undefined)
      setOpened((before) => (before?.school === school ? before : { school, at: checkedAt }));
  }, [checkedAt, school]);
  const again = useCallback(() => void refetch(), [refetch]);
  useNews(school, isPlaceholderData ? undefined : page?.revision, again);
  const more = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  const all = useCallback(async () => {
    let isMore = hasNextPage;
    // oxlint-disable-next-line no-await-in-loop -- each page says where the next one begins
    while (isMore) isMore = (await fetchNextPage()).hasNextPage;
  }, [hasNextPage, fetchNextPage]);
  const rows = useMemo(() => data?.pages.flatMap(({ items }) => items) ?? [], [data]);
  return { rows, page, error: isPlaceholderData ? null : error, isLoadingMore: isFetchingNextPage, more, all, again };
}

interface PageQuestion {
  readonly school: SchoolContext;
  readonly choice: Choice;
  readonly cursor: string | undefined;
  /** When the list was opened: lines that were issued later stay in it, greyed. */
  readonly since: string | undefined;
}

/** A name or number goes in the body of the request, never in its address. */
function readPage({ school, choice, cursor, since }: PageQuestion, signal: AbortSignal): Promise<WorklistPage> {
  const query = { ...withLists(asked(choice, school)), cursor, since, limit: PAGE };
  if (choice.text === '') return api.readWorklist({ query }, { signal });
  return api.searchWorklist({ body: { ...query, text: choice.text } }, { signal });
}

/** Another revision than that of the list on the screen: somebody has issued, decided, imported or calculated. */
function useNews(school: SchoolContext, shown: string | undefined, onNews: () => void): void {
  const { data } = useApi(
    'readWorklistSummary',
    { query: { school: school ?? '' } },
    { enabled: shown !== undefined, refetchInterval: LOOK_EVERY_MS, staleTime: 0 },
  );
  const told = useRef<string | undefined>(undefined);
  const tell = useEffectEvent(onNews);
  const now = data?.revision;
  useEffect(() => {
    if (now === undefined || shown === undefined || now === shown || told.current === now) return;
    told.current = now;
    tell();
  }, [now, shown]);
}
