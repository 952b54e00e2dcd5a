/** Attendance of the latest day, the week and the year against the goal; who misses how much; who is close to the next step. */
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AttendanceShape } from '../../../server/home/contract.ts';
import { useDate } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { AbsenceRules } from './absence-rules.tsx';
import { Bands } from './bands.tsx';
import classes from './home.module.css';
import { Panel } from './panel.tsx';
import { Sparkline } from './sparkline.tsx';

export function AttendancePanel({ attendance }: { readonly attendance: AttendanceShape }) {
  const t = useWords('home');
  const number = useNumber();
  const goal =
    attendance.goal === null ? t('attendance.goals') : t('attendance.goal', { percent: number(attendance.goal) });
  return (
    <Panel
      title={
        <>
          {t('attendance.title')} <span className={classes.goal}>{goal}</span>
        </>
      }
    >
      {attendance.state === 'counting' && <Counting asOf={attendance.asOf} />}
      <Figures attendance={attendance} />
    </Panel>
  );
}

/** Never stale in silence. */
function Counting({ asOf }: { readonly asOf: string | null }) {
  const t = useWords('home');
  const date = useDate();
  return (
    <Text role="status" className="rc-warning">
      {asOf === null ? t('attendance.countingFirst') : t('attendance.counting', { date: date(asOf, 'short') })}
    </Text>
  );
}

function Figures({ attendance }: { readonly attendance: AttendanceShape }) {
  const exact = useWords('exact');
  const t = useWords('home');
  const { tooFew, latest, year } = attendance;
  if (tooFew !== null) return <Text>{exact('tooFew', { count: tooFew.students, min: tooFew.needed })}</Text>;
  if (latest === null || year === null)
    return attendance.asOf === null ? null : <Text className="rc-dimmed">{t('attendance.nothing')}</Text>;
  return (
    <>
      <Rates attendance={attendance} />
      <Bands attendance={attendance} />
      <Close count={attendance.close} />
      <AbsenceRules rules={attendance.rules} />
    </>
  );
}

function Rates({ attendance: { latest, week, year, weeks, goal } }: { readonly attendance: AttendanceShape }) {
  const t = useWords('home');
  const date = useDate();
  return (
    <>
      <Table className={classes.rates} withRowBorders={false}>
        <Table.Tbody>
          {latest !== null && (
            <Rate
              label={date(latest.on, 'short')}
              rate={latest}
              goal={goal}
              note={
                latest.schools < latest.ofSchools
                  ? t('attendance.ofSchools', { count: latest.schools, all: latest.ofSchools })
                  : ''
              }
            />
          )}
          {week !== null && (
            <Rate label={t('attendance.week', { date: date(week.from, 'day') })} rate={week} goal={goal} />
          )}
          {year !== null && <Rate label={t('attendance.year')} rate={year} goal={goal} />}
        </Table.Tbody>
      </Table>
      <Sparkline weeks={weeks} goal={goal} />
    </>
  );
}

interface RateProps {
  readonly label: string;
  readonly rate: { readonly percent: number | null; readonly isBelow: boolean };
  readonly goal: number | null;
  readonly note?: string;
}

function Rate({ label, rate: { percent, isBelow }, goal, note = '' }: RateProps) {
  const t = useWords('home');
  const number = useNumber();
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.rateLabel}>
        {label}
      </Table.Th>
      <Table.Td className={classes.rate}>{percent === null ? '–' : `${number(percent, { digits: 1 })}%`}</Table.Td>
      <Table.Td className={isBelow ? 'rc-warning' : 'rc-dimmed'}>
        {goal !== null && percent !== null && (isBelow ? t('attendance.below') : t('attendance.reached'))} {note}
      </Table.Td>
    </Table.Tr>
  );
}

function Close({ count }: { readonly count: number | null }) {
  const t = useWords('home');
  const { path } = useSchool();
  if (count === null) return null;
  if (count === 0) return <Text className="rc-dimmed">{t('attendance.closeNobody')}</Text>;
  return (
    <Text>
      <Anchor component={Link} to={path('/data/attendance?band=close')}>
        {t('attendance.close', { count })}
      </Anchor>
    </Text>
  );
}
