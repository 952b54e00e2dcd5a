import { invalidate, type Operation } from '../../api.ts';

/** What shows letters: what was decided stands in more than one list. */
export const LETTER_ANSWERS: readonly Operation[] = [
  'readNotice',
  'readNotices',
  'readBatch',
  'readBatches',
  'readNoticeTotals',
  'readWorklist',
  'readWorklistSummary',
];

/** Asks anew for it. */
export async function lettersChanged(): Promise<void> {
  await invalidate(...LETTER_ANSWERS);
}
