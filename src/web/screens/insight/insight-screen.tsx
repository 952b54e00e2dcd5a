/** How attendance is, who misses how much, what was done about it and whether it helped; and the reports. */
import { LinkTabs } from '../../parts/link-tabs.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useAddress, useSchool } from '../../shell/context.ts';
import { NotOpenPage } from '../../shell/not-open-page.tsx';
import { useWords } from '../../words/words.ts';
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
      <LinkTabs
        label={t('title')}
        tabs={NAMES.map((one) => ({ name: one, text: t(`tabs.${one}`), to: path(`/insight/${one}`) }))}
        current={tab}
      />
      <Tab key={tab} />
    </>
  );
}
