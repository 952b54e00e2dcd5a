import { Stack, Text, Title } from '@mantine/core';
import { useEffect } from 'react';
import { useApi } from '../../api.ts';
import { AttendanceCalendar } from '../../parts/attendance-calendar.tsx';
import { CalendarLegend } from '../../parts/calendar-legend.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { LoadingSkeleton } from '../../parts/loading-skeleton.tsx';
import { useWords } from '../../words/words.ts';
import { NoticeTable } from './notices-tab.tsx';
import { StudentAlerts } from './student-alerts.tsx';
import { StudentFigures } from './student-figures.tsx';
import type { Head } from './student-screen.tsx';
import { calendarDays } from './year-days.ts';

interface StudentSheetProps {
  readonly head: Head;
  readonly onPrinted: () => void;
}

/** The student on paper: figures, the year, what went out, how far each rule is. Prints itself once it is all there. */
export function StudentSheet({ head, onPrinted }: StudentSheetProps) {
  const t = useWords('student');
  const exact = useWords('exact');
  const date = useDate();
  const params = { student: head.student };
  const year = useApi('readStudentYear', { params }, { staleTime: 60_000 });
  const notices = useApi('readStudentNotices', { params, query: { limit: 200 } });
  const why = useApi('readStudentWhy', { params }, { staleTime: 60_000 });
  const isReady = year.isFetched && notices.isFetched && why.isFetched;
  useEffect(() => {
    if (!isReady) return undefined;
    const timer = setTimeout(() => window.print(), 50);
    window.addEventListener('afterprint', onPrinted);
    return () => {
      clearTimeout(timer);
      window.removeEventListener('afterprint', onPrinted);
    };
  }, [isReady, onPrinted]);
  if (!isReady) return <LoadingSkeleton shape="text" what={t('sheet.what')} />;
  return (
    <div className="rc-print-only">
      <Title order={1}>
        {head.lastName}, {head.firstName}
      </Title>
      <Text size="sm">{t('sheet.asOf', { date: date(head.asOf) })}</Text>
      <StudentAlerts head={head} />
      <StudentFigures head={head} />
      <Stack gap="md" mt="md">
        {year.data !== undefined && (
          <div>
            <AttendanceCalendar
              days={calendarDays(year.data, undefined, (codes) => t('year.code', { codes }))}
              isSmall
            />
            <CalendarLegend />
          </div>
        )}
        <Title order={2}>{t('notices.label')}</Title>
        {notices.data === undefined || notices.data.items.length === 0 ? (
          <Text size="sm">{exact('noNotices')}</Text>
        ) : (
          <NoticeTable notices={notices.data.items} />
        )}
        <Title order={2}>{t('tabs.why')}</Title>
        {(why.data?.criteria ?? []).map(({ key, criterion, title, sentence }) => (
          <Text size="sm" key={key}>
            <strong>
              {criterion} {title}:
            </strong>{' '}
            <span>{sentence}</span>
          </Text>
        ))}
      </Stack>
    </div>
  );
}
