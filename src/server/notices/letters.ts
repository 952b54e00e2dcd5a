/** Letters one by one: looked at, printed, and those that take a notice back. */
import { inTransactionOrDry, lockDistrict } from '../../calculation/index.ts';
import { withTransaction } from '../../db/index.ts';
import { oneLetterOf, readOneLetter, recordReprint, textOfLetter, type OneLetter } from '../../documents/index.ts';
import { lettersOfRescission, lockNotices, markProduced } from '../../notices/index.ts';
import { Refusal } from '../../problem.ts';
import { markOpened } from '../batches/print.ts';
import type { Context } from '../context.ts';
import { todayInDistrict } from '../../db/zone.ts';
import { problem } from '../problems.ts';
import type { NoticeDetail } from './contract.ts';

type Asking = Pick<Context, 'db' | 'districtId' | 'parts'> & { readonly actor: NonNullable<Context['actor']> };

/** Fails: `not-found`; Refusal when the letter is not what was sealed. */
export async function requireLetter(
  { db, districtId }: Pick<Asking, 'db' | 'districtId'>,
  at: { readonly notice: number; readonly letterNo: number },
): Promise<OneLetter> {
  const letter = await readOneLetter(db.pool, { districtId, ...at });
  if (letter === undefined) throw problem('not-found');
  return letter;
}

/** Says that the letters of a notice are printed now. Its batch cannot be undone together any more. */
export async function printNotice(
  { db, districtId, parts, actor }: Asking,
  noticeId: number,
): Promise<{ readonly state: NoticeDetail['state']; readonly isAgain: boolean }> {
  const now = parts.now();
  const on = await todayInDistrict(parts.db.pool, { districtId, now });
  return withTransaction(db, async (client) => {
    await lockDistrict(client, districtId);
    const [notice] = await lockNotices(client, districtId, { kind: 'notice', id: noticeId });
    if (notice === undefined) throw problem('not-found');
    if (notice.origin !== 'rollcall' || notice.state === 'withdrawn')
      throw new Refusal(`${notice.name} has no letter to print.`, {
        code: 'print.no-letter',
        values: { name: notice.name },
      });
    const by = { by: actor.name, now, on };
    if (notice.state === 'issued') await markProduced(client, { districtId, notices: [noticeId], ...by });
    else await recordReprint(client, { districtId, notices: [noticeId], ...by });
    const batch = await client.query<{ batch_id: number | null }>(
      'select batch_id from notices where district_id = $1 and notice_id = $2',
      [districtId, noticeId],
    );
    const batchId = batch.rows[0]?.batch_id ?? null;
    if (batchId !== null) await markOpened(client, { districtId, batchId, by: actor.name, now });
    return { state: notice.state === 'issued' ? 'produced' : notice.state, isAgain: notice.state !== 'issued' };
  });
}

/** The letters that would tell a family that one no longer stands; nothing stays of it. */
export async function previewRescission(
  { db, districtId, parts, actor }: Asking,
  { noticeId, sentence, on }: { readonly noticeId: number; readonly sentence: string; readonly on: string },
) {
  const request = { districtId, noticeId, reason: '', sentence, by: actor.name, now: parts.now(), on };
  return inTransactionOrDry(db, true, async (client) => {
    const { letters, missing } = await lettersOfRescission(client, request);
    const shown = [];
    for (const letter of letters)
      shown.push({
        ...textOfLetter(await oneLetterOf(client, districtId, letter)),
        recipients: [...letter.recipients],
      });
    return { letters: shown, missing: [...missing] };
  });
}
