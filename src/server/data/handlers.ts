/** The lists behind the figures of Home. Each leaves an entry of who looked. */
import { addDaysSince, readUnverifiedAbsences } from '../../insight/index.ts';
import type { Context, Handlers } from '../context.ts';
import { schoolsOf } from '../context.ts';
import { isAboutAddress } from '../home/data-state.ts';
import { readDataState } from '../data-state.ts';
import { keptRates, keptWhileTrue } from '../kept.ts';
import { studentKeyOf } from '../keys.ts';
import { readComputedWorklist } from '../worklist/computed-worklist.ts';
import { readAttendanceAnswer } from './attendance-list.ts';
import type { dataContract } from './contract.ts';
import { nextOf, rangeOf, type PageQuery } from './range.ts';
import { readSetAsideAnswer } from './set-aside.ts';

export const dataHandlers: Handlers<typeof dataContract> = {
  readDaysWithoutRecords: async (context) => {
    const { db, districtId, reach, query, parts } = context;
    const asked = { districtId, schools: schoolsOf(reach, query.school) };
    const state = await readDataState(parts);
    const days = await keptWhileTrue({ parts, state, reach, of: ['days without records', query.school] }, async () => {
      const rates = await keptRates(parts, state);
      const own = rates.filter(({ school }) => asked.schools?.includes(school) ?? true);
      const schools = await addDaysSince(db.pool, { ...asked, today: state.today }, own);
      return schools
        .flatMap(({ school, name, daysWithoutRecords, enrolledOn }) =>
          daysWithoutRecords.map((on) => ({ school, schoolName: name, on, enrolled: enrolledOn.get(on) ?? 0 })),
        )
        .toSorted((one, other) =>
          one.on === other.on ? (one.schoolName < other.schoolName ? -1 : 1) : one.on < other.on ? 1 : -1,
        );
    });
    return pageOf(days, query);
  },

  readUnverified: async (context) => {
    const { db, districtId, reach, query, parts } = context;
    const { offset, limit } = rangeOf(query);
    const schools = schoolsOf(reach, query.school);
    const state = await readDataState(parts);
    const { absences, total } = await keptWhileTrue(
      { parts, state, reach, of: ['unverified', query.school, offset, limit] },
      () => readUnverifiedAbsences(db.pool, { districtId, schools, offset, limit }),
    );
    await viewed(context, 'unverified', absences.length);
    const items = absences.map(({ studentNo, firstName, lastName, codes, periods, ...rest }) => ({
      student: studentKeyOf(studentNo),
      name: `${lastName}, ${firstName}`,
      ...rest,
      codes: [...codes],
      periods: [...periods],
    }));
    return { items, next: nextOf(offset + items.length, total), total };
  },

  readMissingAddresses: async (context) => {
    const { reach, query } = context;
    const { entries } = await readComputedWorklist(context, schoolsOf(reach, query.school));
    const lines = entries
      .filter(({ line }) => line.state === 'due' && line.doubts.some(isAboutAddress))
      .map(({ line }) => ({
        student: line.student,
        name: line.name,
        grade: line.grade,
        school: line.school,
        schoolName: line.schoolName,
        trigger: line.trigger,
        level: line.level,
        title: line.title,
        metOn: line.metOn,
        isNobody: line.doubts.some(({ kind }) => kind === 'no-address'),
      }));
    const page = pageOf(lines, query);
    await viewed(context, 'missing-addresses', page.items.length);
    return page;
  },

  readSetAside: async (context) => {
    const { rows, answer } = await readSetAsideAnswer(context);
    await viewed(context, 'set-aside', rows);
    return answer.asAnswer();
  },

  readAttendanceList: async (context) => {
    const { rows, answer } = await readAttendanceAnswer(context);
    await viewed(context, `attendance-${context.query.band}`, rows);
    return answer.asAnswer();
  },
};

function pageOf<Item>(all: readonly Item[], query: PageQuery): { items: Item[]; next: string | null; total: number } {
  const { offset, limit } = rangeOf(query);
  const items = all.slice(offset, offset + limit);
  return { items, next: nextOf(offset + items.length, all.length), total: all.length };
}

async function viewed(
  { audit, query }: { readonly audit: Context['audit']; readonly query: { readonly school: string } },
  list: string,
  rows: number,
): Promise<void> {
  await audit({ action: 'view-list', detail: { list, school: query.school, rows } });
}
