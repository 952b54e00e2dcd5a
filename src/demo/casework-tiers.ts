/** What the team of Oak has begun: a student on the board with a plan that runs, one whose root causes are looked at, a campaign. */
import {
  addActivity,
  assessRootCauses,
  enterTier,
  implementTierPlan,
  makeTierPlan,
  planTeamMeeting,
  readCampaigns,
  readTierStudents,
  startCampaign,
  type Who,
} from '../cases/index.ts';
import { readCatalog } from '../catalogs/index.ts';
import { withTransaction, type Database } from '../db/index.ts';
import { proposeCampaigns, readGoals, readSchoolRates, readTierList, readTierLists } from '../insight/index.ts';
import type pg from 'pg';

const SCHOOL = 'oak';

/** Does what is not there yet: safe to repeat. Input: the attendance figures are counted. */
export async function beginTiers(db: Database, who: Who): Promise<void> {
  await withTransaction(db, async (client) => {
    const { districtId } = who;
    const schools = [SCHOOL];
    if ((await readTierStudents(client, { districtId, schools })).length === 0) await fillBoard(client, who);
    if ((await readCampaigns(client, { districtId, schools })).length === 0) await beginCampaign(client, who);
  });
}

async function fillBoard(client: pg.ClientBase, who: Who): Promise<void> {
  const { districtId, on } = who;
  const [list] = await readTierLists(client, { districtId, schools: [SCHOOL], on });
  if (list === undefined) return;
  const { students } = await readTierList(client, { districtId, schools: [SCHOOL], list, limit: 2, isNew: true });
  const [first, second] = students;
  if (first !== undefined) await planFor(client, who, { student: first.student, because: list.criterion });
  if (second !== undefined)
    await lookAtCauses(client, who, { student: second.student, because: list.criterion, chosen: ['NURSE'] });
}

interface OnList {
  readonly student: string;
  readonly because: string;
}

async function lookAtCauses(
  client: pg.ClientBase,
  who: Who,
  { student, because, chosen }: OnList & { readonly chosen: readonly string[] },
): Promise<number> {
  const { tierId } = await enterTier(client, who, {
    student,
    school: SCHOOL,
    tier: 2,
    because: because === '' ? 'chronic' : because,
  });
  await assessRootCauses(client, who, {
    tierId,
    kind: 'matching',
    answers: { HEALTH: 'some', TRANSPORT: 'much', BELONGING: 'some' },
    practice: '',
    chosen,
    documentId: null,
    note: '',
  });
  return tierId;
}

async function planFor(client: pg.ClientBase, who: Who, entry: OnList): Promise<void> {
  const tierId = await lookAtCauses(client, who, { ...entry, chosen: ['TRANSIT'] });
  const catalog = await readCatalog(client, who.districtId, 'interventions', who.on);
  const transit = catalog.find(({ code }) => code === 'TRANSIT');
  const startOn = daysFrom(who.on, -14);
  await makeTierPlan(client, who, {
    tierId,
    startOn,
    reviewOn: daysFrom(who.on, 7),
    familyPart: 'took-part',
    familyComments: 'The first bus leaves before the younger brother is at daycare.',
    lines: [
      { part: 'strength', words: 'Never misses band practice', who: '', dueOn: null },
      { part: 'family-does', words: 'Tell the school by 8:00 when the bus was missed', who: 'Mother', dueOn: null },
      {
        part: 'school-does',
        words: 'Pass for the second bus, and a seat in first period kept',
        who: 'Office',
        dueOn: null,
      },
      { part: 'helper', words: 'Neighbor who drives on Fridays', who: '', dueOn: null },
    ],
    interventions:
      transit === undefined
        ? []
        : [{ code: transit.code, title: transit.name.en, dosage: transit.extra.dosage?.en ?? '' }],
  });
  await implementTierPlan(client, who, { tierId, on: startOn });
}

async function beginCampaign(client: pg.ClientBase, who: Who): Promise<void> {
  const { districtId, on } = who;
  const goalOf = await readGoals(client, districtId);
  const schools = await readSchoolRates(client, { districtId, schools: [SCHOOL] });
  const [ground] = proposeCampaigns({ schools, campaigns: [], goalOf, on });
  if (ground === undefined) return;
  const days = { title: 'Glad you are here', startOn: daysFrom(on, -4), endOn: daysFrom(on, 14), ownerId: '' };
  const campaignId = await startCampaign(client, who, { ground, days });
  const activity = { school: SCHOOL, student: null, campaignId, ownerId: '' } as const;
  await addActivity(client, who, {
    ...activity,
    kind: 'relationship-mapping',
    what: 'Every student has an adult at school who knows them',
    on: daysFrom(on, -2),
    done: { note: '212 of 240 mapped; the rest on Monday.' },
  });
  await addActivity(client, who, {
    ...activity,
    kind: 'engage-family',
    what: 'Coffee at the gate with families who are close to the next step',
    on: daysFrom(on, 5),
  });
  await planTeamMeeting(client, who, { school: SCHOOL, on: daysFrom(on, 5), at: '15:30', place: 'Library' });
}

function daysFrom(on: string, days: number): string {
  return new Date(Date.parse(on) + days * 86_400_000).toISOString().slice(0, 10);
}
