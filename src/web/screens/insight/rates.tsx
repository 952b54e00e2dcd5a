/** The attendance rate over time against the goal; of several schools by name. */
import { Group, SegmentedControl } from '@mantine/core';
import type { InsightRates, RatePoint } from '../../../server/insight/contract.ts';
import { useApi } from '../../api.ts';
import { FigureSection } from '../../parts/charts/figure-section.tsx';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { LineChart } from '../../parts/charts/line-chart.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useQueryText, useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { Basis, useNothing } from './basis.tsx';
import { CsvLink } from './csv-link.tsx';
import { useRateText } from './rate-text.ts';
import { SchoolRates } from './school-rates.tsx';

const STEPS = ['days', 'weeks', 'months'] as const;
type Step = (typeof STEPS)[number];

export function Rates() {
  const t = useWords('insight');
  const { school, name } = useSchool();
  const [query, setQuery] = useQueryText();
  const rates = useApi('readInsightRates', { query: { school: school ?? '' } });
  const by = STEPS.find((one) => one === query['by']) ?? 'weeks';
  return (
    <>
      <Group justify="space-between" mb="sm">
        <SegmentedControl
          aria-label={t('rates.by')}
          value={by}
          onChange={(value) => setQuery({ by: value === 'weeks' ? '' : value })}
          data={STEPS.map((value) => ({ value, label: t(`rates.${value}`) }))}
        />
        <CsvLink of="rates" />
      </Group>
      <Loaded query={rates} isPage failed={t('failed')} what={t('waiting', { name })}>
        {(answer) => <Figures rates={answer} by={by} />}
      </Loaded>
    </>
  );
}

function Figures({ rates, by }: { readonly rates: InsightRates; readonly by: Step }) {
  const t = useWords('insight');
  const number = useNumber();
  const percent = useRateText();
  const finding = useFinding(rates);
  const nothing = useNothing(rates);
  const label = useStepLabel(by);
  if (nothing !== null) return nothing;
  const points: readonly (RatePoint & { readonly before?: number | null })[] = rates[by];
  const goal =
    rates.goal === null ? null : { value: rates.goal, label: t('rates.goal', { percent: number(rates.goal) }) };
  const hasBefore = by === 'months' && rates.months.some(({ before }) => before !== null);
  const saysOf = (point: (typeof points)[number]): string =>
    [
      `${label(point.from)}: ${percent(point.percent)}`,
      ...(goal === null || point.percent === null ? [] : [t(point.isBelow ? 'rates.below' : 'rates.reached')]),
      ...(hasBefore && (point.before ?? null) !== null
        ? [t('rates.yearBefore', { percent: percent(point.before ?? null) })]
        : []),
    ].join(', ');
  return (
    <>
      <Basis basis={rates} />
      <FigureSection
        finding={finding}
        note={t('rates.note')}
        chart={
          <LineChart
            key={by}
            label={t('rates.chart', { by: t(`rates.${by}`) })}
            points={points.map((point) => ({
              key: point.from,
              label: label(point.from),
              value: point.percent,
              before: point.before,
              says: saysOf(point),
            }))}
            goal={goal}
            beforeLabel={hasBefore ? t('rates.before') : undefined}
            format={percent}
          />
        }
        table={<RateTable points={points} by={by} hasBefore={hasBefore} hasGoal={goal !== null} />}
      />
      {rates.schools.length > 0 && <SchoolRates schools={rates.schools} />}
    </>
  );
}

interface RateTableProps {
  readonly points: readonly (RatePoint & { readonly before?: number | null })[];
  readonly by: Step;
  readonly hasBefore: boolean;
  readonly hasGoal: boolean;
}

/** The latest first. */
function RateTable({ points, by, hasBefore, hasGoal }: RateTableProps) {
  const t = useWords('insight');
  const percent = useRateText();
  const label = useStepLabel(by);
  return (
    <FiguresTable
      caption={t('rates.chart', { by: t(`rates.${by}`) })}
      rows={points.toReversed()}
      rowKey={({ from }) => from}
      columns={[
        { key: 'from', head: t(`rates.of.${by}`), cell: ({ from }) => label(from) },
        { key: 'percent', head: t('rates.rate'), end: true, cell: (point) => percent(point.percent) },
        ...(hasGoal
          ? [
              {
                key: 'goal',
                head: t('rates.againstGoal'),
                cell: ({ percent: value, isBelow }: RatePoint) =>
                  value === null ? '' : t(isBelow ? 'rates.below' : 'rates.reached'),
              },
            ]
          : []),
        ...(hasBefore
          ? [
              {
                key: 'before',
                head: t('rates.before'),
                end: true,
                cell: ({ before = null }: { readonly before?: number | null }) => percent(before),
              },
            ]
          : []),
      ]}
    />
  );
}

function useStepLabel(by: Step): (from: string) => string {
  const date = useDate();
  return (from) => date(from, ({ days: 'short', weeks: 'day', months: 'month' } as const)[by]);
}

/** "Attendance this year is 94.1%, below the goal of 96%; in November it fell by 0.8 points." */
function useFinding({ year, goal, months }: InsightRates): string {
  const t = useWords('insight');
  const number = useNumber();
  const date = useDate();
  const percent = useRateText();
  const key = goal === null ? 'noGoal' : year.isBelow ? 'below' : 'reached';
  const standing = t(`rates.finding.${key}`, { percent: percent(year.percent), goal: number(goal ?? 0) });
  const [month, before] = [months.at(-1), months.at(-2)];
  if (month === undefined || month.percent === null || before === undefined || before.percent === null) return standing;
  const points = Math.round((month.percent - before.percent) * 10) / 10;
  const way = points === 0 ? 'same' : points > 0 ? 'rose' : 'fell';
  return t(`rates.change.${way}`, {
    standing,
    month: date(month.from, 'month'),
    points: number(Math.abs(points), { digits: 1 }),
  });
}
