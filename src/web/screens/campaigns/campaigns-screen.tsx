/** Are we below the goal, what do we do, did the same figure move, compared with schools without a campaign. */
import { Text, Title } from '@mantine/core';
import type { CampaignPage } from '../../../server/campaigns/contract.ts';
import { useApi } from '../../api.ts';
import { EmptyState } from '../../parts/empty-state.tsx';
import { Loaded } from '../../parts/loaded.tsx';
import { PageTitle } from '../../parts/page-title.tsx';
import { useSchool } from '../../shell/context.ts';
import { useWords } from '../../words/words.ts';
import { ActivityForm } from './activity-form.tsx';
import { ActivityList } from './activity-list.tsx';
import { CampaignCard } from './campaign-card.tsx';
import { MeetingList } from './meeting-list.tsx';
import { Months } from './months.tsx';
import { ProposalCard } from './proposal-card.tsx';
import classes from './campaigns.module.css';

export function CampaignsScreen() {
  const t = useWords('campaigns');
  const { school } = useSchool();
  const page = useApi('readCampaigns', { query: { school: school ?? '' } });
  return (
    <>
      <PageTitle title={t('title')} />
      <Loaded query={page} isPage failed={t('failed')} what={t('what')}>
        {(answer) => <Page page={answer} />}
      </Loaded>
    </>
  );
}

function Page({ page }: { readonly page: CampaignPage }) {
  const t = useWords('campaigns');
  const { school } = useSchool();
  const { proposals, campaigns, months, activities, mayManage } = page;
  return (
    <>
      {proposals.map((proposal) => (
        <ProposalCard key={proposal.school} proposal={proposal} />
      ))}
      {campaigns.length === 0 && proposals.length === 0 && <EmptyState why={t('nothing')} />}
      {campaigns.map((campaign) => (
        <CampaignCard key={campaign.campaign} campaign={campaign} />
      ))}
      <Months months={months} />
      <section className={classes.section}>
        <Title order={2} size="h3" mb="xs">
          {t('activities.title')}
        </Title>
        <Text size="sm" className="rc-dimmed" mb="sm">
          {t('activities.hint')}
        </Text>
        <ActivityList activities={activities} mayChange={mayManage} />
        {mayManage && school !== null && <ActivityForm school={school} campaign={null} />}
      </section>
      <MeetingList mayPlan={mayManage} />
    </>
  );
}
