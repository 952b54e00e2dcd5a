import { invalidate } from '../../api.ts';

/** Asks anew for what shows letters: what was decided stands in more than one list. */
export async function lettersChanged(): Promise<void> {
  await invalidate(
    'readNotice',
    'readNotices',
    'readBatch',
    'readBatches',
    'readNoticeTotals',
    'readWorklist',
    'readWorklistSummary',
  );
}
