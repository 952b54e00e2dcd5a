import { Title } from '@mantine/core';
import type { CampaignPage } from '../../../server/campaigns/contract.ts';
import { FiguresTable } from '../../parts/charts/figures-table.tsx';
import { useNumber } from '../../parts/number-text.tsx';
import { useLanguage, useWords } from '../../words/words.ts';
import { monthName } from './month-name.ts';
import classes from './campaigns.module.css';

/** The school-wide rate month by month. */
export function Months({ months }: { readonly months: CampaignPage['months'] }) {
  const t = useWords('campaigns');
  const language = useLanguage();
  const number = useNumber();
  if (months.length === 0) return null;
  return (
    <section className={classes.section}>
      <Title order={2} size="h3" mb="xs">
        {t('months')}
      </Title>
      <div className={classes.figures}>
        <FiguresTable
          caption={t('months')}
          rows={months}
          rowKey={({ month }) => month}
          columns={[
            { key: 'month', head: t('month'), cell: ({ month }) => monthName(month, language) },
            {
              key: 'rate',
              head: t('figures.who'),
              end: true,
              cell: ({ percent }) => (percent === null ? '–' : `${number(percent)}%`),
            },
          ]}
        />
      </div>
    </section>
  );
}
