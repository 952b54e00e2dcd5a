/** The reports: each with what it is for. */
import { Anchor, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import classes from './insight.module.css';

const REPORTS = [
  { key: 'chronic', to: '/data/attendance?band=10-20' },
  { key: 'letters', to: '/letters?view=totals' },
] as const;

export function ReportsTab() {
  const t = useWords('insight');
  const { path } = useSchool();
  return (
    <ul className={classes.reports}>
      {REPORTS.map(({ key, to }) => (
        <li key={key}>
          <Anchor component={Link} to={path(to)} fw={600}>
            {t(`report.${key}.title`)}
          </Anchor>
          <Text className="rc-dimmed rc-reading">{t(`report.${key}.about`)}</Text>
        </li>
      ))}
    </ul>
  );
}
