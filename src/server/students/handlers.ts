/** Finding a student, and the page of one. A visit leaves one audit entry, a search one with how many it found. */
import { z } from 'zod';
import { maySee } from '../cases/may.ts';
import type { Handlers } from '../context.ts';
import { cursorOf, readCursor } from '../keys.ts';
import { noteTextWish } from './text-wish.ts';
import type { studentsContract } from './contract.ts';
import { readFamily } from './family.ts';
import { withStudent } from './open-student.ts';
import { headOf, whyOf, yearOf } from './page.ts';
import { searchStudents } from './search.ts';
import { readNotices } from './student-notices.ts';
import { readTimeline } from './timeline.ts';
import { groupsOf, ofGroup } from './timeline-groups.ts';

export const studentsHandlers: Handlers<typeof studentsContract> = {
  searchStudents: async (context) => {
    const found = await searchStudents(context, context.body);
    const students = found.items.map(({ student }) => student);
    await context.audit({ action: 'view-list', students, detail: { list: 'find-student', found: found.total } });
    return found;
  },
  readStudent: headOf,
  readStudentYear: (context) => yearOf(context, context.query.year),
  readStudentWhy: (context) => whyOf(context, context.query.asOf),
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
