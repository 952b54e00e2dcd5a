/** The names behind the numbers of packed evidence. */
import type pg from 'pg';
import type { Names } from '../engine/index.ts';

const KINDS = { school: 'schools', period: 'periods', code: 'codes', course: 'courses' } as const;

/** Names by their number in `fact_words`; number 0 is the empty name. */
export async function readEvidenceNames(client: pg.ClientBase | pg.Pool, districtId: number): Promise<Names> {
  const found = await client.query<{ kind: keyof typeof KINDS; word_no: number; word: string }>(
    `select kind, word_no, word from fact_words where district_id = $1 and kind in ('school', 'period', 'code', 'course')`,
    [districtId],
  );
  const names: Record<(typeof KINDS)[keyof typeof KINDS], string[]> = {
    schools: [''],
    periods: [''],
    codes: [''],
    courses: [''],
  };
  for (const row of found.rows) names[KINDS[row.kind]][row.word_no] = row.word;
  return names;
}
