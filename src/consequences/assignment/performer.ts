/** Gives the student's file to the person whom the school names for a duty; where it names nobody, the administrator is asked to. */
import {
  assign,
  assignPlan,
  cancelTasks,
  createTasks,
  DUTY_OF_ROLE,
  endAssignment,
  openCases,
  personOfDuty,
  type CaseDuty,
  type ThingRef,
  type Who,
} from '../../cases/index.ts';
import { definePerformer, sentence, type Occasion } from '../performer.ts';
import type { ClientBase } from 'pg';

interface Settings {
  readonly assignment: string;
  readonly what?: 'case' | 'active-plan';
}

/** By school. */
type Facts = ReadonlyMap<string, { readonly personId: string; readonly name: string }>;

interface Data {
  readonly what: 'case' | 'active-plan';
  readonly person: string;
  readonly role: string;
  readonly duty: CaseDuty;
  /** '' the school names nobody. */
  readonly personId: string;
}

export const assignmentPerformer = definePerformer<Settings, Facts, Data>({
  kind: 'assignment',
  readFacts: async (client, districtId, occasions, settings) => {
    const found = new Map<string, { readonly personId: string; readonly name: string }>();
    const duty = DUTY_OF_ROLE[settings.assignment];
    if (duty === undefined) return found;
    for (const [school, [first]] of Map.groupBy(occasions, (one) => one.school)) {
      const person = await personOfDuty(client, districtId, { school, duty, on: (first as Occasion).asOf });
      if (person !== null) found.set(school, person);
    }
    return found;
  },
  plan: (settings, { school }, named) => {
    const role = settings.assignment;
    const duty = DUTY_OF_ROLE[role];
    if (duty === undefined) return { says: sentence('assignmentUnknown', { duty: role }), data: null };
    const person = named.get(school);
    const says =
      person === undefined
        ? sentence('assignmentUnnamed', { role })
        : sentence(settings.what === 'active-plan' ? 'assignmentPlan' : 'assignment', { role, person: person.name });
    const what = settings.what ?? 'case';
    return { says, data: { what, role, duty, personId: person?.personId ?? '', person: person?.name ?? '' } };
  },
  perform: async (client, who, effects) => {
    const files = await openCases(
      client,
      who,
      effects.map(({ occasion }) => ({
        student: occasion.student,
        school: occasion.school,
        because: occasion.criterion,
        noticeId: occasion.noticeId,
      })),
    );
    const made: ThingRef[] = [];
    for (const [at, effect] of effects.entries())
      made.push(await giveOne(client, who, { ...effect, caseId: files[at]?.caseId ?? null }));
    return made;
  },
  whenWithdrawn: 'cancel',
  cancel: async (client, who, made, reason) => {
    const tasks = made.filter(({ thing }) => thing === 'task').map(({ id }) => id);
    await cancelTasks(client, who, { tasks, reason });
    for (const { thing, id } of made)
      if (thing === 'assignment') await endAssignment(client, who, { assignmentId: id, reason });
  },
});

async function giveOne(
  client: ClientBase,
  who: Who,
  { occasion, data, caseId }: { readonly occasion: Occasion; readonly data: Data; readonly caseId: number | null },
): Promise<ThingRef> {
  const { student, school, criterion, noticeId } = occasion;
  const { duty, personId, role } = data;
  if (personId !== '' && data.what === 'active-plan')
    await assignPlan(client, who, { student, personId, personName: data.person, because: criterion });
  if (personId !== '')
    return {
      thing: 'assignment',
      id: await assign(client, who, { student, caseId, duty, personId, because: criterion }),
    };
  const [id] = await createTasks(client, who, [
    { student, school, what: `key:name-${role}`, role: 'administrator', dueOn: null, caseId, noticeId },
  ]);
  return { thing: 'task', id: id as number };
}
