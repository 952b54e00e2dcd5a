import { api, type InputOf } from '../../api.ts';
import { usePages } from '../../parts/use-pages.ts';

export type TaskQuery = Omit<NonNullable<NonNullable<InputOf<'readTasks'>>['query']>, 'cursor' | 'limit'>;

const A_PAGE = 100;

/** A queue of tasks, page after page. */
export function useTasks(query: TaskQuery) {
  return usePages(
    ['readTasks', query],
    (cursor, signal) => api.readTasks({ query: { ...query, limit: A_PAGE, cursor } }, { signal }),
    { keepsBefore: true },
  );
}
