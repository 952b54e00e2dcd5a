import { Text, Title } from '@mantine/core';
import type { TriggerDetail } from '../../../server/triggers/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords, type Say } from '../../words/words.ts';
import classes from './worklist.module.css';

type Counted = TriggerDetail['counted'][number];

/** "3 days, 3 needed", the days that counted, and those that did not with the reason. */
export function PanelDays({ detail }: { readonly detail: TriggerDetail }) {
  const t = useWords('worklist');
  const number = useNumber();
  const quantity = useQuantity();
  // Where one of several conditions is enough, the one that is met speaks.
  const progress = detail.progress.find(({ have, need }) => need !== null && have >= need);
  return (
    <div>
      <Title order={3} size="h4">
        {progress === undefined || progress.need === null
          ? t('panel.counted')
          : t('panel.progress', { have: quantity(progress.have, progress.unit), need: number(progress.need) })}
      </Title>
      <CountedDays days={detail.counted} />
      {detail.notCounted.length > 0 && (
        <>
          <Text size="sm" fw={600} mt="xs">
            {t('panel.notCounted')}
          </Text>
          <ul className={classes.list}>
            {byDate(detail.notCounted, ({ why }) => why).map((day) => (
              <li key={`${day.on} ${day.code} ${day.why}`}>
                <DateText value={day.on} as="short" /> <span className={classes.code}>{day.code}</span>{' '}
                <span>{day.why}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

interface CountedDaysProps {
  readonly days: readonly Counted[];
  /** Beside another list: dates without their weekday, and a word for days that the other list has not. */
  readonly beside?: { readonly days: readonly Counted[]; readonly word: string };
}

/** "Tue, Oct 27  U  all day" */
export function CountedDays({ days, beside }: CountedDaysProps) {
  const t = useWords('worklist');
  if (days.length === 0) return <Text size="sm">{t('panel.noDays')}</Text>;
  const others = new Set(beside?.days.map(({ on, code }) => `${on} ${code}`));
  const differs = ({ on, code }: Counted): boolean => beside !== undefined && !others.has(`${on} ${code}`);
  return (
    <table className={classes.days}>
      <thead className="rc-hidden">
        <tr>
          <th scope="col">{t('panel.date')}</th>
          <th scope="col">{t('panel.code')}</th>
          <th scope="col">{t('panel.howMuch')}</th>
        </tr>
      </thead>
      <tbody>
        {byDate(days).map((day) => (
          <tr key={`${day.on} ${day.code}`} className={differs(day) ? classes.differs : undefined}>
            <th scope="row">
              <DateText value={day.on} as={beside === undefined ? 'short' : 'day'} />
            </th>
            <td className={classes.code}>{day.code}</td>
            <td>
              {differs(day) ? beside?.word : beside === undefined || day.periods.length > 0 ? amountOf(day, t) : ''}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type OnDate<T> = T & { readonly periods: readonly string[]; readonly minutesInAll: number | null };

/** One row for a date and code: its periods together, their minutes added up. */
function byDate<T extends Counted>(days: readonly T[], alsoBy: (day: T) => string = () => ''): readonly OnDate<T>[] {
  const groups = Map.groupBy(days, (day) => `${day.on} ${day.code} ${alsoBy(day)}`);
  return [...groups.values()].map((group) => {
    const minutes = group.flatMap((one) => one.minutes ?? []);
    return {
      ...(group[0] as T),
      periods: group.flatMap(({ period }) => period ?? []),
      minutesInAll: minutes.length === 0 ? null : minutes.reduce((sum, one) => sum + one, 0),
    };
  });
}

function amountOf({ periods, minutesInAll }: OnDate<Counted>, t: Say): string {
  if (periods.length === 0) return t('panel.wholeDay');
  const which = t('panel.period', { count: periods.length, periods: periods.join(', ') });
  return minutesInAll === null ? which : `${which}, ${t('panel.minutes', { count: minutesInAll })}`;
}

const UNITS = ['day', 'period', 'minute', 'time'];

/** "3 days" in the language of the page. */
function useQuantity(): (count: number, unit: string) => string {
  const t = useWords('worklist');
  const number = useNumber();
  return (count, unit) => {
    if (unit === '%' || unit === 'percent') return `${number(count)}%`;
    return UNITS.includes(unit) ? t(`units.${unit}`, { count, n: number(count) }) : `${number(count)} ${unit}`;
  };
}
