import { Text } from '@mantine/core';
import { useApi } from '../api.ts';
import { useWords } from '../words/words.ts';
import { useDate } from './date-text.tsx';
import { useToday } from './use-today.ts';

interface HintProps {
  /** The day that was chosen, ISO; '' while there is none. */
  readonly on: string;
  /** Also said of a day that is over: what that means here. */
  readonly over?: string;
}

const ISO = /^20\d\d-\d\d-\d\d$/;

/** Says when the student's school does not meet on the day that was chosen, and when next. Never a reason to refuse. */
export function SchoolDayHint({ student, ...hint }: HintProps & { readonly student: string }) {
  const { on } = hint;
  const { data } = useApi('readSchoolDay', { params: { student }, query: { on } }, { enabled: ISO.test(on) });
  return <Hint {...hint} day={data} />;
}

/** The same of a school, where no student is meant. */
export function DayOfSchoolHint({ school, ...hint }: HintProps & { readonly school: string }) {
  const { on } = hint;
  const { data } = useApi('readDayOfSchool', { query: { school, on } }, { enabled: ISO.test(on) });
  return <Hint {...hint} day={data} />;
}

interface Day {
  readonly isSchoolDay: boolean | null;
  readonly next: string | null;
}

function Hint({ on, over, day }: HintProps & { readonly day: Day | undefined }) {
  const t = useWords('parts');
  const date = useDate();
  const today = useToday();
  const isDay = ISO.test(on);
  const next = day?.next ?? null;
  return (
    <div role="status">
      {isDay && on < today && over !== undefined && (
        <Text size="sm" className="rc-warning">
          {over}
        </Text>
      )}
      {isDay && day?.isSchoolDay === false && (
        <Text size="sm" className="rc-warning">
          {t('schoolDay.none', { date: date(on) })} {next !== null && t('schoolDay.next', { date: date(next) })}
        </Text>
      )}
    </div>
  );
}
