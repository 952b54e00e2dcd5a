import { DAY_STATUSES } from '../theme/colours.ts';
import { useWords } from '../words/words.ts';
import { MARKS } from './calendar-days.ts';
import classes from './calendar.module.css';

/** What each letter and pattern says. */
export function CalendarLegend() {
  const t = useWords('parts');
  const statuses = [...DAY_STATUSES, 'no-school', 'not-yet'] as const;
  return (
    <ul className={classes.legend} aria-label={t('calendar.legend')}>
      {statuses.map((status) => (
        <li key={status}>
          <span className={classes.day} data-status={status} aria-hidden="true">
            {MARKS[status]}
          </span>
          {t(`day.${status}`)}
        </li>
      ))}
      <li>
        <span className={classes.day} data-status="tardy" data-unexcused="true" aria-hidden="true">
          {MARKS.tardy}
        </span>
        {t('day.tardy-unexcused')}
      </li>
      <li>
        <span className={classes.day} data-status="unexcused" data-counted="true" aria-hidden="true">
          {MARKS.unexcused}
        </span>
        {t('calendar.counted')}
      </li>
    </ul>
  );
}
