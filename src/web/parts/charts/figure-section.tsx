/** A finding: its sentence as the heading, the chart, and the same figures as a table beside it; on a narrow page the table first. */
import { Text, Title } from '@mantine/core';
import { useId, type ReactNode } from 'react';
import { useWords } from '../../words/words.ts';
import { Scrolls } from '../scrolls.tsx';
import classes from './charts.module.css';

interface FigureSectionProps {
  /** What the figures say, in a sentence. */
  readonly finding: string;
  /** How it is counted, from which data. */
  readonly note?: ReactNode;
  readonly chart: ReactNode;
  readonly table: ReactNode;
  /** The table has many columns and needs the larger part. */
  readonly isTableWide?: boolean;
}

export function FigureSection({ finding, note, chart, table, isTableWide = false }: FigureSectionProps) {
  const id = useId();
  const t = useWords('parts');
  return (
    <section aria-labelledby={id} className={classes.section}>
      <Title order={2} id={id} size="h3">
        {finding}
      </Title>
      {note !== undefined && <Text className="rc-dimmed rc-reading">{note}</Text>}
      <div className={classes.beside} data-wide={isTableWide || undefined}>
        <div className={classes.chart}>{chart}</div>
        <Scrolls label={t('charts.table', { finding })} className={classes.table}>
          {table}
        </Scrolls>
      </div>
    </section>
  );
}
