/** Whether the letters of a notice would go to other addresses today. */
import type pg from 'pg';
import { planLetters } from '../../documents/index.ts';
import { readFamilies } from '../worklist/families.ts';
import type { NoticeAsSent } from './notice-log.ts';

/** The letters, by number, to whose address no letter would go on this day. */
export async function readMovedLetters(
  client: pg.Pool | pg.ClientBase,
  districtId: number,
  { notice, on }: { readonly notice: Pick<NoticeAsSent, 'student' | 'letters_as_sent'>; readonly on: string },
): Promise<ReadonlySet<number>> {
  const found = await client.query<{ name: string; birth_on: string | null; home_language: string }>(
    `select first_name || ' ' || last_name as name, birth_on, home_language from students
      where district_id = $1 and student_id = $2`,
    [districtId, notice.student],
  );
  const [student] = found.rows;
  if (student === undefined) return new Set();
  const families = await readFamilies(client, { districtId, students: [notice.student] });
  const plan = planLetters({
    student: { name: student.name, birthOn: student.birth_on, homeLanguage: student.home_language },
    guardians: families.get(notice.student) ?? [],
    letterOn: on,
    languages: ['en'],
  });
  const now = new Set(plan.letters.map(({ address }) => address.join('\n')));
  return new Set(
    notice.letters_as_sent
      .filter(({ address, by_email: mail }) => (mail === '' || mail === 'print') && !now.has(address.join('\n')))
      .map((letter) => letter.letter_no),
  );
}
