/** The parts of a student's page that are kept while they are true, for whoever may see the student. */
import type { z } from 'zod';
import { parseDay } from '../../engine/index.ts';
import { problem } from '../problems.ts';
import { readHead } from './head.ts';
import { keptAnswer, type Asked } from './open-student.ts';
import { StudentHead, StudentWhy, StudentYear } from './shapes.ts';
import { readWhy } from './why.ts';
import { readYear } from './year.ts';

export function headOf(asked: Asked): Promise<z.input<typeof StudentHead>> {
  return keptAnswer(asked, { part: 'page', of: () => '', shape: StudentHead, work: readHead });
}

/** Input: `year` of its 1 July; left out: that of the last calculation. */
export function yearOf(asked: Asked, year?: number): Promise<z.input<typeof StudentYear>> {
  return keptAnswer(asked, {
    part: 'year',
    of: () => String(year ?? ''),
    shape: StudentYear,
    work: (student) => readYear(student, year),
  });
}

/** Input: `asOf`, an ISO date; left out: the day of the last calculation. Fails: `invalid` for a day that is still to come. */
export function whyOf(asked: Asked, asOf?: string): Promise<z.input<typeof StudentWhy>> {
  return keptAnswer(asked, {
    part: 'why',
    of: ({ today }) => String(dayOf(asOf, today) ?? ''),
    shape: StudentWhy,
    work: (student) => readWhy(student, dayOf(asOf, student.today)),
  });
}

function dayOf(text: string | undefined, today: number): number | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day !== undefined && day <= today) return day;
  throw problem('invalid', { errors: [{ path: 'query.asOf', message: 'allowed: a day up to today' }] });
}
