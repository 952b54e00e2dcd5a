/** For the generated test of access: a place's student on the board of Tier II, and a campaign, an activity and a meeting of its school. */
import { addActivity, enterTier, planTeamMeeting, startCampaign, type Who } from '../cases/index.ts';
import { withTransaction } from '../db/index.ts';
import { parseStudentKey } from './keys.ts';
import { SAMPLE_AS_OF, SAMPLE_NOW, type TestServer } from './testing.ts';

/** Names of things, as they stand in addresses. */
export interface TierPlace {
  readonly tier: string;
  readonly campaign: string;
  readonly activity: string;
  readonly meeting: string;
}

export async function tiersOf({ db }: TestServer, studentKey: string, districtId = 1): Promise<TierPlace> {
  const who: Who = { districtId, personId: '', name: 'test', role: 'rollcall', now: SAMPLE_NOW, on: SAMPLE_AS_OF };
  const found = await db.pool.query<{ id: string; school: string }>(
    `select s.student_id as id, (select e.school_id from enrollments e where e.district_id = s.district_id and e.student_id = s.student_id
       order by e.exit_on desc nulls first limit 1) as school from students s where s.district_id = $1 and s.student_no = $2`,
    [districtId, parseStudentKey(studentKey)],
  );
  const { id: student = '', school = '' } = found.rows[0] ?? {};
  const ground = {
    school,
    month: '2026-10-01',
    rate: { enrolledDays: 100, absentThousandths: 9000 },
    goalTenths: 960,
  };
  const days = { title: 'Glad you are here', startOn: '2026-11-16', endOn: '2026-12-04', ownerId: '' };
  return withTransaction(db, async (client) => {
    const { tierId } = await enterTier(client, who, { student, school, tier: 2, because: 'CH' });
    const campaignId =
      (await runningAt(client, districtId, school)) ?? (await startCampaign(client, who, { ground, days }));
    const activity = await addActivity(client, who, {
      school,
      student: null,
      campaignId,
      kind: 'event',
      what: 'Coffee at the gate',
      on: '2026-11-17',
      ownerId: '',
    });
    const meeting = await planTeamMeeting(client, who, { school, on: '2026-11-18', at: null, place: '' });
    return { tier: `T${tierId}`, campaign: String(campaignId), activity: String(activity), meeting: String(meeting) };
  });
}

async function runningAt(
  client: Parameters<typeof enterTier>[0],
  districtId: number,
  school: string,
): Promise<number | undefined> {
  const found = await client.query<{ id: number }>(
    `select campaign_id as id from campaigns where district_id = $1 and school_id = $2 and state = 'running' limit 1`,
    [districtId, school],
  );
  return found.rows[0]?.id;
}
