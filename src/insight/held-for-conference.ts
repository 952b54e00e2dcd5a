/** Due letters for which their school has no conference date left: held, the youngest first. */
import type pg from 'pg';
import { parseTriggerId, triggerIdOf } from '../notices/index.ts';
import { readChoices } from '../notices/slots/choices.ts';
import { readFreeSlots } from '../notices/slots/slots.ts';
import type { FreeSlot } from '../notices/worklist/conferences.ts';
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

/** How many of each group get no date; groups that all get one are left out. Reads no more triggers than there are slots. */
export async function readHeldForConference<Of extends WantingGroup>(
  client: pg.ClientBase | pg.Pool,
  question: DueQuestion,
  wanting: readonly Of[],
): Promise<ReadonlyMap<Of, number>> {
  const { districtId, asOf } = question;
  const slots = await readFreeSlots(client, { districtId, after: asOf });
  const choices = await readChoices(client, districtId);
  const chosen = await readChosen(client, question, { slots, chosen: choices.chosen });
  const kept = new Set(choices.chosen.values());
  const free = choices.byHand ? [] : slots.filter(({ slotId }) => !kept.has(slotId));
  const groups = new Map(wanting.map((group) => [keyOf(group), group]));
  const left = new Map(wanting.map((group) => [group, group.count]));
  const give = (row: Row): void => {
    const group = groups.get(keyOf(row));
    if (group !== undefined) left.set(group, (left.get(group) ?? 0) - 1);
  };
  chosen.forEach(give);
  const edges = giveByAge(left, free);
  const isChosen = new Set(chosen.map(idOf));
  for (const row of await readOldest(client, question, { edges, wanting, more: chosen.length })) {
    const edge = edges.find(({ school }) => school === row.school);
    if (edge === undefined || edge.slots === 0 || isChosen.has(idOf(row))) continue;
    edge.slots -= 1;
    give(row);
  }
  return new Map([...left].filter(([, count]) => count > 0));
}

/** At a school, the trigger date that not all notices of get a slot, and how many of them do. */
interface Edge {
  readonly school: string;
  readonly triggerOn: string;
  slots: number;
}

/** Takes from `left` what gets a slot, whole trigger dates, the oldest first; returns the date in the middle of which they end. */
function giveByAge(left: Map<WantingGroup, number>, free: readonly FreeSlot[]): readonly Edge[] {
  const bySchool = Map.groupBy([...left.keys()], ({ school }) => school);
  return [...bySchool].flatMap(([school, groups]) => {
    let slots = free.filter((slot) => slot.school === school).length;
    const byDate = Map.groupBy(groups, ({ triggerOn }) => triggerOn);
    for (const triggerOn of [...byDate.keys()].toSorted()) {
      const ofDate = byDate.get(triggerOn) ?? [];
      const wished = ofDate.reduce((sum, group) => sum + (left.get(group) ?? 0), 0);
      if (slots === 0) return [];
      if (wished > slots) return [{ school, triggerOn, slots }];
      for (const group of ofDate) left.set(group, 0);
      slots -= wished;
    }
    return [];
  });
}

interface Row extends Omit<WantingGroup, 'count'> {
  readonly student: string;
  readonly cycle: string;
  readonly occurrence: number;
  readonly scope: string;
}

const COLUMNS = `pack_id as pack, pack_hash as hash, criterion, trigger_on as "triggerOn", at as school, no_letters as "noLetters",
  student_id as student, cycle_on as cycle, occurrence, school_id as scope`;

/** Those due that have the free slot a person chose for them. */
async function readChosen(
  client: pg.ClientBase | pg.Pool,
  { districtId, asOf, schools }: DueQuestion,
  { slots, chosen }: { readonly slots: readonly FreeSlot[]; readonly chosen: ReadonlyMap<string, number> },
): Promise<readonly Row[]> {
  if (chosen.size === 0) return [];
  const of = [...chosen.keys()].map((id) => parseTriggerId(id));
  const found = await client.query<Row>(
    `${STANDING}
     select ${COLUMNS} from standing where decision = 'issue' and (pack_id, student_id, criterion, cycle_on, occurrence, school_id) in
       (select * from unnest($4::text[], $5::text[], $6::text[], $7::date[], $8::integer[], $9::text[]))`,
    [
      districtId,
      asOf,
      schools ?? null,
      of.map(({ pack }) => pack),
      of.map(({ student }) => student),
      of.map(({ criterion }) => criterion),
      of.map(({ cycle }) => cycle),
      of.map(({ occurrence }) => occurrence),
      of.map(({ school }) => school ?? ''),
    ],
  );
  const schoolOf = new Map(slots.map(({ slotId, school }) => [slotId, school]));
  return found.rows.filter((row) => schoolOf.get(chosen.get(idOf(row)) ?? -1) === row.school);
}

/** Of each edge as many as it has slots, and `more`: in the order in which they get them. */
async function readOldest(
  client: pg.ClientBase | pg.Pool,
  { districtId, asOf }: DueQuestion,
  {
    edges,
    wanting,
    more,
  }: { readonly edges: readonly Edge[]; readonly wanting: readonly WantingGroup[]; readonly more: number },
): Promise<readonly Row[]> {
  if (edges.length === 0) return [];
  const rules = wanting.filter((group) =>
    edges.some((edge) => edge.school === group.school && edge.triggerOn === group.triggerOn),
  );
  const found = await client.query<Row>(
    `${STANDING}
     select o.* from unnest($3::text[], $4::date[], $5::integer[]) as e (school, trigger_on, most), lateral (
       select ${COLUMNS} from standing where decision = 'issue' and not no_letters and at = e.school and trigger_on = e.trigger_on
         and (trigger_on, pack_hash, criterion) in (select * from unnest($6::date[], $7::text[], $8::text[]))
       order by concat_ws('/', pack_id, student_id, criterion, cycle_on, occurrence, school_id) collate "C" limit e.most) o`,
    [
      districtId,
      asOf,
      edges.map(({ school }) => school),
      edges.map(({ triggerOn }) => triggerOn),
      edges.map(({ slots }) => slots + more),
      rules.map(({ triggerOn }) => triggerOn),
      rules.map(({ hash }) => hash),
      rules.map(({ criterion }) => criterion),
    ],
  );
  return found.rows;
}

function idOf({ pack, student, criterion, cycle, occurrence, scope }: Row): string {
  return triggerIdOf({ pack, student, criterion, cycle, occurrence, school: scope === '' ? null : scope });
}

function keyOf({ pack, hash, criterion, triggerOn, school, noLetters }: Omit<WantingGroup, 'count'>): string {
  return JSON.stringify([pack, hash, criterion, triggerOn, school, noLetters]);
}
