/** What was done, by month: letters by level, contacts, meetings, plans, campaigns, referrals, welfare steps. */
import { Anchor, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { InsightSteps, StepKindField } from '../../../server/insight/contract.ts';
import { useApi } from '../../api.ts';
import { ColumnChart } from '../../parts/charts/bar-chart.tsx';
import { FigureSection } from '../../parts/charts/figure-section.tsx';
import { FiguresTable, type FigureColumn } from '../../parts/charts/figures-table.tsx';
import { useDate } from '../../parts/date-text.tsx';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useSchool } from '../../shell/context.ts';
import { useMay } from '../../shell/me.ts';
import { useWords } from '../../words/words.ts';
import { CsvLink } from './csv-link.tsx';
import { listBehind } from './step-links.ts';
import { SchoolSteps } from './school-steps.tsx';
import { KINDS, sumOf, useStepWords, type StepLine } from './step-words.ts';

export function Steps() {
  const t = useWords('insight');
  const { school, name } = useSchool();
  const steps = useApi('readInsightSteps', { query: { school: school ?? '' } });
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <CsvLink of="steps" />
      </Group>
      <Loaded query={steps} isPage failed={t('failed')} what={t('waiting', { name })}>
        {(answer) => (answer.lines.length === 0 ? <EmptyState why={t('steps.none')} /> : <Figures steps={answer} />)}
      </Loaded>
    </>
  );
}

function Figures({ steps }: { readonly steps: InsightSteps }) {
  const t = useWords('insight');
  const number = useNumber();
  const date = useDate();
  const finding = useFinding(steps);
  const hasSchools = steps.schools.length > 1;
  const countOf = (kind: StepKindField, month: string): number =>
    sumOf(steps.lines.filter((line) => line.kind === kind && line.month === month));
  const done = KINDS.filter((kind) => steps.lines.some((line) => line.kind === kind));
  return (
    <>
      <FigureSection
        finding={finding}
        note={t('steps.note', { from: date(steps.from), to: date(steps.to) })}
        chart={
          <ColumnChart
            label={t('steps.chart')}
            feet={steps.months.map((month) => date(month, 'monthName'))}
            lines={done.map((kind) => ({
              key: kind,
              label: t(`steps.kind.${kind}`),
              columns: steps.months.map((month) => {
                const value = countOf(kind, month);
                return {
                  key: month,
                  value,
                  text: number(value),
                  says: `${t(`steps.kind.${kind}`)}, ${date(month, 'month')}: ${number(value)}`,
                };
              }),
            }))}
          />
        }
        table={<LevelTable steps={steps} />}
      />
      {hasSchools && <SchoolSteps steps={steps} />}
    </>
  );
}

/** Each kind and level of a month, the latest month first; a number opens its list where there is one. */
function LevelTable({ steps }: { readonly steps: InsightSteps }) {
  const t = useWords('insight');
  const rows = [...Map.groupBy(steps.lines, ({ month, kind, pack, level }) => [month, kind, pack, level].join(' '))]
    .map(([key, lines]) => ({ key, line: lines[0]!, count: sumOf(lines) }))
    .toSorted(
      (one, other) =>
        (one.line.month < other.line.month ? 1 : one.line.month > other.line.month ? -1 : 0) ||
        KINDS.indexOf(one.line.kind) - KINDS.indexOf(other.line.kind),
    );
  return <FiguresTable caption={t('steps.chart')} rows={rows} rowKey={({ key }) => key} columns={useColumns(steps)} />;
}

interface LevelRow {
  readonly key: string;
  readonly line: StepLine;
  readonly count: number;
}

function useColumns(year: InsightSteps): readonly FigureColumn<LevelRow>[] {
  const t = useWords('insight');
  const number = useNumber();
  const date = useDate();
  const words = useStepWords();
  const { path } = useSchool();
  const maySeeWelfare = useMay('welfare-step');
  return [
    { key: 'month', head: t('steps.month'), cell: ({ line }) => date(line.month, 'month') },
    { key: 'kind', head: t('steps.step'), cell: ({ line }) => t(`steps.kind.${line.kind}`) },
    { key: 'level', head: t('steps.level'), cell: ({ line }) => words.level(line) },
    {
      key: 'count',
      head: t('steps.count'),
      end: true,
      cell: ({ line, count }) => {
        const to = listBehind(line, { year, maySeeWelfare });
        if (to === undefined) return number(count);
        return (
          <Anchor
            component={Link}
            to={path(to)}
            aria-label={t('steps.open', {
              count,
              step: `${t(`steps.kind.${line.kind}`)} ${words.level(line)}`.trim(),
              month: date(line.month, 'month'),
            })}
            inherit
          >
            {number(count)}
          </Anchor>
        );
      },
    },
  ];
}

/** "November 2026: 38 letters, 12 contacts, 3 meetings." */
function useFinding({ months, lines }: InsightSteps): string {
  const t = useWords('insight');
  const date = useDate();
  const month = months.at(-1) ?? '';
  const said = KINDS.flatMap((kind) => {
    const count = sumOf(lines.filter((line) => line.month === month && line.kind === kind));
    return count === 0 ? [] : [t(`steps.counted.${kind}`, { count })];
  });
  const name = date(month, 'month');
  return said.length === 0
    ? t('steps.noneIn', { month: name })
    : t('steps.finding', { month: name, said: said.join(', ') });
}
