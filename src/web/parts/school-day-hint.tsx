import { Text } from '@mantine/core';
import { useApi } from '../api.ts';
import { useWords } from '../words/words.ts';
import { useDate } from './date-text.tsx';
import { useToday } from './use-today.ts';

interface SchoolDayHintProps {
  readonly student: string;
  /** The day that was chosen, ISO; '' while there is none. */
  readonly on: string;
  /** Also said of a day that is over: what that means here. */
  readonly over?: string;
}

const ISO = /^20\d\d-\d\d-\d\d$/;

/** Says when the student's school does not meet on the day that was chosen, and when next. Never a reason to refuse. */
export function SchoolDayHint({ student, on, over }: SchoolDayHintProps) {
  const t = useWords('parts');
  const date = useDate();
  const today = useToday();
  const isDay = ISO.test(on);
  const { data } = useApi('readSchoolDay', { params: { student }, query: { on } }, { enabled: isDay });
  const isOff = isDay && data?.isSchoolDay === false;
  const next = data?.next ?? null;
  return (
    <div role="status">
      {isDay && on < today && over !== undefined && (
        <Text size="sm" className="rc-warning">
          {over}
        </Text>
      )}
      {isOff && (
        <Text size="sm" className="rc-warning">
          {t('schoolDay.none', { date: date(on) })} {next !== null && t('schoolDay.next', { date: date(next) })}
        </Text>
      )}
    </div>
  );
}
