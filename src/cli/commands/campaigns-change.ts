/** `rollcall campaigns change`: another title or other days of a campaign that runs. */
import type { Command } from 'commander';
import { CAMPAIGN, changeCampaign, readCampaigns, requireStep } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay } from '../../engine/index.ts';
import { ProblemError, Refusal } from '../../problem.ts';
import { remark } from '../output.ts';
import { dayOption, withSession, type Session } from '../session.ts';
import { countOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { wordsOption } from '../words-option.ts';

interface ChangeOptions {
  readonly title?: string;
  readonly from?: string;
  readonly to?: string;
}

export function registerChange(campaigns: Command): void {
  campaigns
    .command('change')
    .description('Change the title or the days of a campaign that runs. Who leads it: rollcall owners give campaign.')
    .argument('<campaign>', 'its number')
    .option('--title <text>', 'what it is called; as it is when left out')
    .option('--from <date>', 'its first day')
    .option('--to <date>', 'its last day')
    .action((campaign: string, options: ChangeOptions) => withSession((session) => change(session, campaign, options)));
}

async function change(session: Session, text: string, { title, from, to }: ChangeOptions): Promise<void> {
  const campaignId = countOption('campaign', text);
  if (title === undefined && from === undefined && to === undefined)
    throw new ProblemError([{ path: 'change', found: 'nothing', allowed: '--title, --from or --to' }]);
  const who = await whoOfSession(session);
  const { districtId } = who;
  const days = await withTransaction(session.db, async (client) => {
    const [before] = await readCampaigns(client, { districtId, campaignId });
    if (before === undefined) throw new Refusal('There is no such campaign.', { code: 'work.gone' });
    // One that was only put off has no days to keep.
    requireStep(CAMPAIGN, { status: before.state, action: 'change', who });
    const after = {
      title: wordsOption('--title', title ?? before.title, { most: 120 }),
      startOn: from === undefined ? (before.startOn ?? '') : formatDay(dayOption('--from', from)),
      endOn: to === undefined ? (before.endOn ?? '') : formatDay(dayOption('--to', to)),
      ownerId: '',
    };
    const { revision } = before;
    if (await changeCampaign(client, who, { campaignId, revision, days: after })) return after;
    throw new Refusal('Somebody else changed this campaign meanwhile. Look again, then change it anew.');
  });
  remark(`Campaign ${campaignId}: ${days.title}, ${days.startOn} to ${days.endOn}.`);
}
