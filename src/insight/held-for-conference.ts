/** Due letters for which their school has no conference date left: held, the youngest first. */
import type pg from 'pg';
import { triggerIdOf } from '../notices/index.ts';
import { readChoices } from '../notices/slots/choices.ts';
import { readFreeSlots } from '../notices/slots/slots.ts';
import { allotConferences } from '../notices/worklist/conferences.ts';
import type { DueQuestion } from './due-figures.ts';
import { STANDING } from './standing.ts';

/** Due triggers of one criterion, pack version, trigger date and school. */
export interface WantingGroup {
  readonly pack: string;
  readonly hash: string;
  readonly criterion: string;
  readonly triggerOn: string;
  readonly school: string;
  readonly noLetters: boolean;
  readonly count: number;
}

/** How many of each group get no date; groups that all get one are left out. */
export async function readHeldForConference<Of extends WantingGroup>(
  client: pg.ClientBase | pg.Pool,
  question: DueQuestion,
  wanting: readonly Of[],
): Promise<ReadonlyMap<Of, number>> {
  const slots = await readFreeSlots(client, { districtId: question.districtId, after: question.asOf });
  const choices = await readChoices(client, question.districtId);
  const schools = [...new Set(wanting.map(({ school }) => school))];
  const short = schools.filter((school) => {
    if (choices.byHand || choices.chosen.size > 0) return true;
    const wished = wanting.filter((group) => group.school === school).reduce((sum, { count }) => sum + count, 0);
    return wished > slots.filter((slot) => slot.school === school).length;
  });
  if (short.length === 0) return new Map();
  const wishes = await readWishes(client, { ...question, schools: short }, wanting);
  const given = allotConferences(wishes, slots, choices);
  const held = new Map<Of, number>();
  for (const { triggerId, group } of wishes) if (!given.has(triggerId)) held.set(group, (held.get(group) ?? 0) + 1);
  return held;
}

interface Row extends Omit<WantingGroup, 'count'> {
  readonly student: string;
  readonly cycle: string;
  readonly occurrence: number;
  readonly scope: string;
}

async function readWishes<Of extends WantingGroup>(
  client: pg.ClientBase | pg.Pool,
  { districtId, asOf, schools }: DueQuestion,
  wanting: readonly Of[],
): Promise<readonly { triggerId: string; school: string; triggerOn: string; group: Of }[]> {
  const groups = new Map(wanting.map((group) => [keyOf(group), group]));
  const found = await client.query<Row>(
    `${STANDING}
     select pack_id as pack, pack_hash as hash, criterion, trigger_on as "triggerOn", at as school, no_letters as "noLetters",
       student_id as student, cycle_on as cycle, occurrence, school_id as scope
     from standing where decision = 'issue' and criterion = any ($4)`,
    [districtId, asOf, schools, [...new Set(wanting.map(({ criterion }) => criterion))]],
  );
  return found.rows.flatMap((row) => {
    const group = groups.get(keyOf(row));
    if (group === undefined) return [];
    const { pack, student, criterion, cycle, occurrence, scope, school, triggerOn } = row;
    const identity = { pack, student, criterion, cycle, occurrence, school: scope === '' ? null : scope };
    return [{ triggerId: triggerIdOf(identity), school, triggerOn, group }];
  });
}

function keyOf({ pack, hash, criterion, triggerOn, school, noLetters }: Omit<WantingGroup, 'count'>): string {
  return JSON.stringify([pack, hash, criterion, triggerOn, school, noLetters]);
}
