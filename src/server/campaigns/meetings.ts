/** Meetings of the team as the API gives them. */
import { reachOf } from '../../access/index.ts';
import { actionsOf, readTeamMeetings, TEAM_MEETING, type TeamMeeting as OnFile } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import type { z } from 'zod';
import type { Context } from '../context.ts';
import { problem } from '../problems.ts';
import { whoOf } from '../who.ts';
import { agendaOf } from './agenda.ts';
import { Agenda, type campaignsContract, type TeamMeeting } from './contract.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

export async function meetingLines(
  { db, districtId }: Pick<Context, 'db' | 'districtId'>,
  meetings: readonly OnFile[],
): Promise<TeamMeeting[]> {
  const found = await db.pool.query<{ id: string; name: string }>(
    'select school_id as id, name from schools where district_id = $1',
    [districtId],
  );
  const names = new Map(found.rows.map(({ id, name }) => [id, name]));
  return meetings.map((meeting) => lineOf(meeting, names.get(meeting.school) ?? meeting.school));
}

type Answer = z.output<(typeof campaignsContract)['readTeamMeeting']['ok']>;

export async function meetingAnswer(
  context: Asking & { readonly params: { readonly meeting: number } },
): Promise<Answer> {
  const { db, districtId, params, actor } = context;
  const who = await whoOf(context, 'see-campaigns');
  const [meeting] = await readTeamMeetings(db.pool, { districtId, teamMeetingId: params.meeting });
  if (meeting === undefined) throw problem('not-found');
  const [line] = await meetingLines(context, [meeting]);
  if (line === undefined) throw problem('not-found');
  const isFrozen = meeting.state === 'held';
  const agenda = isFrozen
    ? Agenda.parse(meeting.agenda)
    : await withTransaction(db, (client) => agendaOf(client, { who, school: meeting.school, on: meeting.on }));
  const mayManage = reachOf(actor, 'manage-campaign').kind !== 'none';
  const tasks = await db.pool.query<Answer['tasks'][number]>(
    `select task_id as task, what, role, due_on as "dueOn", state from tasks
      where district_id = $1 and about_thing = 'team-meeting' and about_id = $2 order by task_id`,
    [districtId, meeting.teamMeetingId],
  );
  return {
    ...line,
    agenda,
    isFrozen,
    tasks: tasks.rows,
    may: mayManage ? [...actionsOf(TEAM_MEETING, { status: meeting.state, role: who.role })] : [],
  };
}

function lineOf(meeting: OnFile, schoolName: string): TeamMeeting {
  const { teamMeetingId, school, on, at, place, state, people, minutes, by, revision } = meeting;
  return { meeting: teamMeetingId, school, schoolName, on, at, place, state, people, minutes, by, revision };
}
