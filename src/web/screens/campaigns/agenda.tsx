import { Anchor, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { Agenda } from '../../../server/campaigns/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { contextPath } from '../../shell/addresses.ts';
import { useLanguage, useWords } from '../../words/words.ts';
import { monthName } from './month-name.ts';
import classes from './campaigns.module.css';

/** What the team has to look at. */
export function AgendaOf({ agenda, school }: { readonly agenda: Agenda; readonly school: string }) {
  const t = useWords('campaigns');
  const language = useLanguage();
  const date = useDate();
  const number = useNumber();
  const { reviews, fresh, moreFresh, week, month, goal, close, campaigns, proposed, overdueTasks } = agenda;
  const percent = (value: number | null): string => (value === null ? '–' : `${number(value)}%`);
  return (
    <ol className={classes.agenda}>
      <li>
        <Title order={3} size="h4">
          {t('agenda.rate')}
        </Title>
        <Text>
          {month !== null && `${monthName(month.month, language)} ${percent(month.percent)} · `}
          {t('agenda.week', { percent: percent(week), goal: number(goal) })}
        </Text>
        {proposed && <Text>{t('agenda.proposed')}</Text>}
        {campaigns.map(({ campaign, title, endOn, done, activities }) => (
          <Text key={campaign}>
            {t('agenda.campaign', { title, date: endOn === null ? '' : date(endOn), done, n: activities })}
          </Text>
        ))}
      </li>
      <li>
        <Title order={3} size="h4">
          {t('agenda.reviews', { n: reviews.length })}
        </Title>
        <Students students={reviews} note={({ reviewOn }) => t('agenda.since', { date: date(reviewOn, 'short') })} />
      </li>
      <li>
        <Title order={3} size="h4">
          {t('agenda.fresh', { n: fresh.length + moreFresh })}
        </Title>
        <Students students={fresh} note={() => ''} />
        {moreFresh > 0 && <To to={contextPath(school, '/tier2')}>{t('agenda.more', { count: moreFresh })}</To>}
      </li>
      <li>
        <Title order={3} size="h4">
          {t('agenda.also')}
        </Title>
        <Text>
          <To to={contextPath(school, '/data/attendance?band=close')}>{t('agenda.close', { count: close })}</To> ·{' '}
          <To to={contextPath(school, '/tasks?queue=overdue&whose=all')}>
            {t('agenda.overdue', { count: overdueTasks })}
          </To>
        </Text>
      </li>
    </ol>
  );
}

/** A number that opens its list. */
function To({ to, children }: { readonly to: string; readonly children: string }) {
  return (
    <Anchor component={Link} to={to}>
      {children}
    </Anchor>
  );
}

type Named = Agenda['fresh'][number];

function Students<S extends Named>({
  students,
  note,
}: {
  readonly students: readonly S[];
  readonly note: (student: S) => string;
}) {
  const t = useWords('campaigns');
  const number = useNumber();
  if (students.length === 0) return <Text className="rc-dimmed">{t('agenda.nobody')}</Text>;
  return (
    <ul>
      {students.map((one) => (
        <li key={one.student}>
          <Anchor component={Link} to={`/students/${one.student}`}>
            {one.name}
          </Anchor>
          , {t('agenda.grade', { grade: one.grade })}
          {one.attendance !== null && ` · ${number(one.attendance)}%`}
          {note(one) !== '' && ` · ${note(one)}`}
        </li>
      ))}
    </ul>
  );
}
