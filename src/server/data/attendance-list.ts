/** Students by days missed: who is in the list is put in order once for each count of the figures, and each page is written once. */
import { BANDS, bandOf, percentOf, readOrderOfBand, readStudentsInOrder } from '../../insight/index.ts';
import type { Context } from '../context.ts';
import { schoolsOf } from '../context.ts';
import { readDataState } from '../data-state.ts';
import { keptWhileTrue } from '../kept.ts';
import { studentKeyOf } from '../keys.ts';
import { withTitles } from '../titles.ts';
import { Written } from '../written.ts';
import { dataContract } from './contract.ts';
import { nextOf, rangeOf } from './range.ts';

type Asking = Context<(typeof dataContract)['readAttendanceList']>;
type Question = Parameters<typeof readOrderOfBand>[1];

/** A page as it is sent, with the number of its lines. */
export interface AttendanceAnswer {
  readonly answer: Written;
  readonly rows: number;
}

/** Of few (a teacher's own, assigned cases) it is read each time: rosters and cases are in no state of the figures. */
export async function readAttendanceAnswer(asking: Asking): Promise<AttendanceAnswer> {
  const { db, reach, query, parts, actor } = asking;
  const question = questionOf(asking);
  const order = (): Promise<Int32Array> => readOrderOfBand(db.pool, question);
  const range = rangeOf(query);
  if (question.isOfFew) return writtenPage(asking, await order());
  const { figuresRevision, calculation } = await readDataState(parts);
  // Who is within the reach of schools hangs on the day of the calculation.
  const state = { revision: `${figuresRevision} ${calculation?.asOfOn ?? ''}` };
  const wanted = { parts, state, reach, shelf: 'lists' } as const;
  return keptWhileTrue({ ...wanted, of: ['attendance', question, range, actor.language] }, async () =>
    writtenPage(asking, await keptWhileTrue({ ...wanted, of: ['attendance in order', question] }, order)),
  );
}

function questionOf({ districtId, reach, query }: Asking): Question {
  const { band, since = '1900-01-01', until = '2999-12-31', grade } = query;
  return {
    districtId,
    schools: schoolsOf(reach, query.school),
    band: BANDS.find((one) => one === band),
    isClose: band === 'close',
    chronic: (['chronic', 'near-chronic', 'new-chronic'] as const).find((one) => one === band),
    ...(band === 'new-chronic' ? { since, until } : {}),
    grade: grade === '' ? undefined : grade,
    isOfFew: reach.kind !== 'district' && reach.kind !== 'schools',
  };
}

async function writtenPage(
  { db, districtId, query, parts, actor }: Asking,
  order: Int32Array,
): Promise<AttendanceAnswer> {
  const { offset, limit } = rangeOf(query);
  const page = order.subarray(offset, offset + limit);
  const students = page.length === 0 ? [] : await readStudentsInOrder(db.pool, { districtId, students: page });
  const items = students.map((student) => ({
    student: studentKeyOf(student.studentNo),
    name: `${student.lastName}, ${student.firstName}`,
    grade: student.grade,
    schoolName: student.schoolName,
    percent: percentOf(student),
    enrolledDays: student.enrolledDays,
    absentDays: student.absentThousandths / 1000,
    band: bandOf(student.enrolledDays, student.absentThousandths),
    chronicSince: student.chronicSince,
    close: [...student.close],
  }));
  const answer = { items, next: nextOf(offset + page.length, order.length), total: order.length };
  const said = await withTitles(answer, { db: parts.db, districtId, language: actor.language });
  return { answer: Written.of(dataContract.readAttendanceList.ok, said), rows: items.length };
}
