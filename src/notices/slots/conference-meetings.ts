/** Conferences that letters name are meetings of the student's file: made, moved and cancelled with them. */
import type pg from 'pg';
import { makeConferences, type Who } from '../../cases/index.ts';
import type { WorklistLine } from '../worklist/worklist.ts';

/** Of the lines that took a slot. In the transaction that stamps, after what opens a file. */
export async function makeMeetings(
  client: pg.ClientBase,
  who: Who,
  {
    lines,
    noticeIds,
  }: { readonly lines: readonly WorklistLine[]; readonly noticeIds: ReadonlyMap<WorklistLine, number> },
): Promise<void> {
  await makeConferences(
    client,
    who,
    lines.flatMap((line) => {
      const { slot } = line;
      if (slot === null) return [];
      const { slotId, on, at, place, withWhom } = slot;
      const noticeId = noticeIds.get(line) as number;
      const language = line.plans.flatMap((plan) => plan.letters)[0]?.language ?? 'en';
      return [{ noticeId, slotId, student: line.student, school: line.at, on, at, place, withWhom, language }];
    }),
  );
}
