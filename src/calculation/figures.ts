/** The figures of one calculation, as its report and `calculations.figures` carry them. */
import type { ClientBase } from 'pg';
import type { NoticeChange, TriggerChange } from '../engine/index.ts';
import type { Tally } from './tally.ts';

export interface CalculationFigures {
  /** `changed`: only who can have changed since the calculation before was judged. */
  readonly mode: 'full' | 'changed';
  /** Students of the district, and how many were judged. */
  readonly students: number;
  readonly judged: number;
  readonly new: number;
  readonly moved: number;
  /** Same date and evidence, another decision, value, school or pack version. */
  readonly redecided: number;
  readonly lapsed: number;
  readonly activeAgain: number;
  /** Notices on file whose facts changed after they went out; nothing is sent again. */
  readonly amended: number;
  readonly noLongerMet: number;
  readonly metAgain: number;
  readonly asSent: number;
  /** Issued events of a bundle that were put on file. */
  readonly carriedOver: number;
  /** Issued events whose code no pack in use has. */
  readonly waiting: readonly { readonly code: string; readonly count: number }[];
  /** Active triggers. */
  readonly byCriterion: readonly {
    readonly pack: string;
    readonly criterion: string;
    readonly decision: string;
    readonly count: number;
  }[];
  /** Records of the years judged, over all students. */
  readonly setAside: number;
  readonly unknownMinutes: number;
  readonly conflicts: number;
  /** Students were judged again since, after a notice or a decision: what stands is no longer what is said here. */
  readonly isOutdated?: boolean;
}

export interface FiguresInput {
  readonly districtId: number;
  readonly mode: CalculationFigures['mode'];
  readonly students: number;
  readonly tally: Tally;
  /** What stood before this run, when that is known to be true still; null: it is counted. */
  readonly before: CalculationFigures['byCriterion'] | null;
}

/** What stands now, after the run has been written. */
export async function readFigures(client: ClientBase, input: FiguresInput): Promise<CalculationFigures> {
  const { districtId, mode, students, tally, before } = input;
  const byCriterion = before === null ? await countStanding(client, districtId) : changedStanding(before, tally);
  const uncounted = await client.query<Pick<CalculationFigures, 'setAside' | 'unknownMinutes' | 'conflicts'>>(
    `select coalesce(sum(set_aside_count), 0)::int as "setAside",
       coalesce(sum(unknown_minutes_count), 0)::int as "unknownMinutes", coalesce(sum(conflict_count), 0)::int as conflicts
     from judged_students where district_id = $1`,
    [districtId],
  );
  const triggers = (change: TriggerChange): number => tally.triggers.get(change) ?? 0;
  const notices = (change: NoticeChange): number => tally.notices.get(change) ?? 0;
  return {
    mode,
    students,
    judged: tally.judged,
    new: triggers('new'),
    moved: triggers('moved'),
    redecided: triggers('redecided'),
    lapsed: triggers('lapsed'),
    activeAgain: triggers('active-again'),
    amended: notices('amended'),
    noLongerMet: notices('no-longer-met'),
    metAgain: notices('met-again'),
    asSent: notices('as-sent'),
    carriedOver: tally.carriedOver,
    waiting: [...tally.waiting].map(([code, count]) => ({ code, count })).sort((a, b) => (a.code < b.code ? -1 : 1)),
    byCriterion,
    setAside: uncounted.rows[0]?.setAside ?? 0,
    unknownMinutes: uncounted.rows[0]?.unknownMinutes ?? 0,
    conflicts: uncounted.rows[0]?.conflicts ?? 0,
  };
}

/** Every active trigger: what no pack in use judges in this school year has lapsed. */
async function countStanding(client: ClientBase, districtId: number): Promise<CalculationFigures['byCriterion']> {
  const found = await client.query<CalculationFigures['byCriterion'][number]>(
    `select pack_id as pack, criterion, decision, count(*)::int as count from triggers
     where district_id = $1 and state = 'active' group by pack_id, criterion, decision`,
    [districtId],
  );
  return inOrder(found.rows);
}

function changedStanding(
  before: CalculationFigures['byCriterion'],
  { standing }: Tally,
): CalculationFigures['byCriterion'] {
  const counts = new Map(before.map((row) => [keyOf(row), row]));
  for (const [pack, criteria] of standing) {
    for (const [criterion, decisions] of criteria) {
      for (const [decision, by] of decisions) {
        const key = keyOf({ pack, criterion, decision });
        counts.set(key, { pack, criterion, decision, count: (counts.get(key)?.count ?? 0) + by });
      }
    }
  }
  return inOrder([...counts.values()].filter(({ count }) => count > 0));
}

function inOrder(rows: CalculationFigures['byCriterion']): CalculationFigures['byCriterion'] {
  return rows.toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function keyOf({ pack, criterion, decision }: Omit<CalculationFigures['byCriterion'][number], 'count'>): string {
  return `${pack}\u001f${criterion}\u001f${decision}`;
}
