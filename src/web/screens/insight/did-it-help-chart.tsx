/** The difference on a line of points, with the stretch within which it likely lies, and zero. Less is on the left in every language. */
import { useElementSize } from '@mantine/hooks';
import type { HelpOutcome } from '../../../server/did-it-help/contract.ts';
import { ChartFrame } from '../../parts/charts/chart-frame.tsx';
import { useAlong } from '../../parts/charts/use-along.ts';
import { useWords } from '../../words/words.ts';
import classes from './did-it-help.module.css';
import { usePoints } from './did-it-help-words.ts';

const HEIGHT = 120;
const LINE = 64;
const EDGE = 24;

export function IntervalChart({ outcome, label }: { readonly outcome: HelpOutcome; readonly label: string }) {
  const t = useWords('did-it-help');
  const points = usePoints();
  const { ref, width } = useElementSize();
  const marks = (['low', 'difference', 'high'] as const).map((mark) => ({
    value: outcome[mark],
    says: t(`mark.${mark}`, { points: points(outcome[mark]) }),
    line: 0,
  }));
  const along = useAlong(label, marks);
  const { x, ticks } = scaleOf(outcome, Math.max(width, 200));
  const here = along.at === null ? undefined : marks[along.at];
  return (
    <ChartFrame along={along} measure={ref}>
      <svg width="100%" height={HEIGHT} aria-hidden="true" focusable="false" direction="ltr">
        <line className={classes.axis} x1={x(ticks[0] ?? 0)} x2={x(ticks.at(-1) ?? 0)} y1={LINE} y2={LINE} />
        {ticks.map((tick) => (
          <g key={tick}>
            <line className={classes.axis} x1={x(tick)} x2={x(tick)} y1={LINE - 4} y2={LINE + 4} />
            <text className={classes.tick} x={x(tick)} y={LINE + 24} textAnchor="middle">
              {points(tick)}
            </text>
          </g>
        ))}
        <line className={classes.zero} x1={x(0)} x2={x(0)} y1={LINE - 16} y2={LINE + 8} />
        <rect
          className={classes.interval}
          x={x(outcome.low)}
          width={Math.max(x(outcome.high) - x(outcome.low), 2)}
          y={LINE - 10}
          height={20}
        />
        <circle className={classes.point} cx={x(outcome.difference)} cy={LINE} r={7} />
        <text className={classes.value} x={x(outcome.difference)} y={LINE - 20} textAnchor="middle">
          {points(outcome.difference)}
        </text>
        {here !== undefined && <circle className={classes.here} cx={x(here.value)} cy={LINE} r={12} />}
        <text className={classes.tick} x={x(0)} y={HEIGHT - 6} textAnchor="middle">
          {t('noDifference')}
        </text>
      </svg>
    </ChartFrame>
  );
}

/** Steps of which a handful fill the line. Unit: points. */
const STEPS = [0.2, 0.5, 1, 2, 5, 10, 20, 50];
const MOST_STEPS = 6;

/** Zero is always on it. */
function scaleOf(
  { low, high }: HelpOutcome,
  width: number,
): { readonly x: (points: number) => number; readonly ticks: readonly number[] } {
  const [least, most] = [Math.min(low, 0), Math.max(high, 0)];
  const step = STEPS.find((one) => Math.ceil(most / one) - Math.floor(least / one) <= MOST_STEPS) ?? 100;
  const [from, to] = [Math.floor(least / step) - (least === 0 ? 1 : 0), Math.ceil(most / step) + (most === 0 ? 1 : 0)];
  const ticks = Array.from({ length: to - from + 1 }, (_, i) => Math.round((from + i) * step * 10) / 10);
  const span = (to - from) * step;
  return { ticks, x: (points) => Math.round(EDGE + ((points - from * step) / span) * (width - 2 * EDGE)) };
}
