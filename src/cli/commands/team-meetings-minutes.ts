/** `rollcall team-meetings minutes`: what was said and decided; each decision becomes a task. */
import type { Command } from 'commander';
import { readStudentPlace, readTeamMeetings, writeTeamMinutes } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { Refusal } from '../../problem.ts';
import { agendaOf } from '../../server/campaigns/agenda.ts';
import { remark } from '../output.ts';
import { withSession, type Session } from '../session.ts';
import { repeatedOption, taskOption } from '../task-in-words.ts';
import { countOption } from '../trigger-options.ts';
import { whoOfSession } from '../who.ts';
import { wordsOption } from '../words-option.ts';

interface MinutesOptions {
  readonly minutes?: string;
  readonly people?: string;
  readonly decision: readonly string[];
}

/** Who may be given a decision, and how the help writes one. */
const DECISION = {
  option: '--decision',
  roles: ['clerk', 'administrator', 'intervention-team'],
  example: 'Call the aunt (clerk, 2026-12-01, 100001)',
  most: 300,
} as const;

export function registerMinutes(meetings: Command): void {
  meetings
    .command('minutes')
    .description('Write the minutes; the agenda is kept as it is now. Written again, the earlier text stays on file.')
    .argument('<meeting>', 'its number')
    .option('--minutes <text>', 'what was said; as it is when left out')
    .option('--people <text>', 'who was there; as it is when left out')
    .option(
      '--decision <task>',
      `a task for a role, with its day and its student where it has them, as "${DECISION.example}"; may be repeated`,
      repeatedOption,
      [],
    )
    .action((meeting: string, options: MinutesOptions) => withSession((session) => write(session, meeting, options)));
}

async function write(session: Session, text: string, options: MinutesOptions): Promise<void> {
  const { db, districtId } = session;
  const teamMeetingId = countOption('meeting', text);
  const who = await whoOfSession(session);
  const decisions = options.decision.map((one) => taskOption(one, DECISION));
  await withTransaction(db, async (client) => {
    const [before] = await readTeamMeetings(client, { districtId, teamMeetingId });
    if (before === undefined) throw new Refusal(`There is no team meeting ${teamMeetingId}.`, { code: 'work.gone' });
    const { school, on, revision } = before;
    for (const { student } of decisions)
      if (student !== null) await readStudentPlace(client, { districtId, student, on: who.on });
    const isWritten = await writeTeamMinutes(client, who, {
      teamMeetingId,
      minutes: wordsOption('--minutes', options.minutes ?? before.minutes, { most: 4000 }),
      people: wordsOption('--people', options.people ?? before.people, { least: 0, most: 1000 }),
      agenda: await agendaOf(client, { who, school, on }),
      decisions,
      revision,
    });
    if (!isWritten) throw new Refusal('Somebody else changed this meeting meanwhile. Look again, then write anew.');
  });
  const tasks = decisions.length === 1 ? '1 task is' : `${decisions.length} tasks are`;
  remark(`The minutes of team meeting ${teamMeetingId} are written; ${tasks} made.`);
}
