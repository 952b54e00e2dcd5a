/** How attendance is, who misses how much, what was done about it and whether it helped; and the reports. */
import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { NotOpenPage } from '../../shell/not-open-page.tsx';
import { useWords } from '../../words/words.ts';
import classes from './insight.module.css';
import { TABS } from './tabs.ts';

const NAMES = Object.keys(TABS);

export function InsightScreen() {
  const t = useWords('insight');
  const { tab = NAMES[0] ?? '' } = useAddress();
  const { path } = useSchool();
  const Tab = TABS[tab];
  if (Tab === undefined) return <NotOpenPage />;
  return (
    <>
      <PageTitle title={t(`tabs.${tab}`)} />
      <nav aria-label={t('title')} className={classes.tabs}>
        {NAMES.map((one) => (
          <Anchor
            key={one}
            component={Link}
            to={path(`/insight/${one}`)}
            aria-current={one === tab ? 'page' : undefined}
          >
            {t(`tabs.${one}`)}
          </Anchor>
        ))}
      </nav>
      <Tab key={tab} />
    </>
  );
}
