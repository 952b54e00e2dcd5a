/** The weeks of the year as a small line: decoration for who sees it, a sentence and a table for everybody. */
import { Table, Text } from '@mantine/core';
import type { AttendanceShape } from '../../../server/home/contract.ts';
import { DateText } from '../../parts/date-text.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import classes from './home.module.css';

interface SparklineProps {
  readonly weeks: AttendanceShape['weeks'];
  readonly goal: number | null;
}

const WIDTH = 240;
const HEIGHT = 48;
const EDGE = 5;

export function Sparkline({ weeks: all, goal }: SparklineProps) {
  const t = useWords('home');
  const number = useNumber();
  const weeks = all.flatMap(({ from, percent }) => (percent === null ? [] : [{ from, percent }]));
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (first === undefined || last === undefined || weeks.length < 2) return null;
  const percent = (value: number): string => `${number(value, { digits: 1 })}%`;
  const values = weeks.map((week) => week.percent);
  const sentence = t('attendance.trend', {
    count: weeks.length,
    first: percent(first.percent),
    last: percent(last.percent),
    low: percent(Math.min(...values)),
    high: percent(Math.max(...values)),
  });
  return (
    <div className={classes.trend}>
      <Line values={values} goal={goal} />
      <details>
        <summary>
          <Text component="span" size="sm">
            {sentence}
          </Text>
        </summary>
        <Table className={classes.weeks}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('attendance.weekOf')}</Table.Th>
              <Table.Th className={classes.end}>{t('attendance.attended')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {weeks.toReversed().map((week) => (
              <Table.Tr key={week.from}>
                <Table.Td>
                  <DateText value={week.from} as="short" />
                </Table.Td>
                <Table.Td className={classes.end}>{percent(week.percent)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </details>
    </div>
  );
}

/** The goal is a dashed line, where it lies within what is shown. */
function Line({ values, goal }: { readonly values: readonly number[]; readonly goal: number | null }) {
  const shown = goal === null ? values : [...values, goal];
  const [low, high] = [Math.min(...shown) - 0.2, Math.max(...shown) + 0.2];
  const x = (at: number): number => EDGE + (at * (WIDTH - 2 * EDGE)) / (values.length - 1);
  const y = (value: number): number => HEIGHT - EDGE - ((value - low) * (HEIGHT - 2 * EDGE)) / (high - low);
  const points = values.map((value, at) => `${x(at).toFixed(1)},${y(value).toFixed(1)}`).join(' ');
  const lastAt = values.length - 1;
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className={classes.line} aria-hidden="true" focusable="false">
      {goal !== null && <line x1={0} x2={WIDTH} y1={y(goal)} y2={y(goal)} className={classes.goalLine} />}
      <polyline points={points} className={classes.trendLine} />
      <circle cx={x(lastAt)} cy={y(values[lastAt]!)} r={3.5} className={classes.lastPoint} />
    </svg>
  );
}
