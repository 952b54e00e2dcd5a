/** The verdict as the title, the interval as a chart, and the figures as a table beside it. */
import { Text, Title } from '@mantine/core';
import type { HelpOutcome, HelpShape } from '../../../server/did-it-help/contract.ts';
import { FigureSection } from '../../parts/charts/figure-section.tsx';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useWords } from '../../words/words.ts';
import { IntervalChart } from './did-it-help-chart.tsx';
import { changeOf, usePoints, useResponseName } from './did-it-help-words.ts';
import { useRateText } from './rate-text.ts';

interface HelpFiguresProps {
  readonly line: HelpShape;
  readonly needed: number;
  readonly windowDays: number;
}

export function HelpFigures({ line, needed, windowDays }: HelpFiguresProps) {
  const t = useWords('did-it-help');
  const points = usePoints();
  const name = useResponseName()(line);
  const { outcome } = line;
  if (outcome === null) return <TooFew line={line} needed={needed} />;
  const between = { low: points(outcome.low), high: points(outcome.high) };
  return (
    <FigureSection
      finding={t(`verdict.${outcome.verdict}`, { name })}
      isTableWide
      note={t(`because.${outcome.verdict}`, { difference: points(outcome.difference), ...between, count: windowDays })}
      chart={<IntervalChart outcome={outcome} label={t('chart', { name })} />}
      table={<OutcomeTable line={line} outcome={outcome} caption={t('chart', { name })} />}
    />
  );
}

/** String 21: of students with the response, or of those alike, whichever are fewer. */
function TooFew({ line, needed }: { readonly line: HelpShape; readonly needed: number }) {
  const t = useWords('did-it-help');
  const exact = useWords('exact');
  const name = useResponseName()(line);
  const { family, students, alike } = line;
  const ofSchools = family === 'campaign' && line.responses === 0;
  return (
    <section aria-label={name}>
      <Title order={2} size="h3">
        {name}
      </Title>
      <Text my="sm">
        {exact('tooFew', { count: family === 'campaign' ? students : Math.min(students, alike), min: needed })}
      </Text>
      <Text className="rc-dimmed rc-reading">
        {ofSchools ? t('fewSchools') : students < needed ? t('fewWith') : t('fewAlike')}
      </Text>
    </section>
  );
}

interface Row {
  readonly key: 'with' | 'alike' | 'difference';
  readonly students: number | null;
  readonly before: number | null;
  readonly after: number | null;
  readonly change: number;
}

interface OutcomeTableProps {
  readonly line: HelpShape;
  readonly outcome: HelpOutcome;
  readonly caption: string;
}

function OutcomeTable({ line, outcome, caption }: OutcomeTableProps) {
  const t = useWords('did-it-help');
  const number = useNumber();
  const percent = useRateText();
  const points = usePoints();
  const { before, after, alikeBefore, alikeAfter, difference, low, high } = outcome;
  const rows: readonly Row[] = [
    { key: 'with', students: line.students, before, after, change: changeOf(before, after) },
    {
      key: 'alike',
      students: line.alike,
      before: alikeBefore,
      after: alikeAfter,
      change: changeOf(alikeBefore, alikeAfter),
    },
    { key: 'difference', students: null, before: null, after: null, change: difference },
  ];
  const isCampaign = line.family === 'campaign';
  return (
    <>
      <FiguresTable
        caption={caption}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'row', head: t('group'), cell: ({ key }) => t(isCampaign ? `campaignRow.${key}` : `row.${key}`) },
          {
            key: 'students',
            head: t(isCampaign ? 'studentsOrSchools' : 'students'),
            end: true,
            cell: ({ students }) => (students === null ? '–' : number(students)),
          },
          {
            key: 'before',
            head: t('before'),
            end: true,
            cell: (row) => (row.before === null ? '–' : percent(row.before)),
          },
          { key: 'after', head: t('after'), end: true, cell: (row) => (row.after === null ? '–' : percent(row.after)) },
          { key: 'change', head: t('change'), end: true, cell: ({ change }) => points(change) },
        ]}
      />
      <Text size="sm" mt="xs">
        {t('likely', { low: points(low), high: points(high) })}
      </Text>
    </>
  );
}
