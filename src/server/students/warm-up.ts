/** Makes a server that has just started ready for the first people, so that they wait no longer than those after them. */
import { setTimeout as wait } from 'node:timers/promises';
import type { Actor } from '../../access/index.ts';
import type { ServerParts } from '../context.ts';
import { studentKeyOf } from '../keys.ts';
import type { Asked } from './open-student.ts';
import { headOf, whyOf, yearOf } from './page.ts';

/** As many as it takes until the code of the page is compiled. */
const STUDENTS = 120;
/** Between two of them: whoever is there already goes first. Unit: ms. */
const PAUSE_MS = 10;

/** Nobody: sees as the district does, is shown to no one. */
const NOBODY = { personId: '', name: '', email: '', staffId: null, grants: [], language: 'en' } satisfies Omit<
  Actor,
  'districtId'
>;

type Warmed = Asked['parts'] & Pick<ServerParts, 'districtId'>;

/**
 * Works out the pages of students for whom something is due, as if they were opened: the calendar and the packs of the district are read, the
 * code is compiled, and what was worked out is kept. Nobody sees it, so nothing goes on record. Ends early when told to.
 */
export async function warmUp(parts: Warmed, { signal }: { readonly signal: AbortSignal }): Promise<void> {
  const { db, districtId } = parts;
  const found = await db.pool.query<{ no: number }>(
    `select s.student_no as no from students s where s.district_id = $1 and exists (select 1 from triggers t
       where t.district_id = s.district_id and t.student_id = s.student_id and t.state = 'active')
     limit $2`,
    [districtId, STUDENTS],
  );
  for (const { no } of found.rows) {
    const asked: Asked = {
      db,
      districtId,
      parts,
      actor: { ...NOBODY, districtId },
      reach: { kind: 'district' },
      sessionId: 'warm-up',
      audit: () => Promise.resolve(),
      params: { student: studentKeyOf(no) },
    };
    for (const part of [headOf, yearOf, whyOf]) {
      if (signal.aborted) return;
      await part(asked);
    }
    await wait(PAUSE_MS);
  }
}
