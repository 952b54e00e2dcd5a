/** Finds a student for somebody: is the student within reach, and what decides what there is to say. One question. */
import { reachSettings } from '../../access/index.ts';
import { DISTRICT_REVISION } from '../../calculation/index.ts';
import { parseDay, type Day } from '../../engine/index.ts';
import { todayIn } from '../../db/zone.ts';
import type { Language } from '../../notices/index.ts';
import type { Context, ServerParts } from '../context.ts';
import { parseStudentKey } from '../keys.ts';
import { problem } from '../problems.ts';
import { reachText } from '../worklist/computed-worklist.ts';
import type { AnswerState } from './kept-answers.ts';
import { STUDENT_STATE } from './student-state.ts';

/** A student within reach. */
export interface FoundStudent {
  readonly districtId: number;
  /** The number of the student information system. */
  readonly id: string;
  readonly no: number;
  /** As in the address. */
  readonly key: string;
  /** Of the last calculation; today before the first. */
  readonly asOf: Day;
  /** In the district's zone. */
  readonly today: Day;
  readonly state: AnswerState;
  /** Of what the district has in common. */
  readonly revision: string;
  /** Of the person who reads. */
  readonly language: Language;
}

type Asked = Pick<Context, 'districtId' | 'actor' | 'reach'> & {
  readonly parts: Pick<ServerParts, 'db' | 'now'>;
  readonly params: { readonly student: string };
};

/** Fails: `not-found` for a student out of reach. */
export async function findStudent({ parts, districtId, actor, reach, params }: Asked): Promise<FoundStudent> {
  const no = parseStudentKey(params.student);
  const { names, values } = reachSettings(actor, reach);
  const found = await parts.db.pool.query<PlaceRow>({
    name: 'open-student',
    text: PLACE,
    values: [districtId, no, names, values],
  });
  const [row] = found.rows;
  if (row === undefined) throw problem('not-found');
  const date = todayIn(row.time_zone, parts.now());
  const today = parseDay(date) ?? 0;
  const own = [date, row.calculation, row.revision, row.state].join(' ');
  return {
    districtId,
    id: row.id,
    no,
    key: params.student,
    today,
    asOf: row.as_of ?? today,
    revision: row.revision,
    language: actor.language,
    state: { own, wide: `${row.lists} ${reachText(reach)}` },
  };
}

interface PlaceRow {
  readonly id: string;
  readonly as_of: Day | null;
  readonly time_zone: string;
  readonly revision: string;
  readonly calculation: number | null;
  readonly state: string;
  readonly lists: string;
}

/** The pool asks it as the owner, so the question itself asks the wall. */
const PLACE = `select s.student_id as id, d.time_zone, ${DISTRICT_REVISION} as revision, c.calculation_id as calculation, c.as_of,
    ${STUDENT_STATE} as state,
    (select string_agg(left(l.part, 1) || l.revision, '.' order by l.part) from list_revisions l where l.district_id = s.district_id) as lists
  from students s join districts d on d.district_id = s.district_id
  left join lateral (select calculation_id, as_of_on - date '1970-01-01' as as_of from calculations c
    where c.district_id = s.district_id order by c.calculation_id desc limit 1) c on true
  where s.district_id = $1 and s.student_no = $2 and wall_would_show(s.student_id, $3, $4)`;
