import type { NoticeLine } from '../../../server/notices/contract.ts';
import { api, type InputOf } from '../../api.ts';
import { usePages } from '../../parts/use-pages.ts';

export type NoticeQuery = Omit<NonNullable<NonNullable<InputOf<'readNotices'>>['query']>, 'cursor' | 'limit'>;

const A_PAGE = 100;

/** Letters sent, page after page. */
export function useNotices(query: NoticeQuery) {
  const answer = usePages(
    ['readNotices', query],
    (cursor, signal) => api.readNotices({ query: { ...query, limit: A_PAGE, cursor } }, { signal }),
    { keepsBefore: true },
  );
  const { data, more, isLoadingMore } = answer;
  return { answer, rows: data?.items ?? [], total: data?.total ?? 0, levels: data?.levels ?? [], more, isLoadingMore };
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
