import { Title } from '@mantine/core';
import type { CampaignPage } from '../../../server/campaigns/contract.ts';
import { useNumber } from '../../parts/number-text.tsx';
import { Scrolls } from '../../parts/scrolls.tsx';
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
      <Scrolls label={t('months')} className={classes.figures}>
        <table className={classes.table}>
          <thead>
            <tr>
              {months.map(({ month }) => (
                <th key={month} scope="col">
                  {monthName(month, language)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <tr>
              {months.map(({ month, percent }) => (
                <td key={month}>{percent === null ? '–' : `${number(percent)}%`}</td>
              ))}
            </tr>
          </tbody>
        </table>
      </Scrolls>
    </section>
  );
}
