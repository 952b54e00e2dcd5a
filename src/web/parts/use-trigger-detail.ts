/** What a side panel tells of the row it follows. */
import { useDebouncedValue } from '@mantine/hooks';
import type { UseQueryResult } from '@tanstack/react-query';
import { useApi, type AnswerOf } from '../api.ts';
import type { SchoolContext } from '../shell/addresses.ts';

/** Rows that are only passed by are not asked for. */
const REST_MS = 180;

/** Of the line that is shown now: the answer about the one before is not shown under its name. */
export function useTriggerDetail(
  line: { readonly trigger: string },
  school: SchoolContext,
): UseQueryResult<AnswerOf<'readTrigger'>> {
  const [trigger] = useDebouncedValue(line.trigger, REST_MS);
  const detail = useApi('readTrigger', { params: { trigger }, query: { school: school ?? '' } }, { staleTime: 5_000 });
  if (detail.data === undefined || detail.data.trigger === line.trigger) return detail;
  return { ...detail, data: undefined } as unknown as UseQueryResult<AnswerOf<'readTrigger'>>;
}
