/** Rates over time: a line against its goal, and the same time a year before as a dashed one. Time goes from left to right in every language. */
import { useElementSize } from '@mantine/hooks';
import { ChartFrame } from './chart-frame.tsx';
import classes from './charts.module.css';
import { useAlong } from './use-along.ts';

export interface LinePoint {
  readonly key: string;
  /** Under the line, where there is room. */
  readonly label: string;
  readonly value: number | null;
  /** Of the other line. */
  readonly before?: number | null | undefined;
  readonly says: string;
}

interface LineChartProps {
  readonly label: string;
  readonly points: readonly LinePoint[];
  readonly goal: { readonly value: number; readonly label: string } | null;
  /** What the dashed line is; undefined: there is none. */
  readonly beforeLabel?: string | undefined;
  readonly format: (value: number) => string;
}

const HEIGHT = 240;
const EDGE = { top: 24, bottom: 28, start: 8, end: 80 };

export function LineChart({ label, points, goal, beforeLabel, format }: LineChartProps) {
  const { ref, width } = useElementSize();
  const along = useAlong(
    label,
    points.map(({ says }) => ({ says, line: 0 })),
  );
  const scale = scaleOf(points, { goal: goal?.value ?? null, width: Math.max(width, 200) });
  return (
    <ChartFrame along={along} measure={ref}>
      <svg width="100%" height={HEIGHT} aria-hidden="true" focusable="false" direction="ltr">
        {goal !== null && <Goal y={scale.y(goal.value)} end={scale.end} label={goal.label} />}
        {beforeLabel !== undefined && <Before points={points} scale={scale} label={beforeLabel} />}
        {segmentsOf(points).map((segment) => (
          <polyline
            key={segment[0]}
            className={classes.line}
            points={segment.map((at) => `${scale.x(at)},${scale.y(points[at]?.value ?? 0)}`).join(' ')}
          />
        ))}
        <Ends points={points} scale={scale} format={format} />
        {along.at !== null && <Here point={points[along.at]} x={scale.x(along.at)} scale={scale} />}
      </svg>
    </ChartFrame>
  );
}

interface Scale {
  readonly x: (at: number) => number;
  readonly y: (value: number) => number;
  /** Where the lines end. */
  readonly end: number;
}

function scaleOf(
  points: readonly LinePoint[],
  { goal, width }: { readonly goal: number | null; readonly width: number },
): Scale {
  const values = points.flatMap(({ value, before }) => [value, before ?? null]).filter((value) => value !== null);
  const shown = goal === null ? values : [...values, goal];
  const [low, high] = [Math.min(...shown) - 0.5, Math.max(...shown) + 0.5];
  const end = width - EDGE.end;
  const step = (end - EDGE.start) / Math.max(points.length - 1, 1);
  return {
    end,
    x: (at) => Math.round(EDGE.start + at * step),
    y: (value) => Math.round(EDGE.top + ((high - value) * (HEIGHT - EDGE.top - EDGE.bottom)) / (high - low)),
  };
}

/** Places of the points that follow each other without a gap. */
function segmentsOf(points: readonly LinePoint[]): readonly (readonly number[])[] {
  const segments: number[][] = [];
  for (const [at, { value }] of points.entries()) {
    if (value === null) continue;
    const last = segments.at(-1);
    if (last?.at(-1) === at - 1) last.push(at);
    else segments.push([at]);
  }
  return segments;
}

function Goal({ y, end, label }: { readonly y: number; readonly end: number; readonly label: string }) {
  return (
    <>
      <line x1={0} x2={end} y1={y} y2={y} className={classes.goal} />
      <text x={end} y={y - 5} textAnchor="end" className={classes.text}>
        {label}
      </text>
    </>
  );
}

function Before({
  points,
  scale,
  label,
}: {
  readonly points: readonly LinePoint[];
  readonly scale: Scale;
  readonly label: string;
}) {
  const shown = points.flatMap(({ before }, at) => (before === null || before === undefined ? [] : [{ at, before }]));
  const last = shown.at(-1);
  if (last === undefined) return null;
  return (
    <>
      <polyline
        className={classes.before}
        points={shown.map(({ at, before }) => `${scale.x(at)},${scale.y(before)}`).join(' ')}
      />
      {shown.map(({ at, before }) => (
        <rect
          key={at}
          x={scale.x(at) - 3}
          y={scale.y(before) - 3}
          width={6}
          height={6}
          className={classes.beforePoint}
        />
      ))}
      <text x={scale.x(last.at)} y={scale.y(last.before) + 18} textAnchor="middle" className={classes.text}>
        {label}
      </text>
    </>
  );
}

interface EndsProps {
  readonly points: readonly LinePoint[];
  readonly scale: Scale;
  readonly format: (value: number) => string;
}

/** The last value by its number, and the first and last day below the line. */
function Ends({ points, scale, format }: EndsProps) {
  const last = points.findLastIndex(({ value }) => value !== null);
  const point = points[last];
  if (point === undefined) return null;
  const value = point.value ?? 0;
  return (
    <>
      <circle cx={scale.x(last)} cy={scale.y(value)} r={4} className={classes.point} />
      <text x={scale.x(last) + 9} y={scale.y(value) + 5} className={classes.strong}>
        {format(value)}
      </text>
      <text x={0} y={HEIGHT - 8} className={classes.text}>
        {points[0]?.label}
      </text>
      {last > 0 && (
        <text x={scale.x(last)} y={HEIGHT - 8} textAnchor="end" className={classes.text}>
          {point.label}
        </text>
      )}
    </>
  );
}

function Here({
  point,
  x,
  scale,
}: {
  readonly point: LinePoint | undefined;
  readonly x: number;
  readonly scale: Scale;
}) {
  return (
    <>
      <line x1={x} x2={x} y1={EDGE.top} y2={HEIGHT - EDGE.bottom} className={classes.here} />
      {point?.value !== null && point !== undefined && (
        <circle cx={x} cy={scale.y(point.value)} r={6} className={classes.hereMark} />
      )}
    </>
  );
}
