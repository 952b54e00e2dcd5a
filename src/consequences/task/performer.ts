/** Makes a task: for the people of a role at the student's school, or for the person whom the school names for a duty. */
import {
  cancelTasks,
  closeTasksDoneBefore,
  createTasks,
  dueOn,
  DUTY_OF_ROLE,
  findCases,
  personOfDuty,
  yearOf,
  type NewTask,
} from '../../cases/index.ts';
import { definePerformer, sentence, type Occasion } from '../performer.ts';

interface Settings {
  readonly task: string;
  readonly role?: string;
  readonly dueSchoolDays?: number;
  readonly opens?: 'welfare' | 'contact';
}

interface Facts {
  /** By school: the last day, and whom the school names. */
  readonly due: ReadonlyMap<string, string>;
  readonly named: ReadonlyMap<string, string>;
}

interface Data {
  readonly what: string;
  readonly role: string;
  readonly dueOn: string | null;
  /** '' the people of the role. */
  readonly assignee: string;
  /** The form that it opens; left out: none. */
  readonly opens?: 'welfare' | 'contact';
}

export const taskPerformer = definePerformer<Settings, Facts, Data>({
  kind: 'task',
  readFacts: async (client, districtId, occasions, settings) => {
    const schools = [...new Map(occasions.map((one) => [keyOf(one), one])).values()];
    const days = await readDueDays(client, districtId, schools, settings);
    const duty = DUTY_OF_ROLE[roleOf(settings)];
    const named = new Map<string, string>();
    for (const { school, asOf } of duty === undefined ? [] : schools) {
      const person = await personOfDuty(client, districtId, {
        school,
        duty: duty as NonNullable<typeof duty>,
        on: asOf,
      });
      if (person !== null) named.set(school, person.personId);
    }
    return { due: days, named };
  },
  plan: (settings, occasion, { due, named }) => {
    const role = roleOf(settings);
    const last = due.get(keyOf(occasion)) ?? null;
    return {
      says:
        last === null
          ? sentence('task', { what: settings.task, role })
          : sentence('taskBy', { what: settings.task, role, due: last }),
      data: {
        what: settings.task,
        role,
        dueOn: last,
        assignee: named.get(occasion.school) ?? '',
        ...(settings.opens === undefined ? {} : { opens: settings.opens }),
      },
    };
  },
  perform: async (client, who, effects) => {
    const students = [...new Set(effects.map(({ occasion }) => occasion.student))];
    const cases = await findCases(client, { districtId: who.districtId, students, year: yearOf(who.on) });
    const ids = await createTasks(
      client,
      who,
      effects.map(({ occasion, data }) => taskOf(occasion, data, cases.get(occasion.student)?.caseId ?? null)),
    );
    await closeTasksDoneBefore(
      client,
      who,
      ids.filter((_id, at) => effects[at]?.data.opens === 'contact'),
    );
    return ids.map((id) => ({ thing: 'task', id }));
  },
  whenWithdrawn: 'cancel',
  cancel: async (client, who, made, reason) => {
    await cancelTasks(client, who, { tasks: made.map(({ id }) => id), reason });
  },
});

function roleOf({ role }: Settings): string {
  return role ?? 'clerk';
}

const keyOf = ({ school, asOf }: Occasion): string => `${school}\n${asOf}`;

/** Counted from the day it is issued on: before that nobody could know of it. */
async function readDueDays(
  client: Parameters<typeof dueOn>[0],
  districtId: number,
  schools: readonly Occasion[],
  { dueSchoolDays }: Settings,
): Promise<ReadonlyMap<string, string>> {
  if (dueSchoolDays === undefined) return new Map();
  const days = await dueOn(
    client,
    districtId,
    schools.map(({ school, asOf }) => ({ school, from: asOf, schoolDays: dueSchoolDays })),
  );
  return new Map(schools.map((one, at) => [keyOf(one), days[at] as string]));
}

function taskOf({ student, school, noticeId }: Occasion, data: Data, caseId: number | null): NewTask {
  const { what, role, dueOn: last, assignee, opens } = data;
  const about = opens === undefined ? {} : { about: { thing: opens, id: noticeId } };
  return { student, school, what, role, assignee, dueOn: last, caseId, noticeId, ...about };
}
