/**
 * What is due, held, declined and changed after sending, in counts: the same as the worklist says (src/notices/worklist), without
 * reading its lines.
 */
import type pg from 'pg';
import type { Decision } from '../engine/index.ts';
import { parseDay } from '../engine/index.ts';
import { actsByItself, kindsNotPerformed, lettersOf, readPackVersions } from '../notices/index.ts';
import { criterionOf } from '../notices/pack-versions.ts';
import { readOverdueAfter, readSchoolDays, schoolDaysAfter } from '../notices/worklist/school-days.ts';
import type { Pack } from '../packs/index.ts';
import { readHeldForConference } from './held-for-conference.ts';
import { STANDING } from './standing.ts';

/** A criterion at a school, with something due. */
export interface DueFigures {
  readonly pack: string;
  readonly criterion: string;
  readonly title: string;
  readonly school: string;
  readonly due: number;
  /** The oldest trigger date, ISO. */
  readonly oldestOn: string;
  /** School days that are left for the oldest; below zero: it is overdue by so many. */
  readonly schoolDaysLeft: number;
  readonly overdue: number;
}

export interface WaitingFigures {
  readonly due: readonly DueFigures[];
  /** Why what is not due waits: by reason. */
  readonly held: readonly { readonly school: string; readonly reason: string; readonly count: number }[];
  readonly declined: number;
  readonly changed: number;
  /** Met, and to be done by people: nothing is issued. */
  readonly byHand: number;
}

export interface DueQuestion {
  readonly districtId: number;
  /** ISO: the day of the last calculation. */
  readonly asOf: string;
  /** Schools where the students are now; undefined: all. */
  readonly schools: readonly string[] | undefined;
}

interface Group {
  readonly pack: string;
  readonly hash: string;
  readonly criterion: string;
  readonly triggerOn: string;
  readonly school: string;
  readonly decision: Decision | 'changed';
  readonly reason: string | null;
  readonly noLetters: boolean;
  count: number;
}

export async function readWaiting(client: pg.ClientBase | pg.Pool, question: DueQuestion): Promise<WaitingFigures> {
  const groups = await readGroups(client, question);
  const packs = await readPackVersions(client, {
    districtId: question.districtId,
    hashes: groups.map(({ hash }) => hash),
  });
  const named = groups.flatMap((group) => nameGroup(group, packs) ?? []);
  const changed = sum(named.filter(({ decision }) => decision === 'changed'));
  const forPeople = named.filter(({ decision, isAutomatic }) => decision !== 'changed' && !isAutomatic);
  const due = await withoutConferences(
    client,
    question,
    forPeople.filter(({ decision }) => decision === 'issue'),
  );
  return {
    due: await dueOf(client, question, due.stillDue),
    held: heldOf([...forPeople.filter(({ decision }) => decision === 'held'), ...due.held]),
    declined: sum(named.filter(({ decision }) => decision === 'declined')),
    changed,
    byHand: sum(
      named.filter(
        ({ decision, isAutomatic, isLeftToPeople }) => decision === 'issue' && isAutomatic && isLeftToPeople,
      ),
    ),
  };
}

interface NamedGroup extends Group {
  readonly title: string;
  readonly isAutomatic: boolean;
  readonly isLeftToPeople: boolean;
  readonly wantsConference: boolean;
}

async function readGroups(
  client: pg.ClientBase | pg.Pool,
  { districtId, asOf, schools }: DueQuestion,
): Promise<readonly Group[]> {
  const found = await client.query<Group>(
    `${STANDING}
     select pack_id as pack, pack_hash as hash, criterion, trigger_on as "triggerOn", at as school, decision, reason,
       no_letters as "noLetters", count(*)::int as count
     from standing group by pack_id, pack_hash, criterion, trigger_on, at, decision, reason, no_letters`,
    [districtId, asOf, schools ?? null],
  );
  return found.rows;
}

function nameGroup(group: Group, packs: ReadonlyMap<string, Pack>): NamedGroup | undefined {
  const pack = packs.get(group.hash);
  const rule = pack && criterionOf(pack, group.criterion, parseDay(group.triggerOn) ?? 0);
  if (rule === undefined) return undefined;
  const letters = group.noLetters ? [] : lettersOf(rule);
  return {
    ...group,
    title: rule.title,
    isAutomatic: actsByItself(rule),
    isLeftToPeople: kindsNotPerformed(rule).length > 0,
    wantsConference: letters.some(({ conference }) => conference),
  };
}

/** Takes away those for which no conference date is left: they are held. */
async function withoutConferences(
  client: pg.ClientBase | pg.Pool,
  question: DueQuestion,
  due: readonly NamedGroup[],
): Promise<{ readonly stillDue: readonly NamedGroup[]; readonly held: readonly NamedGroup[] }> {
  const wanting = due.filter(({ wantsConference }) => wantsConference);
  if (wanting.length === 0) return { stillDue: due, held: [] };
  const short = await readHeldForConference(client, question, wanting);
  const left = due.map((group) => ({ ...group, count: group.count - (short.get(group) ?? 0) }));
  return {
    stillDue: left.filter(({ count }) => count > 0),
    held: [...short].map(([group, count]) => ({ ...group, decision: 'held', reason: 'conference', count })),
  };
}

async function dueOf(
  client: pg.ClientBase | pg.Pool,
  { districtId, asOf }: DueQuestion,
  groups: readonly NamedGroup[],
): Promise<readonly DueFigures[]> {
  if (groups.length === 0) return [];
  const from = groups.reduce((oldest, { triggerOn }) => (triggerOn < oldest ? triggerOn : oldest), asOf);
  const schools = [...new Set(groups.map(({ school }) => school))];
  const days = await readSchoolDays(client, { districtId, from, through: asOf, schools });
  const overdueAfter = await readOverdueAfter(client, districtId);
  const leftOf = ({ school, triggerOn }: Group): number =>
    overdueAfter - schoolDaysAfter(days.get(school) ?? [], triggerOn);
  const byCriterion = Map.groupBy(groups, ({ pack, criterion, school }) => JSON.stringify([pack, criterion, school]));
  return [...byCriterion.values()]
    .map((list) => {
      const [oldest] = list.toSorted((one, other) => (one.triggerOn < other.triggerOn ? -1 : 1)) as [NamedGroup];
      return {
        pack: oldest.pack,
        criterion: oldest.criterion,
        title: oldest.title,
        school: oldest.school,
        due: sum(list),
        oldestOn: oldest.triggerOn,
        schoolDaysLeft: leftOf(oldest),
        overdue: sum(list.filter((group) => leftOf(group) < 0)),
      };
    })
    .toSorted((one, other) => (sortKey(one) < sortKey(other) ? -1 : 1));
}

/** Oldest first. */
function sortKey({ oldestOn, pack, criterion, school }: DueFigures): string {
  return [oldestOn, pack, criterion, school].join('\n');
}

function heldOf(groups: readonly NamedGroup[]): WaitingFigures['held'] {
  const byReason = Map.groupBy(groups, ({ school, reason }) => JSON.stringify([school, kindOf(reason)]));
  return [...byReason.values()]
    .map((list) => {
      const [{ school, reason }] = list as [NamedGroup];
      return { school, reason: kindOf(reason), count: sum(list) };
    })
    .toSorted((one, other) => other.count - one.count || (one.reason < other.reason ? -1 : 1));
}

/** `after:L1` is `after`: the kind of reason. */
function kindOf(reason: string | null): string {
  return (reason ?? '').split(':', 1)[0] ?? '';
}

function sum(groups: readonly { readonly count: number }[]): number {
  return groups.reduce((total, { count }) => total + count, 0);
}
