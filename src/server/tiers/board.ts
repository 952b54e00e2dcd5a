/** The board: who is on a list and not looked at yet, and everybody who is on the board, by stage. */
import { readBoardEntries, readOwnerNames, type OwnerName, type TierStudent } from '../../cases/index.ts';
import { withTransaction } from '../../db/index.ts';
import { formatDay, parseDay } from '../../engine/index.ts';
import {
  CHRONIC,
  countTierList,
  percentOf,
  readFiguresState,
  readTierList,
  readTierLists,
  type TierList,
} from '../../insight/index.ts';
import type pg from 'pg';
import { schoolsOf, type Context } from '../context.ts';
import { readDataState, withCasework } from '../data-state.ts';
import { keptWhileTrue } from '../kept.ts';
import { studentKeyOf } from '../keys.ts';
import { whoOf } from '../who.ts';
import { withTitles } from '../titles.ts';
import { Written } from '../written.ts';
import { TierBoard, type TierCard } from './shapes.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts' | 'reach'> & {
  readonly actor: NonNullable<Context['actor']>;
  readonly query: { readonly school: string; readonly tier: '2' | '3'; readonly list?: number | undefined };
};

/** Cards of those who are on the list alone; the rest is a number. */
const MOST_NEW = 100;
/** Cards of one stage: a school has fewer; a district with more chooses a school. */
const MOST_OF_STAGE = 150;
/** Decided ones stay on the board for so many days. */
const DECIDED_DAYS = 60;

/** The board as it is sent, and whom it names. Computed once for a state of the data, for all who may see the same. */
export async function askBoard(
  context: Asking,
): Promise<{ readonly answer: Written; readonly students: readonly string[] }> {
  const { parts, reach, query, actor, districtId } = context;
  const state = await withCasework(parts, await readDataState(parts));
  const of = ['tier-board', schoolsOf(reach, query.school) ?? null, query.tier, query.list ?? null, actor.language];
  return keptWhileTrue({ parts, state, reach, of }, async () => {
    const board = await boardOf(context);
    const titled = await withTitles(board, { db: parts.db, districtId, language: actor.language });
    return { answer: Written.of(TierBoard, titled), students: board.cards.map(({ student }) => student) };
  });
}

async function boardOf(context: Asking): Promise<TierBoard> {
  const { districtId, query, reach } = context;
  const who = await whoOf(context, 'see-tiers');
  const schools = schoolsOf(reach, query.school);
  const tier = query.tier === '3' ? 3 : 2;
  return withTransaction(context.db, async (client) => {
    const { asOfOn } = await readFiguresState(client, districtId);
    const on = asOfOn ?? who.on;
    const known = await client.query<{ id: string }>(
      'select school_id as id from schools where district_id = $1 and ($2::text[] is null or school_id = any ($2))',
      [districtId, schools ?? null],
    );
    const lists = await readTierLists(client, { districtId, schools: known.rows.map(({ id }) => id), on });
    const chosen = lists.find((list) => list.percent === (query.list ?? -1) * 1000) ?? lists[0] ?? CHRONIC;
    const counted = [];
    for (const list of lists) {
      const count = await countTierList(client, { districtId, schools, list, isNew: false });
      counted.push({ ...shapeOf(list), count });
    }
    const { entries, total } = await readBoardEntries(client, {
      districtId,
      schools,
      tier,
      decidedSince: formatDay((parseDay(who.on) ?? 0) - DECIDED_DAYS),
      most: MOST_OF_STAGE,
    });
    const fresh =
      tier === 2
        ? await readTierList(client, { districtId, schools, list: chosen, limit: MOST_NEW, isNew: true })
        : { students: [], total: 0 };
    const facts = await factsOf(client, districtId, [
      ...entries.map(({ student }) => student),
      ...fresh.students.map(({ student }) => student),
    ]);
    const ownerOf = await readOwnerNames(client, {
      districtId,
      people: entries.map(({ ownerId }) => ownerId),
      on: who.on,
    });
    const cards = [
      ...fresh.students.map(({ student }) => newCard(facts.get(student), chosen)),
      ...entries.map((entry) => cardOf(entry, { facts: facts.get(entry.student), ownerOf, on: who.on })),
    ].filter((card) => card !== null);
    return {
      lists: counted,
      list: chosen.percent / 1000,
      cards,
      more: fresh.total - fresh.students.length,
      hidden: total - entries.length,
      asOf: asOfOn,
    };
  });
}

function shapeOf({ pack, criterion, title, percent, isOver, minDays }: TierList) {
  return { pack, level: criterion, title, percent: percent / 1000, isOver, minDays };
}

export interface BoardFacts {
  readonly no: number;
  readonly name: string;
  readonly grade: string;
  readonly school: string;
  readonly schoolName: string;
  readonly attendance: number | null;
}

interface FactsRow extends Omit<BoardFacts, 'attendance'> {
  readonly id: string;
  readonly enrolledDays: number | null;
  readonly absentThousandths: number | null;
}

/** Of the students within the client's reach. */
export async function factsOf(
  client: pg.ClientBase,
  districtId: number,
  students: readonly string[],
): Promise<ReadonlyMap<string, BoardFacts>> {
  const found = await client.query<FactsRow>(
    `select s.student_id as id, s.student_no as no, s.last_name || ', ' || s.first_name as name, s.grade,
            coalesce(a.school_id, '') as school, coalesce(c.name, '') as "schoolName", a.enrolled_days as "enrolledDays",
            a.absent_thousandths as "absentThousandths"
       from students s
       left join student_attendance a on a.district_id = s.district_id and a.student_no = s.student_no
       left join schools c on c.district_id = a.district_id and c.school_id = a.school_id
      where s.district_id = $1 and s.student_id = any ($2)`,
    [districtId, [...new Set(students)]],
  );
  return new Map(
    found.rows.map(({ id, enrolledDays, absentThousandths, ...rest }) => [
      id,
      {
        ...rest,
        attendance: percentOf({ enrolledDays: enrolledDays ?? 0, absentThousandths: absentThousandths ?? 0 }),
      },
    ]),
  );
}

function newCard(facts: BoardFacts | undefined, list: TierList): TierCard | null {
  if (facts === undefined) return null;
  return {
    ...head(facts),
    tier: null,
    stage: 'to-match',
    because: list.criterion,
    owner: '',
    reviewOn: null,
    isDue: false,
    decision: '',
  };
}

function cardOf(
  entry: TierStudent,
  {
    facts,
    ownerOf,
    on,
  }: {
    readonly facts: BoardFacts | undefined;
    readonly ownerOf: OwnerName;
    readonly on: string;
  },
): TierCard | null {
  if (facts === undefined) return null;
  return {
    ...head(facts),
    tier: `T${entry.tierId}`,
    stage: entry.stage,
    because: entry.because,
    owner: ownerOf({ ...entry, duty: entry.tier === 3 ? 'specialist' : 'lead' }),
    reviewOn: entry.reviewOn,
    isDue: entry.stage === 'running' && entry.reviewOn !== null && entry.reviewOn <= on,
    decision: entry.decision,
  };
}

function head({ no, name, grade, schoolName, attendance }: BoardFacts) {
  return { student: studentKeyOf(no), name, grade, schoolName, attendance };
}
