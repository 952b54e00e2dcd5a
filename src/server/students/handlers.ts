/** Finding a student, and the page of one. A visit leaves one audit entry, a search one with how many it found. */
import { z } from 'zod';
import { parseDay } from '../../engine/index.ts';
import { maySee } from '../cases/may.ts';
import type { Handlers } from '../context.ts';
import { cursorOf, readCursor } from '../keys.ts';
import { problem } from '../problems.ts';
import { noteTextWish } from './text-wish.ts';
import type { studentsContract } from './contract.ts';
import { readFamily } from './family.ts';
import { readHead } from './head.ts';
import { keptAnswer, withStudent } from './open-student.ts';
import { searchStudents } from './search.ts';
import { StudentHead, StudentWhy, StudentYear } from './shapes.ts';
import { readNotices } from './student-notices.ts';
import { readTimeline } from './timeline.ts';
import { groupsOf, ofGroup } from './timeline-groups.ts';
import { readWhy } from './why.ts';
import { readYear } from './year.ts';

export const studentsHandlers: Handlers<typeof studentsContract> = {
  searchStudents: async (context) => {
    const found = await searchStudents(context, context.body);
    const students = found.items.map(({ student }) => student);
    await context.audit({ action: 'view-list', students, detail: { list: 'find-student', found: found.total } });
    return found;
  },
  readStudent: (context) => keptAnswer(context, { part: 'page', of: () => '', shape: StudentHead, work: readHead }),
  readStudentYear: (context) =>
    keptAnswer(context, {
      part: 'year',
      of: () => String(context.query.year ?? ''),
      shape: StudentYear,
      work: (student) => readYear(student, context.query.year),
    }),
  readStudentWhy: (context) =>
    keptAnswer(context, {
      part: 'why',
      of: ({ today }) => String(dayOf(context.query.asOf, today) ?? ''),
      shape: StudentWhy,
      work: (student) => readWhy(student, dayOf(context.query.asOf, student.today)),
    }),
  readStudentNotices: (context) =>
    withStudent(context, 'notices', async (student) => pageOfAll(await readNotices(student), context.query)),
  readStudentTimeline: (context) =>
    withStudent(context, 'timeline', async (student) => {
      const all = await readTimeline(student, (thing) => maySee(context, thing));
      return { ...pageOfAll(ofGroup(all, context.query.kind), context.query), kinds: groupsOf(all) };
    }),
  readStudentFamily: (context) => withStudent(context, 'family', readFamily),
  noteTextWish,
};

/** A day people may ask about: not one that is still to come. */
function dayOf(text: string | undefined, today: number): number | undefined {
  if (text === undefined) return undefined;
  const day = parseDay(text);
  if (day !== undefined && day <= today) return day;
  throw problem('invalid', { errors: [{ path: 'query.asOf', message: 'allowed: a day up to today' }] });
}

const Skipped = z.int().positive();

/** One student has few of anything: the list is read whole and given in pages. */
function pageOfAll<T>(
  all: readonly T[],
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
) {
  const skip = readCursor(Skipped, cursor) ?? 0;
  const end = skip + limit;
  return { items: all.slice(skip, end), next: end < all.length ? cursorOf(end) : null, total: all.length };
}
