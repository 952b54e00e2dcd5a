/** The steps taken in the shape of their answer. */
import { readStepsTaken } from '../../insight/index.ts';
import { schoolsOf } from '../context.ts';
import { keptWhileTrue, readDataState, type DataState } from '../home/kept.ts';
import { readDistrict } from '../me/district.ts';
import type { InsightSteps } from './contract.ts';
import type { InsightContext } from './read-figures.ts';

/** Of the school year, up to today. */
export async function readSteps(context: InsightContext, school: string): Promise<InsightSteps> {
  const { parts, reach } = context;
  const state = await readDataState(parts);
  const schools = schoolsOf(reach, school);
  if (schools !== undefined) return computeSteps(context, { schools, state });
  // A whole district is added up once a minute at most: every call that somebody logs changes it.
  const minute = Math.floor(parts.now().getTime() / 60_000);
  return keptWhileTrue({ parts, state, reach, of: ['insight-steps', minute] }, () =>
    computeSteps(context, { schools, state }),
  );
}

async function computeSteps(
  { db, districtId, parts }: InsightContext,
  { schools, state }: { readonly schools: readonly string[] | undefined; readonly state: DataState },
): Promise<InsightSteps> {
  const { today, figures } = state;
  const from = figures.yearStartOn ?? `${Number(today.slice(0, 4)) - (today.slice(5) < '07-01' ? 1 : 0)}-07-01`;
  const counts = await readStepsTaken(db.pool, { districtId, schools, from, to: today });
  const { schools: named } = await readDistrict(parts.db, districtId);
  const names = new Map(named.map((one) => [one.school, one.name]));
  const lines = counts
    .map(({ kind, level, ...count }) => {
      // A letter's level is `pack criterion`.
      const [pack, criterion] =
        kind === 'letter'
          ? [level.slice(0, level.lastIndexOf(' ')), level.slice(level.lastIndexOf(' ') + 1)]
          : ['', level];
      return { ...count, kind, pack, level: criterion, schoolName: names.get(count.school) ?? count.school };
    })
    .toSorted((one, other) => keyOf(one).localeCompare(keyOf(other)));
  const first = lines.reduce((least, { month }) => (month < least ? month : least), `${today.slice(0, 7)}-01`);
  return { from, to: today, months: monthsBetween(first, today), lines };
}

function keyOf({ month, schoolName, kind, pack, level }: InsightSteps['lines'][number]): string {
  return [month, schoolName, kind, pack, level].join('\u0000');
}

/** First days of the months, both included. */
export function monthsBetween(from: string, to: string): string[] {
  const months: string[] = [];
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  for (;;) {
    const first = `${year}-${String(month).padStart(2, '0')}-01`;
    if (first > to) return months;
    months.push(first);
    [year, month] = month === 12 ? [year + 1, 1] : [year, month + 1];
  }
}
